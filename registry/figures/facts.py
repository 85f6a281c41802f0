"""Plain facts of one centre and one month: what the figures are computed from, and nothing else."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from registry.figures.lines import GoalLines as GoalLines
from registry.figures.lines import IndicatorLines as IndicatorLines
from registry.figures.lines import Lines as Lines
from registry.figures.lines import SubgoalLines as SubgoalLines
from registry.theory.terms import MOOD as MOOD
from registry.theory.terms import Seen as Seen

WEEKS = 8
"""How many weeks of attendance an activity's small line shows."""

_WRITTEN_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; sorts by time and prints as 2026-10. Raises ValueError on no such month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "2026-10"; anything else raises ValueError."""
        found = _WRITTEN_MONTH.fullmatch(text)
        if not found:
            raise ValueError(f"not a month written as 2026-10: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.month)

    def shifted(self, months: int) -> Month:
        """The month so many months later (earlier when negative)."""
        year, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, index + 1)

    def since(self, earlier: Month) -> int:
        """How many months this one is later than another."""
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    def until(self, last: Month) -> Iterator[Month]:
        """Each month from this one to another, that one too."""
        return (self.shifted(after) for after in range(last.since(self) + 1))

    @property
    def next(self) -> Month:
        """The month after this one."""
        return self.shifted(1)

    @property
    def previous(self) -> Month:
        """The month before this one."""
        return self.shifted(-1)

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


class Role(StrEnum):
    """What a person came to do: take part, help, or organise; each is a step up the ladder."""

    MEEDOEN = "meedoen"
    MEEHELPEN = "meehelpen"
    ORGANISEREN = "organiseren"


class Outcome(StrEnum):
    """Where a help request stands, in the order of the sheet."""

    HELPED_HERE = "geholpen"
    WARM_REFERRAL = "warm_overgedragen"
    REFERRED = "verwezen"
    OPEN = "open"


class Presence(NamedTuple):
    """One check-in that stands (not undone), with its details applied.

    `hour` is the local hour 0–23, `pass_key` an opaque label of a pass, the same all month long
    (None: anonymous, or another centre's pass), `party` the people who came (1 or more, the one
    with the pass included), `activity` the key of the activity joined (None: none), `by_phone`
    whether it came from a poster (then there is no pass), `at_desk` whether the team put it in.
    """

    day: date
    hour: int
    pass_key: str | None
    party: int = 1
    role: Role = Role.MEEDOEN
    activity: str | None = None
    by_phone: bool = False
    at_desk: bool = False


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """An activity on offer in the month.

    `main_o` is the key of its one main O; `held` has one date per occurrence in the month that was
    not cancelled and is not in the future; `schedule` says in plain words when it is held; `weekly`
    is the attendance of the last eight weeks, oldest first; `kind` the key of its type, `mainly`
    and `also` those of the goals it works on, `subgoals` of what it works on under them;
    `confirmed` whether somebody has looked at these.
    """

    key: str
    title: str
    main_o: str
    sensitive: bool = False
    led_by_residents: bool = False
    schedule: str = ""
    held: tuple[date, ...] = ()
    weekly: tuple[int, ...] = (0,) * WEEKS
    kind: str = ""
    mainly: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    subgoals: tuple[str, ...] = ()
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PassFact:
    """A pass used in the month, and the day it was first used at this centre."""

    pass_key: str
    first_visit_on: date


@dataclass(frozen=True, slots=True)
class TabletFact:
    """A tablet: the open days on which it stood there, and the days with a check-in on it."""

    name: str
    stood: tuple[date, ...]
    used: tuple[date, ...]


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A question in one of its variants (`niveau` or `verandering`)."""

    question: str
    variant: str = "niveau"


@dataclass(frozen=True, slots=True)
class TallyFact:
    """How often a value was given to an item: plus, midden, min, nvt or skip; mood "1" to "5"."""

    item: Item
    value: str
    count: int
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class MonthTallies:
    """All tallies of an earlier month of the same centre."""

    month: Month
    tallies: tuple[TallyFact, ...]


@dataclass(frozen=True, slots=True)
class HelpFact:
    """How many help requests opened in the month have this topic and this outcome."""

    topic: str
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class CaseFact:
    """How many cases of a kind there were in the month: things given away, steps taken."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class LateMonth:
    """An earlier month, and how many visits it has more (or fewer) than any sheet told yet.

    `since` are the visits on its own sheet, with which these are compared.
    """

    month: Month
    visits: int
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """One centre and one month. Raises ValueError where the facts contradict each other.

    `open_days` are the days the centre was open, up to now in a month that still runs; `asked` the
    items in the month's set; `aftercare` how often aftercare was given in the month; `late`
    the earlier months with visits that came in after their sheets were issued, less what was taken
    off by then; `earlier_tallies` the months before this one, in any order; `volunteer_minutes`
    what all volunteers gave together; `months_before` how many months the centre had counted
    before this one (None: not known); `languages` how often the tablets were used in each language
    on offer; `added_later` the visits written up afterwards; `until` the last day that is over in a
    month that still runs.
    """

    centre: str
    month: Month
    open_days: tuple[date, ...]
    presences: tuple[Presence, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    passes: tuple[PassFact, ...] = ()
    asked: tuple[Item, ...] = ()
    tallies: tuple[TallyFact, ...] = ()
    earlier_tallies: tuple[MonthTallies, ...] = ()
    help_requests: tuple[HelpFact, ...] = ()
    aftercare: int = 0
    handouts: tuple[CaseFact, ...] = ()
    steps: tuple[CaseFact, ...] = ()
    volunteer_minutes: int = 0
    trainings: int = 0
    late: tuple[LateMonth, ...] = ()
    months_before: int | None = None
    languages: tuple[CaseFact, ...] = ()
    added_later: int = 0
    tablets: tuple[TabletFact, ...] = ()
    until: date | None = None

    def __post_init__(self) -> None:
        faults = ", ".join(sorted({*_wrong_presences(self), *_wrong_months(self)}))
        if faults:
            raise ValueError(f"facts of {self.month} contradict each other: {faults}")

    @property
    def was_open(self) -> bool:
        """Whether there was a day on which anybody could have come."""
        return bool(self.open_days or self.presences)


def _wrong_presences(facts: MonthFacts) -> Iterator[str]:
    activities = {activity.key for activity in facts.activities}
    passes = {one.pass_key for one in facts.passes}
    if any(day not in facts.month for day in {one.day for one in facts.presences}):
        yield "a check-in outside the month"
    if any(one.party < 1 for one in facts.presences):
        yield "a check-in of nobody"
    if {one.activity for one in facts.presences} - activities - {None}:
        yield "a check-in at an unknown activity"
    if {one.pass_key for one in facts.presences} - passes - {None}:
        yield "a check-in with an unknown pass"


def _wrong_months(facts: MonthFacts) -> Iterator[str]:
    if any(day not in facts.month for day in facts.open_days):
        yield "an open day outside the month"
    for activity in facts.activities:
        if any(day not in facts.month for day in activity.held):
            yield "an occurrence outside the month"
        if len(activity.weekly) != WEEKS:
            yield "a line that is not eight weeks long"
    if any(earlier.month >= facts.month for earlier in facts.earlier_tallies):
        yield "earlier answers that are not earlier"
