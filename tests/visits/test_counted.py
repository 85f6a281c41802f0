"""The fast way to read check-ins says the same as the whole one."""

from __future__ import annotations

from datetime import date, time

import pytest

from registry.visits import queries
from tests.builders import (
    a_centre,
    a_check_in,
    a_daily_activity,
    a_detail,
    a_planned_activity,
    an_undo,
    occurrence_on,
    some_passes,
)

pytestmark = pytest.mark.usefixtures("book")

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_both_ways_read_the_same_check_ins_with_what_was_chosen_last() -> None:
    centre_id = a_centre()
    lesson = a_daily_activity(centre_id, "Taalles")
    first, second = some_passes(centre_id, 2)
    held = occurrence_on(centre_id, lesson, MONDAY)
    key = a_check_in(centre_id, MONDAY, pass_hash=first)
    a_detail(centre_id, key, MONDAY, seq=2, party=3)
    a_detail(centre_id, key, MONDAY, seq=1, party=2, role="meehelpen")
    a_check_in(centre_id, MONDAY, time(8), party=4)
    a_check_in(centre_id, TUESDAY, pass_hash=second, occurrence_id=held)
    cooking = a_daily_activity(centre_id, "Koken")
    there = occurrence_on(centre_id, cooking, TUESDAY)
    moved = a_check_in(centre_id, TUESDAY, time(12), occurrence_id=held)
    a_detail(centre_id, moved, TUESDAY, occurrence_id=there)
    an_undo(centre_id, a_check_in(centre_id, MONDAY, party=9), MONDAY)
    a_check_in(a_centre("Het Anker"), MONDAY, party=50)
    a_check_in(centre_id, TUESDAY, time(11), channel="poster", occurrence_id=there, party=2)
    days = {"centre_id": centre_id, "first_day": MONDAY, "last_day": TUESDAY}
    whole = queries.standing(**days)
    expected = {
        (
            one.id.hex,
            one.local_day,
            one.local_hour,
            one.pass_id and one.pass_id.hex,
            one.activity_id and one.activity_id.hex,
            one.party,
            one.role,
            one.channel,
        )
        for one in whole
    }
    assert {tuple(row) for row in queries.counted(**days)} == expected
    assert [(one.party, one.role, one.activity_id) for one in whole] == [
        (4, "meedoen", None),
        (3, "meehelpen", lesson),
        (1, "meedoen", lesson),
        (2, "meedoen", cooking),
        (1, "meedoen", cooking),
    ]


def test_days_outside_the_span_are_left_out() -> None:
    centre_id = a_centre()
    for day in (22, 23, 24, 25):
        a_check_in(centre_id, date(2026, 11, day), party=day)
    rows = queries.counted(centre_id=centre_id, first_day=MONDAY, last_day=TUESDAY)
    assert sorted(row[5] for row in rows) == [23, 24]


def test_the_first_day_of_a_pass_is_the_first_that_stands_of_all() -> None:
    centre_id = a_centre()
    seen, undone, later = some_passes(centre_id, 3)
    key = a_check_in(centre_id, TUESDAY, pass_hash=seen)
    a_check_in(centre_id, MONDAY, pass_hash=seen)
    taken_back = a_check_in(centre_id, MONDAY, pass_hash=undone)
    an_undo(centre_id, taken_back, MONDAY)
    a_check_in(centre_id, date(2026, 11, 25), pass_hash=later)
    a_check_in(centre_id, MONDAY)
    (standing,) = [
        one
        for one in queries.standing(centre_id=centre_id, first_day=TUESDAY, last_day=TUESDAY)
        if one.id == key
    ]
    assert standing.pass_id is not None
    found = queries.first_days(centre_id=centre_id, first_day=TUESDAY, last_day=TUESDAY)
    assert found == {standing.pass_id.hex: MONDAY}
    found = queries.first_days(centre_id=centre_id, first_day=MONDAY, last_day=MONDAY)
    assert found == {standing.pass_id.hex: MONDAY}


def test_attendance_has_a_pass_once_with_its_largest_party() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    held = occurrence_on(centre_id, lesson, TUESDAY)
    (card,) = some_passes(centre_id, 1)
    a_check_in(centre_id, TUESDAY, pass_hash=card, occurrence_id=held, party=2)
    a_check_in(centre_id, TUESDAY, time(11), pass_hash=card, occurrence_id=held, party=4)
    for _ in range(2):
        a_check_in(centre_id, TUESDAY, occurrence_id=held)
    a_check_in(centre_id, TUESDAY, time(16), party=9)
    rows = queries.attended(centre_id=centre_id, first_day=MONDAY, last_day=TUESDAY)
    assert [tuple(row) for row in rows] == [(lesson.hex, TUESDAY, 4 + 2)]
    assert not queries.attended(centre_id=centre_id, first_day=MONDAY, last_day=MONDAY)


def test_the_first_day_is_that_of_the_first_check_in_of_the_centre() -> None:
    centre_id = a_centre()
    a_check_in(a_centre("Het Anker"), date(2026, 1, 5))
    assert queries.first_day(centre_id=centre_id) is None
    a_check_in(centre_id, TUESDAY)
    a_check_in(centre_id, MONDAY)
    assert queries.first_day(centre_id=centre_id) == MONDAY
