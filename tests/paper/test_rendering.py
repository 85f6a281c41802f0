import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from registry.paper import pdf
from registry.settings import ROOT

PAGE = '<html lang="nl"><title>Blad</title>{}<p>Dag</p></html>'


def test_a_page_becomes_a_pdf() -> None:
    assert pdf.render(PAGE.format("")).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.css",
        "http://127.0.0.1/a.css",
        "file:///etc/passwd",
        "file://elsewhere/static/css/sheet.css",
        "../pyproject.toml",
        "../templates/base.html",
        "css/../../wsgi.py",
        "data:text/css,p{}",
        "vendor/icons.svg",
        "css/gone.css",
    ],
)
def test_a_page_that_asks_for_what_is_not_packaged_is_refused(address: str) -> None:
    link = f'<link rel="stylesheet" href="{address}">'
    with pytest.raises(pdf.PaperError):
        pdf.render(PAGE.format(link))


def test_a_style_sheet_cannot_fetch_from_elsewhere_either() -> None:
    style = "<style>@import url(https://example.org/a.css);</style>"
    with pytest.raises(pdf.PaperError):
        pdf.render(PAGE.format(style))


def test_a_packaged_file_is_found_also_past_its_folder_s_dots() -> None:
    address = f"{pdf.FOLDER.as_uri()}/css/../css/sheet.css"
    assert pdf.packaged(address) == ROOT / "static" / "css" / "sheet.css"


class WithoutPango:
    """An import system on a machine without pango."""

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """Fail as WeasyPrint does when it looks for its libraries."""
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return None


def without_weasyprint(modules: Sequence[str]) -> list[str]:
    return [name for name in modules if name.partition(".")[0] == "weasyprint"]


def test_a_missing_library_is_one_line_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in without_weasyprint(list(sys.modules)):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])
    with pytest.raises(pdf.PaperError) as refused:
        pdf.check_ready()
    assert "apt-get install libpango-1.0-0" in str(refused.value)
    assert "\n" not in str(refused.value)
