"""A sheet as plain frozen data: every number and text it prints, and beside them what it draws.

Fields marked `DRAWN` shape a chart and are printed nowhere; all others are printed, each as often
as it stands here: on the pages, or where its class says so in the annex. A field that older issued
sheets do not have has a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from typing import Annotated, Any, get_type_hints

from registry.figures.disclosure import Figure, Precision, Shown, Withheld
from registry.figures.facts import Month, Seen
from registry.sheets.visits_data import DRAWN as DRAWN
from registry.sheets.visits_data import DataGaps as DataGaps
from registry.sheets.visits_data import LateVisits as LateVisits
from registry.sheets.visits_data import Series as Series
from registry.sheets.visits_data import UsualRange as UsualRange
from registry.sheets.visits_data import VisitsTile as VisitsTile
from registry.sheets.work_data import SubgoalWork, Work

TEMPLATE_VERSION = "6"
"""Of pages and annex; goes up when a printed line is added, dropped or means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTile:
    """Pass holders of one kind, beside one or two figures that the tile's small text names."""

    now: Figure
    beside: Figure | None
    percent: Figure | None = None
    trend: Annotated[Series, DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class OBar:
    """One O: its name, how many activities, attendance, share in percents; before is a mark."""

    o: str
    name: str
    activities: int
    attendance: int
    percent: int
    before: Annotated[int | None, DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyRow:
    """A weekday: average visits per hour, and the numbers printed inside the largest discs."""

    weekday: str
    averages: Annotated[tuple[float, ...], DRAWN]
    labels: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """An activity, or an O's sensitive ones together: then `nameless` says how many those are."""

    o: str
    name: str
    schedule: str
    nameless: int | None
    times: int
    attendance: int
    per_time: float
    weekly: Annotated[tuple[int, ...], DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The activities that the list has no room for."""

    activities: int
    attendance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The last time the same was asked; `direction` is higher or lower (None: no difference)."""

    month: Month
    percent: int
    points: int | None
    direction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What an answer bar or the mood's columns draw: parts as printed words and percents."""

    labels: tuple[str, ...]
    parts: tuple[int, ...]
    percents: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerShare:
    """Which part of the answers one answer is, in percents."""

    answer: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question and its answers; of `percent`, `of_ten` and `withheld` exactly one is set.

    `favourable` is the answer that these count, `on_leaving` whether it is asked on the way out,
    `felt_change` whether it asks for a felt change instead of how it is now. The margin of a
    percentage and the share of each answer stand in the annex.
    """

    question: str
    text: str
    on_leaving: bool
    felt_change: bool
    n: Figure
    response: Figure
    favourable: str
    percent: int | None
    of_ten: int | None
    withheld: Withheld | None
    before: Before | None
    low: int | None = None
    high: int | None = None
    shares: tuple[AnswerShare, ...] = ()
    bar: Annotated[Bar | None, DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodLine:
    """The mood question, with its margin in percents where there are answers enough for one.

    The share of each answer stands in the annex.
    """

    text: str
    n: Figure
    response: Figure
    percent: int | None
    low: int | None
    high: int | None
    of_ten: int | None
    withheld: Withheld | None
    shares: tuple[AnswerShare, ...] = ()
    bar: Annotated[Bar | None, DRAWN]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCell:
    """What the registry sees of a goal, beside the month before."""

    what: Seen
    now: Figure
    before: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBlock:
    """A goal to the letter of the theory, what was asked about it and what was seen.

    What was done for it, and for its subgoals, stands in the annex; older sheets do not say it.
    """

    goal: str
    name: str
    asked: tuple[AskedLine, ...]
    seen: tuple[SeenCell, ...]
    work: Work | None = None
    done: tuple[SubgoalWork, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersBlock:
    """What was asked and seen.

    `tests` is how many lines were compared with an earlier month, `suspect` how many taps were
    too fast to count (None: there were none). `more` is what was seen of an indicator and of no
    goal; it stands in the annex.
    """

    headline: str
    mood: MoodLine
    goals: tuple[GoalBlock, ...]
    suspect: int | None
    tests: int
    more: tuple[SeenCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCell:
    """Help requests with one topic or outcome, or visits that were put in in one way."""

    key: str
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpBlock:
    """Help requests: the sum of the printed cells, the cells, and how they ended in words.

    `disc` is how many requests one disc stands for.
    """

    total: Figure
    disc: int
    topics: tuple[CaseCell, ...]
    headline: str
    outcomes: tuple[CaseCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The two pages of one centre's month.

    `state` is concept or uitgegeven, `example` whether all is made up, `words` are the
    coordinator's own lines, `quote` is a resident's with consent, `agreed` what the team agreed on
    when it looked back on the month. `doors` are the visits by how they were put in, those ways
    that were used; `gaps` where the data may have holes (older sheets say neither).
    """

    centre: str
    month: Month
    state: str
    example: bool
    theory_version: str
    template_version: str
    headline: str
    words: str | None
    visits: VisitsTile
    doors: tuple[CaseCell, ...] = ()
    gaps: DataGaps | None = None
    holders: PeopleTile
    new: PeopleTile
    helpers: PeopleTile
    attendance: int
    os: tuple[OBar, ...]
    hours: tuple[int, ...]
    busy: tuple[BusyRow, ...]
    activities: tuple[ActivityLine, ...]
    rest: Rest | None
    dot: Annotated[int, DRAWN]
    answers: AnswersBlock
    help: HelpBlock
    quote: str | None
    agreed: str | None


def printed(value: Any) -> Any:
    """Return a sheet (or a part of one) as plain data for JSON: what is printed and no more.

    A rounded number is {"rounded": 85}, one that is not shown {"withheld": the reason}; a month
    is "2026-10".
    """
    if isinstance(value, Withheld):
        return {"withheld": value.reason.value}
    if isinstance(value, Shown):
        exact = value.precision is Precision.EXACT
        return value.value if exact else {"rounded": value.value}
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [printed(one) for one in value]
    if is_dataclass(value):
        return _fields(value)
    return value


def _fields(value: Any) -> Mapping[str, Any]:
    hints = get_type_hints(type(value), include_extras=True)
    drawn = {name for name, hint in hints.items() if DRAWN in getattr(hint, "__metadata__", ())}
    return {name: printed(getattr(value, name)) for name in hints if name not in drawn}
