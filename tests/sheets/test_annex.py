"""The annex of a sheet: all that its JSON holds and no more, each figure explained."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from registry.sheets import definitions
from registry.sheets.annex import compose_annex
from registry.sheets.annex.data import Annex, Table
from registry.sheets.annex.names import NAMES
from registry.sheets.issue import canonical
from registry.sheets.page_data import printed
from registry.sheets.services.drafts import issued_json, sheet_json

from . import later, odd
from .build import THEORY, a_sheet
from .test_printed_figures import NUMBER, numbers_in

PAGES = {**odd.SHEETS, **later.LATER}
FIXED = (
    *("afgerond op 5", "minder dan 5", "Minder dan 5", "minder dan 10", "van de 10"),
    *("(5%, Holm", "Wilson, 95%", "vanaf 30", "99% of 101%"),
    f"De {len(THEORY.indicators)} indicatoren",
)
"""Numbers that are no figures."""


def annex_of(page: Any) -> Annex:
    return compose_annex(sheet_json(page), THEORY)


def cells_of(table: Table) -> list[str]:
    rows = [row for group in table.groups for row in group.rows]
    heads = [column.head for column in table.columns]
    return [*heads, *(cell for row in rows for cell in row), *(table.total or ()), table.note or ""]


def numbers_of(annex: Annex) -> set[Decimal]:
    texts = [cell for table in annex.tables for cell in (*cells_of(table), table.title)]
    found = set()
    for text in texts:
        for sentence in FIXED:
            text = text.replace(sentence, " ")
        found |= set(numbers_in(text))
    return found


def numbers_told(value: Any) -> set[Decimal]:
    """Every number of the JSON, in words and in fields that name a month, a question or a sheet."""
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, int | float):
        return {Decimal(str(value))}
    if isinstance(value, str):
        return {Decimal(one.replace(".", "").replace(",", ".")) for one in NUMBER.findall(value)}
    parts = value.values() if isinstance(value, dict) else value
    return set().union(*(numbers_told(part) for part in parts))


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_no_number_that_the_json_of_its_sheet_does_not(name: str) -> None:
    page = PAGES[name]()
    found = numbers_of(annex_of(page)) - numbers_told(sheet_json(page))
    assert found <= added_up(page), name


def added_up(page: Any) -> set[Decimal]:
    """The activities of all O's together, where a joint sheet says how many those are."""
    return {Decimal(sum(bar.activities for bar in page.os))}


NOT_TOLD = {"disc", "month", "question", "indicator", "sheet", "key", "first", "missing", "period"}
"""Fields that say how a drawing is made, or name a line."""


def figures_told(value: Any) -> set[Decimal]:
    if isinstance(value, dict):
        parts = [part for name, part in value.items() if name not in NOT_TOLD]
        return set().union(*(figures_told(part) for part in parts))
    if isinstance(value, list):
        return set().union(*(figures_told(part) for part in value))
    return set() if isinstance(value, str) else numbers_told(value)


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_every_figure_of_the_json(name: str) -> None:
    page = PAGES[name]()
    assert figures_told(sheet_json(page)) - numbers_of(annex_of(page)) == set()


def test_a_figure_that_is_left_out_would_be_found() -> None:
    page = a_sheet()
    told = sheet_json(replace(page, attendance=98_765))
    assert figures_told(told) - numbers_of(annex_of(page)) == {Decimal(98_765)}


@pytest.mark.parametrize("name", PAGES)
def test_each_figure_is_explained_and_every_row_fills_its_columns(name: str) -> None:
    made = annex_of(PAGES[name]())
    questions = {one.key for one in THEORY.questions}
    explained = {one.name for one in made.meanings}
    for table in made.tables:
        for one in table.explains:
            key = definitions.SAME.get(one, one)
            assert key in questions or NAMES[key] in explained, one
        for group in table.groups:
            assert {len(row) for row in group.rows} <= {len(table.columns)}, table.title
    assert len(explained) == len(made.meanings)


def test_names_are_of_definitions() -> None:
    assert set(NAMES) <= set(definitions.DEFINITIONS)


def test_an_issued_sheet_s_annex_tells_its_marks() -> None:
    told = issued_json(canonical(printed(a_sheet())), odd.issued(2, odd.REASON))
    made = compose_annex(told, THEORY)
    (about, *_) = made.tables
    cells = cells_of(about)
    assert made.number == "OCDZ-2026-10-2"
    assert {"OCDZ-2026-10-2", "2", "31 oktober 2026", odd.REASON, "K7M2ABCDEF"} <= set(cells)
    assert "0123456789abcdef" * 4 in cells


def test_a_sheet_from_before_the_annex_has_one_too() -> None:
    told = json.loads(json.dumps(sheet_json(a_sheet())))
    del told["answers"]["more"]
    del told["answers"]["mood"]["shares"]
    for goal in told["answers"]["goals"]:
        for line in goal["asked"]:
            del line["low"], line["high"], line["shares"]
    titles = [table.title for table in compose_annex(told, THEORY).tables]
    assert "Gevraagd op de tablet" in titles
    assert "Alle antwoorden" not in titles


def test_a_question_of_a_later_theory_is_named_all_the_same() -> None:
    page = a_sheet()
    shorter = replace(THEORY, questions=THEORY.questions[3:])
    texts = [
        cell
        for table in compose_annex(sheet_json(page), shorter).tables
        for cell in cells_of(table)
    ]
    assert THEORY.questions[0].text in texts
