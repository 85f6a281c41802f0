from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.support import queries, services
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

TODAY = MONDAY_TEN.date()
NOTHING = {"maaltijd": 0, "pakket": 0, "kleding": 0}


def give(centre_id: UUID, kind: str = "maaltijd", number: int = 5, *, days_ago: int = 0) -> None:
    at = MONDAY_TEN - timedelta(days=days_ago)
    services.hand_out(centre_id=centre_id, kind=kind, number=number, at=at, by=None)


def correct(centre_id: UUID, *, day: date = TODAY, why: str | None = None, **numbers: int) -> None:
    services.correct_handouts(
        centre_id=centre_id, day=day, numbers=numbers, at=MONDAY_TEN, by=None, why=why
    )


def today(centre_id: UUID) -> dict[str, int]:
    return queries.handed_out(centre_id=centre_id, day=TODAY)


def test_a_day_counts_each_kind_of_its_centre() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    assert today(linde) == NOTHING
    for number in (5, 1, 1):
        give(linde, number=number)
    give(linde, "kleding")
    give(linde, days_ago=1)
    give(anker, "pakket")
    assert today(linde) == {"maaltijd": 7, "pakket": 0, "kleding": 5}
    days = {"centre_id": linde, "span": (TODAY - timedelta(days=9), TODAY)}
    now = (TODAY, {"maaltijd": 7, "pakket": 0, "kleding": 5})
    before = (TODAY - timedelta(days=1), {"maaltijd": 5, "pakket": 0, "kleding": 0})
    assert queries.handout_days(**days) == (now, before)
    assert queries.handout_days(**days, order="maaltijd", falling=False) == (before, now)
    assert queries.handout_days(**days, first=1, most=1) == (before,)
    assert queries.count_handout_days(**days) == 2


def test_a_number_is_set_right_later_only_with_a_reason_and_what_it_was_stays_on_record() -> None:
    linde = a_centre()
    give(linde)
    correct(linde, maaltijd=3, pakket=0)
    assert today(linde) == {**NOTHING, "maaltijd": 3}
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(services.DayIsOver):
            correct(linde, day=day, maaltijd=9)
    with pytest.raises(services.DayIsOver):
        correct(linde, day=TODAY + timedelta(days=1), why="forgotten", maaltijd=9)
    yesterday = TODAY - timedelta(days=1)
    correct(linde, day=yesterday, why="forgotten", maaltijd=9)
    assert queries.handed_out(centre_id=linde, day=yesterday) == {**NOTHING, "maaltijd": 9}
    with reading() as connection:
        kept = connection.execute(
            select(AuditEntry.object, AuditEntry.before, AuditEntry.after, AuditEntry.why)
            .where(AuditEntry.action.like("handout.%"))
            .order_by(AuditEntry.id)
        )
        assert [tuple(row) for row in kept] == [
            ("handout 2026-11-23 maaltijd", {"number": 0}, {"number": 5}, None),
            ("handout 2026-11-23 maaltijd", {"number": 5}, {"number": 3}, None),
            ("handout 2026-11-22 maaltijd", {"number": 0}, {"number": 9}, "forgotten"),
        ]


def test_what_cannot_be_given_is_refused_and_nothing_of_it_is_kept() -> None:
    linde = a_centre()
    for number in (0, -1, 10_000):
        with pytest.raises(services.NotThatMany):
            give(linde, number=number)
    with pytest.raises(services.UnknownKind):
        give(linde, "geld")
    with pytest.raises(services.UnknownKind):
        correct(linde, maaltijd=4, geld=2)
    with pytest.raises(services.NotThatMany):
        correct(linde, maaltijd=4, pakket=-1)
    assert today(linde) == NOTHING


def test_a_centre_hands_out_while_it_did_so_in_the_last_three_months() -> None:
    linde = a_centre()
    assert not queries.hands_out(centre_id=linde, on=TODAY)
    give(linde, days_ago=91)
    assert not queries.hands_out(centre_id=linde, on=TODAY)
    give(linde, days_ago=90)
    assert queries.hands_out(centre_id=linde, on=TODAY)
