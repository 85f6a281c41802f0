"""What could be expected of a month, and how it did beside other periods. All of exact visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from registry.figures.counts import DayVisits
from registry.figures.facts import Month
from registry.figures.rounding import change, one_decimal, whole
from registry.figures.summary import Summary

QUARTER = 3
YEAR = 12
FEWEST_DAYS = 15
"""An expectation rests on so many open days or more: about three weeks of them."""


class Basis(StrEnum):
    """What an expectation rests on: the same month of last year, or the three months before."""

    LAST_YEAR = "last_year"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Expected:
    """So many visits were to be expected on the open days of a month, by those of other months."""

    basis: Basis
    visits: int


class Span(StrEnum):
    """What is put beside what: a month and the one before, three and three, this and last year."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Visits in one or more months, from the first to the last, and on how many open days."""

    first: Month
    last: Month
    visits: int
    open_days: int

    @property
    def per_day(self) -> float:
        """Visits per open day, with one decimal."""
        return one_decimal(self.visits, self.open_days) if self.open_days else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period beside an earlier one; `percent` is the difference per open day (None: no such)."""

    span: Span
    now: Period
    before: Period
    percent: int | None


def per_weekday(days: Iterable[DayVisits]) -> dict[int, float]:
    """The average visits on each weekday (0 is Monday) that was open."""
    found: dict[int, list[int]] = defaultdict(list)
    for one in days:
        found[one.day.weekday()].append(one.visits)
    return {weekday: fmean(visits) for weekday, visits in found.items()}


def counted(days: Iterable[DayVisits]) -> tuple[DayVisits, ...]:
    """The days in order from the first on which anybody came: before it nobody counted."""
    ordered = sorted(days, key=lambda one: one.day)
    first = next((place for place, one in enumerate(ordered) if one.visits), len(ordered))
    return tuple(ordered[first:])


def expected(now: Summary, known: Mapping[Month, Summary]) -> Expected | None:
    """What the open days of a month would bring if each were as its weekday was then.

    The seasonal naïve forecast (the same month of last year), corrected for which weekdays were
    open: it needs one year and can be told in a sentence. Source: R. J. Hyndman and G.
    Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 2021), sections 5.2 (seasonal
    naïve method) and 3.1 (calendar adjustments). Without that year the three months before stand
    in for it, which know no season; None where these have too few open days.
    """
    tried = (
        (Basis.LAST_YEAR, (now.month.shifted(-YEAR),)),
        (Basis.RECENT, tuple(now.month.shifted(-back) for back in range(1, QUARTER + 1))),
    )
    for basis, months in tried:
        days = counted(day for month in months if month in known for day in known[month].days)
        if len(days) >= FEWEST_DAYS:
            return Expected(basis, _as_then(now.days, days))
    return None


def _as_then(days: Sequence[DayVisits], then: Sequence[DayVisits]) -> int:
    usual = per_weekday(then)
    any_day = fmean(one.visits for one in then)
    return whole(round(1000 * sum(usual.get(one.day.weekday(), any_day) for one in days)), 1000)


def comparisons(now: Summary, known: Mapping[Month, Summary]) -> tuple[Comparison, ...]:
    """The month beside the month before, the quarter it ends beside the three months before that,
    and the month beside the same of last year: those of which every month is known.
    """
    everything = {**known, now.month: now}
    found = []
    for span, length, back in (
        (Span.MONTH, 1, 1),
        (Span.QUARTER, QUARTER, QUARTER),
        (Span.YEAR, 1, YEAR),
    ):
        this = _period(everything, now.month, length)
        that = _period(everything, now.month.shifted(-back), length)
        if this and that:
            found.append(Comparison(span, this, that, _per_day_change(this, that)))
    return tuple(found)


def per_day_change(now: Summary, other: Summary) -> int | None:
    """The difference in visits per open day between two months, in whole percents."""
    return _per_day_change(_together([now]), _together([other]))


def _period(known: Mapping[Month, Summary], last: Month, length: int) -> Period | None:
    months = [last.shifted(-back) for back in reversed(range(length))]
    if any(month not in known for month in months):
        return None
    return _together([known[month] for month in months])


def _together(months: Sequence[Summary]) -> Period:
    return Period(
        first=months[0].month,
        last=months[-1].month,
        visits=sum(one.visits for one in months),
        open_days=sum(len(one.days) for one in months),
    )


def _per_day_change(now: Period, before: Period) -> int | None:
    """In whole percents, of what is not rounded: visits times the other's open days."""
    if not now.open_days:
        return None
    return change(now.visits * before.open_days, before.visits * now.open_days)
