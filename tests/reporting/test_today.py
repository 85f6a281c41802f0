"""Today at the desk: how many came beside a usual weekday, what is on, who came last."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta

import pytest

from registry.activities import services as activities
from registry.centres import services as centres
from registry.clock import at_local
from registry.database import writing
from registry.reporting import services
from registry.reporting.today import Today
from registry.theory.load import load
from tests.builders import (
    ILL,
    JANUARY,
    a_centre,
    a_check_in,
    a_detail,
    a_planned_activity,
    an_undo,
    occurrence_on,
    some_passes,
)

pytestmark = pytest.mark.usefixtures("book")

THEORY = load()
TUESDAY = date(2026, 11, 24)
WEEK = timedelta(weeks=1)


def today(centre_id: uuid.UUID, wall: time = time(13, 42), day: date = TUESDAY) -> Today:
    return services.today(centre_id=centre_id, theory=THEORY, at=at_local(day, wall))


def test_visits_are_those_that_stand_with_and_without_a_pass() -> None:
    centre_id = a_centre()
    first, second = some_passes(centre_id, 2)
    a_check_in(centre_id, TUESDAY, pass_hash=first, party=3)
    a_check_in(centre_id, TUESDAY, time(12), pass_hash=first)
    a_check_in(centre_id, TUESDAY, pass_hash=second)
    a_detail(centre_id, a_check_in(centre_id, TUESDAY), TUESDAY, party=5)
    an_undo(centre_id, a_check_in(centre_id, TUESDAY, party=9), TUESDAY)
    a_check_in(centre_id, TUESDAY - timedelta(days=1), party=20)
    made = today(centre_id)
    assert (made.visits, made.with_pass, made.without_pass) == (9, 2, 7)


def test_who_came_by_a_poster_is_counted_apart_and_listed_as_such() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, TUESDAY, party=2)
    a_check_in(centre_id, TUESDAY, time(12), channel="poster", party=3)
    made = today(centre_id)
    assert (made.visits, made.without_pass, made.by_phone) == (5, 5, 3)
    assert [one.how for one in made.arrivals] == ["telefoon", "tik"]


def test_usual_is_the_median_of_the_same_weekday_until_this_time() -> None:
    centre_id = a_centre()
    for weeks, people in ((1, 4), (2, 10), (3, 6), (9, 90)):
        a_check_in(centre_id, TUESDAY - weeks * WEEK, time(13, 42), party=people)
        a_check_in(centre_id, TUESDAY - weeks * WEEK, time(13, 43), party=50)
        a_check_in(centre_id, TUESDAY - weeks * WEEK - timedelta(days=1), party=70)
    # of eight Tuesdays five had no visits before this time
    assert today(centre_id).usual_by_now == 0
    for weeks in range(4, 9):
        centres.close_on(centre_id=centre_id, day=TUESDAY - weeks * WEEK, reason="Herfst")
    assert today(centre_id).usual_by_now == 6
    centres.close_on(centre_id=centre_id, day=TUESDAY - WEEK, reason="Storm")
    assert today(centre_id).usual_by_now == 8


def test_usual_is_by_the_clock_on_the_wall_in_summer_and_winter_time() -> None:
    centre_id = a_centre()
    in_summer_time = date(2026, 10, 20)
    a_check_in(centre_id, in_summer_time, time(13, 0), party=2)
    a_check_in(centre_id, in_summer_time, time(14, 30), party=40)
    assert today(centre_id, time(14, 0), day=in_summer_time + WEEK).usual_by_now == 2


def test_weeks_before_counting_began_are_not_usual() -> None:
    centre_id = a_centre()
    assert today(centre_id).usual_by_now is None
    a_check_in(centre_id, TUESDAY - WEEK, party=7)
    made = today(centre_id)
    assert made.usual_by_now == 7
    assert {hour.hour: hour.usual for hour in made.hours}[10] == 7


def test_hours_are_those_of_opening_and_of_whoever_comes_or_usually_does() -> None:
    centre_id = a_centre()
    assert [hour.hour for hour in today(centre_id).hours] == list(range(9, 17))
    a_check_in(centre_id, TUESDAY - WEEK, time(19), party=3)
    a_check_in(centre_id, TUESDAY, time(7, 30))
    hours = today(centre_id).hours
    assert [hour.hour for hour in hours] == list(range(7, 20))
    assert [hour.usual for hour in hours] == [0] * 12 + [3]


def test_a_closed_centre_has_no_hours_and_nothing_on() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    centres.close_on(centre_id=centre_id, day=TUESDAY, reason="Storm")
    made = today(centre_id, time(10, 30))
    assert (made.hours, made.running, made.coming) == ((), (), ())


def test_visits_of_an_hour_are_by_the_o_that_people_came_for_first() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    meal = a_planned_activity(centre_id, title="Eten", main_o="ontmoeten")
    (card,) = some_passes(centre_id, 1)
    for activity, wall in ((meal, time(11, 5)), (lesson, time(10))):
        held = occurrence_on(centre_id, activity, TUESDAY)
        a_check_in(centre_id, TUESDAY, wall, occurrence_id=held, pass_hash=card)
    held = occurrence_on(centre_id, meal, TUESDAY)
    a_check_in(centre_id, TUESDAY, time(10, 59), occurrence_id=held, party=2)
    a_check_in(centre_id, TUESDAY, time(12))
    hours = {hour.hour: hour.by_o for hour in today(centre_id).hours}
    assert hours[10] == (("ontmoeten", 2), ("ontwikkelen", 1))
    assert hours[11] == ()
    assert hours[12] == (("", 1),)


def test_sessions_run_or_are_to_come_and_those_called_off_are_neither() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id, title="Voorbij", starts=time(9), ends=time(10))
    a_planned_activity(centre_id, title="Bezig", capacity=14, starts=time(10), ends=time(12))
    a_planned_activity(centre_id, title="Straks", starts=time(10, 1), ends=time(11))
    off = a_planned_activity(centre_id, title="Afgelast", starts=time(10), ends=time(12))
    activities.cancel_occurrence(
        centre_id=centre_id,
        occurrence_id=occurrence_on(centre_id, off, TUESDAY),
        why=ILL,
        at=JANUARY,
        by=None,
    )
    made = today(centre_id, time(10))
    assert [(one.title, one.capacity) for one in made.running] == [("Bezig", 14)]
    assert [one.title for one in made.coming] == ["Straks"]


def test_a_session_has_its_people_and_what_it_usually_has_when_it_is_held() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    for weeks, people in ((0, 6), (1, 3), (4, 9)):  # two weeks ago nobody came
        day = TUESDAY - weeks * WEEK
        held = occurrence_on(centre_id, lesson, day)
        a_check_in(centre_id, day, party=people, occurrence_id=held)
    not_held = occurrence_on(centre_id, lesson, TUESDAY - 3 * WEEK)
    activities.cancel_occurrence(
        centre_id=centre_id, occurrence_id=not_held, why=ILL, at=JANUARY, by=None
    )
    (session,) = today(centre_id, time(11)).running
    assert (session.people, session.usual) == (6, 3)


def test_what_a_session_usually_has_is_until_the_same_time_as_that_of_the_day() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    day = TUESDAY - WEEK
    held = occurrence_on(centre_id, lesson, day)
    a_check_in(centre_id, day, time(10), party=3, occurrence_id=held)
    a_check_in(centre_id, day, time(11), party=8, occurrence_id=held)
    for wall, people in ((time(10, 59), 3), (time(11), 11)):
        made = today(centre_id, wall)
        (session,) = made.running
        assert session.usual == made.usual_by_now == people
        assert session.expected == made.usual_in_all == 11


def test_what_is_still_to_come_says_how_many_to_expect() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    for weeks, people in ((1, 3), (2, 9), (3, 6)):
        held = occurrence_on(centre_id, lesson, TUESDAY - weeks * WEEK)
        a_check_in(centre_id, TUESDAY - weeks * WEEK, time(10), party=people, occurrence_id=held)
    made = today(centre_id, time(8))
    assert [(one.usual, one.expected) for one in made.coming] == [(0, 6)]
    assert (made.usual_by_now, made.usual_in_all) == (0, 6)


@pytest.mark.parametrize(
    ("people", "room", "left"),
    [(7, "enough", 3), (8, "little", 2), (9, "little", 1), (10, "none", 0), (12, "none", 0)],
)
def test_a_session_says_how_much_room_is_left(people: int, room: str, left: int) -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id, capacity=10)
    held = occurrence_on(centre_id, lesson, TUESDAY)
    a_check_in(centre_id, TUESDAY, time(10), party=people, occurrence_id=held)
    (session,) = today(centre_id, time(11)).running
    assert (session.room, session.left) == (room, left)


def test_a_session_without_a_capacity_has_room_for_any_number() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id)
    (session,) = today(centre_id, time(11)).running
    assert (session.room, session.left) == ("any", None)


def test_a_session_that_is_held_for_the_first_time_has_no_usual_number() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, TUESDAY - WEEK)
    a_planned_activity(centre_id, first_day=TUESDAY)
    (session,) = today(centre_id, time(11)).running
    assert (session.people, session.usual) == (0, None)


def test_arrivals_are_the_last_twelve_newest_first() -> None:
    centre_id = a_centre()
    with writing():
        for minute in range(14):
            a_check_in(centre_id, TUESDAY, time(9, minute))
    minutes = [one.at.minute for one in today(centre_id).arrivals]
    assert minutes == list(range(13, 1, -1))


def test_an_arrival_says_how_it_came_in_and_whether_it_can_still_be_taken_back() -> None:
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    key = a_check_in(centre_id, TUESDAY, time(13, 31), pass_hash=card)
    a_check_in(centre_id, TUESDAY, time(13, 32), party=2)
    a_check_in(centre_id, TUESDAY, time(13, 33), party=5, channel="desk")
    desk, tapped, scanned = today(centre_id, time(13, 41)).arrivals
    assert (scanned.check_in_id, scanned.how, scanned.people) == (key, "pas", 1)
    assert (tapped.how, tapped.people) == ("tik", 2)
    assert (desk.how, desk.people) == ("balie", 5)
    made = today(centre_id, time(13, 42)).arrivals
    assert [one.undoable for one in made] == [True, True, False]


def test_an_arrival_at_a_sensitive_activity_carries_the_name_of_its_o() -> None:
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    lesson = a_planned_activity(centre_id)
    help_desk = a_planned_activity(
        centre_id, title="Hulp bij brieven", main_o="ondersteunen", sensitive=True
    )
    a_check_in(centre_id, TUESDAY, time(9))
    held = occurrence_on(centre_id, lesson, TUESDAY)
    a_check_in(centre_id, TUESDAY, time(10), occurrence_id=held)
    held = occurrence_on(centre_id, help_desk, TUESDAY)
    a_check_in(centre_id, TUESDAY, time(11), occurrence_id=held, pass_hash=card)
    helped, learned, dropped_in = today(centre_id).arrivals
    assert (helped.o, helped.label, helped.how) == ("ondersteunen", "Ondersteunen", "tik")
    assert (learned.o, learned.label) == ("ontwikkelen", "Fietsles")
    assert (dropped_in.o, dropped_in.label) == ("", "")


def test_an_unknown_centre_has_no_today() -> None:
    with pytest.raises(services.UnknownCentre):
        today(uuid.uuid4())
