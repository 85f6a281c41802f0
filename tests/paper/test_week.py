"""The programme of a week as it comes out of the printer: one page, with its codes."""

from __future__ import annotations

import io
import subprocess
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from registry import qr
from registry.paper.week import Band, Card, Row, Week, density, lines_of, week_pdf

MONDAY = date(2026, 11, 23)
ADDRESS = "https://inloop.voorbeeld/p/K7M2ABCD"
DPI = 150


def a_card(title: str = "Fietsles", **more: object) -> Card:
    values: dict[str, object] = {
        "title": title,
        "starts": "10.00",
        "o": "ow",
        "pictogram": "bicycle",
    }
    return Card(**{**values, **more})  # type: ignore[arg-type]


def a_week(*counts: int, **more: object) -> Week:
    """Return a week with so many cards on each day."""
    rows = tuple(
        Row(MONDAY + timedelta(days=number), (a_card(),) * count)
        for number, count in enumerate(counts)
    )
    band = Band("Open inloop", "maandag tot en met vrijdag", "Koffie.", "om", "coffee")
    values: dict[str, object] = {
        "centre": "De Linde",
        "first": MONDAY,
        "last": MONDAY + timedelta(days=6),
        "bands": (band,),
        "rows": rows,
        "os": (("om", "Ontmoeten"), ("ow", "Ontwikkelen")),
    }
    return Week(**{**values, **more})  # type: ignore[arg-type]


def test_cards_stand_three_on_a_line() -> None:
    row = Row(MONDAY, tuple(a_card(f"{number}") for number in range(7)))
    assert [len(line) for line in lines_of(row, 3)] == [3, 3, 1]
    assert [len(line) for line in lines_of(row, 2)] == [2, 2, 2, 1]
    assert lines_of(Row(MONDAY, ()), 3) == []


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ((3, 3, 3, 3, 3), "roomy"),
        ((5, 4, 4, 4, 3), "snug"),
        ((6, 6, 6, 6, 5), "dense"),
        ((9, 9, 9, 9, 6), "densest"),
    ],
)
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_a_week_is_one_page_however_full(counts: tuple[int, ...], drawn: str, size: str) -> None:
    week = a_week(*counts)
    assert density(week, 3) == drawn
    reader = PdfReader(io.BytesIO(week_pdf(week, size=size)))
    (page,) = reader.pages
    assert page.extract_text().count("Fietsles") == sum(counts)


def ink(week: Week, size: str, folder: Path) -> np.ndarray:
    """Return where the first page of a week has the darkest ink: words and codes."""
    file = folder / "week.pdf"
    file.write_bytes(week_pdf(week, size=size))
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-singlefile", str(file)]
    page = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603  # poppler
    return np.asarray(Image.open(io.BytesIO(page))) < 60


def between_rules(columns: np.ndarray) -> np.ndarray:
    """Return the rows of some columns between the rule over the first day and that of the foot."""
    rules = np.flatnonzero(columns.all(axis=1))
    inside = np.arange(rules[0], rules[-1])
    return columns[inside[~columns[inside].all(axis=1)]]


def mm(length: float) -> int:
    return round(length / 25.4 * DPI)


def test_the_code_on_a_card_is_its_address_and_only_on_the_large_paper(tmp_path: Path) -> None:
    card = a_card("Les", address=ADDRESS, pictogram="bicycle")
    week = a_week(rows=(Row(MONDAY, (card,)),), bands=())
    part = between_rules(ink(week, "a3", tmp_path)[:, mm(115) : mm(160)])
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    wanted = np.array(qr.modules(ADDRESS))
    module = (rows[-1] - rows[0] + 1) / len(wanted)
    middle = ((np.arange(len(wanted)) + 0.5) * module).astype(int)
    assert (part[np.ix_(rows[0] + middle, columns[0] + middle)] == wanted).all()
    assert module * 25.4 / DPI > 0.4, "modules that a phone reads at arm's length"
    assert not between_rules(ink(week, "a4", tmp_path)[:, mm(82) : mm(98)]).any()


def test_what_is_off_or_closed_says_so() -> None:
    off = a_card("Naailes", off=True, note="nu donderdag 26, 14.00")
    rows = (Row(MONDAY, (off,)), Row(MONDAY + timedelta(days=1), (), "Schoonmaak"))
    reader = PdfReader(io.BytesIO(week_pdf(a_week(rows=rows), size="a4")))
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Naailes nu donderdag 26, 14.00" in text
    assert "Gesloten Schoonmaak" in text


def test_made_up_weeks_say_so_and_every_page_is_tagged() -> None:
    reader = PdfReader(io.BytesIO(week_pdf(a_week(2), size="a4", example=True)))
    assert "Voorbeelddata" in reader.pages[0].extract_text()
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "Voorbeelddata" not in (
        PdfReader(io.BytesIO(week_pdf(a_week(2), size="a4"))).pages[0].extract_text()
    )
