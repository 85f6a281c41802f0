"""Picks from a month's sheet what a resident looks for: the page that hangs on the wall. Pure.

Nothing is counted here: every number stands on the sheet, and what the sheet leaves out is left
out. Words are the template's, so that there is one page for each language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from registry.figures.disclosure import Figure, Reason, Shown, Withheld
from registry.figures.facts import Month, Outcome
from registry.sheets import wording
from registry.sheets.page_data import AskedLine, MoodLine, Sheet

MOST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Form:
    """An O: how often somebody took part, and its width beside the largest one's (0 to 1)."""

    o: str
    name: str
    attendance: int
    width: float


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour of a weekday, Monday 0."""

    weekday: int
    hour: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many `of` ten or a hundred answers; `answers` is how many there were."""

    number: int
    of: int
    answers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the share of one answer; `direction` is higher, lower or None."""

    text: str
    answer: str
    share: Share
    direction: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """The page. None leaves a fact out.

    `nothing` says why there are no visits: not_counting, closed or nobody. `most` is the O that
    most came for, `few_helped` that fewer than five did; `quote` and `agreed` as on the sheet.
    """

    centre: str
    month: Month
    example: bool
    nothing: str | None
    visits: int
    direction: str
    percent: int | None
    forms: tuple[Form, ...]
    most: str | None
    busiest: Slot | None
    quietest: Slot | None
    mood: Share | None
    asked: tuple[Asked, ...]
    helpers: int | None
    few_helped: bool
    help_asked: int | None
    help_here: int | None
    quote: str | None
    agreed: str | None

    @property
    def thin(self) -> bool:
        """Whether people were asked, and too few answered to say anything of it."""
        return not self.nothing and self.mood is None and not self.asked


def compose_poster(sheet: Sheet) -> Poster:
    """Return the page for residents of a month's sheet, draft or issued."""
    busiest, quietest = _hours(sheet)
    helpers = sheet.helpers.now
    return Poster(
        centre=sheet.centre,
        month=sheet.month,
        example=sheet.example,
        nothing=None if sheet.visits.count else _nothing(sheet),
        visits=sheet.visits.count,
        direction=sheet.visits.direction,
        percent=sheet.visits.percent,
        forms=_forms(sheet),
        most=_most(sheet),
        busiest=busiest,
        quietest=quietest,
        mood=_share(sheet.answers.mood),
        asked=_asked(line for goal in sheet.answers.goals for line in goal.asked),
        helpers=_number(helpers),
        few_helped=isinstance(helpers, Withheld) and helpers.reason is Reason.FEWER_THAN_5,
        help_asked=_number(sheet.help.total),
        help_here=next(
            _number(cell.figure) for cell in sheet.help.outcomes if cell.key == Outcome.HELPED_HERE
        ),
        quote=sheet.quote,
        agreed=sheet.agreed,
    )


def _number(figure: Figure) -> int | None:
    return figure.value if isinstance(figure, Shown) else None


def _nothing(sheet: Sheet) -> str:
    if sheet.answers.headline == wording.NOTHING_ASKED:
        return "not_counting"
    holders = sheet.holders.now
    shut = isinstance(holders, Withheld) and holders.reason is Reason.NOTHING_HELD
    return "closed" if shut else "nobody"


def _forms(sheet: Sheet) -> tuple[Form, ...]:
    """The surface of a form is how often people took part, so its width is the root of that."""
    largest = max(bar.attendance for bar in sheet.os) or 1
    return tuple(
        Form(bar.o, bar.name, bar.attendance, (bar.attendance / largest) ** 0.5) for bar in sheet.os
    )


def _most(sheet: Sheet) -> str | None:
    most = max(bar.attendance for bar in sheet.os)
    top = [bar.name for bar in sheet.os if bar.attendance == most]
    return top[0] if most and len(top) == 1 else None


def _hours(sheet: Sheet) -> tuple[Slot | None, Slot | None]:
    """The busiest and the quietest hour in which anybody came, the first of equals."""
    averages = {
        Slot(wording.WEEKDAYS.index(row.weekday), hour): average
        for row in sheet.busy
        for hour, average in zip(sheet.hours, row.averages, strict=True)
        if average
    }
    if len(set(averages.values())) < len(("busy", "quiet")):
        return None, None
    return max(averages, key=averages.__getitem__), min(averages, key=averages.__getitem__)


def _asked(lines: Iterable[AskedLine]) -> tuple[Asked, ...]:
    """The questions that say most: first those with another answer than before, then most answers.

    It makes no difference whether the news is good.
    """
    found = [(line, share) for line in lines if (share := _share(line)) is not None]
    found.sort(key=lambda one: (-_points(one[0]), -one[1].answers))
    return tuple(
        Asked(line.text, line.favourable, share, line.before.direction if line.before else None)
        for line, share in found[:MOST_QUESTIONS]
    )


def _points(line: AskedLine) -> int:
    return (line.before.points or 0) if line.before else 0


def _share(line: AskedLine | MoodLine) -> Share | None:
    answers = _number(line.n)
    if answers is None:
        return None
    if line.percent is not None:
        return Share(line.percent, 100, answers)
    return None if line.of_ten is None else Share(line.of_ten, 10, answers)
