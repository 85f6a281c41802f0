"""Two issued sheets of one kind beside each other: quarters, years or months of all. Pure.

Everything stands on one of the two sheets, but the difference between what both print exactly.
Centres stand in the order of the sheets, each beside itself: this ranks none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registry.figures.disclosure import Figure, Shown
from registry.sheets import wording
from registry.sheets.span_data import Asked, IndicatorRow, Span
from registry.sheets.together_data import JointLine, Together


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both sheets (None: one of them has none); `percent` is the difference."""

    name: str
    now: Figure | None
    other: Figure | None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """The answers to a question on both sheets, in words; "" where it was not asked."""

    text: str
    favourable: str
    now: str
    other: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two sheets beside each other; `alike` tells whether their sums are over equally many parts.

    Those are the centres of a joint month, the months of a quarter or year. Where they differ no
    difference is told.
    """

    rows: tuple[Row, ...]
    centres: tuple[Row, ...]
    asked: tuple[AskedRow, ...]
    alike: bool


def beside(now: Together | Span, other: Together | Span) -> Beside:
    """Return two sheets beside each other. Raises TypeError for sheets of two kinds."""
    if isinstance(now, Together) and isinstance(other, Together):
        alike = {one.name for one in now.centres} == {one.name for one in other.centres}
        centres = tuple(_centres(now, other))
        lines = [[*_lines(one)] for one in (now, other)]
    elif isinstance(now, Span) and isinstance(other, Span):
        alike = len(now.months) == len(other.months)
        centres = ()
        lines = [[*_indicators(one)] for one in (now, other)]
    else:
        raise TypeError("two sheets of one kind stand beside each other")
    return Beside(tuple(_rows(now, other, alike)), centres, tuple(_asked(*lines)), alike)


def _rows(now: Together | Span, other: Together | Span, alike: bool) -> Iterator[Row]:
    yield _counted("bezoeken", now.visits, other.visits, alike)
    yield _counted("deelnames", now.attendance, other.attendance, alike)
    theirs = {bar.o: bar.attendance for bar in other.os}
    for bar in now.os:
        yield _counted(f"deelnames {bar.name}", bar.attendance, theirs.get(bar.o, 0), alike)
    yield Row("hulpvragen", now.help_total, other.help_total)


def _counted(name: str, now: int, other: int, alike: bool) -> Row:
    told = alike and other > 0
    percent = round(100 * (now - other) / other) if told else None
    return Row(name, Shown(now), Shown(other), percent)


def _centres(now: Together, other: Together) -> Iterator[Row]:
    """Each centre's visits, in the order of the sheets; a centre of one of them only too."""
    found = [{one.name: Shown(one.visits) for one in sheet.centres} for sheet in (now, other)]
    for name in dict.fromkeys([*found[0], *found[1]]):
        yield Row(name, found[0].get(name), found[1].get(name))


_Line = tuple[tuple[str, bool], str, str, str]
"""What tells a question apart, its text, the answer that counts, and the outcome in words."""


def _lines(sheet: Together) -> Iterator[_Line]:
    for line in (sheet.mood, *(line for goal in sheet.goals for line in goal.asked)):
        if line is not None:
            key = (line.question, line.felt_change)
            yield key, line.text, line.favourable, _outcome(line)


def _indicators(sheet: Span) -> Iterator[_Line]:
    for row in (row for goal in sheet.goals for row in goal.indicators):
        if row.question is not None and row.asked:
            key = (row.indicator, row.felt_change)
            yield key, row.question, row.favourable or "", _by_month(row)


def _by_month(row: IndicatorRow) -> str:
    return ", ".join(f"{wording.month_name(one.month)} {_outcome(one)}" for one in row.asked)


def _outcome(line: JointLine | Asked) -> str:
    if line.percent is not None:
        return f"{line.percent}%"
    return "te weinig antwoorden" if line.of_ten is None else f"{line.of_ten} van de 10"


def _asked(now: Iterable[_Line], other: Iterable[_Line]) -> Iterator[AskedRow]:
    ours, theirs = ({key: rest for key, *rest in lines} for lines in (now, other))
    for key in dict.fromkeys([*ours, *theirs]):
        text, favourable, *_ = ours.get(key) or theirs[key]
        told = (one[key][2] if key in one else "" for one in (ours, theirs))
        yield AskedRow(text, favourable, *told)
