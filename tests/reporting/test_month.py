"""A month as it comes out of the door: the rows of a centre, counted by the pure figures."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from registry.activities import services as activities
from registry.activities.recurrence import weekly
from registry.centres import services as centres
from registry.clock import at_local
from registry.database import writing
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import Month, Seen
from registry.figures.month import MonthFigures
from registry.reporting import services
from registry.support import services as support
from registry.theory.load import load
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_detail,
    a_help_request,
    a_planned_activity,
    an_undo,
    occurrence_on,
    some_passes,
)

pytestmark = pytest.mark.usefixtures("book")

OCTOBER = Month(2026, 10)
NOVEMBER_THIRD = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TUESDAYS = [date(2026, 10, day) for day in (6, 13, 20, 27)]
THEORY = load()


def figures(
    centre_id: uuid.UUID, month: Month = OCTOBER, at: datetime = NOVEMBER_THIRD
) -> MonthFigures:
    return services.month(centre_id=centre_id, month=month, theory=THEORY, at=at)


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def october(day: int) -> date:
    return date(2026, 10, day)


def test_visits_are_counted_from_what_stands_with_what_was_chosen_after_it() -> None:
    centre_id = a_centre()
    (card,) = some_passes(centre_id, 1)
    a_check_in(centre_id, october(5), pass_hash=card)
    a_check_in(centre_id, october(5), time(14), pass_hash=card)
    a_detail(centre_id, a_check_in(centre_id, october(5), party=2), october(5), party=4)
    an_undo(centre_id, a_check_in(centre_id, october(6), party=9), october(6))
    a_check_in(centre_id, october(7), time(16))
    made = figures(centre_id)
    assert made.centre == "de-linde"
    assert made.now.visits == 1 + 4 + 1
    visits = {one.day: one.visits for one in made.days}
    assert [visits[october(day)] for day in (5, 6, 7, 8)] == [5, 0, 1, 0]
    assert (made.hours.hours[0], made.hours.hours[-1]) == (10, 16)


def test_visits_by_a_poster_are_told_apart() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, october(5), channel="poster", party=4)
    a_check_in(centre_id, october(5), channel="desk", party=2)
    a_check_in(centre_id, october(6))
    made = figures(centre_id)
    assert (made.now.visits, made.phone_visits) == (7, 4)


def test_another_centre_and_another_month_do_not_count() -> None:
    centre_id, other_id = a_centre(), a_centre("Het Anker")
    a_check_in(centre_id, october(31), time(23, 59))
    a_check_in(centre_id, date(2026, 9, 30), time(23, 59), party=10)
    a_check_in(centre_id, date(2026, 11, 1), time(0, 0), party=20)
    a_check_in(other_id, october(5), party=40)
    made = figures(centre_id)
    assert (made.now.visits, made.visits_change) == (1, -90)
    assert figures(other_id).now.visits == 40


def test_a_pass_is_new_in_the_month_of_its_first_visit_that_stands() -> None:
    centre_id = a_centre()
    cards = some_passes(centre_id, 30)
    with writing():
        for card in cards:
            a_check_in(centre_id, october(5), pass_hash=card)
        for card in cards[:5]:
            a_check_in(centre_id, date(2026, 9, 7), pass_hash=card)
        for card in cards[5:10]:
            a_check_in(centre_id, date(2025, 3, 3), pass_hash=card)
        for card in cards[10:15]:
            taken_back = a_check_in(centre_id, date(2026, 9, 7), pass_hash=card)
            an_undo(centre_id, taken_back, date(2026, 9, 7))
    people = figures(centre_id).now.people
    assert (people.holders, people.new, people.returning) == (rounded(30), rounded(20), rounded(10))


def test_roles_are_those_chosen_last() -> None:
    centre_id = a_centre()
    with writing():
        for place, card in enumerate(some_passes(centre_id, 25)):
            key = a_check_in(centre_id, october(5), pass_hash=card)
            a_detail(centre_id, key, october(5), role="organiseren")
            if place < 10:
                a_detail(centre_id, key, october(5), seq=2, role="meehelpen")
    people = figures(centre_id).now.people
    assert (people.helpers, people.organisers) == (rounded(10), rounded(15))


def test_attendance_falls_under_the_main_o_of_the_activity_that_was_chosen() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    garden = a_planned_activity(centre_id, title="Tuin", main_o="ondernemen", led_by="residents")
    for day in TUESDAYS[:2]:
        key = a_check_in(
            centre_id, day, party=3, occurrence_id=occurrence_on(centre_id, lesson, day)
        )
    a_detail(
        centre_id, key, TUESDAYS[1], occurrence_id=occurrence_on(centre_id, garden, TUESDAYS[1])
    )
    made = figures(centre_id)
    attendance = {one.o: one.attendance for one in made.os}
    assert (attendance["ontwikkelen"], attendance["ondernemen"]) == (3, 3)
    assert list(attendance) == [o.key for o in THEORY.os]
    rows = {row.title: (row.schedule, row.times, row.per_time) for row in made.activities}
    assert rows == {"Fietsles": ("dinsdag, 10 uur", 4, 0.8), "Tuin": ("dinsdag, 10 uur", 4, 0.8)}
    assert made.now.seen[Seen.LED_BY_RESIDENTS] == Shown(1)


def test_sensitive_activities_come_without_a_title() -> None:
    centre_id = a_centre()
    a_planned_activity(centre_id, title="Hulp bij brieven", main_o="ondersteunen", sensitive=True)
    (row,) = figures(centre_id).activities
    assert (row.o, row.title, row.times) == ("ondersteunen", None, 4)


def test_what_is_called_off_or_falls_on_a_closed_day_or_is_to_come_is_not_held() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    called_off = occurrence_on(centre_id, lesson, TUESDAYS[0])
    activities.cancel_occurrence(
        centre_id=centre_id, occurrence_id=called_off, why=ILL, at=NOVEMBER_THIRD, by=None
    )
    centres.close_on(centre_id=centre_id, day=TUESDAYS[1], reason="Storm")
    before_it_begins = at_local(TUESDAYS[3], time(9, 59))
    as_it_begins = at_local(TUESDAYS[3], time(10))
    assert [row.times for row in figures(centre_id, at=before_it_begins).activities] == [1]
    assert [row.times for row in figures(centre_id, at=as_it_begins).activities] == [2]


def test_open_days_are_those_of_the_opening_hours_without_closures_up_to_today() -> None:
    centre_id = a_centre(opened_on=october(5))
    centres.close_on(centre_id=centre_id, day=october(7), reason="Storm")
    a_check_in(centre_id, october(5))
    days = figures(centre_id, at=at_local(october(12), time(8))).days
    assert [one.day.day for one in days] == [5, 6, 8, 9, 12]


def test_the_lines_of_thirteen_months_begin_where_counting_began() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, date(2026, 7, 6), party=12)
    a_check_in(centre_id, date(2026, 9, 7), party=20)
    a_check_in(centre_id, october(5), party=30)
    made = figures(centre_id)
    unknown = Withheld(Reason.NOTHING_HELD)
    assert made.trends.months[0] == Month(2025, 10)
    assert made.trends.visits == (unknown,) * 9 + (Shown(12), Shown(0), Shown(20), Shown(30))
    assert made.visits_change == 50


def test_a_centre_without_any_check_in_has_figures_too() -> None:
    made = figures(a_centre())
    assert (made.now.visits, made.before, made.attendance) == (0, None, 0)
    assert made.now.people.holders == Withheld(Reason.TOO_FEW_PASS_VISITS)
    assert made.activities == ()


def test_weekly_lines_are_eight_times_seven_days_to_the_end_of_the_month() -> None:
    centre_id = a_centre()
    lesson = a_planned_activity(centre_id)
    tuesday = date(2026, 9, 1)
    for people in range(1, 10):
        held = occurrence_on(centre_id, lesson, tuesday)
        a_check_in(centre_id, tuesday, party=people, occurrence_id=held)
        tuesday += timedelta(weeks=1)
    (row,) = figures(centre_id).activities
    assert row.weekly == (2, 3, 4, 5, 6, 7, 8, 9)


def test_weekly_lines_of_a_running_month_end_yesterday() -> None:
    centre_id = a_centre()
    daily = a_planned_activity(centre_id, recurrence=weekly(range(5)))
    for day, people in ((october(13), 3), (october(14), 5), (october(15), 9)):
        held = occurrence_on(centre_id, daily, day)
        a_check_in(centre_id, day, party=people, occurrence_id=held)
    (row,) = figures(centre_id, at=at_local(october(15), time(12))).activities
    assert row.weekly[-1] == 8


def test_help_is_counted_by_when_it_was_asked_and_aftercare_by_when_it_was_given() -> None:
    centre_id = a_centre()
    with writing():
        for number in range(8):
            asked = a_help_request(
                centre_id,
                on=date(2026, 9, 30) if number < 2 else october(number),
                topic="geld",
                outcome="warm_overgedragen",
            )
            support.give_aftercare(
                centre_id=centre_id,
                number=asked,
                on=october(20) if number < 7 else date(2026, 11, 2),
                at=MONDAY_TEN,
                by=None,
            )
    made = figures(centre_id)
    topics = {cell.key: cell.figure for cell in made.help.topics}
    assert topics["geld"] == rounded(5)
    assert topics["post"] == Withheld(Reason.FEWER_THAN_5)
    assert made.now.seen[Seen.WARM_REFERRALS] == rounded(5)
    assert made.now.seen[Seen.AFTERCARE] == rounded(5)
    assert figures(centre_id, OCTOBER.previous).help.topics_total == Withheld(Reason.PARTS_WITHHELD)


def test_under_each_goal_stands_what_the_theory_says_is_seen_of_it() -> None:
    made = figures(a_centre())
    assert {goal.goal: tuple(line.what for line in goal.seen) for goal in made.goals} == {
        goal.key: THEORY.seen_of(goal.key) for goal in THEORY.goals
    }


def test_an_unknown_centre_has_no_figures() -> None:
    with pytest.raises(services.UnknownCentre):
        figures(uuid.uuid4())


def test_what_is_counted_beside_visits_belongs_to_its_month() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    for centre_id, day in ((linde, october(31)), (linde, date(2026, 11, 1)), (anker, october(5))):
        at = at_local(day, time(12))
        support.hand_out(centre_id=centre_id, kind="maaltijd", number=11, at=at, by=None)
        for sort, kind, minutes in (("uren", "keuken", 90), ("training", "start", None)):
            effort = support.Effort(day=day, sort=sort, kind=kind, people=10, minutes=minutes)
            support.add_effort(centre_id=centre_id, effort=effort, at=at, by=None)
        month = str(Month.of(day))
        support.count_steps(centre_id=centre_id, month=month, numbers={"werk": 8}, at=at, by=None)
    made = figures(linde).beside
    assert {cell.key: cell.figure for cell in made.handouts} == {
        "maaltijd": rounded(10),
        "pakket": Withheld(Reason.FEWER_THAN_5),
        "kleding": Withheld(Reason.FEWER_THAN_5),
    }
    assert made.volunteer_hours == rounded(15)
    assert made.trainings == Withheld(Reason.FEWER_THAN_5)
    assert made.steps_total == figures(linde).now.seen[Seen.STEPS] == rounded(10)


def test_a_month_is_read_in_as_many_statements_however_much_happened(book: Flask) -> None:
    centre_id = a_centre()
    before = _statements(book, centre_id)
    lessons = [a_planned_activity(centre_id, title=f"Les {number}") for number in range(3)]
    for lesson in lessons:
        held = occurrence_on(centre_id, lesson, TUESDAYS[0])
        a_check_in(centre_id, TUESDAYS[0], occurrence_id=held)
        a_check_in(centre_id, date(2026, 3, 2))
    assert _statements(book, centre_id) == before <= 30


def _statements(app: Flask, centre_id: uuid.UUID) -> int:
    said: list[str] = []
    figures(centre_id)  # the first reader counts the months before and keeps them

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine = app.extensions["inloop_engines"]["read"]
    event.listen(engine, "before_cursor_execute", note)
    try:
        figures(centre_id)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sum(statement.lstrip().startswith("SELECT") for statement in said)
