"""One script, one style sheet and the icons in use, made of the small files in static/.

A tablet on poor Wi-Fi fetches few files; the sources stay small modules that a browser could also
load as they are. A module becomes a function that returns what it exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ENTRY = "kiosk/kiosk.js"
STYLES = ("css/tokens.css", "css/fonts.css", "kiosk/kiosk.css")

_IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "([^"]+)";\n', re.MULTILINE)
_SIDE_IMPORT = re.compile(r'^import "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export \{([^}]*)\};\n?", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
_ICON_USED = re.compile(r'href="#i-([a-z0-9-]+)"')


class BundleError(Exception):
    """A module imports in a circle or is written in a way that cannot be joined."""

    code = "bundle"


def script(static: Path) -> str:
    """Return the kiosk's modules as one ES module, each after the ones it imports, uncommented.

    Raises BundleError for a circle of imports or an import or export it does not understand.
    """
    joined: dict[Path, str] = {}
    _join((static / ENTRY).resolve(), joined, ())
    return "\n".join(joined.values())


def _join(path: Path, joined: dict[Path, str], above: tuple[Path, ...]) -> str:
    """Add one module and what it imports; return the name it goes by."""
    name = "_" + re.sub(r"\W", "_", path.stem)
    if path in above:
        raise BundleError(f"{path.name} imports itself in a circle")
    if path in joined:
        return name
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    exports = _EXPORTED.findall(source) + [
        part.strip() for found in _EXPORT_LIST.findall(source) for part in found.split(",")
    ]

    def taken(match: re.Match[str]) -> str:
        other = _join((path.parent / match[2]).resolve(), joined, (*above, path))
        wanted = match[1].removeprefix("* as ").replace(" as ", ": ")
        return f"const {wanted} = {other};\n"

    def started(match: re.Match[str]) -> str:
        _join((path.parent / match[1]).resolve(), joined, (*above, path))
        return ""

    body = _SIDE_IMPORT.sub(started, _IMPORT.sub(taken, source))
    body = _EXPORT.sub("", _EXPORT_LIST.sub("", body))
    if re.search(r"^(?:import|export)\b", body, re.MULTILINE):
        raise BundleError(f"{path.name} has an import or export that cannot be joined")
    joined[path] = f"const {name} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"
    return name


def style(static: Path) -> str:
    """Return the kiosk's style sheets as one, with addresses that hold wherever it is served."""
    joined = "\n".join((static / name).read_text(encoding="utf-8") for name in STYLES)
    return _COMMENT.sub("", joined).replace('url("../', 'url("/static/')


def icons_in(html: Iterable[str]) -> set[str]:
    """Return the names of the icons that these pieces of HTML point at."""
    return {name for piece in html for name in _ICON_USED.findall(piece)}


def icons(static: Path, names: Iterable[str]) -> str:
    """Return the <symbol>s of these icons, by name; a name the sprite lacks is left out."""
    wanted = set(names)
    sprite = (static / "vendor" / "icons.svg").read_text(encoding="utf-8")
    found = {match[1]: match[0] for match in _SYMBOL.finditer(sprite) if match[1] in wanted}
    return "".join(found[name] for name in sorted(found))
