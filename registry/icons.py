"""The icons that a page points at, drawn in the page itself: a tablet fetches few files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from registry.settings import ROOT

_SPRITE = ROOT / "static" / "vendor" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
_USED = re.compile(r'href="#i-([a-z0-9-]+)"')


def used_in(html: Iterable[str]) -> set[str]:
    """Return the names of the icons that these pieces of HTML point at."""
    return {name for piece in html for name in _USED.findall(piece)}


def symbols(names: Iterable[str]) -> str:
    """Return the <symbol>s of these icons, by name; a name the sprite lacks is left out."""
    known = _sprite()
    return "".join(known[name] for name in sorted(set(names) & known.keys()))


def drawing(name: str) -> str:
    """Return what is drawn of one icon, on a grid of 256, for paper. Raises KeyError."""
    inside = _sprite()[name].partition(">")[2]
    return inside.removesuffix("</symbol>")


@cache
def _sprite() -> dict[str, str]:
    text = _SPRITE.read_text(encoding="utf-8")
    return {match[1]: match[0] for match in _SYMBOL.finditer(text)}
