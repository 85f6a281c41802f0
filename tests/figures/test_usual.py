"""Whether the weeks of a month are within what is usual."""

from datetime import date, timedelta

from registry.figures.control import Signal
from registry.figures.counts import DayVisits
from registry.figures.usual import MOST_WEEKS, Usual, Verdict, usual

from .build import OCTOBER

MONDAY = date(2026, 9, 28)
"""The first week that ends in October; four end in it."""

SHAPE = (10, 30, 20, 20, 20)
"""A week: Monday quiet, Tuesday busy."""


def weeks(
    *totals: int, until: date = MONDAY + timedelta(weeks=4), skip: str = ""
) -> list[DayVisits]:
    """Days of whole weeks before `until`, the last total last; each of so many hundreds."""
    first = until - timedelta(weeks=len(totals))
    days = [
        DayVisits(first + timedelta(weeks=place, days=weekday), total * share // 100)
        for place, total in enumerate(totals)
        for weekday, share in enumerate(SHAPE)
    ]
    return [one for one in days if str(one.day) not in skip]


BEFORE = (100, 110, 90, 100, 110, 90, 100, 110, 90, 100)


def chart(*own: int, before: tuple[int, ...] = BEFORE, skip: str = "") -> Usual:
    found = usual(weeks(*before, *own, skip=skip), OCTOBER)
    assert found is not None
    return found


def test_weeks_like_those_before_are_usual() -> None:
    found = chart(100, 110, 90, 100)
    assert found.verdict is Verdict.USUAL
    assert [week.own for week in found.weeks] == [False] * 10 + [True] * 4
    assert found.weeks[-1].monday == date(2026, 10, 19)
    # By hand: mean 100; steps 10, 20 and 10 three times: on average 120 / 9; 2.66 of it is 35.5.
    assert (found.middle, found.lower, found.upper) == (100, 65, 135)


def test_a_week_above_the_limit_is_more_than_usual() -> None:
    found = chart(100, 150, 90, 100)
    assert found.verdict is Verdict.MORE
    assert [week.signal for week in found.weeks[-4:]] == [
        Signal.USUAL,
        Signal.ABOVE,
        Signal.USUAL,
        Signal.USUAL,
    ]


def test_a_week_below_it_is_less_and_both_are_mixed() -> None:
    less, mixed = chart(100, 50, 90, 100), chart(100, 50, 150, 150)
    assert (less.verdict, less.more, less.less) == (Verdict.LESS, 0, 1)
    assert (mixed.verdict, mixed.more, mixed.less) == (Verdict.MIXED, 2, 1)


def test_eight_weeks_on_one_side_are_a_shift() -> None:
    before = (90, 110, 90, 110, 90, 110, 90, 110, 90, 110, 110, 110, 110, 110)
    found = chart(110, 110, 110, 110, before=before)
    assert found.weeks[-1].signal is Signal.SHIFTED_UP
    assert found.verdict is Verdict.MORE


def test_what_was_out_of_the_usual_before_the_month_is_no_verdict_on_it() -> None:
    before = (*BEFORE, 300, *BEFORE)
    assert chart(100, 110, 90, 100, before=before).verdict is Verdict.USUAL


def test_a_holiday_is_no_signal_as_the_week_is_made_full() -> None:
    found = chart(100, 110, 90, 100, skip="2026-10-06 2026-10-07")
    week = next(one for one in found.weeks if one.monday == date(2026, 10, 5))
    assert (week.visits, week.open_days, week.full) == (55, 3, 110)
    assert week.signal is Signal.USUAL


def test_a_week_of_which_less_than_half_was_open_is_left_out() -> None:
    found = chart(100, 110, 90, 100, skip="2026-10-06 2026-10-07 2026-10-08")
    assert date(2026, 10, 5) not in [week.monday for week in found.weeks]


def test_a_weekday_that_is_open_once_in_a_while_makes_no_week_larger() -> None:
    fair = DayVisits(date(2026, 8, 16), 200)
    found = usual([*weeks(*BEFORE, 100, 110, 90, 100), fair], OCTOBER)
    assert found
    assert found.weeks[-1].full == 100


def test_the_limits_rest_on_half_a_year_at_most() -> None:
    found = chart(100, 110, 90, 100, before=BEFORE * 4)
    assert sum(not week.own for week in found.weeks) == MOST_WEEKS


def test_with_seven_weeks_before_nothing_is_said_and_with_eight_it_is() -> None:
    own = (100, 110, 90, 100)
    assert usual(weeks(*BEFORE[:7], *own), OCTOBER) is None
    assert usual(weeks(*BEFORE[:8], *own), OCTOBER) is not None
    assert usual([], OCTOBER) is None


def test_weeks_before_counting_began_and_the_one_it_began_in_do_not_count() -> None:
    nothing = weeks(0, 0, 0, until=MONDAY - timedelta(weeks=10))
    counting = weeks(*BEFORE, 100, 110, 90, 100)
    found = usual([*nothing, *counting[1:]], OCTOBER)
    assert found
    assert found.weeks[0].monday == MONDAY - timedelta(weeks=9)


def test_a_month_that_runs_shows_the_weeks_that_are_over() -> None:
    days = weeks(*BEFORE, 100, 110, 90, 100)
    found = usual(days, OCTOBER, until=date(2026, 10, 17))
    assert found
    assert found.weeks[-1].monday == date(2026, 10, 5)
    assert usual(days, OCTOBER, until=date(2026, 10, 3)) is None


def test_weeks_that_were_all_but_closed_leave_too_few() -> None:
    """Every other week before was open on Monday only: five are left of ten."""
    closed = {
        str(MONDAY - timedelta(weeks=back) + timedelta(days=weekday))
        for back in range(1, 11, 2)
        for weekday in (1, 2, 3, 4)
    }
    assert usual(weeks(*BEFORE, 100, 110, 90, 100, skip=" ".join(closed)), OCTOBER) is None
