"""The words of the screens in one language: a centre's own, and else the catalogue's.

Only what is rendered inside `speaking` uses a centre's own words: what a visitor reads. The team's
pages and the sheet never do; its poster for residents does (paper.pages.fill_in). They are
plain text: a screen shows them escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import flask_babel
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape

from registry import counting

_NONE: Mapping[str, str] = {}
_own: ContextVar[Mapping[str, str]] = ContextVar("own words", default=_NONE)


@contextmanager
def speaking(language: str, own: Mapping[str, str] = _NONE) -> Iterator[None]:
    """Speak a language; `own` are the centre's own words in it, by the Dutch text."""
    token = _own.set(own)
    try:
        with flask_babel.force_locale(language):
            yield
    finally:
        _own.reset(token)


def gettext(text: str) -> str:
    """Return the words for a Dutch text in the language that is spoken, as plain text."""
    return _own.get().get(text) or str(flask_babel.gettext(text))


def init_app(app: Flask) -> None:
    """Let the templates ask here first."""
    catalogue = app.jinja_env.globals["gettext"]
    counts = app.jinja_env.globals["ngettext"]

    @pass_context
    def count(context: Context, singular: str, plural: str, number: int, /, **values: Any) -> str:
        own = _own.get()
        place = flask_babel.get_translations().plural if own else None
        first = counting.places(place)[place(number)] if place else 1
        text = counting.counted(singular, plural, first)
        if text not in own:
            return counts(context, singular, plural, number, **values)  # type: ignore[operator, no-any-return]
        return escape(own[text]) % {"num": number, **values}

    @pass_context
    def say(context: Context, text: str, /, **values: Any) -> str:
        words = _own.get().get(text)
        if words is None:
            return catalogue(context, text, **values)  # type: ignore[operator, no-any-return]
        return escape(words) % values

    app.jinja_env.globals["gettext"] = say
    app.jinja_env.globals["ngettext"] = count
