"""The sheet of all centres together as plain frozen data; see page_data for `DRAWN`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from registry.figures.disclosure import Figure
from registry.figures.facts import Month, Seen
from registry.sheets.page_data import DRAWN, Before, CaseCell, OBar, Series
from registry.sheets.work_data import SubgoalWork, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreBlock:
    """One centre: the number of its sheet, its visits in thirteen months, its O's, its people.

    `first` is the month of its first sheet where that lies within the line.
    """

    name: str
    neighbourhood: str
    sheet: str
    visits: int
    first: Month | None
    holders: Figure
    helpers: Figure
    trend: Annotated[Series, DRAWN]
    os: Annotated[tuple[tuple[str, int], ...], DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointLine:
    """A question over the centres whose sheets show its answers.

    `centres` is how many those are, `thin` how many asked it and had too few answers; of `percent`
    and `of_ten` at most one is set, none where every centre had too few. The ends of a percentage's
    `margin` stand in the annex. `response` is the share of those asked who answered, in percents,
    of what those sheets print (None: older joint sheets, and where no sheet shows it). `before`
    is the last time that all of those centres showed it, where a test could be done.
    """

    question: str
    text: str
    on_leaving: bool
    felt_change: bool
    favourable: str
    centres: int
    thin: int
    n: int
    percent: int | None
    of_ten: int | None
    margin: tuple[int, int] | None
    response: int | None = None
    before: Before | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSeen:
    """What the registries saw of a goal: the sum of the numbers on the sheets."""

    what: Seen
    now: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class JointGoal:
    """A goal to the letter of the theory, what was asked about it and what was seen.

    What was done for it stands in the annex, where every centre's sheet says it.
    """

    goal: str
    name: str
    asked: tuple[JointLine, ...]
    seen: tuple[JointSeen, ...]
    work: Work | None = None
    done: tuple[SubgoalWork, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The pages of one month of all centres; nothing in it that is not on a centre's sheet.

    `missing` are the centres whose sheet of the month is not issued. `more` is what was seen of an
    indicator and of no goal; it stands in the annex. `tests` is how many lines were compared
    with an earlier month (None: none).
    """

    area: str
    month: Month
    state: str
    example: bool
    theory_version: str
    template_version: str
    headline: str
    visits: int
    attendance: int
    activities: int
    os: tuple[OBar, ...]
    centres: tuple[CentreBlock, ...]
    missing: tuple[str, ...]
    mood: JointLine | None
    goals: tuple[JointGoal, ...]
    more: tuple[JointSeen, ...] = ()
    tests: int | None = None
    help_total: Figure
    topics: tuple[CaseCell, ...]
    outcomes: tuple[CaseCell, ...]
    disc: int
