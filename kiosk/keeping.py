"""Wat we bewaren: what is kept of a visitor, in few words and in every language of the kiosk.

Public, and the same at every centre. Each line is true of what the code does today; when it comes
to do otherwise, the line and its translations change with it.
"""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from kiosk import drawing
from registry import clock
from registry.care import notes

blueprint = Blueprint("keeping", __name__)


@blueprint.get("/bewaren")
def keeping() -> ResponseReturnValue:
    """Show the page; printed it is one sheet of A4."""
    folder = current_app.extensions["inloop_settings"].data_dir
    missed = notes.is_missed(folder, "retention", clock.now())
    return drawing.everywhere("kiosk/phone/keeping.html", missed=missed)


keeping.access = "public"  # type: ignore[attr-defined]  # there is nothing of anybody in it
