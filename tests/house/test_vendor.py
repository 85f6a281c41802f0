"""static/vendor is laid out from npm by name, and the style sheet finds its fonts there."""

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PHOSPHOR = ROOT / "node_modules" / "@phosphor-icons" / "core"


def script(name: str) -> ModuleType:
    """Return a script that lies beside the locks, in no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "requirements" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where its dataclasses look for what they name
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    """The module that lays out static/vendor."""
    return script("vendor")


def test_every_listed_icon_becomes_a_symbol(vendor: ModuleType) -> None:
    svg = vendor.sprite(["coffee", "check-bold"], PHOSPHOR)
    assert re.findall(r'<symbol id="([^"]+)" viewBox="0 0 256 256" fill="currentColor">', svg) == [
        "i-coffee",
        "i-check-bold",
    ]
    assert svg.count("<path") >= 3  # duotone: a tint and a line


def test_an_unknown_icon_is_refused_by_name(vendor: ModuleType) -> None:
    with pytest.raises(vendor.VendorError, match="no icon called tea-cosy"):
        vendor.sprite(["tea-cosy"], PHOSPHOR)


def test_a_file_the_package_no_longer_has_is_refused_by_name(
    vendor: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(vendor.VendorError, match=r"htmx\.min\.js"):
        vendor.lay_out(tmp_path / "node_modules", tmp_path / "vendor")


def test_only_named_files_and_their_licences_are_laid_out(
    vendor: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "left-over.js").write_text("old", encoding="utf-8")
    vendor.lay_out(ROOT / "node_modules", tmp_path)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    files = {target for named in vendor.FILES.values() for target in named.values()}
    licences = {f"licences/{vendor.licence_name(p)}" for p in (*vendor.FILES, vendor.PHOSPHOR)}
    assert {name for name in there if (tmp_path / name).is_file()} == (
        files | licences | {"icons.svg"}
    )


def test_the_style_sheet_names_only_fonts_that_are_there(vendor: ModuleType) -> None:
    css = (ROOT / "static" / "css" / "fonts.css").read_text(encoding="utf-8")
    wanted = set(re.findall(r'url\("\.\./vendor/([^"]+)"\)', css))
    laid_out = {target for named in vendor.FILES.values() for target in named.values()}
    assert wanted == {target for target in laid_out if target.endswith(".woff2")}


def test_digits_come_from_a_face_of_their_own() -> None:
    css = (ROOT / "static" / "css" / "fonts.css").read_text(encoding="utf-8")
    digits = next(rule for rule in css.split("@font-face") if '"Inloop Cijfers"' in rule)
    assert "figtree.woff2" in digits
    assert "unicode-range: U+30-39;" in digits


def test_npm_packages_are_exact_hashed_and_without_addresses() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    fetched = [entry for name, entry in locked.items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in fetched)
    assert not any("resolved" in entry for entry in fetched)
