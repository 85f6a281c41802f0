"""A month's visits on its sheet as plain frozen data: the tile, what is usual, where data may lack.

A field that is drawn and not printed is marked `DRAWN`; see `page_data`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from registry.figures.facts import Month

Series: TypeAlias = tuple[int | None, ...]
"""Values oldest first; None is a gap: not known, or not to be shown."""


DRAWN = "drawn"
"""Marks a field that a chart is drawn from and that is not printed as a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRange:
    """Between what limits a week's visits usually are, and which weeks of the month were not.

    `above` and `below` are how many were outside (None: none was); `shift` is up or down where so
    many weeks in a row were on one side that this is no chance (None: they were not). The weeks
    are those of the chart, each as if all usual days were open; the last `own` are the month's.
    """

    lower: int
    upper: int
    above: int | None
    below: int | None
    shift: str | None
    weeks: Annotated[tuple[int, ...], DRAWN]
    own: Annotated[int, DRAWN]

    @property
    def within(self) -> bool:
        """Whether nothing in the month was unusual."""
        return self.above is None and self.below is None and self.shift is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateVisits:
    """Visits of an earlier month that came in late; fewer than none where some were taken off."""

    month: Month
    visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsTile:
    """Visits, beside the month before: `direction` is more, less, about, same or unknown.

    `percent` is the size of the difference (None: none is printed), `late` the visits of earlier
    months that came in after their sheets were issued and that no sheet told yet, less what was
    taken off (None: none); of which months stands in the annex, in older sheets all are of the
    month before.
    `usual` is None where too little came before to say. `by_phone` is of older sheets, which do not
    say how all visits were put in.
    """

    count: int
    direction: str
    percent: int | None
    by_phone: int | None
    late: int | None
    late_months: tuple[LateVisits, ...] = ()
    usual: UsualRange | None = None
    trend: Annotated[Series, DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataGaps:
    """Where the month's data may have holes.

    `days` is how many open days had no visit at all (None: no such day); for each tablet that was
    silent while people came, on how many days it was.
    """

    days: int | None
    tablets: tuple[int, ...]
