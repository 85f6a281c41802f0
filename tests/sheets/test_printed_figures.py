"""JSON, CSV and workbook of a sheet hold exactly the numbers that its PDF prints, and no more.

The JSON also as often; a table names a line once for each of its figures.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from registry.sheets import spreadsheets
from registry.sheets.services import sheet_json, sheet_pdf
from registry.sheets.table import Line, lines_of
from tests.figures.build import october

from . import odd
from .build import a_sheet, an_empty_month, october_figures, text_of

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
FIXED = (
    "afgerond op 5. Minder dan 5 tonen we niet. Kleine lijnen: 13 maanden.",
    "Elk getal is apart afgerond op 5.",
    "8 weken",
    "minder dan 5",
    "minder dan 10 antwoorden",
    "van de 10",
    "marge van 95%",
    "Wilson, 95%",
    "(5%, Holm",
    "10 tot 29 antwoorden",
    "Minder dan 10: niets",
    "pagina 1 van 2",
    "pagina 2 van 2",
)
"""Sentences that are the same on every sheet and hold a number that is no figure."""

MONTHS = re.compile(r"\b(?:juli|september|oktober) 20\d\d\b")
FOOT = re.compile(r"Concept: deze cijfers .* sjabloon 6\.")
NO_FIGURES = {"month", "question", "subgoal", "withheld"}
"""Fields that name a thing: 2026-10, SC-I1, SC-D1, fewer_than_5."""


def numbers_in(text: str) -> Iterator[Decimal]:
    for found in NUMBER.findall(text):
        yield Decimal(found.replace(".", "").replace(",", "."))


def numbers_on_paper(pages: list[str]) -> Counter[Decimal]:
    """Every printed number; the foot, which stands on both pages, once."""
    first, second = pages
    assert FOOT.search(first), "each page has its foot"
    text = f"{first} {FOOT.sub('', second, count=1)}"
    text = MONTHS.sub("", text)
    for sentence in FIXED:
        text = text.replace(sentence, "")
    return Counter(numbers_in(text))


def pages_only(told: dict[str, Any]) -> dict[str, Any]:
    """What the JSON holds of the pages, without what stands in the annex only."""
    answers = {name: one for name, one in told["answers"].items() if name != "more"}
    mood = {name: one for name, one in answers["mood"].items() if name != "shares"}
    goals = [
        {
            **{name: one for name, one in goal.items() if name not in ("work", "done")},
            "asked": [_without_annex(line) for line in goal["asked"]],
        }
        for goal in answers["goals"]
    ]
    visits = {name: one for name, one in told["visits"].items() if name != "late_months"}
    return {**told, "visits": visits, "answers": {**answers, "mood": mood, "goals": goals}}


def _without_annex(line: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in line.items() if name not in ("low", "high", "shares")}


def numbers_in_json(value: Any) -> Counter[Decimal]:
    if isinstance(value, bool) or value is None:
        return Counter()
    if isinstance(value, int | float):
        return Counter([Decimal(str(value))])
    if isinstance(value, str):
        return Counter(numbers_in(value))
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        parts = [part for name, part in value.items() if name not in NO_FIGURES]
    return sum((numbers_in_json(part) for part in parts), Counter())


FREE = ("waarde", "naam", "centrum")
"""The columns whose words are not the same on every sheet."""
NO_FIGURE = ("answers.goals.asked.before.month", "activities.o")


def rows_of_csv(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    text = spreadsheets.as_csv(lines).decode("utf-8-sig")
    rows = [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    for row in rows:
        if row["precisie"]:
            row["waarde"] = Decimal(row["waarde"].replace(",", "."))
    return rows


def rows_of_xlsx(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    book = load_workbook(io.BytesIO(spreadsheets.as_xlsx(lines)))
    names, *rows = book["Cijfers"].iter_rows(values_only=True)
    told = [dict(zip(names, row, strict=True)) for row in rows]
    for row in told:
        if isinstance(row["waarde"], int | float):
            row["waarde"] = Decimal(str(row["waarde"]))
    return told


def numbers_in_table(rows: list[dict[str, Any]]) -> set[Decimal]:
    cells = [row[name] for row in rows if row["sleutel"] not in NO_FIGURE for name in FREE]
    figures = {cell for cell in cells if isinstance(cell, Decimal)}
    return figures | {one for cell in cells if isinstance(cell, str) for one in numbers_in(cell)}


SHEETS = {
    "a full month": a_sheet(words="We waren 3 dagen dicht.", quote="Ik kom 2 keer per week."),
    "with made-up figures": a_sheet(example=True),
    "nobody came": a_sheet(an_empty_month(october(5))),
    "closed": a_sheet(an_empty_month()),
    "more visits than a thousand": a_sheet(
        replace(october_figures(), attendance=12_345, suspect=1_204)
    ),
    "all that is told of visits": odd.usual(),
    "weeks above and below": odd.large(),
}


@pytest.mark.parametrize("name", SHEETS)
def test_json_and_tables_hold_the_printed_numbers_and_no_others(name: str, tmp_path: Path) -> None:
    sheet = SHEETS[name]
    printed = numbers_on_paper(text_of(sheet_pdf(sheet), tmp_path))
    told = numbers_in_json(pages_only(sheet_json(sheet)))
    assert printed - told == Counter(), "printed, and not in the JSON"
    assert told - printed == Counter(), "in the JSON, and not printed"
    lines = lines_of(pages_only(sheet_json(sheet)))
    assert numbers_in_table(rows_of_csv(lines)) == set(printed)
    assert numbers_in_table(rows_of_xlsx(lines)) == set(printed)


def figures_in_json(value: Any) -> Counter[Decimal]:
    """Every figure, without those that stand in a text."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return Counter()
    if isinstance(value, int | float):
        return Counter([Decimal(str(value))])
    parts = value.values() if isinstance(value, dict) else value
    return sum((figures_in_json(part) for part in parts), Counter())


@pytest.mark.parametrize("name", SHEETS)
def test_each_figure_of_the_json_is_a_number_in_one_line_of_each_table(name: str) -> None:
    told = sheet_json(SHEETS[name])
    lines = lines_of(told)
    for read in (rows_of_csv, rows_of_xlsx):
        cells = [row["waarde"] for row in read(lines)]
        assert Counter(one for one in cells if isinstance(one, Decimal)) == figures_in_json(told)
