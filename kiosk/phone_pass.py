"""The pass in a phone: a page that draws the pass of its own address; the server never gets it."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from registry import icons, words

blueprint = Blueprint("phone_pass", __name__)


@blueprint.get("/pas")
def phone_pass() -> ResponseReturnValue:
    """Show the page; what stands behind the # of its address stays in the phone."""
    asked = request.args.get("taal", "nl")
    language = asked if asked in words.LANGUAGES else "nl"
    rows = [(code, name, words.direction(code)) for code, name in words.LANGUAGES.items()]
    shown = {"language": language, "dir": words.direction(language), "languages": rows}
    with force_locale(language):
        bare = render_template("kiosk/phone/pass.html", icons="", **shown)
        drawn = Markup(icons.symbols(icons.used_in([bare])))  # noqa: S704  # our own sprite
        return render_template("kiosk/phone/pass.html", icons=drawn, **shown)


phone_pass.access = "public"  # type: ignore[attr-defined]  # there is no pass in it
