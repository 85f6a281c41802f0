"""What could be expected of a month, and what stands beside what."""

from dataclasses import replace
from datetime import date, timedelta

from registry.figures.counts import DayVisits
from registry.figures.expected import (
    Basis,
    Expected,
    Span,
    comparisons,
    counted,
    expected,
    per_day_change,
)
from registry.figures.facts import Month
from registry.figures.summary import Summary, summarise

from .build import LINES, OCTOBER, facts

BUSY_TUESDAYS = {0: 20, 1: 60, 2: 20, 3: 20, 4: 20}


def days_of(
    month: Month, per_weekday: dict[int, int], skip: tuple[int, ...] = ()
) -> list[DayVisits]:
    every = (month.first_day + timedelta(days=back) for back in range(month.last_day.day))
    return [
        DayVisits(day, per_weekday[day.weekday()])
        for day in every
        if day.weekday() in per_weekday and day.day not in skip
    ]


def a_month(month: Month, per_weekday: dict[int, int], skip: tuple[int, ...] = ()) -> Summary:
    days = tuple(days_of(month, per_weekday, skip))
    empty = summarise(facts(open_days=()), LINES)
    return replace(empty, month=month, days=days, visits=sum(one.visits for one in days))


def test_the_same_month_of_last_year_with_the_weekdays_of_this_one() -> None:
    last_year = a_month(Month(2025, 10), BUSY_TUESDAYS)
    now = a_month(OCTOBER, dict.fromkeys(range(5), 1))
    tuesdays = sum(one.day.weekday() == 1 for one in now.days)
    others = len(now.days) - tuesdays
    assert expected(now, {Month(2025, 10): last_year}) == Expected(
        Basis.LAST_YEAR, 60 * tuesdays + 20 * others
    )


def test_a_closed_week_lowers_what_is_expected() -> None:
    last_year = a_month(Month(2025, 10), BUSY_TUESDAYS)
    whole = expected(a_month(OCTOBER, BUSY_TUESDAYS), {Month(2025, 10): last_year})
    holiday = tuple(range(19, 24))
    closed = expected(a_month(OCTOBER, BUSY_TUESDAYS, holiday), {Month(2025, 10): last_year})
    assert whole
    assert closed
    assert whole.visits - closed.visits == 4 * 20 + 60


def test_without_last_year_the_three_months_before() -> None:
    known = {Month(2026, month): a_month(Month(2026, month), BUSY_TUESDAYS) for month in (7, 8, 9)}
    now = a_month(OCTOBER, BUSY_TUESDAYS)
    assert expected(now, known) == Expected(Basis.RECENT, now.visits)


def test_a_weekday_that_was_never_open_is_expected_to_be_like_any_day() -> None:
    known = {Month(2026, 9): a_month(Month(2026, 9), {0: 30, 1: 10, 2: 20, 3: 20})}
    now = replace(a_month(OCTOBER, {}), days=(DayVisits(date(2026, 10, 3), 4),))
    found = expected(now, known)
    assert found
    mean = sum(one.visits for one in known[Month(2026, 9)].days) / len(known[Month(2026, 9)].days)
    assert found.visits == round(mean)


def test_too_few_days_before_expect_nothing() -> None:
    short = a_month(Month(2026, 9), BUSY_TUESDAYS, skip=tuple(range(1, 15)))
    assert expected(a_month(OCTOBER, BUSY_TUESDAYS), {Month(2026, 9): short}) is None
    assert expected(a_month(OCTOBER, BUSY_TUESDAYS), {}) is None


def test_days_before_the_first_visit_ever_do_not_count() -> None:
    empty, first = DayVisits(date(2026, 9, 1), 0), DayVisits(date(2026, 9, 2), 3)
    later = DayVisits(date(2026, 9, 3), 0)
    assert counted([later, first, empty]) == (first, later)
    assert counted([empty]) == ()


def test_periods_are_compared_per_open_day() -> None:
    """As many visits on half the open days are twice as many: 100 percent more."""
    ten = tuple(DayVisits(date(2026, 9, day), 10) for day in range(1, 11))
    five = tuple(DayVisits(date(2026, 10, day), 20) for day in range(1, 6))
    september = replace(a_month(Month(2026, 9), {}), visits=100, days=ten)
    october = replace(a_month(OCTOBER, {}), visits=100, days=five)
    (found,) = comparisons(october, {Month(2026, 9): september})
    assert (found.span, found.percent) == (Span.MONTH, 100)
    assert (found.now.per_day, found.before.per_day) == (20, 10)
    assert (found.now.visits, found.before.open_days) == (100, 10)
    assert per_day_change(october, september) == 100
    assert per_day_change(september, october) == -50


def test_a_quarter_needs_six_months_and_a_year_the_same_month() -> None:
    months = {OCTOBER.shifted(-back): back for back in range(1, 13)}
    known = {month: a_month(month, {0: back}) for month, back in months.items()}
    month, quarter, year = comparisons(a_month(OCTOBER, {0: 1}), known)
    assert (quarter.now.first, quarter.now.last) == (Month(2026, 8), OCTOBER)
    assert (quarter.before.first, quarter.before.last) == (Month(2026, 5), Month(2026, 7))
    assert (
        quarter.now.visits == sum(known[Month(2026, m)].visits for m in (8, 9)) + month.now.visits
    )
    assert (year.before.first, year.before.last) == (Month(2025, 10), Month(2025, 10))
    del known[Month(2026, 5)]
    assert [one.span for one in comparisons(a_month(OCTOBER, {0: 1}), known)] == [
        Span.MONTH,
        Span.YEAR,
    ]


def test_a_closed_month_has_no_difference_per_day() -> None:
    closed = a_month(OCTOBER, {})
    (found,) = comparisons(closed, {Month(2026, 9): a_month(Month(2026, 9), {0: 5})})
    assert (found.percent, found.now.per_day) == (None, 0.0)
