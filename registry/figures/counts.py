"""Visits and attendance: sums of taps, exact, under the counting rules of the domain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from registry.figures.facts import Presence
from registry.figures.rounding import one_decimal


class Arrival(NamedTuple):
    """People who came together on a day, in the hour they were first seen; one may have a pass.

    `activity` is the key of what they came for first (None: nothing in particular), `at_desk`
    whether the team put them in.
    """

    day: date
    hour: int
    people: int
    with_pass: bool
    activity: str | None = None
    at_desk: bool = False


@dataclass(frozen=True, slots=True)
class DayVisits:
    """The visits of one open day."""

    day: date
    visits: int


@dataclass(frozen=True, slots=True)
class WeekdayHours:
    """Average visits on a weekday (0 is Monday), one per hour of `BusyHours.hours`."""

    weekday: int
    averages: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BusyHours:
    """When it is busy: the hours in which anybody came, without gaps, and a row per open weekday.

    Averages are over the days of that weekday on which the centre was open, to one decimal.
    """

    hours: tuple[int, ...]
    rows: tuple[WeekdayHours, ...]


def arrivals(presences: Iterable[Presence]) -> tuple[Arrival, ...]:
    """Each visit once: a pass once a day with the largest party it brought, anonymous people all.

    A party of n with a pass is the one with the pass and n - 1 anonymous people. Hour and activity
    are those of the day's first check-in; of two in one hour, of one at a tablet before one that
    the team put in, else of the one given first.
    """
    anonymous: list[Arrival] = []
    first: dict[tuple[date, str], Presence] = {}
    parties: dict[tuple[date, str], int] = {}
    for one in presences:
        if one.pass_key is None:
            anonymous.append(
                Arrival(one.day, one.hour, one.party, False, one.activity, one.at_desk)
            )
            continue
        key = (one.day, one.pass_key)
        earliest = first.get(key)
        if earliest is None or (one.hour, one.at_desk) < (earliest.hour, earliest.at_desk):
            first[key] = one
        parties[key] = max(parties.get(key, 1), one.party)
    scanned = (
        Arrival(one.day, one.hour, parties[key], True, one.activity, one.at_desk)
        for key, one in first.items()
    )
    return (*scanned, *anonymous)


def visits(arrived: Iterable[Arrival]) -> int:
    """How many visits there were."""
    return sum(arrival.people for arrival in arrived)


def pass_visits(arrived: Iterable[Arrival]) -> int:
    """How many of the visits were with a pass."""
    return sum(arrival.with_pass for arrival in arrived)


def desk_visits(arrived: Iterable[Arrival]) -> int:
    """How many of the visits the team put in."""
    return sum(arrival.people for arrival in arrived if arrival.at_desk)


def phone_visits(presences: Iterable[Presence]) -> int:
    """How many of the visits came from a poster; those have no pass, so all of them count."""
    return sum(one.party for one in presences if one.by_phone)


def per_day(arrived: Iterable[Arrival], open_days: Iterable[date]) -> tuple[DayVisits, ...]:
    """The visits of every open day, in order; a day on which somebody came was open."""
    counted: Counter[date] = Counter(dict.fromkeys(open_days, 0))
    for arrival in arrived:
        counted[arrival.day] += arrival.people
    return tuple(DayVisits(day, counted[day]) for day in sorted(counted))


def busy_hours(arrived: Iterable[Arrival], open_days: Iterable[date]) -> BusyHours:
    """Average visits per weekday and hour of arrival, over the open days of that weekday."""
    arrived = tuple(arrived)
    days = Counter(day.weekday() for day in {*open_days, *(one.day for one in arrived)})
    counted: Counter[tuple[int, int]] = Counter()
    for arrival in arrived:
        counted[arrival.day.weekday(), arrival.hour] += arrival.people
    seen = {arrival.hour for arrival in arrived}
    hours = tuple(range(min(seen), max(seen) + 1)) if seen else ()
    rows = (
        WeekdayHours(
            weekday, tuple(one_decimal(counted[weekday, hour], days[weekday]) for hour in hours)
        )
        for weekday in sorted(days)
    )
    return BusyHours(hours, tuple(rows))


def attendance(presences: Iterable[Presence]) -> dict[tuple[str, date], int]:
    """People per activity (its key) and day: a pass once, with the largest party it brought."""
    parties: dict[tuple[str, date, str], int] = {}
    counted: dict[tuple[str, date], int] = defaultdict(int)
    for day, _, pass_key, party, _, activity, _, _ in presences:
        if activity is None:
            continue
        if pass_key is None:
            counted[activity, day] += party
        elif party > parties.get((activity, day, pass_key), 0):
            parties[activity, day, pass_key] = party
    for (activity, day, _), party in parties.items():
        counted[activity, day] += party
    return dict(counted)
