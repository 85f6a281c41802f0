"""The sheet of a quarter or a year as plain frozen data; see page_data for `DRAWN`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from registry.figures.disclosure import Figure, Withheld
from registry.figures.facts import Month, Seen
from registry.sheets.page_data import DRAWN, CaseCell, OBar
from registry.sheets.work_data import SubgoalMonths, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanMonth:
    """What one issued month says; its people (None: a joint sheet, which sums none)."""

    month: Month
    sheet: str
    visits: int
    attendance: int
    holders: Figure | None
    new: Figure | None
    helpers: Figure | None
    os: Annotated[tuple[tuple[str, int], ...], DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was answered in one month; of `percent` and `of_ten` one is set, or neither: too few.

    The response (None: a joint sheet has none) and the margin stand in the annex.
    """

    month: Month
    n: int | None
    percent: int | None
    of_ten: int | None
    response: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """One thing that was seen, month by month in the order of the months; never summed."""

    what: Seen
    months: tuple[Figure, ...]

    @property
    def runs(self) -> tuple[tuple[Figure, int], ...]:
        """The months, those after each other taken together that are not shown for one reason."""
        alike = groupby(
            enumerate(self.months),
            lambda at: at[1].reason if isinstance(at[1], Withheld) else at[0],
        )
        runs = (tuple(figure for _, figure in run) for _, run in alike)
        return tuple((run[0], len(run)) for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """An indicator to the letter of the theory, its question and every month it was asked in.

    `question` is None for one that is only seen; each felt change has a row of its own. What was
    seen of an indicator stands in its first row.
    """

    indicator: str
    text: str
    question: str | None
    felt_change: bool
    favourable: str | None
    asked: tuple[Asked, ...]
    seen: tuple[SeenRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRows:
    """A goal and its subgoals to the letter of the theory, with all its indicators.

    `seen` is what was seen of the goal and of none of its indicators. `work` is what was done for
    it month by month (None: that month's sheet does not say), `done` the same of its subgoals.
    """

    goal: str
    name: str
    subgoals: tuple[str, ...] = ()
    indicators: tuple[IndicatorRow, ...]
    seen: tuple[SeenRow, ...]
    work: tuple[Work | None, ...] = ()
    done: tuple[SubgoalMonths, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The pages of a quarter or year of a centre, or of all together: only what issued sheets say.

    `missing` are the months of the period without an issued sheet.
    """

    name: str
    joint: bool
    period: str
    state: str
    example: bool
    theory_version: str
    template_version: str
    headline: str
    months: tuple[SpanMonth, ...]
    missing: tuple[Month, ...]
    visits: int
    attendance: int
    os: tuple[OBar, ...]
    goals: tuple[GoalRows, ...]
    help_total: Figure
    topics: tuple[CaseCell, ...]
    outcomes: tuple[CaseCell, ...]
