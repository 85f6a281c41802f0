"""What stands under goals, subgoals and indicators."""

from dataclasses import replace

from registry.figures.disclosure import Precision, Shown
from registry.figures.evidence import Evidence, GoalEvidence
from registry.figures.facts import (
    ActivityFact,
    GoalLines,
    IndicatorLines,
    Item,
    Seen,
    SubgoalLines,
)
from registry.figures.month import figures

from .build import LINES, facts, october, regulars, tallies, tap

GOALS = (
    GoalLines(
        "SC",
        ("SC-I1", "SC-I2"),
        (Seen.RETURNED,),
        subgoals=(SubgoalLines("SC-D1", ("SC-I1",)), SubgoalLines("SC-D2", ("SC-I2",))),
        indicators=(
            IndicatorLines("SC-I1", (Seen.RETURNED,)),
            IndicatorLines("SC-I2", ()),
        ),
    ),
    GoalLines(
        "LV",
        ("LV-I2",),
        (),
        subgoals=(SubgoalLines("LV-D2", ("LV-I2",)),),
        indicators=(IndicatorLines("LV-I2", (Seen.INITIATIVES, Seen.HELPERS)),),
    ),
)
MONTH = facts(
    *regulars(30),
    tap(5, party=40, activity="inloop"),
    tap(6, party=7, activity="tuin"),
    activities=(
        ActivityFact("inloop", "Inloop", "ontmoeten", held=(october(5), october(6)), kind="A1",
                     mainly=("SC",), also=("LV",), subgoals=("SC-D1",)),
        ActivityFact("tuin", "Tuin", "ondernemen", held=(october(6),), kind="A9",
                     mainly=("SC", "LV"), subgoals=("SC-D1", "LV-D2"), confirmed=False),
        ActivityFact("niet", "Niet gehouden", "ondernemen", kind="A9", mainly=("LV",)),
    ),
    asked=(Item("SC-I1"),),
    tallies=tallies("SC-I1", plus=40, min=20),
)  # fmt: skip


def evidence() -> Evidence:
    lines = replace(LINES, goals=GOALS, initiatives=("A7", "A9"))
    return figures(MONTH, lines).evidence


def goals() -> tuple[GoalEvidence, ...]:
    return evidence().goals


def test_an_activity_counts_at_each_of_its_goals() -> None:
    cohesion, liveability = goals()
    assert (cohesion.work.mainly, cohesion.work.also, cohesion.work.times) == (2, 0, 3)
    assert cohesion.work.attendance == 47
    assert (liveability.work.mainly, liveability.work.also) == (1, 1)
    assert (liveability.work.activities, liveability.work.attendance) == (2, 47)


def test_what_nobody_has_looked_at_is_told() -> None:
    assert [goal.work.proposed for goal in goals()] == [1, 1]


def test_a_subgoal_counts_the_activities_that_work_on_it() -> None:
    cohesion, liveability = goals()
    first, second = cohesion.subgoals
    assert (first.subgoal, first.work.activities, first.work.attendance) == ("SC-D1", 2, 47)
    assert (second.work.activities, second.work.attendance) == (0, 0)
    assert liveability.subgoals[0].work.attendance == 7
    assert first.indicators == ("SC-I1",)


def test_an_indicator_has_what_was_asked_and_what_was_seen() -> None:
    cohesion, liveability = goals()
    asked, not_asked = cohesion.indicators
    assert [line.item.question for line in asked.asked] == ["SC-I1"]
    assert [(line.what, line.now) for line in asked.seen] == [
        (Seen.RETURNED, Shown(30, Precision.ROUNDED))
    ]
    assert not_asked.asked == not_asked.seen == ()
    initiatives, _ = liveability.indicators[0].seen
    assert (initiatives.what, initiatives.now) == (Seen.INITIATIVES, Shown(1))


def test_an_indicator_with_nothing_to_show_is_thin() -> None:
    cohesion, liveability = goals()
    assert [one.thin for one in cohesion.indicators] == [False, True]
    assert [one.thin for one in liveability.indicators] == [False]
    few = replace(liveability.indicators[0], seen=liveability.indicators[0].seen[1:])
    assert few.thin
