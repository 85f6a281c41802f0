"""Opening hours: what a week of them is, and which week holds on a day. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[time, time]
"""When a centre opens and closes."""
Week: TypeAlias = Mapping[int, tuple[Span, ...]]
"""The spans of each weekday (0 is Monday) in order; a weekday that is not there is closed."""

MOST_SPANS = 4
"""So many times a day a centre opens at the most."""


class HoursRefused(ValueError):
    """Hours that can't be; `code` says why, `weekday` is the day that is wrong, None for all."""

    def __init__(self, code: str, weekday: int | None = None) -> None:
        """Take one of: order, overlap, many, empty, past; and the weekday."""
        super().__init__(code if weekday is None else f"{code}: {weekday}")
        self.code, self.weekday = code, weekday


@dataclass(frozen=True, slots=True)
class Hours:
    """All a centre's opening hours: each week with the day from which it holds, in order.

    The first week holds for the days before it too.
    """

    weeks: tuple[tuple[date, Week], ...]

    def week_on(self, day: date) -> Week:
        """Return the week that holds on a day; an empty one where there are no hours at all."""
        if not self.weeks:
            return {}
        number = bisect_right(self.weeks, day, key=lambda one: one[0])
        return self.weeks[max(number - 1, 0)][1]

    def on(self, day: date) -> tuple[Span, ...]:
        """Return when the centre is open on a day by its week alone."""
        return self.week_on(day).get(day.weekday(), ())

    def weekdays(self, since: date) -> frozenset[int]:
        """Return the weekdays on which the centre is open from a day on, now or later."""
        later = (week for first, week in self.weeks if first > since)
        return frozenset().union(self.week_on(since), *later)


def check(week: Week) -> None:
    """Raise HoursRefused for a week that can't be."""
    for weekday, spans in sorted(week.items()):
        faults = {
            "order": any(opens >= closes for opens, closes in spans),
            "overlap": _overlap(spans),
            "many": len(spans) > MOST_SPANS,
        }
        for code, wrong in faults.items():
            if wrong:
                raise HoursRefused(code, weekday)
    if not any(week.values()):
        raise HoursRefused("empty")


def _overlap(spans: Sequence[Span]) -> bool:
    return any(earlier[1] > later[0] for earlier, later in pairwise(sorted(spans)))


def as_text(spans: Sequence[Span]) -> str | None:
    """Return spans as the record keeps them: "09:00-12:30 13:30-17:00"; None for closed."""
    return " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans) or None
