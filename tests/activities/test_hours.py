"""Other opening hours from a day on: the programme to come follows, the past stays as it was."""

from __future__ import annotations

import uuid
from datetime import date, time

import pytest
from sqlalchemy import select

from registry.activities import queries, services
from registry.activities.recurrence import weekly
from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.centres.hours import HoursRefused, Span, Week
from registry.database import reading
from registry.reporting.queries import open_days
from tests.builders import MONDAY_TEN, WEEKDAYS, a_centre, a_check_in, a_planned_activity

pytestmark = pytest.mark.usefixtures("book")

TODAY, LAST_TUESDAY = date(2026, 11, 23), date(2026, 11, 17)
TUESDAY, NEXT, SATURDAY = date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 5)
MORNING: Span = (time(9), time(12, 30))
EVENING: Span = (time(19), time(21))
NOT_ON_TUESDAYS: Week = {0: (MORNING,), 5: (MORNING, EVENING)}


def change(centre_id: uuid.UUID, since: date, week: Week) -> None:
    services.change_hours(
        centre_id=centre_id, since=since, week=week, today=TODAY, at=MONDAY_TEN, by=None
    )


def take_back(centre_id: uuid.UUID, since: date) -> bool:
    return services.take_hours_back(
        centre_id=centre_id, since=since, today=TODAY, at=MONDAY_TEN, by=None
    )


def on(centre_id: uuid.UUID, day: date) -> list[str]:
    return [item.title for item in queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)]


def test_they_hold_from_that_day_on_and_not_before() -> None:
    centre_id = a_centre()
    change(centre_id, NEXT, NOT_ON_TUESDAYS)
    assert centres.hours_on(centre_id, TUESDAY) == ((time(9), time(17)),)
    assert centres.hours_on(centre_id, NEXT) == ()
    assert centres.hours_on(centre_id, SATURDAY) == (MORNING, EVENING)
    assert [day for day, _, _ in centres.openings(centre_id, NEXT, SATURDAY)] == [SATURDAY] * 2


def test_the_programme_follows_from_that_day_on() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id, recurrence=weekly([1, 5]))
    change(centre_id, NEXT, NOT_ON_TUESDAYS)
    assert on(centre_id, TUESDAY) == ["Fietsles"]
    assert on(centre_id, NEXT) == []
    assert on(centre_id, SATURDAY) == ["Fietsles"]
    assert take_back(centre_id, NEXT)
    assert (on(centre_id, NEXT), on(centre_id, SATURDAY)) == (["Fietsles"], [])


def test_the_past_stays_as_it_was() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    a_check_in(centre_id, LAST_TUESDAY)
    (centre,) = centres.all_centres()
    before = open_days(centre=centre, first_day=date(2026, 11, 9), last_day=date(2026, 11, 22))
    change(centre_id, TODAY, NOT_ON_TUESDAYS)
    assert on(centre_id, LAST_TUESDAY) == ["Fietsles"]
    assert on(centre_id, TUESDAY) == []
    after = open_days(centre=centre, first_day=date(2026, 11, 9), last_day=date(2026, 11, 22))
    assert after == before
    assert LAST_TUESDAY in after


def test_the_same_day_again_replaces() -> None:
    centre_id = a_centre()
    change(centre_id, TODAY, NOT_ON_TUESDAYS)
    change(centre_id, TODAY, {2: (EVENING,)})
    assert centres.hours_of(centre_id).week_on(TODAY) == {2: (EVENING,)}
    assert len(centres.hours_of(centre_id).weeks) == 2


def test_the_first_hours_hold_for_the_days_before_them() -> None:
    centre_id = a_centre(opened_on=TODAY)
    assert centres.hours_on(centre_id, LAST_TUESDAY) == ((time(9), time(17)),)


@pytest.mark.parametrize(
    ("since", "week", "code", "weekday"),
    [
        (LAST_TUESDAY, NOT_ON_TUESDAYS, "past", None),
        (TODAY, {}, "empty", None),
        (TODAY, {0: ()}, "empty", None),
        (TODAY, {3: ((time(12), time(9)),)}, "order", 3),
        (TODAY, {3: ((time(9), time(13)), (time(12), time(17)))}, "overlap", 3),
        (TODAY, {3: ((time(12), time(17)), (time(9), time(13)))}, "overlap", 3),
        (TODAY, {3: tuple((time(h), time(h + 1)) for h in range(8, 13))}, "many", 3),
    ],
)
def test_what_can_not_be_is_refused(
    since: date, week: Week, code: str, weekday: int | None
) -> None:
    centre_id = a_centre()
    with pytest.raises(HoursRefused) as refused:
        change(centre_id, since, week)
    assert (refused.value.code, refused.value.weekday) == (code, weekday)
    assert len(centres.hours_of(centre_id).weeks) == 1


def test_what_holds_already_is_not_taken_back() -> None:
    centre_id = a_centre(opened_on=TODAY)
    assert not take_back(centre_id, TODAY)
    assert not take_back(centre_id, NEXT)
    assert centres.hours_on(centre_id, TODAY) == (WEEKDAYS[0][1:],)


def test_the_record_keeps_only_the_days_that_changed() -> None:
    centre_id = a_centre()
    monday_too = {day: ((time(9), time(17)),) for day in range(4)}
    change(centre_id, NEXT, {**monday_too, 4: (MORNING, EVENING)})
    take_back(centre_id, NEXT)
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.action, AuditEntry.object, AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.action.like("centre.hours%"))
            .order_by(AuditEntry.action)
        ).all()
    usual, other = {"friday": "09:00-17:00"}, {"friday": "09:00-12:30 19:00-21:00"}
    assert [tuple(row) for row in rows] == [
        ("centre.hours", "hours 2026-12-01", usual, other),
        ("centre.hours_back", "hours 2026-12-01", other, usual),
    ]
