"""How visits were put in, languages at the tablet, and gaps in the data."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.figures import doors
from registry.figures.counts import arrivals, per_day
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.doors import Door, Gaps, SilentTablet
from registry.figures.facts import CaseFact, MonthFacts, TabletFact
from registry.figures.help_requests import Cell

from .build import facts, october, regulars, scan, tap

FEW = Withheld(Reason.FEWER_THAN_5)


def doors_of(month: MonthFacts) -> tuple[Cell, ...]:
    return doors.doors(month, arrivals(month.presences))


def gaps_of(month: MonthFacts) -> Gaps:
    return doors.gaps(month, per_day(arrivals(month.presences), month.open_days))


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def test_visits_fall_apart_by_how_they_were_put_in() -> None:
    month = facts(
        *regulars(12),
        tap(party=9),
        tap(party=14, at_desk=True),
        tap(party=8, at_desk=True),
        tap(party=3, by_phone=True),
        added_later=8,
    )
    assert {cell.key: cell.figure for cell in doors_of(month)} == {
        Door.TABLET: Shown(21),
        Door.DESK: Shown(14),
        Door.POSTER: Shown(3),
        Door.LATER: Shown(8),
    }


def test_a_pass_counts_where_it_was_first_used_that_day() -> None:
    at_desk = [scan(str(number), hour=9, at_desk=True) for number in range(6)]
    again = [scan(str(number), hour=15) for number in range(6)]
    found = {cell.key: cell.figure for cell in doors_of(facts(*at_desk, *again))}
    assert (found[Door.DESK], found[Door.TABLET]) == (Shown(6), Shown(0))


@given(st.integers(0, 60), st.integers(0, 19))
def test_how_visits_were_put_in_does_not_tell_a_pass_from_none(taps: int, passes: int) -> None:
    with_pass = facts(*(tap() for _ in range(taps)), *(scan(str(key)) for key in range(passes)))
    without = facts(*(tap() for _ in range(taps + passes)))
    assert doors_of(with_pass) == doors_of(without)


def test_a_closed_month_has_no_doors() -> None:
    assert {cell.figure for cell in doors_of(facts(open_days=()))} == {
        Withheld(Reason.NOTHING_HELD)
    }


def test_languages_are_cases_and_those_shown_are_counted() -> None:
    month = facts(tap(), languages=(CaseFact("nl", 612), CaseFact("ar", 48), CaseFact("pl", 4)))
    cells = doors.languages(month)
    assert [cell.figure for cell in cells] == [rounded(610), rounded(50), FEW]
    assert doors.how_many(cells) == Shown(2)


def test_no_language_shown_is_not_told_from_few() -> None:
    few = doors.languages(facts(tap(), languages=(CaseFact("nl", 3), CaseFact("ar", 0))))
    assert doors.how_many(few) == Withheld(Reason.PARTS_WITHHELD)
    assert doors.how_many(()) == Withheld(Reason.NOTHING_HELD)


def test_open_days_without_a_visit_are_gaps() -> None:
    month = facts(tap(5), open_days=(october(5), october(6)))
    assert gaps_of(month).days == (date(2026, 10, 6),)


def test_a_tablet_is_silent_on_a_day_on_which_others_came() -> None:
    stood = (october(5), october(6), october(7))
    month = facts(
        tap(5),
        tap(6),
        open_days=stood,
        tablets=(
            TabletFact("Bij de deur", stood, (october(5), october(6))),
            TabletFact("In de keuken", stood, (october(5),)),
        ),
    )
    assert gaps_of(month).tablets == (SilentTablet("In de keuken", silent=1, days=3),)
