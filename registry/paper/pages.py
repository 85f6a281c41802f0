"""Fills a template for paper: the rules and filters of the app's templates, without the app."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from registry import words
from registry.settings import ROOT

CATALOGUES = ROOT / "registry" / "translations"
_NONE: Mapping[str, str] = {}


def fill(template: str, **context: object) -> str:
    """Return a template of the app as HTML for paper, in Dutch."""
    return _in_dutch().get_template(template).render(context)


def fill_in(language: str, template: str, own: Mapping[str, str] = _NONE, **context: object) -> str:
    """Return `fill` in a language; `own` are a centre's own words in it, by the Dutch text.

    The template also gets `language` and its `direction`.
    """
    catalogue = gettext.translation("messages", CATALOGUES, [language], fallback=True)
    environment = _environment()
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: own.get(text) or catalogue.gettext(text), catalogue.ngettext, newstyle=True
    )
    about = {"language": language, "direction": words.direction(language)}
    return environment.get_template(template).render(about | context)


@cache
def _in_dutch() -> Environment:
    environment = _environment()
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return environment


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals["static_url"] = lambda path: path
    environment.filters.update(words.FILTERS)
    return environment
