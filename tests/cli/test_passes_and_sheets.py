"""`inloop passes new` and `inloop sheet`: what ends up on paper, and what does not."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import text

from registry.centres import queries as centres
from registry.database import reading
from registry.paper import cards, pdf
from registry.passes import queries, token
from tests.cli.conftest import Run, one_line
from tests.demo.conftest import FillIn

pytestmark = pytest.mark.usefixtures("at_home")


def passes_kept(app: Flask) -> int:
    with app.app_context(), reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM pass")).scalar_one())


@pytest.fixture
def kas(run: Run) -> str:
    return run("centre", "add", "De Kas").out.strip()


def test_eleven_passes_make_two_sheets_of_fronts_and_backs(
    run: Run, app: Flask, kas: str, tmp_path: Path
) -> None:
    file = tmp_path / "cards.pdf"
    said = run("passes", "new", kas, "--count", "11", "--pdf", str(file))
    assert (said.code, said.err) == (0, "")
    assert len(pikepdf.open(io.BytesIO(file.read_bytes())).pages) == 4
    assert passes_kept(app) == 11


def test_each_pass_on_paper_is_one_of_those_kept(
    run: Run, app: Flask, kas: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def remember(texts: list[str], **_: object) -> bytes:
        printed.extend(texts)
        return b"%PDF"

    monkeypatch.setattr(cards, "cards_pdf", remember)
    run("passes", "new", kas, "--count", "3", "--pdf", str(tmp_path / "cards.pdf"))
    assert len(printed) == 3
    with app.app_context(), reading() as connection:
        centre = centres.by_slug(kas)
        assert centre
        for one in printed:
            hashed = token.hash_of(token.read(one), app.config["PASS_KEY"])
            assert queries.find(connection, centre_id=centre.id, token_hash=hashed)


def test_no_pass_is_made_where_nothing_can_be_printed(
    run: Run, app: Flask, kas: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise pdf.PaperError("a PDF needs libpango: apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    said = run("passes", "new", kas, "--count", "3", "--pdf", str(tmp_path / "cards.pdf"))
    assert one_line(said) == "a PDF needs libpango: apt-get install libpango-1.0-0"
    assert passes_kept(app) == 0


def test_no_pass_is_made_where_the_file_cannot_be_written(
    run: Run, app: Flask, kas: str, tmp_path: Path
) -> None:
    said = run("passes", "new", kas, "--count", "3", "--pdf", str(tmp_path / "no" / "cards.pdf"))
    assert one_line(said).endswith("cards.pdf: No such file or directory")
    assert passes_kept(app) == 0


@pytest.mark.parametrize("count", ["0", "1001", "many"])
def test_an_impossible_number_of_passes_is_refused(run: Run, kas: str, count: str) -> None:
    line = one_line(run("passes", "new", kas, "--count", count, "--pdf", "x.pdf"))
    assert line in (
        f"Invalid value for '--count': {count} is not from 1 to 1000",
        f"Invalid value for '--count': {count!r} is no whole number",
    )


def test_a_month_of_the_demo_comes_out_as_pdf_and_json(
    run: Run, fill_in: FillIn, tmp_path: Path
) -> None:
    folder = str(fill_in().data_dir)
    paper, data = tmp_path / "sheet.pdf", tmp_path / "sheet.json"
    said = run(
        "sheet", "de-linde", "2025-12", "--pdf", str(paper), "--json", str(data),
        INLOOP_DATA_DIR=folder,
    )  # fmt: skip
    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines() == [
        f"The sheet of De Linde, 2025-12, is in {paper}",
        f"The figures of De Linde, 2025-12, are in {data}",
    ]
    assert len(pikepdf.open(paper).pages) == 2
    again = run("sheet", "de-linde", "2025-12", INLOOP_DATA_DIR=folder)
    assert json.loads(again.out) == json.loads(data.read_text(encoding="utf-8"))


@pytest.mark.parametrize("month", ["2026-13", "oktober", "2026-1"])
def test_a_month_that_is_none_is_refused(run: Run, kas: str, month: str) -> None:
    assert f"'{month}' is no month written as 2026-10" in one_line(run("sheet", kas, month))


@pytest.mark.parametrize("month", ["2019-12", "2999-01"])
def test_a_month_in_which_the_centre_was_not_there_is_refused(
    run: Run, kas: str, month: str
) -> None:
    line = one_line(run("sheet", kas, month))
    assert f"none of {month}" in line
    assert run("sheet", kas, month).out == ""


def test_months_of_the_demo_come_out_as_tables(run: Run, fill_in: FillIn, tmp_path: Path) -> None:
    folder = str(fill_in().data_dir)
    words = ("export", "de-linde", "2025-12", "2026-01", "--out", str(tmp_path))
    said = run(*words, INLOOP_DATA_DIR=folder)
    files = [tmp_path / f"de-linde-2025-12-2026-01.{kind}" for kind in ("csv", "xlsx")]
    assert said.code == 0
    assert said.out.splitlines() == [
        f"The figures of De Linde, 2025-12 to 2026-01, are in {file}" for file in files
    ]
    rows = [row.split(";") for row in files[0].read_text(encoding="utf-8-sig").splitlines()[1:]]
    visits = {row[1]: row[8] for row in rows if row[4] == "visits.count"}
    for month, count in visits.items():
        told = json.loads(run("sheet", "de-linde", month, INLOOP_DATA_DIR=folder).out)
        assert int(count) == told["visits"]["count"] > 0
    assert list(visits) == ["2025-12", "2026-01"]
    book = load_workbook(files[1])
    assert book["Cijfers"].max_row == len(rows) + 1
    assert book.sheetnames == ["Cijfers", "Uitleg"]
    kept = [file.read_bytes() for file in files]
    assert "is not written over" in one_line(run(*words, INLOOP_DATA_DIR=folder))
    assert [file.read_bytes() for file in files] == kept


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-02", "2026-01", "2026-02 comes after 2026-01"),
        ("2019-12", "2019-12", "none of 2019-12"),
    ],
)
def test_months_that_cannot_be_exported_are_refused_and_leave_no_file(
    run: Run, kas: str, tmp_path: Path, first: str, last: str, why: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert why in one_line(run("export", kas, first, last, "--out", str(out)))
    assert list(out.iterdir()) == []
