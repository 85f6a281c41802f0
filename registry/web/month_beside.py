"""Another month beside a month: which can be chosen, and the rows of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from registry.figures.answers import AnswerLine
from registry.figures.disclosure import Figure, Shown
from registry.figures.expected import per_day_change
from registry.figures.facts import Month, Seen
from registry.figures.month import MonthFigures
from registry.figures.side_by_side import SideBySide, side_by_side
from registry.sheets.asked import asked_line, mood_line
from registry.sheets.page_data import AskedLine, MoodLine
from registry.theory.model import MOOD, Theory

FARTHEST = 36
"""So many months back can be chosen."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both months under its name; `percent` is the difference, where one is told.

    `definition` is the name of its definition.
    """

    name: str
    definition: str
    now: Figure
    other: Figure
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question's answers in both months, in the words of the theory."""

    now: AskedLine | MoodLine
    other: AskedLine | MoodLine
    points: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two months beside each other."""

    month: Month
    rows: tuple[Row, ...]
    asked: tuple[AskedRow, ...]
    tests: int


def choices(month: Month, first: Month, last: Month) -> tuple[Month, ...]:
    """Return the months that can stand beside a month, the newest first."""
    earliest = max(first, last.shifted(-FARTHEST))
    back = (last.shifted(-number) for number in range(FARTHEST + 1))
    return tuple(one for one in back if one >= earliest and one != month)


def beside(now: MonthFigures, other: MonthFigures, theory: Theory) -> Beside:
    """Return the rows of two months: numbers, and what was asked in both."""
    pairs: SideBySide = side_by_side(now, other)
    return Beside(
        other.month,
        tuple(_rows(now, other, theory)),
        tuple(
            AskedRow(_words(one.now, theory), _words(one.other, theory), one.points)
            for one in pairs.asked
        ),
        pairs.tests,
    )


def _words(line: AnswerLine, theory: Theory) -> AskedLine | MoodLine:
    return mood_line(line, theory) if line.item.question == MOOD else asked_line(line, theory)


def _rows(now: MonthFigures, other: MonthFigures, theory: Theory) -> Iterator[Row]:
    yield Row(
        _l("bezoeken"),
        "visits",
        Shown(now.now.visits),
        Shown(other.now.visits),
        per_day_change(now.now, other.now),
    )
    yield Row(_l("open dagen"), "days", Shown(len(now.days)), Shown(len(other.days)))
    ours, theirs = now.now.people, other.now.people
    yield Row(_l("pashouders"), "holders", ours.holders, theirs.holders)
    yield Row(_l("nieuwe pashouders"), "new", ours.new, theirs.new)
    yield Row(_l("pashouders die terugkwamen"), "returning", ours.returning, theirs.returning)
    yield Row(_l("mensen die meehielpen"), "helpers", ours.helpers, theirs.helpers)
    yield Row(_l("mensen die organiseerden"), "organisers", ours.organisers, theirs.organisers)
    seen, then = now.now.seen, other.now.seen
    yield Row(_l("hulpvragen"), "help_requests", now.now.help_requests, other.now.help_requests)
    yield Row(
        _l("hulpvragen warm overgedragen"),
        "warm_referrals",
        seen[Seen.WARM_REFERRALS],
        then[Seen.WARM_REFERRALS],
    )
    yield Row(
        _l("activiteiten door bewoners geleid"),
        "led_by_residents",
        seen[Seen.LED_BY_RESIDENTS],
        then[Seen.LED_BY_RESIDENTS],
    )
    attended = {one.o: one.attendance for one in other.os}
    for one in now.os:
        name = _l("deelnames %(o)s", o=theory.o(one.o).text)
        yield Row(name, "attendance", Shown(one.attendance), Shown(attended.get(one.o, 0)))
