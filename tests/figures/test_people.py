from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures import people
from registry.figures.activities import held
from registry.figures.counts import arrivals
from registry.figures.disclosure import Figure, Precision, Reason, Shown, Withheld
from registry.figures.facts import Month, Presence, Role
from registry.figures.people import People
from registry.figures.summary import Summary, summarise

from .build import LINES, facts, regulars, scan, tap


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


FEW = Withheld(Reason.FEWER_THAN_5)
TOO_FEW = Withheld(Reason.TOO_FEW_PASS_VISITS)
PARTS = Withheld(Reason.PARTS_WITHHELD)


def figures(*presences: Presence, before: int | None = None, **more: Any) -> tuple[People, Figure]:
    month = facts(*presences, **more)
    return people.figures(month, arrivals(month.presences), held(month), before)


def test_each_number_goes_through_the_rule() -> None:
    newcomers = regulars(7, days=2)
    shown, visits = figures(
        *newcomers,
        *regulars(13, days=1, role=Role.MEEHELPEN),
        *regulars(4, days=1, role=Role.ORGANISEREN),
        first_visits={one.pass_key: date(2026, 10, 1) for one in newcomers if one.pass_key},
    )
    assert shown.holders == rounded(25)
    assert shown.new == rounded(5)
    assert shown.returning == rounded(25)
    assert shown.helpers == rounded(15)
    assert shown.organisers == FEW
    assert visits == rounded(30)


@pytest.mark.parametrize("presences", [regulars(9, days=2), regulars(4, days=8), regulars(20)])
def test_people_need_twenty_visits_five_holders_and_room(presences: Any) -> None:
    assert figures(*presences) == (People(TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW), TOO_FEW)


def test_a_closed_month_says_that_nothing_was_held() -> None:
    shown, visits = figures(open_days=())
    assert shown.holders == visits == Withheld(Reason.NOTHING_HELD)


def test_no_more_people_are_printed_than_there_were_visits() -> None:
    assert figures(*regulars(23))[0].holders == rounded(20)


@pytest.mark.parametrize("door", [{"by_phone": True}, {"at_desk": True}])
def test_visits_of_which_all_know_that_there_was_no_pass_leave_less_room(door: Any) -> None:
    others = tuple(tap(5, **door) for _ in range(6))
    assert figures(*regulars(23), *others)[0].holders == rounded(20)


def test_who_is_not_new_came_back() -> None:
    newcomers = regulars(12, role=Role.MEEHELPEN)
    shown, _ = figures(
        *newcomers,
        *regulars(11, days=2),
        *(tap() for _ in range(30)),
        first_visits={one.pass_key: date(2026, 10, 1) for one in newcomers if one.pass_key},
    )
    assert (shown.holders, shown.new) == (rounded(25), rounded(10))
    assert shown.returning == rounded(15)  # 11, but 25 less 10 came before


def test_in_the_first_month_everybody_is_new() -> None:
    first = {f"{Role.MEEDOEN}-{number}": date(2026, 10, 1) for number in range(23)}
    shown, _ = figures(*regulars(23), *(tap() for _ in range(9)), first_visits=first, before=0)
    assert shown.holders == shown.new == rounded(25)


def test_no_more_came_before_than_the_months_before_print() -> None:
    newcomers = regulars(12, role=Role.MEEHELPEN)
    shown, _ = figures(
        *newcomers,
        *regulars(12, days=2),
        first_visits={one.pass_key: date(2026, 10, 1) for one in newcomers if one.pass_key},
        before=12,
    )
    assert (shown.holders, shown.new) == (rounded(25), rounded(15))


def test_nobody_can_come_back_on_the_only_day_ever() -> None:
    first = {f"{Role.MEEDOEN}-{number}": date(2026, 10, 1) for number in range(30)}
    taps = tuple(tap(1) for _ in range(9))
    shown, _ = figures(*regulars(30), *taps, first_visits=first, before=0)
    assert shown.returning == Withheld(Reason.NOTHING_HELD)
    shown, _ = figures(*regulars(30), *taps, tap(2), first_visits=first, before=0)
    assert shown.returning == PARTS


def test_visits_with_a_pass_are_not_told_where_they_tell_who_came_back() -> None:
    crowd = regulars(12, days=5)
    assert figures(*crowd)[1] == PARTS
    assert figures(*crowd[:-2], tap(1))[1] == PARTS
    spread = (scan(f"{n}", day) for n in range(40) for day in (1 + n % 4, 5 + n % 4))
    assert figures(*spread)[1] == rounded(80)


@given(st.integers(0, 4), st.integers(0, 4))
def test_withheld_numbers_of_people_cannot_be_told_apart(some: int, others: int) -> None:
    crowd = (*regulars(20), *(tap() for _ in range(20)))
    one, other = (
        figures(*crowd, *regulars(count, role=Role.MEEHELPEN))[0] for count in (some, others)
    )
    assert one.helpers == other.helpers == FEW


def test_a_month_is_held_against_all_months_before_it_in_the_first_year() -> None:
    def september(*presences: Presence) -> Summary:
        before = summarise(facts(*presences, months_before=0), LINES)
        return replace(before, month=Month(2026, 9))

    newcomers = {f"{Role.MEEHELPEN}-{number}": date(2026, 10, 1) for number in range(12)}
    crowd = (*regulars(12, role=Role.MEEHELPEN), *regulars(12, days=2))

    def new(months_before: int, *earlier: Summary) -> Figure:
        month = facts(*crowd, first_visits=newcomers, months_before=months_before)
        return summarise(month, LINES, earlier).people.new

    shown, few = september(*regulars(12, days=2)), september(*regulars(6))
    assert shown.people.new == rounded(10)
    assert new(1, shown) == rounded(15)  # 25 less the 12 that September can have had at most
    assert new(1, few) == rounded(20)  # September had six visits
    assert new(2, shown) == rounded(10)  # August is not known
    assert new(13, *[shown] * 13) == rounded(10)  # that is too long ago


def test_whether_anybody_can_have_come_back_goes_by_this_month_alone_later_on() -> None:
    first = {f"{Role.MEEDOEN}-{number}": date(2026, 10, 1) for number in range(23)}
    shown, _ = figures(*regulars(23), *(tap(1) for _ in range(9)), first_visits=first)
    assert shown.returning == FEW
