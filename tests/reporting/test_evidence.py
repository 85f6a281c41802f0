"""A month's evidence as it comes out of the door: from rows to goals, doors, gaps and periods."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest

from registry.answers import services as answers
from registry.centres import queries as centre_queries
from registry.centres import services as centres
from registry.clock import at_local
from registry.database import writing
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.doors import Door, SilentTablet
from registry.figures.expected import Basis, Span
from registry.figures.facts import Month, Seen
from registry.figures.month import MonthFigures
from registry.figures.usual import Verdict
from registry.reporting import services
from registry.theory.load import load
from registry.visits import services as visits
from registry.visits.events import CheckInEvent, Source
from registry.visits.services import Came, Setting
from tests.builders import (
    a_centre,
    a_check_in,
    a_planned_activity,
    a_tablet,
    occurrence_on,
)

pytestmark = pytest.mark.usefixtures("book")

OCTOBER = Month(2026, 10)
NOVEMBER_THIRD = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TUESDAY = date(2026, 10, 6)
THEORY = load()


def figures(
    centre_id: uuid.UUID, month: Month = OCTOBER, at: datetime = NOVEMBER_THIRD
) -> MonthFigures:
    return services.month(centre_id=centre_id, month=month, theory=THEORY, at=at)


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def october(day: int) -> date:
    return date(2026, 10, day)


def test_all_goals_subgoals_and_indicators_have_their_place() -> None:
    goals = figures(a_centre()).evidence.goals
    assert [goal.goal for goal in goals] == [goal.key for goal in THEORY.goals]
    subgoals = [one.subgoal for goal in goals for one in goal.subgoals]
    indicators = [one.indicator for goal in goals for one in goal.indicators]
    assert subgoals == [one.key for one in THEORY.subgoals]
    assert indicators == [one.key for one in THEORY.indicators]
    for goal in goals:
        for one in goal.indicators:
            assert tuple(line.what for line in one.seen) == THEORY.signs_of(one.indicator)


def test_an_activity_stands_under_what_it_works_on() -> None:
    centre_id = a_centre()
    fair = a_planned_activity(
        centre_id,
        title="Straatfeest",
        type_key="A9",
        goals={"SC": "vooral", "LV": "draagt_bij"},
        subgoals=("SC-D2",),
        links_confirmed=True,
    )
    a_check_in(centre_id, TUESDAY, party=30, occurrence_id=occurrence_on(centre_id, fair, TUESDAY))
    made = figures(centre_id)
    cohesion, liveability, *_ = made.evidence.goals
    assert (cohesion.work.mainly, cohesion.work.also, cohesion.work.attendance) == (1, 0, 30)
    assert (liveability.work.mainly, liveability.work.also) == (0, 1)
    assert [one.work.attendance for one in cohesion.subgoals] == [0, 30, 0, 0]
    assert cohesion.work.proposed == 0
    assert made.now.seen[Seen.INITIATIVES] == Shown(1)


def test_visits_are_told_apart_by_how_they_were_put_in() -> None:
    centre_id = a_centre()
    a_check_in(centre_id, october(5), party=22)
    a_check_in(centre_id, october(5), channel="desk", party=13)
    a_check_in(centre_id, october(5), channel="poster", party=8)
    at = at_local(october(6), time(10))
    visits.add_later(
        setting=Setting(centre_id=centre_id, at=NOVEMBER_THIRD, by=uuid.uuid4(), reason="paper"),
        came=[Came(people=17, moment=at)],
        event_id=uuid.uuid4(),
    )
    assert {cell.key: cell.figure for cell in figures(centre_id).doors} == {
        Door.TABLET: Shown(22),
        Door.DESK: Shown(13),
        Door.POSTER: Shown(8),
        Door.LATER: Shown(17),
    }


def test_languages_of_the_tablet_are_those_on_offer_and_used() -> None:
    centre_id = a_centre(languages=("nl", "ar", "tr"))
    for language, times in (("nl", 12), ("ar", 6), ("pl", 5)):
        for _ in range(times):
            answers.count_language(
                centre_id=centre_id,
                month="2026-10",
                event_id=uuid.uuid4(),
                language=language,
                known={"nl", "ar", "pl"},
            )
    made = figures(centre_id)
    assert {cell.key: cell.figure for cell in made.languages} == {
        "nl": rounded(10),
        "ar": rounded(5),
        "tr": Withheld(Reason.FEWER_THAN_5),
        "pl": rounded(5),
    }
    assert made.now.seen[Seen.LANGUAGES] == Shown(3)
    assert figures(centre_id, OCTOBER.previous).now.seen[Seen.LANGUAGES] == Withheld(
        Reason.PARTS_WITHHELD
    )


def test_a_tablet_that_was_silent_while_others_came_is_a_gap() -> None:
    centre_id = a_centre()
    a_tablet(centre_id, "Ingang", at=at_local(date(2026, 10, 1), time(9)))
    a_tablet(centre_id, "Zaal", at=at_local(date(2026, 10, 14), time(9)))
    keys = {tablet.name: tablet.id for tablet in centre_queries.tablets(centre_id)}
    for day in (5, 6, 15, 16):
        on_tablet(centre_id, keys["Ingang"], october(day))
    on_tablet(centre_id, keys["Zaal"], october(16))
    centres.revoke_tablet(
        centre_id=centre_id, tablet_id=keys["Zaal"], at=at_local(october(20), time(9))
    )
    gaps = figures(centre_id).gaps
    assert gaps.tablets == (SilentTablet("Zaal", silent=1, days=3),)
    assert october(7) in gaps.days
    assert october(5) not in gaps.days


def on_tablet(centre_id: uuid.UUID, tablet_id: uuid.UUID, day: date) -> None:
    key = uuid.uuid4()
    event = CheckInEvent(id=key, at=at_local(day, time(10)), body=key.bytes * 2)
    visits.check_in(source=Source(centre_id, "tablet", tablet_id), event=event)


def weeks_of(centre_id: uuid.UUID, first: date, *parties: int) -> None:
    with writing():
        for place, party in enumerate(parties):
            a_check_in(centre_id, first + timedelta(weeks=place), party=party)


def test_a_busy_week_is_more_than_usual_and_the_month_stands_beside_others() -> None:
    centre_id = a_centre()
    weeks_of(centre_id, date(2026, 6, 29), *(20, 22, 18) * 4, 20, 22, 90, 20, 21)
    made = figures(centre_id)
    assert made.usual
    assert made.usual.verdict is Verdict.MORE
    assert made.expected
    assert made.expected.basis is Basis.RECENT
    month = made.comparisons[0]
    assert month.span is Span.MONTH
    assert made.before
    assert (month.now.visits, month.before.visits) == (made.now.visits, made.before.visits)
    assert month.now.open_days == len(made.days)


def test_of_a_month_that_runs_the_weeks_that_are_over_are_shown() -> None:
    centre_id = a_centre()
    weeks_of(centre_id, date(2026, 6, 29), *(20, 22, 18) * 4, 20, 22, 19)
    made = figures(centre_id, at=at_local(date(2026, 10, 15), time(12)))
    assert made.usual
    assert made.usual.weeks[-1].monday == date(2026, 10, 5)
