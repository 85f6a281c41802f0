"""Wat we bewaren: what is kept of a visitor, in few words and in every language of the kiosk.

Public, and the same at every centre. Each line is true of what the code does today; when it comes
to do otherwise, the line and its translations change with it.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from registry import icons, words

blueprint = Blueprint("keeping", __name__)


@blueprint.get("/bewaren")
def keeping() -> ResponseReturnValue:
    """Show the page; printed it is one sheet of A4."""
    asked = request.args.get("taal", "nl")
    language = asked if asked in words.LANGUAGES else "nl"
    rows = [(code, name, words.direction(code)) for code, name in words.LANGUAGES.items()]
    shown = {"language": language, "dir": words.direction(language), "languages": rows}
    with force_locale(language):
        bare = render_template("kiosk/phone/keeping.html", icons="", **shown)
        drawn = Markup(icons.symbols(icons.used_in([bare])))  # noqa: S704  # our own sprite
        return render_template("kiosk/phone/keeping.html", icons=drawn, **shown)


keeping.access = "public"  # type: ignore[attr-defined]  # there is nothing of anybody in it
