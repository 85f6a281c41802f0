"""How people came in, in which languages, and where the data has gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.figures import counts
from registry.figures.counts import Arrival, DayVisits
from registry.figures.disclosure import Figure, Reason, Shown, Withheld, cases
from registry.figures.facts import MonthFacts
from registry.figures.help_requests import Cell


class Door(StrEnum):
    """How a visit was put in: at the tablet, by the team, by telephone, or afterwards."""

    TABLET = "tablet"
    DESK = "desk"
    POSTER = "poster"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class SilentTablet:
    """A tablet on which nobody checked in on some of the open days that it stood there."""

    name: str
    silent: int
    days: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """Open days without a single visit, and tablets that were silent on a day that had some."""

    days: tuple[date, ...]
    tablets: tuple[SilentTablet, ...]


def doors(facts: MonthFacts, arrived: Sequence[Arrival]) -> tuple[Cell, ...]:
    """The month's arrivals by how they were put in, exact as visits are: parts of the same sum.

    Only those of the tablets can have been with a pass (`registry.figures.room`).
    """
    at_desk = counts.desk_visits(arrived)
    by_phone = counts.phone_visits(facts.presences)
    later = min(facts.added_later, at_desk)
    found = {
        Door.TABLET: counts.visits(arrived) - at_desk - by_phone,
        Door.DESK: at_desk - later,
        Door.POSTER: by_phone,
        Door.LATER: later,
    }
    if not facts.was_open:
        return tuple(Cell(key, Withheld(Reason.NOTHING_HELD)) for key in found)
    return tuple(Cell(key, Shown(count)) for key, count in found.items())


def languages(facts: MonthFacts) -> tuple[Cell, ...]:
    """How often each language was used on the tablets, in the order in which they are on offer."""
    return tuple(Cell(one.kind, cases(one.count, held=facts.was_open)) for one in facts.languages)


def how_many(cells: Iterable[Cell]) -> Figure:
    """How many of the cells are shown: it tells nothing that they do not."""
    cells = tuple(cells)
    shown = sum(isinstance(cell.figure, Shown) for cell in cells)
    if shown:
        return Shown(shown)
    nothing = Withheld(Reason.NOTHING_HELD)
    closed = all(cell.figure == nothing for cell in cells)
    return nothing if closed else Withheld(Reason.PARTS_WITHHELD)


def gaps(facts: MonthFacts, days: Sequence[DayVisits]) -> Gaps:
    """Where the data may have holes in the month's open days.

    A tablet is not blamed for a day on which nobody came.
    """
    busy = {one.day for one in days if one.visits}
    tablets = (
        SilentTablet(
            one.name,
            silent=len(busy.intersection(one.stood).difference(one.used)),
            days=len(one.stood),
        )
        for one in facts.tablets
    )
    return Gaps(
        tuple(one.day for one in days if not one.visits),
        tuple(one for one in tablets if one.silent),
    )
