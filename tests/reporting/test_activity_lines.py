"""A line of figures for each activity that was held in a month."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from registry.activities import services as activities
from registry.figures.facts import Month
from registry.reporting import services
from tests.builders import a_centre, a_check_in, a_planned_activity, occurrence_on, some_passes

pytestmark = pytest.mark.usefixtures("book")

OCTOBER = Month(2026, 10)
NOVEMBER_THIRD = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TUESDAY = date(2026, 10, 6)


def lines(centre_id: uuid.UUID) -> dict[uuid.UUID, services.ActivityLine]:
    made = services.activity_lines(centre_id=centre_id, month=OCTOBER, at=NOVEMBER_THIRD)
    return {line.activity_id: line for line in made}


def test_a_line_says_how_often_it_was_held_and_how_many_came() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    (card,) = some_passes(centre_id, 1)
    held = occurrence_on(centre_id, lesson, TUESDAY)
    a_check_in(centre_id, TUESDAY, occurrence_id=held, pass_hash=card)
    a_check_in(centre_id, TUESDAY, occurrence_id=held, pass_hash=card)
    a_check_in(centre_id, TUESDAY, occurrence_id=held, party=5)
    in_september = occurrence_on(centre_id, lesson, date(2026, 9, 8))
    a_check_in(centre_id, date(2026, 9, 8), occurrence_id=in_september, party=2)
    line = lines(centre_id)[lesson]
    assert (line.times, line.attendance, line.per_time) == (4, 6, 1.5)
    assert line.weekly == (2, 0, 0, 0, 6, 0, 0, 0)


def test_what_was_not_held_has_no_line() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id, first_day=date(2026, 11, 1))
    assert lines(centre_id) == {}


def test_what_was_put_away_since_keeps_its_line() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    activities.archive(centre_id=centre_id, activity_id=lesson, at=NOVEMBER_THIRD, by=None)
    assert lines(centre_id)[lesson].times == 4


def test_a_centre_sees_its_own_activities_only() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    lesson = a_planned_activity(centre_id)
    assert list(lines(centre_id)) == [lesson]
    assert lines(other_id) == {}


def test_an_unknown_centre_has_no_lines() -> None:
    with pytest.raises(services.UnknownCentre):
        lines(uuid.uuid4())
