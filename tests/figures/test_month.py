import json
from dataclasses import asdict, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import (
    ActivityFact,
    HelpFact,
    Item,
    LateMonth,
    Month,
    MonthFacts,
    Outcome,
    Presence,
    Role,
    Seen,
)
from registry.figures.month import MonthFigures, figures
from registry.figures.summary import Summary, summarise

from .build import LINES, OCTOBER, facts, mood, october, regulars, scan, tallies, tap

NOTHING = Withheld(Reason.NOTHING_HELD)


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def a_full_month() -> MonthFacts:
    """30 pass holders on two days (10 of them helping too), and 40 anonymous visits."""
    return facts(
        *regulars(20, days=2),
        *regulars(10, days=2, role=Role.MEEHELPEN),
        *(tap(5, hour, party=8, activity="inloop") for hour in range(9, 14)),
        activities=(
            ActivityFact("inloop", "Open inloop", "ontmoeten", held=(october(5),)),
            ActivityFact(
                "tuin", "Tuin", "ondernemen", led_by_residents=True, held=(october(6),)
            ),
        ),
        asked=(Item("SC-I1"), Item("VO-I1")),
        tallies=(*tallies("SC-I1", plus=40, min=20, skip=60), *mood(1, 2, 3, 20, 20)),
        help_requests=(
            HelpFact("post", Outcome.HELPED_HERE, 12),
            HelpFact("geld", Outcome.WARM_REFERRAL, 6),
        ),
        aftercare=5,
        late=(LateMonth(Month(2026, 9), 4, 9), LateMonth(Month(2026, 7), 2, 9)),
    )  # fmt: skip


def a_summary(month: Month, **more: Any) -> Summary:
    return replace(summarise(a_full_month(), LINES), month=month, **more)


def test_the_headline_numbers() -> None:
    shown = figures(a_full_month(), LINES)
    assert (shown.centre, shown.month) == ("de-linde", OCTOBER)
    assert shown.now.visits == 100
    assert shown.now.pass_visits == Withheld(Reason.PARTS_WITHHELD)  # 40 came on one day
    assert shown.pass_percent == Withheld(Reason.PARTS_WITHHELD)
    assert shown.now.people.holders == rounded(30)
    assert shown.now.people.helpers == rounded(10)
    assert shown.now.people.organisers == Withheld(Reason.FEWER_THAN_5)
    assert shown.attendance == 40
    assert shown.late_visits == 6
    assert shown.now.help_requests == shown.help.topics_total == rounded(15)


def test_days_hours_os_and_activities_come_along() -> None:
    shown = figures(a_full_month(), LINES)
    assert [(day.day.day, day.visits) for day in shown.days] == [(1, 30), (2, 30), (5, 40)]
    assert shown.hours.hours == (9, 10, 11, 12, 13)
    assert (shown.os[0].o, shown.os[0].attendance) == ("ontmoeten", 40)
    assert sum(one.attendance for one in shown.os) == shown.attendance
    assert [row.title for row in shown.activities] == ["Open inloop", "Tuin"]


def test_answers_and_what_is_seen_stand_under_their_goal() -> None:
    shown = figures(a_full_month(), LINES)
    assert [goal.goal for goal in shown.goals] == ["SC", "LV", "SV", "MP", "VO"]
    cohesion, liveability, resilience, taking_part, trust = shown.goals
    assert [line.item.question for line in cohesion.asked] == ["SC-I1"]
    assert [line.item.question for line in trust.asked] == ["VO-I1"]
    assert liveability.asked == resilience.asked == taking_part.asked == ()
    assert {line.what: line.now for goal in shown.goals for line in goal.seen} == {
        Seen.RETURNED: rounded(30),
        Seen.LED_BY_RESIDENTS: Shown(1),
        Seen.HELPED_HERE: rounded(10),
        Seen.HELPERS: rounded(10),
        Seen.ORGANISERS: Withheld(Reason.FEWER_THAN_5),
        Seen.STEPS: Withheld(Reason.PARTS_WITHHELD),
        Seen.WARM_REFERRALS: rounded(5),
        Seen.AFTERCARE: rounded(5),
    }
    assert shown.mood.n == Shown(46)
    assert (shown.tests, shown.suspect) == (0, 0)


def test_the_month_before_stands_beside() -> None:
    september = a_summary(OCTOBER.previous, visits=80, attendance={"ontmoeten": 32})
    shown = figures(a_full_month(), LINES, [september])
    assert shown.before == september
    assert shown.visits_change == 25
    assert (shown.os[0].before, shown.os[0].change) == (32, 25)
    assert (shown.os[1].before, shown.os[1].change) == (None, None)
    assert shown.goals[0].seen[0].before == rounded(30)


def test_without_a_month_before_nothing_is_compared() -> None:
    shown = figures(a_full_month(), LINES, [a_summary(Month(2026, 8))])
    assert shown.before is None
    assert shown.visits_change is None
    assert shown.os[0].before is None
    assert shown.goals[0].seen[0].before is None


def test_trends_run_over_thirteen_months_with_gaps() -> None:
    thin = summarise(facts(*regulars(6)), LINES)
    shown = figures(
        a_full_month(),
        LINES,
        [
            a_summary(Month(2025, 10), visits=7),
            a_summary(Month(2025, 9), visits=9999),
            replace(thin, month=Month(2026, 9)),
        ],
    ).trends
    assert (shown.months[0], shown.months[-1], len(shown.months)) == (
        Month(2025, 10),
        OCTOBER,
        13,
    )
    assert shown.visits == (Shown(7), *[NOTHING] * 10, Shown(6), Shown(100))
    few = Withheld(Reason.TOO_FEW_PASS_VISITS)
    assert shown.holders == (rounded(30), *[NOTHING] * 10, few, rounded(30))
    assert shown.helpers == (rounded(10), *[NOTHING] * 10, few, rounded(10))
    assert shown.new[-2:] == (few, Withheld(Reason.FEWER_THAN_5))
    parts = Withheld(Reason.PARTS_WITHHELD)
    assert shown.help_requests[-2:] == (parts, rounded(15))


def test_a_closed_month_has_nothing_and_breaks_nothing() -> None:
    shown = figures(facts(open_days=()), LINES)
    assert shown.now.visits == 0
    assert shown.now.people.holders == shown.pass_percent == NOTHING
    assert shown.days == shown.activities == shown.hours.rows == ()
    assert [one.percent for one in shown.os] == [0] * 5


def test_facts_under_an_unknown_o_are_refused() -> None:
    month = facts(activities=(ActivityFact("a", "A", "zesde", held=(october(5),)),))
    with pytest.raises(ValueError, match="unknown O"):
        figures(month, LINES)


def test_figures_turn_into_plain_data_that_says_which_are_withheld() -> None:
    plain = json.loads(json.dumps(asdict(figures(a_full_month(), LINES)), default=str))
    assert plain["now"]["people"]["holders"] == {"value": 30, "precision": "rounded"}
    assert plain["now"]["people"]["organisers"] == {"reason": "fewer_than_5"}


check_ins = st.builds(
    Presence,
    day=st.integers(1, 31).map(october),
    hour=st.integers(8, 21),
    pass_key=st.one_of(st.none(), st.integers(1, 40).map(str)),
    party=st.integers(1, 4),
    role=st.sampled_from(Role),
    activity=st.sampled_from([None, "inloop", "tuin"]),
    by_phone=st.just(False),
    at_desk=st.just(False),
)
ACTIVITIES = (
    ActivityFact("inloop", "Open inloop", "ontmoeten"),
    ActivityFact("tuin", "Tuin", "ondernemen", sensitive=True),
)


def october_of(presences: list[Presence], **more: Any) -> MonthFigures:
    return figures(facts(*presences, activities=ACTIVITIES, **more), LINES)


@given(st.lists(check_ins, max_size=60), st.integers())
def test_the_order_of_facts_does_not_matter(presences: list[Presence], seed: int) -> None:
    shuffled = Random(seed).sample(presences, len(presences))  # noqa: S311 (no secret)
    assert october_of(shuffled) == october_of(presences)


@given(st.lists(check_ins, min_size=1, max_size=60), st.data())
def test_a_repeated_scan_changes_nothing(presences: list[Presence], data: st.DataObject) -> None:
    scanned = [one for one in presences if one.pass_key is not None]
    again = data.draw(st.sampled_from(scanned or [scan("new")]))
    assert october_of([*presences, again, again]) == october_of([*presences, again])


@given(st.dictionaries(st.integers(1, 19), check_ins, max_size=19), st.booleans())
def test_few_visits_with_a_pass_look_as_if_there_were_none(
    found: dict[int, Presence], newcomers: bool
) -> None:
    """With fewer than 20 of them nobody can tell a pass from an anonymous visit."""
    scanned = [one._replace(pass_key=str(key)) for key, one in found.items()]
    anonymous = [one._replace(pass_key=None) for one in scanned]
    first = dict.fromkeys(map(str, found), date(2026, 10, 1)) if newcomers else {}
    assert october_of(scanned, first_visits=first) == october_of(anonymous)


@given(st.integers(0, 60), st.integers(0, 4), st.integers(0, 4))
def test_small_numbers_cannot_be_worked_out(crowd: int, some: int, others: int) -> None:
    """Whether none or four people helped, cases came up or aftercare was given: one picture."""

    def picture(count: int) -> MonthFigures:
        helped = [
            one._replace(role=Role.MEEHELPEN if place < count else Role.MEEDOEN)
            for place, one in enumerate(regulars(crowd + 4))
        ]
        requests = (HelpFact("geld", Outcome.OPEN, count),)
        return october_of(helped, help_requests=requests, aftercare=count)

    assert picture(some) == picture(others)


@given(st.lists(check_ins, max_size=80))
def test_every_shown_number_of_people_is_a_multiple_of_five(presences: list[Presence]) -> None:
    shown = october_of(presences).now.people
    for figure in asdict(shown).values():
        assert figure.keys() == {"reason"} or (
            figure["precision"] == "rounded" and figure["value"] >= 5 and figure["value"] % 5 == 0
        )
