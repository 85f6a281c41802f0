from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.figures import people
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import Role

from .build import facts, regulars, scan, tap


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def test_pass_holders_are_passes_and_not_scans() -> None:
    assert people.holders(facts(scan("a"), scan("a", 6), scan("b"), tap())) == {"a", "b"}


def test_new_is_whose_first_visit_was_in_the_month() -> None:
    month = facts(
        scan("new"),
        scan("old"),
        first_visits={"new": date(2026, 10, 1), "old": date(2026, 9, 30)},
    )
    assert people.new(month) == {"new"}


def test_a_pass_that_was_not_used_is_not_new() -> None:
    used = facts(scan("a"), first_visits={"a": date(2026, 10, 5)})
    unused = facts(passes=used.passes)
    assert people.new(unused) == frozenset()


def test_returning_is_two_days_or_earlier() -> None:
    month = facts(
        scan("twice", 5),
        scan("twice", 6),
        scan("before"),
        scan("once", hour=9),
        scan("once", hour=15),
        scan("first", 1),
        tap(5),
        tap(6),
        first_visits={
            "twice": date(2026, 10, 5),
            "before": date(2026, 9, 30),
            "once": date(2026, 10, 5),
            "first": date(2026, 10, 1),
        },
    )
    assert people.returning(month) == {"twice", "before"}


def test_roles_are_seen_once_a_person_and_never_without_a_pass() -> None:
    month = facts(
        scan("a", role=Role.MEEHELPEN),
        scan("a", 6, role=Role.MEEHELPEN),
        scan("a", 7, role=Role.ORGANISEREN),
        scan("b"),
        tap(role=Role.MEEHELPEN),
    )
    assert people.in_role(month, Role.MEEHELPEN) == {"a"}
    assert people.in_role(month, Role.ORGANISEREN) == {"a"}


def test_each_number_goes_through_the_rule() -> None:
    newcomers = regulars(7, days=2)
    month = facts(
        *newcomers,
        *regulars(13, days=1, role=Role.MEEHELPEN),
        *regulars(4, days=1, role=Role.ORGANISEREN),
        first_visits={one.pass_key: date(2026, 10, 1) for one in newcomers if one.pass_key},
    )
    shown = people.figures(month, pass_visits=31)
    assert shown.holders == rounded(25)
    assert shown.new == rounded(5)
    assert shown.returning == rounded(25)
    assert shown.helpers == rounded(15)
    assert shown.organisers == Withheld(Reason.FEWER_THAN_5)


def test_too_few_visits_with_a_pass_withhold_all_people() -> None:
    shown = people.figures(facts(*regulars(12)), pass_visits=12)
    few = Withheld(Reason.TOO_FEW_PASS_VISITS)
    nothing = Withheld(Reason.NOTHING_HELD)
    assert shown == people.People(few, few, few, few, few, nothing, nothing)


def test_a_closed_month_says_that_nothing_was_held() -> None:
    assert people.figures(facts(open_days=()), pass_visits=0).holders == Withheld(
        Reason.NOTHING_HELD
    )


@given(st.integers(0, 4), st.integers(0, 4))
def test_withheld_numbers_of_people_cannot_be_told_apart(some: int, others: int) -> None:
    crowd = regulars(20)
    months = [
        facts(*crowd, *regulars(count, role=Role.MEEHELPEN)[:count]) for count in (some, others)
    ]
    one, other = (people.figures(month, pass_visits=20) for month in months)
    assert one.helpers == other.helpers == Withheld(Reason.FEWER_THAN_5)
