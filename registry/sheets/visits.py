"""Puts a month's visits into the data of its sheet: beside before, what is usual, gaps. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from registry.figures.control import Signal
from registry.figures.disclosure import Figure, Shown
from registry.figures.doors import Door
from registry.figures.month import MonthFigures
from registry.figures.usual import Usual
from registry.sheets import wording
from registry.sheets.page_data import (
    CaseCell,
    DataGaps,
    LateVisits,
    Series,
    UsualRange,
    VisitsTile,
)


def told(figures: MonthFigures) -> dict[str, Any]:
    """Return all that a sheet tells of visits, by the names of its fields."""
    return {"visits": tile(figures), "doors": doors(figures), "gaps": gaps(figures)}


def tile(figures: MonthFigures) -> VisitsTile:
    """Return how often people came, beside the month before and what is usual."""
    change = figures.visits_change
    return VisitsTile(
        count=figures.now.visits,
        direction=_direction(figures),
        percent=abs(change) if change else None,
        by_phone=None if figures.doors else figures.phone_visits or None,
        late=figures.late_visits or None,
        late_months=tuple(LateVisits(month=one.month, visits=one.visits) for one in figures.late),
        usual=_usual(figures.usual) if figures.usual else None,
        trend=series(figures.trends.visits),
    )


def _direction(figures: MonthFigures) -> str:
    change = figures.visits_change
    if change is None or figures.before is None:
        return "unknown"
    if change:
        return "more" if change > 0 else "less"
    return "same" if figures.now.visits == figures.before.visits else "about"


def _usual(usual: Usual) -> UsualRange:
    own = [week.signal for week in usual.weeks if week.own]
    shifts = {Signal.SHIFTED_UP: "up", Signal.SHIFTED_DOWN: "down"}
    return UsualRange(
        lower=usual.lower,
        upper=usual.upper,
        above=own.count(Signal.ABOVE) or None,
        below=own.count(Signal.BELOW) or None,
        shift=next((shifts[signal] for signal in reversed(own) if signal in shifts), None),
        weeks=tuple(week.full for week in usual.weeks),
        own=len(own),
    )


def doors(figures: MonthFigures) -> tuple[CaseCell, ...]:
    """Return the visits by how they were put in, as far as there were any."""
    return tuple(
        CaseCell(key=cell.key, name=wording.DOORS[Door(cell.key)], figure=cell.figure)
        for cell in figures.doors
        if isinstance(cell.figure, Shown) and cell.figure.value
    )


def gaps(figures: MonthFigures) -> DataGaps | None:
    """Return where the data may have holes; of a centre that had not begun to count, nothing."""
    if not figures.counting:
        return None
    silent = sorted((one.silent for one in figures.gaps.tablets), reverse=True)
    return DataGaps(days=len(figures.gaps.days) or None, tablets=tuple(silent))


def series(line: Iterable[Figure]) -> Series:
    """Return a line of figures to draw; what is not shown is a gap in it."""
    return tuple(figure.value if isinstance(figure, Shown) else None for figure in line)
