"""The kiosk's small files become one script, one style sheet and the icons in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk import bundle

STATIC = Path(__file__).resolve().parents[2] / "static"


def modules(folder: Path, **sources: str) -> Path:
    """Write modules beside the entry and return the folder that stands for static/."""
    (folder / "kiosk").mkdir()
    for name, source in sources.items():
        (folder / "kiosk" / f"{name}.js").write_text(source, encoding="utf-8")
    return folder


def test_each_module_stands_once_and_after_the_ones_it_imports(tmp_path: Path) -> None:
    static = modules(
        tmp_path,
        kiosk='import { a } from "./first.js";\nimport * as all from "./second.js";\na(all);\n',
        first='import { b as c } from "./second.js";\nexport function a() {\n  return c;\n}\n',
        second="export const b = 1;\n",
    )
    joined = bundle.script(static)
    starts = [joined.index(f"const {name} = ") for name in ("_second", "_first", "_kiosk")]
    assert starts == sorted(starts)
    assert joined.count("const _second = ") == 1
    assert "const { b: c } = _second;" in joined
    assert "const all = _second;" in joined
    assert "return { a };" in joined


def test_comments_stay_behind_and_texts_do_not(tmp_path: Path) -> None:
    source = '/* why\n   so */\n// more\nconst address = "https://a.b"; // kept\n  // gone\n'
    joined = bundle.script(modules(tmp_path, kiosk=source))
    assert 'const address = "https://a.b"; // kept' in joined
    assert not {"why", "more", "gone"} & set(re.findall(r"\w+", joined))


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    static = modules(
        tmp_path,
        kiosk='import { a } from "./first.js";\n',
        first='import { b } from "./second.js";\nexport const a = b;\n',
        second='import { a } from "./first.js";\nexport const b = a;\n',
    )
    with pytest.raises(bundle.BundleError, match="circle"):
        bundle.script(static)


def test_an_import_that_cannot_be_joined_is_refused(tmp_path: Path) -> None:
    static = modules(tmp_path, kiosk='import everything from "./first.js";\n')
    with pytest.raises(bundle.BundleError, match=r"kiosk\.js"):
        bundle.script(static)


def test_every_module_of_the_kiosk_is_in_its_script() -> None:
    joined = bundle.script(STATIC)
    names = {path.stem.replace("-", "_") for path in (STATIC / "kiosk").glob("*.js")}
    assert {name for name in names if f"const _{name} = " not in joined} == set()


def test_the_styles_name_addresses_that_hold_anywhere() -> None:
    addresses = re.findall(r'url\("([^"]+)"\)', bundle.style(STATIC))
    assert addresses
    for address in addresses:
        assert address.startswith("/static/")
        assert (STATIC / address.removeprefix("/static/")).is_file()


def test_only_the_icons_that_are_pointed_at_are_sent() -> None:
    names = bundle.icons_in(
        ['<use href="#i-coffee"/>', '<use href="#i-bicycle"/><use href="#o-om"/>']
    )
    assert names == {"bicycle", "coffee"}
    sent = bundle.icons(STATIC, [*names, "no-such-icon"])
    assert re.findall(r'<symbol id="i-([a-z0-9-]+)"', sent) == ["bicycle", "coffee"]
    assert sent.count("</symbol>") == 2
