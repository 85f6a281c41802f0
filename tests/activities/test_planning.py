"""Making occurrences up to a day."""

from datetime import date, time

import pytest
from flask import Flask

from registry import clock
from registry.activities import queries, services
from registry.activities.recurrence import weekly
from registry.centres import queries as centre_queries
from registry.centres import services as centres
from tests.builders import MONDAY_TEN, a_centre, an_activity

pytestmark = pytest.mark.usefixtures("book")

TUESDAY = date(2026, 11, 24)
NEXT_TUESDAY = date(2026, 12, 1)


def starts_on(centre_id: object, day: date) -> list[time]:
    items = queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)  # type: ignore[arg-type]
    return [clock.to_local(item.starts_at).time() for item in items]


def test_occurrences_are_made_up_to_and_with_the_day() -> None:
    centre_id = a_centre()
    an_activity(centre_id, first_day=TUESDAY)
    assert services.plan_until(centre_id=centre_id, last_day=NEXT_TUESDAY) == 2
    assert starts_on(centre_id, TUESDAY) == [time(10)]
    assert starts_on(centre_id, NEXT_TUESDAY) == [time(10)]
    assert starts_on(centre_id, date(2026, 12, 8)) == []


def test_planning_again_makes_nothing_new() -> None:
    centre_id = a_centre()
    an_activity(centre_id, first_day=TUESDAY)
    services.plan_until(centre_id=centre_id, last_day=NEXT_TUESDAY)
    assert services.plan_until(centre_id=centre_id, last_day=NEXT_TUESDAY) == 0
    assert starts_on(centre_id, TUESDAY) == [time(10)]


def test_planning_further_adds_only_what_is_further() -> None:
    centre_id = a_centre()
    an_activity(centre_id, first_day=TUESDAY)
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    assert services.plan_until(centre_id=centre_id, last_day=NEXT_TUESDAY) == 1


def test_the_centre_remembers_how_far_it_has_planned() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    centre = centre_queries.by_id(centre_id)
    assert centre is not None
    assert centre.planned_until == TUESDAY


def test_a_closed_day_is_left_out() -> None:
    centre_id = a_centre()
    centres.close_on(centre_id=centre_id, day=TUESDAY, reason="Verbouwing")
    an_activity(centre_id, first_day=TUESDAY)
    assert services.plan_until(centre_id=centre_id, last_day=NEXT_TUESDAY) == 1
    assert starts_on(centre_id, TUESDAY) == []
    assert starts_on(centre_id, NEXT_TUESDAY) == [time(10)]


def test_a_weekday_without_opening_hours_is_left_out() -> None:
    centre_id = a_centre()
    an_activity(centre_id, first_day=TUESDAY, recurrence=weekly([1, 5]))
    services.plan_until(centre_id=centre_id, last_day=date(2026, 11, 28))
    assert starts_on(centre_id, TUESDAY) == [time(10)]
    assert starts_on(centre_id, date(2026, 11, 28)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2026, 3, 24), date(2026, 3, 31)),
        (date(2026, 10, 20), date(2026, 10, 27)),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(before: date, after: date) -> None:
    centre_id = a_centre()
    an_activity(centre_id, first_day=before)
    services.plan_until(centre_id=centre_id, last_day=after)
    assert starts_on(centre_id, before) == starts_on(centre_id, after) == [time(10)]
    utc = [
        item.starts_at.hour
        for day in (before, after)
        for item in queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)
    ]
    assert sorted(utc) == [8, 9]


def test_one_centre_s_planning_leaves_another_alone() -> None:
    ours, theirs = a_centre(), a_centre("Het Anker")
    for centre_id in (ours, theirs):
        an_activity(centre_id, first_day=TUESDAY)
    services.plan_until(centre_id=ours, last_day=NEXT_TUESDAY)
    assert starts_on(theirs, TUESDAY) == []


def test_an_occurrence_has_the_same_key_whenever_it_is_made(book: Flask) -> None:
    centre_id = a_centre()
    activity_id = an_activity(centre_id, first_day=TUESDAY)
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    [first] = queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    other_id = an_activity(centre_id, title="Schilderen", first_day=TUESDAY)
    keys = {
        item.activity_id: item.occurrence_id
        for item in queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    }
    assert keys[activity_id] == first.occurrence_id
    assert keys[other_id] != first.occurrence_id
