"""The table of a sheet: what it says of each figure, its dictionary; no text is a formula."""

import csv
import io
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from openpyxl import load_workbook

from registry.figures.disclosure import Reason, Shown, Withheld
from registry.figures.facts import Month, Seen
from registry.sheets import spreadsheets
from registry.sheets.dictionary import CODES, COLUMNS, DICTIONARY, NAMES, REASONS, SEEN_NAMES
from registry.sheets.issue import Issue, canonical
from registry.sheets.later_dictionary import LATER
from registry.sheets.page_data import DRAWN, Sheet
from registry.sheets.services import sheet_json
from registry.sheets.services.drafts import issued_json
from registry.sheets.span_data import Span
from registry.sheets.table import Line, lines_of
from registry.sheets.together_data import Together

from .build import ACTIVITIES, a_sheet, october_figures

COLUMNS_OF_THE_SHEET = {"centre", "area", "name", "month", "period"}
"""Fields that stand in every line."""


def keys_of(kind: Any, key: str = "") -> Iterator[str]:
    """Every key that the JSON of a type of page data can have."""
    if get_origin(kind) is Annotated:
        if DRAWN in kind.__metadata__:
            return
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType, tuple):
        for part in get_args(kind):
            if part not in (NoneType, Ellipsis):
                yield from keys_of(part, key)
    elif is_dataclass(kind) and kind not in (Shown, Withheld, Month):
        for name, hint in get_type_hints(kind, include_extras=True).items():
            yield from keys_of(hint, f"{key}.{name}" if key else name)
    else:
        yield key


def figures_of(sheet: Any) -> set[str]:
    """Every key but those that name a line."""
    keys = {
        key
        for key in keys_of(sheet)
        if key not in COLUMNS_OF_THE_SHEET
        and CODES.get(key.rpartition(".")[0]) != key.rpartition(".")[2]
        and not (key.rpartition(".")[0] in NAMED and key.rpartition(".")[2] in NAMES)
    }
    return {"busy.labels.average" if key == "busy.labels" else key for key in keys}


NAMED = {*CODES, "activities", "centres", "goals.indicators"}


def test_every_key_of_a_sheet_is_explained_and_no_other() -> None:
    marks = {f"issue.{name}" for name in get_type_hints(Issue)}
    assert set(DICTIONARY) == figures_of(Sheet) | marks
    later = figures_of(Together) | figures_of(Span)
    assert set(LATER) == later - set(DICTIONARY)


def test_what_is_seen_and_why_something_is_not_shown_have_words() -> None:
    assert set(SEEN_NAMES) == set(Seen)
    assert set(REASONS) == set(Reason)


def table(sheet: Sheet, issue: Issue | None = None) -> dict[tuple[str, str], Line]:
    told = sheet_json(sheet)
    if issue is not None:
        told = issued_json(canonical(told), issue)
    lines = lines_of(told)
    found = {(line.key, line.code): line for line in lines}
    assert len(found) == len(lines), "a key and a code are one line"
    return found


def test_a_line_says_how_precise_its_figure_is_or_why_there_is_none() -> None:
    lines = table(a_sheet())
    visits = lines["visits.count", ""]
    assert (visits.value, visits.precision, visits.withheld) == (163, "exact", "")
    assert (visits.centre, visits.period, visits.sheet) == ("De Linde", "2026-10", "concept")
    holders = lines["holders.now", ""]
    assert (holders.value, holders.precision) == (30, "afgerond op 5")
    new = lines["new.now", ""]
    assert (new.value, new.precision, new.withheld) == (None, "", "minder dan 5")
    thin = lines["answers.goals.asked.withheld", "VO/VO-I1"]
    assert (thin.value, thin.withheld) == (None, "te weinig antwoorden")


def test_a_line_of_a_list_says_which_one_it_is() -> None:
    lines = table(a_sheet())
    asked = lines["answers.goals.asked.percent", "SC/SC-I1"]
    assert asked.name == "Sociale cohesie: Kent u hier iemand met wie u goed kunt praten?"
    assert asked.value == 67
    assert lines["answers.goals.asked.before.direction", "SC/SC-I1"].value == "hoger"
    assert lines["answers.goals.asked.on_leaving", "SC/SC-I1"].value == "nee"
    assert lines["busy.labels.average", "donderdag/10"].name == "donderdag: 10 uur"
    assert lines["help.topics.figure", "post"].name == "Post en formulieren"
    assert lines["answers.goals.seen.now", "SC/returned"].name.endswith("kwamen terug")


def test_the_table_of_an_issued_sheet_says_which_one_it_is() -> None:
    issue = Issue(
        number="DL-2026-10-1",
        code="K7M2ABCD",
        version=1,
        issued_on=date(2026, 11, 3),
        checksum="ab" * 32,
        why=None,
        address=None,
    )
    lines = table(replace(a_sheet(), state="uitgegeven"), issue)
    assert {line.sheet for line in lines.values()} == {"DL-2026-10-1"}
    assert lines["issue.issued_on", ""].value == "2026-11-03"
    assert ("issue.why", "") not in lines


def test_a_figure_of_an_older_sheet_stays_readable() -> None:
    told = {**sheet_json(a_sheet()), "gone": {"count": 3}}
    last = lines_of(told)[-1]
    assert (last.key, last.value, last.entry.explained) == (
        *("gone.count", 3),
        "Van een oudere versie van dit blad.",
    )


HOSTILE = (
    "=1+1",
    "+31 6",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\x0b=1+1",
    "\u200b=1+1",
    "＝1+1",
    '=cmd|"/C calc"!A1',
    '";=1+1;"',
    "a;=1+1",
    "a\r\n=1+1",
    "#N/A",
    '=HYPERLINK("http://x")',
)
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def hostile(text: str) -> tuple[Line, ...]:
    """A sheet on which everything that a person can write is this text."""
    named = october_figures(activities=tuple(replace(one, title=text) for one in ACTIVITIES))
    sheet = a_sheet(named, centre=text, words=text, quote=text, own_headline=text, agreed=text)
    return lines_of(sheet_json(sheet))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    lines = hostile(text)
    told = spreadsheets.as_csv(lines).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told, newline=""), delimiter=";"))
    assert len(rows) == len(lines) + 1 == told.count("\r\n"), "a text stays in its line"
    assert {len(row) for row in rows} == {len(COLUMNS) + 1}, "a text stays in its cell"
    assert not [cell for row in rows for cell in row if cell.startswith(STARTS)]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_in_a_workbook(text: str) -> None:
    book = load_workbook(io.BytesIO(spreadsheets.as_xlsx(hostile(text))))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("inlineStr", "s", "n"), cell.coordinate
                if isinstance(cell.value, str) and cell.value.startswith(STARTS):
                    assert cell.quotePrefix, "nor when somebody edits the cell"


def test_csv_is_what_a_dutch_spreadsheet_opens() -> None:
    told = spreadsheets.as_csv(lines_of(sheet_json(a_sheet())))
    assert told.startswith("\ufeffcentrum;periode;blad;onderdeel;".encode())
    assert ";21,3;deelnames;exact;" in told.decode()
    assert "De vijf O’s" in told.decode()


def test_numbers_of_a_workbook_are_numbers_and_each_key_is_explained() -> None:
    lines = lines_of(sheet_json(a_sheet()))
    book = load_workbook(io.BytesIO(spreadsheets.as_xlsx(lines)))
    names, *rows = book["Cijfers"].iter_rows(values_only=True)
    assert names == tuple(COLUMNS)
    by_key = {row[4]: row for row in rows}
    assert by_key["visits.count"][8] == 163
    explained = {row[0] for row in book["Uitleg"].iter_rows(values_only=True) if row[4]}
    assert explained >= set(by_key) | set(COLUMNS)


def test_a_sheet_that_holds_nothing_has_a_table_too() -> None:
    lines = table(replace(a_sheet(), activities=(), busy=(), hours=()))
    assert lines["visits.count", ""].value == 163
