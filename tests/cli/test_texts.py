"""The kiosk's texts from the command line: corrections out, corrections in, drafts said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from registry.texts import catalogue, services
from tests.builders import MONDAY_TEN, a_centre
from tests.cli.conftest import Run, one_line

pytestmark = pytest.mark.usefixtures("at_home")


def test_corrections_go_out_and_come_in(
    run: Run, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        (text,) = [one for one in catalogue.texts("tr", ()) if one.dutch == "Welkom"]
        services.correct(
            centre_id=a_centre(),
            language="tr",
            text=text,
            words="Merhaba",
            checked=True,
            at=MONDAY_TEN,
            by=None,
        )
    folder = tmp_path / "corrections"
    said = run("texts", "export", str(folder))
    assert (said.code, said.out) == (0, f"1 texts in {folder / 'tr.po'}\n")
    copy = tmp_path / "translations"
    shutil.copytree(catalogue.FOLDER / "tr", copy / "tr")
    monkeypatch.setattr(catalogue, "FOLDER", copy)
    said = run("texts", "import", str(folder))
    assert (said.code, said.out) == (0, "1 texts of tr.po taken in\n")
    assert "# nagekeken" in catalogue.file_of("tr").read_text(encoding="utf-8")


def test_without_corrections_that_is_said(run: Run, tmp_path: Path) -> None:
    assert "No centre corrected" in run("texts", "export", str(tmp_path / "out")).out


def test_a_folder_without_corrections_is_refused(run: Run, tmp_path: Path) -> None:
    assert "has no file like en.po" in one_line(run("texts", "import", str(tmp_path)))


def test_a_file_that_is_no_catalogue_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tr.po").write_text("nothing of the kind", encoding="utf-8")
    assert "tr.po" in one_line(run("texts", "import", str(tmp_path)))


def test_who_turns_a_language_on_is_told_how_much_of_it_is_a_draft(run: Run) -> None:
    said = run("centre", "add", "De Kas", "--language", "ti")
    assert said.out == "de-kas\n"
    count = len(catalogue.texts("ti", ()))
    assert said.err.startswith("ትግርኛ: ")
    assert "texts are drafts" in said.err
    assert int(said.err.split()[1]) > count
