"""What was issued by an earlier version loads, and prints byte for byte what it printed then.

`python -m tests.golden.make 2` writes a next set of files where the shape has changed; the sets
that are there stay as they are. A field that is added has a default, None or empty, and prints
nothing where it is not set.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import make_dataclass
from functools import cache
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.figures.periods import Period
from registry.paper import pages
from registry.reporting import queries as reporting
from registry.sheets import queries
from registry.sheets.issue import canonical, checksum_of
from registry.sheets.page_data import Sheet, printed
from registry.sheets.queries import Page, Place
from registry.sheets.services.made import TEMPLATES
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.span_data import Span
from registry.sheets.table import lines_of
from registry.sheets.together import Contribution, compose_together
from registry.sheets.together_data import Together
from registry.theory.load import load
from tests.golden.make import FOLDER, OCTOBER

SETS = sorted(folder.name for folder in FOLDER.iterdir() if folder.name.isdigit())
PAGES: dict[str, tuple[type[Page], str]] = {
    "sheet": (Sheet, "_SHEET"),
    "together": (Together, "_TOGETHER"),
    "span": (Span, "_SPAN"),
}
"""Each kind of sheet: its type, and the name of what loads it."""

EACH = pytest.mark.parametrize(("which", "kind"), [(one, kind) for one in SETS for kind in PAGES])


@cache
def golden(which: str, name: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((FOLDER / which / f"{name}.json").read_text(encoding="utf-8"))
    return kept


def page_of(which: str, kind: str) -> Page:
    kept = golden(which, kind)
    place = Place(None if kind == "together" else uuid.uuid4())
    return queries.page_of(place, kept["period"], json.dumps(kept["page"]))


SCALES = {"disc"}
"""What one disc of a picture stands for: it was always on paper, and not always in the JSON."""


def as_then(told: Any, then: Any) -> Any:
    """What is told now without what could not be told then, as far as it says nothing."""
    if isinstance(told, dict) and isinstance(then, dict):
        return {
            name: as_then(value, then.get(name))
            for name, value in told.items()
            if name in then or (value not in (None, [], {}) and name not in SCALES)
        }
    if isinstance(told, list) and isinstance(then, list) and len(told) == len(then):
        return [as_then(*each) for each in zip(told, then, strict=True)]
    return told


def loads_and_prints(which: str, kind: str) -> Page:
    kept, page = golden(which, kind), page_of(which, kind)
    then = kept["printed"]
    told = json.loads(canonical(printed(page)))
    assert checksum_of(canonical(as_then(told, then))) == kept["checksum"]
    return page


@EACH
def test_a_page_loads_and_prints_what_its_checksum_is_of(which: str, kind: str) -> None:
    assert isinstance(loads_and_prints(which, kind), PAGES[kind][0])


@EACH
@pytest.mark.usefixtures("book")
def test_it_can_be_laid_out_and_put_in_a_table(which: str, kind: str) -> None:
    page = page_of(which, kind)
    assert "</html>" in pages.fill(TEMPLATES[type(page)], sheet=page, issue=None)
    assert lines_of(golden(which, kind)["printed"])


@pytest.mark.parametrize("which", SETS)
def test_frozen_figures_load_and_are_the_same(which: str) -> None:
    then = golden(which, "figures")["figures"]
    figures = reporting.FIGURES.validate_json(json.dumps(then))
    told = json.loads(reporting.FIGURES.dump_json(figures))
    assert as_then(told, then) == then


@pytest.mark.parametrize("which", SETS)
def test_what_was_printed_can_be_added_up(which: str) -> None:
    """A joint sheet, quarter or year of today may be made of sheets of then."""
    sheet, joint = (golden(which, kind)["printed"] for kind in ("sheet", "together"))
    part = Contribution(
        name="A", neighbourhood="B", number="C", printed=sheet, earlier={Month(2026, 9): sheet}
    )
    assert compose_together([part], month=OCTOBER, theory=load()).visits == sheet["visits"]["count"]
    for told, whole in ((sheet, False), (joint, True)):
        months = [IssuedMonth(OCTOBER, "C", told)]
        made = compose_span(months, name="A", joint=whole, period=Period(2026), theory=load())
        assert made.attendance == told["attendance"]


def later(type_: type, *field: Any) -> TypeAdapter[Any]:
    """What loads a type that has a field more."""
    shape = {"bases": (type_,), "frozen": True, "slots": True, "kw_only": True}
    return TypeAdapter(make_dataclass(type_.__name__, [("added", *field)], **shape))


@pytest.mark.parametrize("kind", PAGES)
def test_a_field_without_a_default_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    type_, loader = PAGES[kind]
    monkeypatch.setattr(queries, loader, later(type_, int))
    with pytest.raises(ValidationError, match="added"):
        loads_and_prints(SETS[0], kind)


@pytest.mark.parametrize("kind", PAGES)
def test_one_with_a_default_prints_nothing_or_is_found(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_, loader = PAGES[kind]
    monkeypatch.setattr(queries, loader, later(type_, int | None, None))
    loads_and_prints(SETS[0], kind)
    monkeypatch.setattr(queries, loader, later(type_, int, 93))
    with pytest.raises(AssertionError):
        loads_and_prints(SETS[0], kind)


def test_figures_with_a_field_without_a_default_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "FIGURES", later(MonthFigures, int))
    with pytest.raises(ValidationError, match="added"):
        test_frozen_figures_load_and_are_the_same(SETS[0])
    monkeypatch.setattr(reporting, "FIGURES", later(MonthFigures, int | None, None))
    test_frozen_figures_load_and_are_the_same(SETS[0])
