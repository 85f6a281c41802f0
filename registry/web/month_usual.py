"""The month's control chart as it is drawn: where each week, the middle and the limits lie."""

from __future__ import annotations

from dataclasses import dataclass

from registry.figures.usual import Usual, Week

WIDTH = 860
HEIGHT = 340
LEFT, RIGHT = 20, 170
TOP, BOTTOM = 34, 44


@dataclass(frozen=True, slots=True)
class Point:
    """A week on the chart."""

    week: Week
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Points from the left, the heights of middle and limits, and where the month begins."""

    width: int
    height: int
    points: tuple[Point, ...]
    middle: float
    upper: float
    lower: float
    month_from: float
    right: int

    @property
    def path(self) -> str:
        """The line through the points."""
        return "M" + "L".join(f"{point.x} {point.y}" for point in self.points)


def chart(usual: Usual) -> Chart:
    """Return where everything lies; the weeks stand as far apart as their number allows.

    The lowest thing drawn is the foot of the chart: it shows what is usual, not shares of nothing.
    """
    drawn = (usual.lower, usual.upper, *(week.full for week in usual.weeks))
    lowest, highest = min(drawn), max(drawn)
    step = (WIDTH - LEFT - RIGHT) / max(len(usual.weeks) - 1, 1)

    def high(visits: int) -> float:
        share = (visits - lowest) / (highest - lowest or 1)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    points = tuple(
        Point(
            week,
            x=round(LEFT + step * place, 1),
            y=high(week.full),
        )
        for place, week in enumerate(usual.weeks)
    )
    first_own = next(point for point in points if point.week.own)
    return Chart(
        WIDTH,
        HEIGHT,
        points,
        middle=high(usual.middle),
        upper=high(usual.upper),
        lower=high(usual.lower),
        month_from=round(first_own.x - step / 2, 1),
        right=WIDTH - RIGHT,
    )
