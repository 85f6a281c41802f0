"""What the exact numbers beside them let everybody conclude about people: the room they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.figures import counts
from registry.figures.activities import Held
from registry.figures.counts import Arrival
from registry.figures.disclosure import ENOUGH_PASS_VISITS, SMALLEST, least, most
from registry.figures.facts import MonthFacts


@dataclass(frozen=True, slots=True)
class Room:
    """How many visits can have been with a pass: in all, and on each day on which anybody came.

    All of it follows from numbers that are printed exactly, so that what is decided by it teaches
    nothing.
    """

    visits: int
    days: tuple[int, ...]

    def reach(self, people: int) -> int:
        """The most visits that so many people can have made: one each a day, as far as it goes."""
        return min(self.visits, sum(min(day, people) for day in self.days))

    @property
    def fewest(self) -> int | None:
        """The fewest holders who make enough visits for people to be shown, but five or more.

        None: even all visits are not enough.
        """
        most = max(self.days, default=0)
        able = (n for n in range(SMALLEST, most + 1) if self.reach(n) >= ENOUGH_PASS_VISITS)
        return next(able, None)

    @property
    def beside_busiest(self) -> int:
        """The visits of all days but the busiest: so many were somebody's second one at most."""
        return sum(self.days) - max(self.days, default=0)

    def for_back(self, holders: int, new: int, seen_before: int | None) -> int:
        """The most people who can have come back, beside holders and new ones as printed."""
        known = min(most(holders), self.visits) - least(new)
        if seen_before is not None:
            known = min(known, seen_before)
        return min(known + self.beside_busiest, self.visits - least(new))


def of(facts: MonthFacts, arrived: Sequence[Arrival], held: Iterable[Held]) -> Room:
    """The room of a month: all visits but those of which everybody knows that there was no pass.

    Neither a telephone nor the desk has one, and nobody keeps one who came for something
    sensitive.
    """
    days = [day.visits for day in counts.per_day(arrived, ()) if day.visits]
    quiet = sum(one.attendance for one in held if one.activity.sensitive)
    without = max(counts.phone_visits(facts.presences) + counts.desk_visits(arrived), quiet)
    return Room(max(0, sum(days) - without), tuple(days))
