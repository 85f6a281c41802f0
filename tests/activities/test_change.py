"""Changing an activity keeps its past and moves what is to come."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest

from registry import clock
from registry.activities import queries, services
from registry.activities.recurrence import weekly
from tests.builders import ILL, MONDAY_TEN, a_centre, a_check_in, a_plan, an_activity

pytestmark = pytest.mark.usefixtures("book")

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
ON_MONDAYS = {"recurrence": weekly([0]), "first_day": MONDAY - WEEK}


def held(centre_id: uuid.UUID, day: date) -> list[tuple[str, time]]:
    items = queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)
    return [(item.title, clock.to_local(item.starts_at).time()) for item in items]


def planned_activity(centre_id: uuid.UUID, **more: object) -> uuid.UUID:
    activity_id = an_activity(centre_id, at=MONDAY_TEN - 2 * WEEK, **{**ON_MONDAYS, **more})
    services.plan_until(centre_id=centre_id, last_day=MONDAY + WEEK)
    return activity_id


def changed(centre_id: uuid.UUID, activity_id: uuid.UUID, *, at: datetime, **more: object) -> None:
    plan = a_plan(**{**ON_MONDAYS, **more})
    services.change(centre_id=centre_id, activity_id=activity_id, plan=plan, at=at, by=None)


def test_what_has_been_stays_and_what_is_to_come_moves() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    changed(centre_id, activity_id, at=MONDAY_TEN, starts=time(14), ends=time(15))
    assert held(centre_id, MONDAY - WEEK) == [("Fietsles", time(10))]
    assert held(centre_id, MONDAY + WEEK) == [("Fietsles", time(14))]


def test_one_that_has_begun_stays_as_it_is() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    later_that_hour = MONDAY_TEN + timedelta(minutes=20)
    changed(centre_id, activity_id, at=later_that_hour, starts=time(14), ends=time(15))
    assert held(centre_id, MONDAY) == [("Fietsles", time(10))]


def test_one_later_today_moves_with_who_is_in_already() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id, starts=time(13), ends=time(14))
    [item] = queries.programme(centre_id=centre_id, day=MONDAY, at=MONDAY_TEN)
    a_check_in(centre_id, MONDAY, occurrence_id=item.occurrence_id)
    changed(centre_id, activity_id, at=MONDAY_TEN, starts=time(15), ends=time(16))
    assert held(centre_id, MONDAY) == [("Fietsles", time(15))]


def test_days_that_no_longer_count_are_gone_and_new_ones_are_there() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    changed(centre_id, activity_id, at=MONDAY_TEN + timedelta(hours=3), recurrence=weekly([2]))
    assert held(centre_id, MONDAY) == [("Fietsles", time(10))]
    assert held(centre_id, MONDAY + timedelta(days=2)) == [("Fietsles", time(10))]
    assert held(centre_id, MONDAY + WEEK) == []


def test_one_to_come_that_somebody_is_in_already_stays() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id, starts=time(13), ends=time(14))
    [item] = queries.programme(centre_id=centre_id, day=MONDAY, at=MONDAY_TEN)
    a_check_in(centre_id, MONDAY, occurrence_id=item.occurrence_id)
    changed(centre_id, activity_id, at=MONDAY_TEN, recurrence=weekly([2]))
    assert held(centre_id, MONDAY) == [("Fietsles", time(13))]
    assert held(centre_id, MONDAY + WEEK) == []


def test_planning_on_after_a_change_does_not_rewrite_the_past() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    changed(centre_id, activity_id, at=MONDAY_TEN, recurrence=weekly([1]))
    services.plan_until(centre_id=centre_id, last_day=MONDAY + 2 * WEEK)
    assert held(centre_id, MONDAY - timedelta(days=6)) == []
    assert held(centre_id, MONDAY + timedelta(days=8)) == [("Fietsles", time(10))]


def test_one_called_off_stays_called_off_at_its_new_time() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    [item] = queries.programme(centre_id=centre_id, day=MONDAY + WEEK, at=MONDAY_TEN)
    services.cancel_occurrence(
        centre_id=centre_id, occurrence_id=item.occurrence_id, why=ILL, at=MONDAY_TEN, by=None
    )
    changed(centre_id, activity_id, at=MONDAY_TEN, starts=time(14), ends=time(15))
    [moved] = queries.programme(centre_id=centre_id, day=MONDAY + WEEK, at=MONDAY_TEN)
    assert (moved.cancelled, clock.to_local(moved.starts_at).time()) == (True, time(14))


def test_a_change_is_read_back_whole() -> None:
    centre_id = a_centre()
    activity_id = planned_activity(centre_id)
    changed(
        centre_id,
        activity_id,
        at=MONDAY_TEN,
        title="Naailes",
        other_os=("ontmoeten",),
        goals={"MP": "vooral"},
        titles={"en": "Sewing", "ar": "الخياطة"},
        capacity=12,
    )
    view = queries.activity(centre_id=centre_id, activity_id=activity_id)
    assert view is not None
    assert (view.title, view.capacity, view.other_os) == ("Naailes", 12, ("ontmoeten",))
    assert view.goals == {"MP": "vooral"}
    assert view.titles == {"en": "Sewing", "ar": "الخياطة"}


def test_another_centre_s_activity_is_not_there_to_change() -> None:
    ours, theirs = a_centre(), a_centre("Het Anker")
    activity_id = planned_activity(theirs)
    with pytest.raises(services.UnknownActivity):
        changed(ours, activity_id, at=MONDAY_TEN, title="Van ons")
    view = queries.activity(centre_id=theirs, activity_id=activity_id)
    assert view is not None
    assert view.title == "Fietsles"
