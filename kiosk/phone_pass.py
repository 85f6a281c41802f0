"""The pass in a phone: a page that draws the pass of its own address; the server never gets it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kiosk import drawing

blueprint = Blueprint("phone_pass", __name__)


@blueprint.get("/pas")
def phone_pass() -> ResponseReturnValue:
    """Show the page; what stands behind the # of its address stays in the phone."""
    return drawing.everywhere("kiosk/phone/pass.html")


phone_pass.access = "public"  # type: ignore[attr-defined]  # there is no pass in it
