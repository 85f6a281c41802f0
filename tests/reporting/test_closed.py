"""Months that are over are kept as rows, and print exactly what counting them again would."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, update

from registry.activities import services as activities
from registry.care.erase import JOURNAL, erase_pass
from registry.database import reading, writing
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.passes import queries as passes
from registry.reporting import services
from registry.reporting.models import MonthSum
from registry.reporting.services import closed
from registry.visits.models import PassFirst
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_planned_activity,
    an_undo,
    occurrence_on,
)
from tests.reporting.over import (
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    THEORY,
    began,
    figures,
    first_days,
    kept,
    some_months,
    verdict,
)


@pytest.fixture(autouse=True)
def _now(book: Flask) -> Iterator[None]:
    """It is Monday 23 November 2026, ten o'clock."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield


def test_a_month_is_kept_at_its_first_reading_and_read_from_its_row_after_that() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    assert kept(centre_id) == set()
    before = figures(centre_id)
    assert kept(centre_id) == {SEPTEMBER, OCTOBER}
    _let_them_say(centre_id, OCTOBER, 1000)
    after = figures(centre_id)
    assert before.before is not None
    assert after.before == replace(before.before, visits=1000)


def test_a_month_that_runs_and_one_just_over_are_not_kept() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, date(2026, 11, 2))
    december = Month(2026, 12)
    for at in (datetime.fromisoformat("2026-12-01T00:30+01:00"), MONDAY_TEN):
        with time_machine.travel(at, tick=False):
            figures(centre_id, december, at=at)
        assert kept(centre_id) == set()
    at = datetime.fromisoformat("2026-12-01T01:00+01:00")
    figures(centre_id, december, at=at)  # whoever asks as if it were later changes nothing
    assert kept(centre_id) == set()
    with time_machine.travel(at, tick=False):
        figures(centre_id, december, at=at)
    assert kept(centre_id) == {NOVEMBER}


def test_nothing_is_kept_inside_somebodys_transaction_nor_where_another_writes() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    counted = figures_in_a_transaction(centre_id)
    assert kept(centre_id) == set()
    assert figures(centre_id) == counted


def figures_in_a_transaction(centre_id: uuid.UUID) -> MonthFigures:
    with reading():
        made = figures(centre_id)
    with writing():
        assert figures(centre_id) == made
    return made


def test_nothing_is_kept_of_what_changed_while_it_was_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    centre_id = a_centre()
    some_months(centre_id)
    read = services.months.read

    def meanwhile(**asked: object) -> object:
        ledger = read(**asked)  # type: ignore[arg-type]
        late.append(date(2026, 9, 15))
        return ledger

    late: list[date] = []
    monkeypatch.setattr(services.months, "read", meanwhile)
    keep = closed.keep

    def after_all(**counted: object) -> None:
        a_check_in(centre_id, late.pop(), party=3)
        keep(**counted)  # type: ignore[arg-type]

    monkeypatch.setattr(closed, "keep", after_all)
    figures(centre_id)
    assert kept(centre_id) == set()
    monkeypatch.undo()
    assert figures(centre_id).trends.visits[-3].value == 23  # type: ignore[union-attr]
    assert kept(centre_id) == {SEPTEMBER, OCTOBER}


def test_only_months_that_changed_are_counted_anew() -> None:
    centre_id = a_centre()
    cards = some_months(centre_id)
    figures(centre_id)
    a_check_in(centre_id, date(2026, 11, 20), pass_hash=cards[0])
    assert kept(centre_id) == {SEPTEMBER, OCTOBER}
    a_check_in(centre_id, date(2026, 10, 20))
    assert kept(centre_id) == {SEPTEMBER}
    figures(centre_id)
    a_check_in(centre_id, date(2026, 9, 20), pass_hash=cards[29])
    a_check_in(centre_id, date(2026, 9, 21), party=3)
    assert kept(centre_id) == set()
    assert figures(centre_id).before.people.new.value == 10  # type: ignore[union-attr]


def test_what_is_issued_has_the_months_after_it_counted_anew() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    figures(centre_id)
    assert kept(centre_id) == {SEPTEMBER, OCTOBER}
    issued = figures(centre_id, SEPTEMBER)
    fewer = replace(issued.now.people, new=Withheld(Reason.FEWER_THAN_5))
    services.freeze(
        centre_id=centre_id, figures=replace(issued, now=replace(issued.now, people=fewer))
    )
    assert kept(centre_id) == set()
    before = figures(centre_id).before
    assert before is not None
    assert before.people.new == Shown(30, Precision.ROUNDED)
    assert verdict(centre_id) == closed.Verdict(months=2, wrong=(), passes=0)


def test_no_row_counts_in_a_centre_that_turns_out_to_have_begun_earlier() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    figures(centre_id)
    a_check_in(centre_id, date(2025, 1, 7))
    assert kept(centre_id) == set()


def test_a_row_of_other_lines_counts_no_more() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    figures(centre_id)
    other = replace(THEORY, os=THEORY.os[:-1])
    assert kept(centre_id, other) == set()


def test_the_first_day_of_a_pass_is_kept_and_moves_with_what_turns_out_later(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    centre_id = a_centre()
    cards = some_months(centre_id)
    last = cards[29]
    figures(centre_id)
    found = passes.held(centre_id=centre_id, token_hash=last)
    assert found is not None
    assert len(first_days(centre_id)) == 30
    assert first_days(centre_id)[found.pass_id] == date(2026, 10, 6)
    key = a_check_in(centre_id, date(2026, 9, 29), pass_hash=last)
    assert first_days(centre_id)[found.pass_id] == date(2026, 9, 29)
    an_undo(centre_id, key, date(2026, 9, 29))
    assert found.pass_id not in first_days(centre_id)
    figures(centre_id)
    assert first_days(centre_id)[found.pass_id] == date(2026, 10, 6)
    assert verdict(centre_id).passes == 0
    found = passes.held(centre_id=centre_id, token_hash=cards[28])
    assert found is not None
    journal = tmp_path_factory.mktemp("erased") / JOURNAL
    erase_pass(centre_id=centre_id, found=found, journal=journal, at=MONDAY_TEN, by=uuid.uuid4())
    assert len(first_days(centre_id)) == 29
    assert kept(centre_id) == {SEPTEMBER}


def test_what_is_cut_loose_later_leaves_the_first_day_as_it_was() -> None:
    """Retention takes passes off old check-ins; who came long ago is not new for that."""
    centre_id = a_centre()
    cards = some_months(centre_id)
    figures(centre_id)
    with writing() as connection:
        table = PassFirst.metadata.tables["check_in"]
        old = table.c.local_day < date(2026, 10, 1)
        connection.execute(update(table).where(old).values(pass_id=None))
    for card in cards:
        a_check_in(centre_id, date(2026, 11, 3), pass_hash=card)
    figures(centre_id)
    ledger = first_days(centre_id)
    assert sorted(ledger.values())[:20] == [date(2026, 9, 8)] * 20


def test_a_wrong_row_and_a_wrong_first_day_are_found() -> None:
    centre_id = a_centre()
    some_months(centre_id)
    figures(centre_id)
    assert verdict(centre_id) == closed.Verdict(months=2, wrong=(), passes=0)
    _let_them_say(centre_id, OCTOBER, 31)
    with writing() as connection:
        key = min(first_days(centre_id))
        connection.execute(
            update(PassFirst).where(PassFirst.pass_id == key).values(day=date(2026, 9, 1))
        )
    assert verdict(centre_id) == closed.Verdict(months=2, wrong=(OCTOBER,), passes=1)
    services.forget(centre_id=centre_id)
    assert verdict(centre_id) == closed.Verdict(months=0, wrong=(), passes=0)


def _let_them_say(centre_id: uuid.UUID, month: Month, visits: int) -> None:
    """Plant a row with other visits than there were."""
    lines = services.lines_of(THEORY)
    known = closed.kept(centre_id=centre_id, wanted=[month], lines=lines, began=began(centre_id))
    summary = replace(known[month].summary, visits=visits)
    text = closed._OVER.dump_json(replace(known[month], summary=summary)).decode()
    this = (MonthSum.centre_id == centre_id, MonthSum.month == str(month))
    with writing() as connection:
        assert connection.execute(update(MonthSum).where(*this).values(kept=text)).rowcount == 1


def test_a_kept_month_is_read_for_its_passes_alone(book: Flask) -> None:
    centre_id = a_centre()
    some_months(centre_id)
    figures(centre_id)
    asked: list[object] = []

    def note(_connection: object, _cursor: object, said: str, known: object, *_: object) -> None:
        if "check_in.local_day BETWEEN" in said and "GROUP BY check_in.pass_id" not in said:
            asked.append(known)

    engine = book.extensions["inloop_engines"]["read"]
    event.listen(engine, "before_cursor_execute", note)
    figures(centre_id)
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 5
    assert "2026-09-01" not in str(asked)


def test_an_activity_called_off_afterwards_is_counted_anew() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id, led_by="residents")
    a_check_in(centre_id, date(2026, 10, 5))
    figures(centre_id)
    for day in (6, 13, 20, 27):
        activities.cancel_occurrence(
            centre_id=centre_id,
            occurrence_id=occurrence_on(centre_id, lesson, date(2026, 10, day)),
            why=ILL,
            at=MONDAY_TEN,
            by=None,
        )
    assert kept(centre_id) == set()
