"""The kiosk's one script, one style sheet and the icons in use."""

from __future__ import annotations

import re
from pathlib import Path

from registry import icons

STATIC = Path(__file__).resolve().parents[2] / "static"
BUILT = STATIC / "built"
ENTRIES = ("kiosk.js", "sw.js", "poster.js", "phone-pass.js")
"""The tablet's page, its service worker, and two pages of a visitor's own phone."""


def test_the_script_stands_alone() -> None:
    script = (BUILT / "kiosk.js").read_text(encoding="utf-8")
    assert "htmx:confirm" in script
    assert "inloop" in script
    assert re.findall(r"""^\s*import\s*[{*"']|from\s*"\.""", script, re.MULTILINE) == []


def test_every_module_is_reached_from_the_entry() -> None:
    sources = {path.name: path.read_text("utf-8") for path in (STATIC / "kiosk").glob("*.js")}
    reached, waiting = set(), [*ENTRIES]
    while waiting:
        name = waiting.pop()
        if name not in reached and name in sources:
            reached.add(name)
            waiting += re.findall(r'from "\./([a-z-]+\.js)"', sources[name])
    assert reached == set(sources)


def test_the_style_finds_its_fonts() -> None:
    style = (BUILT / "kiosk.css").read_text(encoding="utf-8")
    addresses = re.findall(r'url\("?([^")]+)"?\)', style)
    assert any(address.endswith(".woff2") for address in addresses)
    for address in addresses:
        assert address.startswith("data:") or (BUILT / address).resolve().is_file(), address


def test_only_the_icons_that_are_pointed_at_are_sent() -> None:
    names = icons.used_in(
        ['<use href="#i-coffee"/>', '<use href="#i-bicycle"/><use href="#o-om"/>']
    )
    assert names == {"bicycle", "coffee"}
    sent = icons.symbols([*names, "no-such-icon"])
    assert re.findall(r'<symbol id="i-([a-z0-9-]+)"', sent) == ["bicycle", "coffee"]
    assert sent.count("</symbol>") == 2
