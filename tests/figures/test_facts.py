from datetime import date
from typing import Any

import pytest

from registry.figures.facts import ActivityFact, MonthTallies, Presence

from .build import OCTOBER, facts, october, scan, tap


@pytest.mark.parametrize(
    ("presence", "fault"),
    [
        (Presence(date(2026, 11, 1), 10, None), "a check-in outside the month"),
        (tap(party=0), "a check-in of nobody"),
        (tap(activity="judo"), "a check-in at an unknown activity"),
    ],
)
def test_a_check_in_that_cannot_be_is_refused(presence: Presence, fault: str) -> None:
    with pytest.raises(ValueError, match=f"2026-10 contradict each other: {fault}"):
        facts(presence)


def test_a_pass_without_its_first_visit_is_refused() -> None:
    with pytest.raises(ValueError, match="a check-in with an unknown pass"):
        facts(scan("a"), passes=())


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"open_days": (date(2026, 9, 30),)}, "an open day outside the month"),
        (
            {"activities": (ActivityFact("a", "A", "ontmoeten", held=(date(2026, 9, 30),)),)},
            "an occurrence outside the month",
        ),
        (
            {"activities": (ActivityFact("a", "A", "ontmoeten", weekly=(1, 2)),)},
            "a line that is not eight weeks long",
        ),
        ({"earlier_tallies": (MonthTallies(OCTOBER, ()),)}, "earlier answers that are not earlier"),
    ],
)
def test_facts_of_another_time_are_refused(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        facts(**more)


def test_every_fault_is_named_once() -> None:
    with pytest.raises(ValueError, match=r"other: a check-in at [a-z ]+, a check-in of nobody$"):
        facts(tap(party=0), tap(party=-1), tap(activity="judo"))


def test_a_month_was_open_when_it_had_an_open_day_or_a_check_in() -> None:
    assert facts(open_days=(october(1),)).was_open
    assert facts(tap(), open_days=()).was_open
    assert not facts(open_days=()).was_open
