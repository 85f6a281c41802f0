"""Retention lets go of what is older than the rules say, of nothing else, and once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import Connection, func, select, text, update

from registry import audit, clock
from registry.answers import services as answers
from registry.answers.models import AnswerTally, SeenAnswer
from registry.answers.services import Answer
from registry.care import retention
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.database import reading, writing
from registry.figures.facts import Month
from registry.passes.models import Pass
from registry.reporting import services as reporting
from registry.theory.load import load
from registry.trail.queries import Asked, entries
from registry.visits import queries as visits
from registry.visits import services as door
from registry.visits.models import CheckIn, PassFirst, Quarantined
from registry.visits.services import Misfit, Source
from tests.builders import MONDAY_TEN, a_centre, a_check_in, some_passes

pytestmark = pytest.mark.usefixtures("book")

TODAY = date(2026, 11, 23)
LIMIT = date(2025, 10, 23)
THEORY = load()


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Let it be Monday at ten."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield


def run(*, dry_run: bool = False, at: datetime = MONDAY_TEN) -> dict[str | None, dict[str, int]]:
    gone = retention.let_go(theory=THEORY, at=at, dry_run=dry_run)
    return {one.centre: {line.key: line.older for line in one.lines if line.older} for one in gone}


def count(table: type[object], *where: object) -> int:
    with reading() as connection:
        return connection.execute(
            select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
        ).scalar_one()


def all_rows(connection: Connection) -> str:
    tables = ("check_in", "pass", "pass_first", "quarantined", "seen_answer", "audit_entry")
    return str([connection.execute(text(f"SELECT * FROM {one}")).all() for one in tables])  # noqa: S608


@pytest.fixture
def linde() -> uuid.UUID:
    """Return a centre with something older than each rule, and something that is not.

    One pass came before the limit and since, one only before it; one lies in a drawer, one is new.
    """
    centre_id = a_centre()
    both, before, _drawer = some_passes(centre_id, 3)
    a_check_in(centre_id, LIMIT - timedelta(days=30), pass_hash=both)
    a_check_in(centre_id, LIMIT - timedelta(days=1), pass_hash=both)
    a_check_in(centre_id, LIMIT, pass_hash=both)
    a_check_in(centre_id, LIMIT - timedelta(days=1), pass_hash=before, party=3)
    a_check_in(centre_id, LIMIT - timedelta(days=1), party=2)
    for days, key in ((40, uuid.uuid4()), (31, uuid.uuid4())):
        misfit = Misfit(key, "future", b"x" * 32, {"kind": "check_in", "pass": None})
        at = clock.at_local(TODAY - timedelta(days=days), time(12))
        door.quarantine(source=Source(centre_id, "tablet"), misfit=misfit, at=at)
    for month in ("2026-09", "2026-11"):
        one = Answer(uuid.uuid4(), "SC-I1", "niveau", "plus")
        answers.count_answer(centre_id=centre_id, month=month, answer=one, allowed=("plus",))
    for where in (centre_id, None):
        for months in (25, 23):
            at = MONDAY_TEN - timedelta(days=months * 30.6)
            audit.record(at=at, actor_id=None, action="sheet.issue", object="x", centre_id=where)
    return centre_id


OLD = {"visits": 3, "passes": 2, "apart": 1, "answers": 1, "trail": 1}


def test_a_dry_run_says_what_would_go_and_lets_go_of_nothing(linde: uuid.UUID) -> None:
    with reading() as connection:
        before = all_rows(connection)
    assert run(dry_run=True) == {"de-linde": OLD, None: {"trail": 1}}
    with reading() as connection:
        assert all_rows(connection) == before


def test_what_is_older_goes_and_the_rest_stays(linde: uuid.UUID) -> None:
    since = LIMIT - timedelta(days=60)
    standing = visits.standing(centre_id=linde, first_day=since, last_day=TODAY)
    assert run() == {"de-linde": OLD, None: {"trail": 1}}
    assert count(CheckIn, CheckIn.pass_id.is_not(None)) == 1
    assert count(Pass) == 1
    assert count(Quarantined) == 1
    assert count(SeenAnswer) == 1
    assert count(AnswerTally) == 2
    kept = visits.standing(centre_id=linde, first_day=since, last_day=TODAY)
    assert [one.party for one in kept] == [one.party for one in standing]
    with reading() as connection:
        assert connection.execute(select(PassFirst.day)).scalars().all() == [
            LIMIT - timedelta(days=30)
        ]


def test_a_second_run_finds_nothing_and_says_nothing_in_the_trail(linde: uuid.UUID) -> None:
    run()
    told = entries(asked=Asked(linde, general=True, kind="retention"))
    assert [one.after for one in told if not one.everywhere] == [OLD]
    assert [one.after for one in told if one.everywhere] == [{"trail": 1}]
    with reading() as connection:
        before = all_rows(connection)
    assert run() == {"de-linde": {}, None: {}}
    with reading() as connection:
        assert all_rows(connection) == before


def test_who_came_before_is_not_new_afterwards(linde: uuid.UUID) -> None:
    run()
    firsts = visits.first_days(centre_id=linde, first_day=LIMIT, last_day=TODAY)
    assert list(firsts.values()) == [LIMIT - timedelta(days=30)]


def test_figures_of_a_month_are_counted_before_its_passes_go(linde: uuid.UUID) -> None:
    for card in some_passes(linde, 30):
        for wall in (time(10), time(11)):
            a_check_in(linde, date(2025, 10, 6), wall, pass_hash=card)
    later = Month(2026, 3)

    def printed() -> object:
        return reporting.month(centre_id=linde, month=later, theory=THEORY, at=MONDAY_TEN).trends

    before = printed()
    reporting.forget(centre_id=linde)
    run()
    assert printed() == before
    found = reporting.verify(centre=centre(linde), theory=THEORY, at=MONDAY_TEN)
    assert (found.wrong, found.passes) == ((), 0)
    reporting.forget(centre_id=linde)
    assert printed() == before, "what can't be counted anew stays"
    assert printed() != uncounted(linde, later), "there was something to lose"


def uncounted(centre_id: uuid.UUID, month: Month) -> object:
    """Return what would be printed by what the check-ins still tell."""
    with writing() as connection:
        connection.execute(text("DELETE FROM month_sum"))
    return reporting.month(centre_id=centre_id, month=month, theory=THEORY, at=MONDAY_TEN).trends


def centre(key: uuid.UUID) -> CentreView:
    found = centres.by_id(key)
    assert found is not None
    return found


def test_nothing_of_the_last_two_years_of_the_trail_can_go(linde: uuid.UUID) -> None:
    with pytest.raises(Exception, match="append-only"):
        audit.forget_before(centre_id=linde, at=MONDAY_TEN)


def test_an_issued_sheet_and_a_decision_stay(linde: uuid.UUID) -> None:
    with writing() as connection:
        key = connection.execute(select(Quarantined.id)).scalars().first()
        assert key is not None
        connection.execute(update(Quarantined).values(received_at=clock.at_local(LIMIT, time())))
    kept = ("issued_sheet", "frozen_month", "quarantine_decision", "answer_tally", "check_in")
    with reading() as connection:
        before = [rows(connection, one) for one in kept]
    run()
    with reading() as connection:
        assert [rows(connection, one) for one in kept] == before


def rows(connection: Connection, table: str) -> int:
    return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
