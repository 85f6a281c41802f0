"""Two months beside each other."""

from typing import Any

from registry.figures.facts import Item
from registry.figures.month import MonthFigures, figures
from registry.figures.side_by_side import side_by_side

from .build import LINES, facts, mood, tallies


def a_month(*answers: Any, asked: tuple[str, ...] = ("SC-I1", "SC-I2", "VO-I1")) -> MonthFigures:
    found = tuple(tally for one in answers for tally in one)
    return figures(facts(tallies=found, asked=tuple(Item(key) for key in asked)), LINES)


NOW = a_month(
    tallies("SC-I1", plus=60, min=40),
    tallies("SC-I2", plus=51, min=49),
    tallies("VO-I1", plus=8, min=4),
    mood(10, 10, 10, 40, 30),
)
THEN = a_month(
    tallies("SC-I1", plus=40, min=60),
    tallies("SC-I2", plus=49, min=51),
    tallies("VO-I1", plus=80, min=40),
    mood(10, 10, 10, 30, 40),
)


def test_a_difference_that_the_test_finds_is_in_points_of_the_printed_shares() -> None:
    """60 of 100 against 40 of 100 has p = 0.0047, times three tests is 0.014."""
    found = side_by_side(NOW, THEN)
    assert found.tests == 3
    assert {one.now.item.question: one.points for one in found.asked} == {
        "stemming": None,
        "SC-I1": 20,
        "SC-I2": None,
        "VO-I1": None,
    }
    assert {one.now.item.question: one.points for one in side_by_side(THEN, NOW).asked}[
        "SC-I1"
    ] == -20


def test_only_what_was_asked_in_both_stands_beside() -> None:
    other = a_month(tallies("SC-I2", plus=40, min=60), asked=("SC-I2",))
    found = side_by_side(NOW, other)
    assert [one.now.item.question for one in found.asked] == ["stemming", "SC-I2"]
    assert found.tests == 1


def test_a_month_beside_itself_differs_in_nothing() -> None:
    assert {one.points for one in side_by_side(NOW, NOW).asked} == {None}


def test_many_tests_ask_for_more() -> None:
    """42 against 57 of 100 has p = 0.034 alone; as one of two it is chance."""
    one = a_month(tallies("SC-I1", plus=57, min=43), asked=("SC-I1",))
    two = a_month(tallies("SC-I1", plus=42, min=58), asked=("SC-I1",))
    assert side_by_side(one, two).asked[1].points == 15
    more = tallies("SC-I2", plus=50, min=50)
    one = a_month(tallies("SC-I1", plus=57, min=43), more)
    two = a_month(tallies("SC-I1", plus=42, min=58), more)
    assert side_by_side(one, two).asked[1].points is None
