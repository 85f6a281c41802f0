"""The rows of a list read as people who came, and what is wrong with those that can't be. Pure."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import TypeVar

from registry.imports import values
from registry.imports.columns import MEETING, VISITOR
from registry.imports.names import fold
from registry.imports.table import Table
from registry.imports.values import Misread

T = TypeVar("T")

TOTALS = ("totaal", "som", "subtotaal", "eindtotaal")
"""What begins a row that adds up others."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which column says what (by field), and what one row is: MEETING or VISITOR.

    `only` is the activity of all rows, for a list that has no column for it.
    """

    columns: Mapping[str, int]
    rows_are: str = MEETING
    only: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row that reads well: on which day, what is written for the activity, how many people.

    `name` is as folded, or the key of the activity of all rows; `times` tells equal rows apart.
    """

    number: int
    day: date
    name: str
    written: str
    people: int
    role: str = "meedoen"
    wall: time | None = None
    times: int = 0

    def key(self, centre_id: uuid.UUID, turn: int) -> uuid.UUID:
        """Return the key of what it says: the same list makes the same keys, in any order.

        `turn` counts how often an import with this row was taken back.
        """
        wall = "" if self.wall is None else self.wall.isoformat()
        told = (self.day.isoformat(), wall, self.name, self.role, self.people, self.times, turn)
        return uuid.uuid5(centre_id, "|".join(("list", *map(str, told))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a row can't count, by its number in the file; `said` is what stands in the cell.

    `other` is another row, or a number of people; `day` a day that it is about.
    """

    number: int
    code: str
    said: str = ""
    other: int = 0
    day: date | None = None


@dataclass(slots=True)
class Read:
    """What a list says: its lines, its faults, and how many rows count nobody."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    nobody: int = 0


class _Wrong(Exception):
    """A cell that is wrong, with what stands in it."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


def read(table: Table, matching: Matching) -> Read:
    """Read every row; what stands twice in a list of numbers is a fault the second time."""
    found = Read()
    for number, cells in table.rows:
        try:
            line = _line(number, cells, matching)
        except _Wrong as wrong:
            found.faults.append(Fault(number=number, code=wrong.code, said=wrong.said))
            continue
        if line.people == 0:
            found.nobody += 1
        else:
            found.lines.append(line)
    _tell_apart(found, matching)
    return found


def _line(number: int, cells: Sequence[str], matching: Matching) -> Line:
    def cell(name: str) -> str:
        place = matching.columns.get(name)
        return "" if place is None else cells[place]

    if fold(next(filter(None, cells), "")) in TOTALS:
        raise _Wrong("total", "")
    day, wall = _said(cell("day"), values.read_day)
    written = cell("activity")
    name = fold(written) if matching.only is None else matching.only.hex
    if not name:
        raise _Wrong("activity_empty", written)
    return Line(
        number=number,
        day=day,
        name=name,
        written=written,
        people=_people(cell("people"), matching),
        role=_said(cell("role"), values.read_role),
        wall=_said(cell("wall"), values.read_wall) or wall,
    )


def _people(text: str, matching: Matching) -> int:
    """Return how many; who is on a list of visitors without a number came alone."""
    if matching.rows_are == VISITOR and not text:
        return 1
    return _said(text, values.read_people)


def _said(text: str, reader: Callable[[str], T]) -> T:
    try:
        return reader(text)
    except Misread as misread:
        raise _Wrong(misread.code, text) from misread


def _tell_apart(found: Read, matching: Matching) -> None:
    """Number equal lines; in a list of numbers only the first of them counts."""
    first: dict[tuple[object, ...], int] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    kept: list[Line] = []
    for line in found.lines:
        what = (line.day, line.name, line.people, line.role, line.wall)
        again = first.setdefault(what, line.number)
        if again != line.number and matching.rows_are == MEETING:
            found.faults.append(Fault(number=line.number, code="double", other=again))
            continue
        kept.append(replace(line, times=seen[what]))
        seen[what] += 1
    found.lines = kept


def names_in(table: Table, matching: Matching) -> Iterator[tuple[str, str, int]]:
    """Yield each name of an activity: folded, as first written, on how many rows; by rows."""
    place = matching.columns.get("activity")
    if place is None:
        return
    written: dict[str, str] = {}
    rows: Counter[str] = Counter()
    for cell in table.column(place):
        if folded := fold(cell):
            written.setdefault(folded, cell)
            rows[folded] += 1
    for folded, times in rows.most_common():
        yield folded, written[folded], times
