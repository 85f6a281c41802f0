"""Whether a month's weeks are within what is usual, on a control chart of visits per week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from registry.figures.control import Limits, Signal, limits, signals
from registry.figures.counts import DayVisits
from registry.figures.expected import counted, per_weekday
from registry.figures.facts import Month

FEWEST_WEEKS = 8
"""The limits rest on so many weeks or more."""

MOST_WEEKS = 26
"""And on no more than so many: what was half a year ago says less about now."""

WEEK = timedelta(days=6)
"""From a Monday to its Sunday."""

UP = frozenset({Signal.ABOVE, Signal.SHIFTED_UP})
DOWN = frozenset({Signal.BELOW, Signal.SHIFTED_DOWN})


class Verdict(StrEnum):
    """What a month's weeks say together; `mixed`: some more and some less than usual."""

    USUAL = "usual"
    MORE = "more"
    LESS = "less"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Week:
    """A whole week: its visits, on how many open days, and what these come to in a full week.

    `full` is for a week with the usual open days, so that a holiday is no signal; a week is `own`
    where it ends in the month, else the limits rest on it.
    """

    monday: date
    visits: int
    open_days: int
    full: int
    own: bool
    signal: Signal


@dataclass(frozen=True, slots=True)
class Usual:
    """The weeks in order, between what limits a week is usual, and what the month comes to."""

    weeks: tuple[Week, ...]
    middle: int
    lower: int
    upper: int
    verdict: Verdict

    @property
    def more(self) -> int:
        """How many of the month's weeks were more than usual."""
        return sum(week.own and week.signal in UP for week in self.weeks)

    @property
    def less(self) -> int:
        """How many of them were less than usual."""
        return sum(week.own and week.signal in DOWN for week in self.weeks)


def usual(days: Iterable[DayVisits], month: Month, *, until: date | None = None) -> Usual | None:
    """The chart of a month's whole weeks, with limits from the weeks before the month.

    Weekdays differ far more than weeks do, so a point is a week: its visits divided by what its
    open weekdays usually bring, times what a full week does. A week of which less than half was
    open is left out. None with fewer than eight weeks before, or no week in the month. `until` is
    the last day that is over where the month still runs.
    """
    weeks = _whole_weeks(counted(days), until or month.last_day)
    earlier = [week for week in weeks if not _ends_in(week, month)][-MOST_WEEKS:]
    if len(earlier) < FEWEST_WEEKS:
        return None
    measure = _Measure.of([weeks[week] for week in earlier])
    own = [week for week in weeks if _ends_in(week, month)]
    points = [(week, measure.full(weeks[week])) for week in (*earlier, *own)]
    drawn = [(week, full) for week, full in points if full is not None]
    before = [full for week, full in drawn if not _ends_in(week, month)]
    if len(before) < FEWEST_WEEKS or len(before) == len(drawn):
        return None
    found = limits(before)
    told = signals([full for _, full in drawn], found)
    return _chart(drawn, told, found, weeks, month)


def _chart(
    drawn: Sequence[tuple[date, float]],
    told: Sequence[Signal],
    found: Limits,
    weeks: Mapping[date, Sequence[DayVisits]],
    month: Month,
) -> Usual:
    listed = tuple(
        Week(
            monday,
            visits=sum(day.visits for day in weeks[monday]),
            open_days=len(weeks[monday]),
            full=round(full),
            own=_ends_in(monday, month),
            signal=signal,
        )
        for (monday, full), signal in zip(drawn, told, strict=True)
    )
    return Usual(
        listed,
        middle=round(found.middle),
        lower=round(found.lower),
        upper=round(found.upper),
        verdict=_verdict({week.signal for week in listed if week.own}),
    )


def _verdict(own: set[Signal]) -> Verdict:
    more, less = bool(own & UP), bool(own & DOWN)
    if more and less:
        return Verdict.MIXED
    if more or less:
        return Verdict.MORE if more else Verdict.LESS
    return Verdict.USUAL


def _ends_in(monday: date, month: Month) -> bool:
    return monday + WEEK in month


def _whole_weeks(days: Sequence[DayVisits], until: date) -> dict[date, list[DayVisits]]:
    """The open days of each week, from the first Monday of counting, that is over by a day."""
    weeks: dict[date, list[DayVisits]] = defaultdict(list)
    for one in days:
        monday = one.day - timedelta(days=one.day.weekday())
        if days[0].day <= monday and monday + WEEK <= until:
            weeks[monday].append(one)
    return weeks


@dataclass(frozen=True, slots=True)
class _Measure:
    """What each weekday usually brings, and a week of the usual open days."""

    weekdays: Mapping[int, float]
    full_week: float

    @classmethod
    def of(cls, weeks: Sequence[Sequence[DayVisits]]) -> _Measure:
        """From weeks; a weekday is usual where at least half of them had it."""
        weekdays = per_weekday(day for week in weeks for day in week)
        had = Counter(day.day.weekday() for week in weeks for day in week)
        full = sum(mean for weekday, mean in weekdays.items() if 2 * had[weekday] >= len(weeks))
        return cls(weekdays, full)

    def full(self, week: Sequence[DayVisits]) -> float | None:
        """What a week's visits come to with all usual days open; None for less than half open."""
        any_day = sum(self.weekdays.values()) / len(self.weekdays)
        open_for = sum(self.weekdays.get(day.day.weekday(), any_day) for day in week)
        if 2 * open_for < self.full_week or not open_for:
            return None
        return sum(day.visits for day in week) * self.full_week / open_for
