"""The beads of a day: visits per hour as rows of beads, and what a usual day would add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WORTH = (2, 3, 4, 5, 8, 10, 20, 50, 100, 200, 500)
"""How many visits one bead may stand for."""
TALLEST = 11


class HourCount(Protocol):
    """Visits in one hour by O, in the order of the O's; `usual` None where nobody knows."""

    @property
    def hour(self) -> int:
        """The hour of the local day."""

    @property
    def by_o(self) -> Sequence[tuple[str, int]]:
        """Pairs of an O and its visits."""

    @property
    def usual(self) -> int | None:
        """Visits in this hour of a usual day."""


@dataclass(frozen=True, slots=True)
class Column:
    """One hour: the O of each full bead from below, then how many hollow ones stand on top."""

    hour: int
    full: tuple[str, ...]
    hollow: int
    visits: int
    usual: int | None


@dataclass(frozen=True, slots=True)
class Beads:
    """All columns, and how many visits a bead is worth."""

    columns: tuple[Column, ...]
    worth: int


def string(hours: Sequence[HourCount]) -> Beads:
    """Return the beads of a day: the smallest worth at which no column is taller than eleven.

    A bead that was begun is drawn whole, so that an hour in which anybody came has one.
    """
    most = max((max(_visits(hour), hour.usual or 0) for hour in hours), default=0)
    worth = next((size for size in WORTH if _beads(most, size) <= TALLEST), WORTH[-1])
    return Beads(tuple(_column(hour, worth) for hour in hours), worth)


def _column(hour: HourCount, worth: int) -> Column:
    visits = _visits(hour)
    full = _shared_out(_beads(visits, worth), hour.by_o)
    hollow = max(0, _beads(hour.usual or 0, worth) - len(full))
    return Column(hour.hour, full, hollow, visits, hour.usual)


def _shared_out(beads: int, by_o: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return the O of each bead: whole shares first, what is left to the largest remainders."""
    visits = sum(count for _, count in by_o)
    shares = {o: divmod(beads * count, visits) for o, count in by_o if count}
    left = beads - sum(whole for whole, _ in shares.values())
    luckiest = sorted(shares, key=lambda o: -shares[o][1])[:left]
    return tuple(o for o, (whole, _) in shares.items() for _ in range(whole + (o in luckiest)))


def _visits(hour: HourCount) -> int:
    return sum(count for _, count in hour.by_o)


def _beads(visits: int, worth: int) -> int:
    return -(-visits // worth)
