"""Fills a template for paper: the rules and filters of the app's templates, without the app."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from registry import words
from registry.settings import ROOT


def fill(template: str, **context: object) -> str:
    """Return a template of the app as HTML for paper, in Dutch."""
    return _environment().get_template(template).render(context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.globals["static_url"] = lambda path: path
    environment.filters.update(words.FILTERS)
    return environment
