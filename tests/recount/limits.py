"""What the numbers already printed leave for the next one, said again in plain Python.

Written from docs/decisions/0019 and sharing no code with the project: the recount rounds by it, and
the audit of leaks knows by it which counts lie behind a printed number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Limits = tuple[int, int]


class Exact(NamedTuple):
    """Numbers of a month that stand on the sheet to the last one."""

    days: Sequence[int]  # visits of each day
    unseen: int  # visits by a poster or put in at the desk: none has a pass
    quiet: int  # attendance of sensitive activities

    @property
    def room(self) -> int:
        """The most visits that can have been with a pass."""
        return max(0, sum(self.days) - max(self.unseen, self.quiet))

    def reach(self, people: int) -> int:
        """The most visits of so many people who come once a day."""
        return min(self.room, sum(day if day < people else people for day in self.days))

    @property
    def second(self) -> int:
        """The most visits that were somebody's second: all but those of the busiest day."""
        return sum(self.days) - max(self.days, default=0)


def five_below(count: int) -> int:
    return count - count % 5


def five_above(count: int) -> int:
    return count + -count % 5


def lowest(printed: int) -> int:
    return {0: 0, 5: 5}.get(printed, printed - 2)


def highest(printed: int) -> int:
    return printed + 2 if printed else 4


def as_printed(count: int, limits: Limits = (0, 10**9)) -> int:
    """To five, halves up; 0 for fewer than five; never outside the limits."""
    near = 0 if count < 5 else five_below(count + 2)
    return sorted((limits[0], near, limits[1]))[1]


def holders(exact: Exact) -> Limits | None:
    """Nothing (None) where twenty visits with a pass leave fewer than three counts."""
    if exact.room < 22:
        return None
    fewest = next((n for n in range(5, exact.room + 1) if exact.reach(n) >= 20), None)
    return None if fewest is None else (five_above(fewest), five_below(exact.room))


def new(here: int, seen_before: int | None) -> Limits:
    known = here if seen_before is None else seen_before
    return five_above(max(0, here - known)), here


def returning(exact: Exact, here: int, fresh: int, seen_before: int | None) -> Limits | None:
    needed = next(n for n in range(here + 1) if highest(here) - n + exact.reach(n) >= 20)
    low = max(here - fresh, five_above(needed))
    high = min(here, here - fresh + five_below(min(exact.second, exact.room - here)))
    known = min(highest(here), exact.room) - lowest(fresh)
    known = known if seen_before is None else min(known, seen_before)
    possible = min(known + exact.second, exact.room - lowest(fresh))
    return (low, high) if low or possible >= 4 else None


def pass_visits(exact: Exact, here: int, fresh: int, back: int) -> Limits | None:
    """`back` as printed, 0 where it is not."""
    if here - lowest(back) + exact.reach(lowest(back)) < exact.room:
        return None
    return max(20, here, fresh + back), five_below(exact.room)


def outcomes(counts: Sequence[int], topics: Sequence[int]) -> list[int]:
    """The outcomes as printed beside topics as printed: one is a step off where both tell more."""
    printed = [as_printed(count) for count in counts]
    moved = printed.index(max(printed))
    while sum(map(lowest, printed)) + 4 > sum(map(highest, topics)):
        printed[moved] -= 5
    while sum(map(highest, printed)) - 4 < sum(map(lowest, topics)):
        printed[moved] += 5
    return printed


def most_seen_before(months: Sequence[tuple[int, int | str]]) -> int:
    """Of months from the first: visits, and new as printed or the reason why it is not."""
    most = {"fewer_than_5": 4, "nothing_held": 0}
    return sum(
        highest(new) if isinstance(new, int) else min(visits, most.get(new, 19))
        for visits, new in months
    )
