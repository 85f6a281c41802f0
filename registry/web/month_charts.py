"""A month's figures in the shape that its page draws them: weeks, shades, questions per goal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.figures.counts import BusyHours, DayVisits
from registry.figures.disclosure import Figure, Shown
from registry.figures.evidence import IndicatorEvidence, SeenLine, SubgoalEvidence, Work
from registry.figures.month import MonthFigures
from registry.sheets import definitions
from registry.sheets.asked import asked_line, mood_line
from registry.sheets.definitions import Definition
from registry.sheets.page_data import AskedLine, MoodLine
from registry.theory.model import Goal, Indicator, Subgoal, Theory

BUSY = 0.9
"""A day with this share of the busiest day's visits is among the busiest."""
SHADES = 6


@dataclass(frozen=True, slots=True)
class Day:
    """An open day: its visits, their share of the busiest day's, and whether it is among those."""

    day: date
    visits: int
    share: float
    busiest: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The open days in weeks, a column per weekday (0 is Monday) on which the centre was open."""

    weekdays: tuple[int, ...]
    closed: tuple[int, ...]
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """Average visits in an hour, and its shade from 0 (nobody) to 6 (busiest)."""

    average: float
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    """When it is busy: a row per weekday, a cell per hour."""

    hours: tuple[int, ...]
    rows: tuple[tuple[int, tuple[Hour, ...]], ...]


@dataclass(frozen=True, slots=True)
class SubgoalLines:
    """A subgoal with what was done for it, and the indicators that tell about it by our links."""

    subgoal: Subgoal
    work: Work
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLines:
    """An indicator with what was seen of it and what was asked, with their definitions."""

    indicator: Indicator
    seen: tuple[tuple[SeenLine, Definition], ...]
    asked: tuple[tuple[AskedLine, Definition], ...]


@dataclass(frozen=True, slots=True)
class GoalLines:
    """A goal with what was done for it, and its subgoals and indicators."""

    goal: Goal
    work: Work
    subgoals: tuple[SubgoalLines, ...]
    indicators: tuple[IndicatorLines, ...]


def calendar(days: Sequence[DayVisits]) -> Calendar:
    """Return the weeks of a month; a place without a day was closed or is of another month."""
    weekdays = tuple(sorted({one.day.weekday() for one in days}))
    most = max((one.visits for one in days), default=0)
    known = {one.day: _day(one, most) for one in days}
    mondays = sorted({one.day - timedelta(days=one.day.weekday()) for one in days})
    return Calendar(
        weekdays,
        tuple(weekday for weekday in range(7) if weekday not in weekdays),
        tuple(
            tuple(known.get(monday + timedelta(days=weekday)) for weekday in weekdays)
            for monday in mondays
        ),
    )


def _day(one: DayVisits, most: int) -> Day:
    share = one.visits / most if most else 0.0
    return Day(one.day, one.visits, share, share >= BUSY)


def heat(hours: BusyHours) -> Heat:
    """Return the averages with their shades, against the busiest hour of the week."""
    most = max((average for row in hours.rows for average in row.averages), default=0.0)
    return Heat(
        hours.hours,
        tuple(
            (row.weekday, tuple(Hour(average, _shade(average, most)) for average in row.averages))
            for row in hours.rows
        ),
    )


def _shade(average: float, most: float) -> int:
    return math.ceil(SHADES * average / most) if average else 0


def goals(figures: MonthFigures, theory: Theory) -> tuple[GoalLines, ...]:
    """Return what was done, seen and asked under each goal, in the words of the theory."""
    return tuple(
        GoalLines(
            theory.goal(one.goal),
            one.work,
            tuple(_subgoal(subgoal, theory) for subgoal in one.subgoals),
            tuple(_indicator(indicator, theory) for indicator in one.indicators),
        )
        for one in figures.evidence.goals
    )


def _subgoal(one: SubgoalEvidence, theory: Theory) -> SubgoalLines:
    told = tuple(theory.indicator(key) for key in one.indicators)
    return SubgoalLines(theory.subgoal(one.subgoal), one.work, told)


def _indicator(one: IndicatorEvidence, theory: Theory) -> IndicatorLines:
    return IndicatorLines(
        theory.indicator(one.indicator),
        seen=tuple((line, definitions.of(line.what)) for line in one.seen),
        asked=tuple(
            (
                asked_line(line, theory),
                definitions.asked(theory.question(line.item.question, line.item.variant)),
            )
            for line in one.asked
        ),
    )


def mood(figures: MonthFigures, theory: Theory) -> MoodLine:
    """Return the mood of the month, in the words of the theory."""
    return mood_line(figures.mood, theory)


def series(figures: Iterable[Figure]) -> list[int | None]:
    """Return the values of a line; what is not shown is a gap (None)."""
    return [one.value if isinstance(one, Shown) else None for one in figures]
