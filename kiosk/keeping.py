"""Wat we bewaren: what is kept of a visitor, in few words and in every language of the kiosk.

Public, and the same at every centre. Each line is true of what the code does today; when it comes
to do otherwise, the line and its translations change with it.
"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk import drawing

blueprint = Blueprint("keeping", __name__)


@blueprint.get("/bewaren")
def keeping() -> ResponseReturnValue:
    """Show the page; printed it is one sheet of A4."""
    return drawing.everywhere("kiosk/phone/keeping.html")


keeping.access = "public"  # type: ignore[attr-defined]  # there is nothing of anybody in it
