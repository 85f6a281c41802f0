"""What people came for: attendance per O and per activity, sensitive activities without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.figures.counts import attendance
from registry.figures.facts import WEEKS, ActivityFact, MonthFacts
from registry.figures.rounding import change, one_decimal, percent


@dataclass(frozen=True, slots=True)
class Held:
    """An activity with how often it was held in the month, and its attendance."""

    activity: ActivityFact
    times: int
    attendance: int


@dataclass(frozen=True, slots=True)
class OFigures:
    """One O: how many activities were held under it, their attendance and its share in percents.

    `before` is the attendance of the previous month and `change` the difference in percents (None:
    not known); `weekly` the attendance of the last eight weeks, oldest first.
    """

    o: str
    activities: int
    attendance: int
    percent: int
    before: int | None
    change: int | None
    weekly: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in the list, or the sensitive ones of an O together: `title` None, no schedule.

    `activities` is how many it stands for, `times` how often held, `per_time` attendance a time.
    """

    o: str
    title: str | None
    activities: int
    schedule: str
    times: int
    attendance: int
    per_time: float
    weekly: tuple[int, ...]


def held(facts: MonthFacts) -> tuple[Held, ...]:
    """The activities held in the month; one to which somebody came on a day was held that day."""
    days: dict[str, set[date]] = defaultdict(set)
    people: dict[str, int] = defaultdict(int)
    for (key, day), count in attendance(facts.presences).items():
        days[key].add(day)
        people[key] += count
    counted = (
        Held(one, len(one.held) + len(days[one.key].difference(one.held)), people[one.key])
        for one in facts.activities
    )
    return tuple(one for one in counted if one.times)


def per_o(everything: Iterable[Held], os: Iterable[str]) -> dict[str, int]:
    """Attendance per O, by main O only, so that the O's add up to all attendance.

    Raises ValueError for an activity under an O that is not among `os`.
    """
    counted = dict.fromkeys(os, 0)
    for one in everything:
        if one.activity.main_o not in counted:
            raise ValueError(f"activity {one.activity.key} is under an unknown O")
        counted[one.activity.main_o] += one.attendance
    return counted


def led_by_residents(everything: Iterable[Held]) -> int:
    """How many of the activities held are led by residents."""
    return sum(one.activity.led_by_residents for one in everything)


def initiatives(everything: Iterable[Held], kinds: Collection[str]) -> int:
    """How many of the activities held residents began for their neighbourhood, by their type."""
    return sum(one.activity.kind in kinds for one in everything)


def o_figures(
    everything: tuple[Held, ...], counted: Mapping[str, int], before: Mapping[str, int] | None
) -> tuple[OFigures, ...]:
    """Every O in order, with its share of all attendance, beside the previous month's."""
    figures = []
    for o, people in counted.items():
        own = [one for one in everything if one.activity.main_o == o]
        earlier = before.get(o) if before else None
        figures.append(
            OFigures(
                o,
                activities=len(own),
                attendance=people,
                percent=percent(people, sum(counted.values())),
                before=earlier,
                change=change(people, earlier),
                weekly=_weekly(own),
            )
        )
    return tuple(figures)


def rows(everything: Iterable[Held], os: Iterable[str]) -> tuple[ActivityRow, ...]:
    """The busiest first (then in the order of the O's and by title); sensitive ones per O."""
    order = {o: place for place, o in enumerate(os)}
    groups: dict[tuple[str, str | None, str], list[Held]] = defaultdict(list)
    for one in everything:
        fact = one.activity
        name = (None, "") if fact.sensitive else (fact.title, fact.key)
        groups[fact.main_o, *name].append(one)
    listed = [_row(o, title, group) for (o, title, _), group in groups.items()]

    def place(row: ActivityRow) -> tuple[int, int, str, str]:
        return -row.attendance, order[row.o], row.title or "", row.schedule

    return tuple(sorted(listed, key=place))


def _row(o: str, title: str | None, group: list[Held]) -> ActivityRow:
    times = sum(one.times for one in group)
    people = sum(one.attendance for one in group)
    return ActivityRow(
        o,
        title,
        activities=len(group),
        schedule="" if title is None else group[0].activity.schedule,
        times=times,
        attendance=people,
        per_time=one_decimal(people, times),
        weekly=_weekly(group),
    )


def _weekly(group: Iterable[Held]) -> tuple[int, ...]:
    columns = zip((0,) * WEEKS, *(one.activity.weekly for one in group), strict=True)
    return tuple(sum(column) for column in columns)
