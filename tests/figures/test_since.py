"""Who stayed away and who went up the ladder, beside the three months before."""

import pytest

from registry.figures import people
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import Recent, Role

from .build import facts, regulars, scan, tap

ENOUGH = regulars(25)
BEFORE = Recent({f"gone-{number}": Role.MEEDOEN for number in range(12)}, pass_visits=40)


def test_who_came_before_and_not_now_stayed_away() -> None:
    recent = Recent({"a": Role.MEEDOEN, "b": Role.MEEHELPEN}, pass_visits=9)
    month = facts(scan("b"), scan("c"), recent=recent)
    assert people.stayed_away(month) == {"a"}


def test_a_step_up_is_a_higher_role_than_before() -> None:
    recent = Recent(
        {"up": Role.MEEDOEN, "same": Role.MEEHELPEN, "down": Role.ORGANISEREN}, pass_visits=9
    )
    month = facts(
        scan("up", role=Role.ORGANISEREN),
        scan("same", role=Role.MEEHELPEN),
        scan("down", role=Role.MEEDOEN),
        scan("new", role=Role.ORGANISEREN),
        tap(role=Role.ORGANISEREN),
        recent=recent,
    )
    assert people.higher(month) == {"up"}


def test_without_months_before_nothing_is_said() -> None:
    shown = people.figures(facts(*ENOUGH), pass_visits=25)
    assert shown.stayed_away == shown.higher == Withheld(Reason.NOTHING_HELD)
    closed = people.figures(facts(open_days=(), recent=BEFORE), pass_visits=0)
    assert closed.stayed_away == Withheld(Reason.NOTHING_HELD)


def test_numbers_are_rounded_and_few_are_not_shown() -> None:
    shown = people.figures(facts(*ENOUGH, recent=BEFORE), pass_visits=25)
    assert shown.stayed_away == Shown(10, Precision.ROUNDED)
    assert shown.higher == Withheld(Reason.FEWER_THAN_5)


@pytest.mark.parametrize(("now", "then"), [(19, 40), (25, 19)])
def test_both_periods_need_visits_enough_with_a_pass(now: int, then: int) -> None:
    recent = Recent(BEFORE.roles, pass_visits=then)
    shown = people.figures(facts(*ENOUGH, recent=recent), pass_visits=now)
    assert shown.stayed_away == shown.higher == Withheld(Reason.TOO_FEW_PASS_VISITS)


def test_few_visits_before_look_the_same_with_and_without_a_pass() -> None:
    none = people.figures(facts(*ENOUGH, recent=Recent({}, 0)), pass_visits=25)
    some = people.figures(facts(*ENOUGH, recent=Recent(BEFORE.roles, 19)), pass_visits=25)
    assert none == some
