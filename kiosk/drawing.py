"""Pages with the few icons they point at drawn in them: they load no other picture."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import force_locale
from markupsafe import Markup

from registry import icons, words


def drawn(template: str, **shown: Any) -> str:
    """Render a template with the icons that it turns out to point at."""
    bare = render_template(template, icons="", **shown)
    symbols = Markup(icons.symbols(icons.used_in([bare])))  # noqa: S704  # our own sprite
    return render_template(template, icons=symbols, **shown)


def everywhere(template: str, **shown: Any) -> str:
    """Render a page that is the same at every centre, in the language that its address asks for."""
    asked = request.args.get("taal", "nl")
    language = asked if asked in words.LANGUAGES else "nl"
    rows = [(code, name, words.direction(code)) for code, name in words.LANGUAGES.items()]
    with force_locale(language):
        direction = words.direction(language)
        return drawn(template, language=language, dir=direction, languages=rows, **shown)
