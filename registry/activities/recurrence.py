"""When an activity recurs: RFC 5545 rules over local dates, and the same in Dutch words. Pure.

Four kinds of rule are used: weekly on some weekdays, every so many weeks, monthly on the nth
weekday, and once. Days are dates; what time it is then in UTC is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import rrulestr

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NTH = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", -1: "laatste"}
"""Which weekday of a month a monthly rule can name; -1 is the last."""

ONCE = "FREQ=DAILY;COUNT=1"
_DAY = f"(?:{'|'.join(CODES)})"
_WEEKLY = re.compile(rf"FREQ=WEEKLY(?:;INTERVAL=([1-9]))?;BYDAY=((?:{_DAY},)*{_DAY})")
_MONTHLY = re.compile(rf"FREQ=MONTHLY;BYDAY=(-?[1-4])({_DAY})")
_WORKDAYS = frozenset(range(5))
_SHORT_FROM = 3
"""From so many weekdays on they are written with two letters."""


class Kind(StrEnum):
    """How often a rule comes round."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule taken apart: weekdays from Monday 0, `interval` in weeks, `nth` for monthly ones."""

    kind: Kind
    weekdays: tuple[int, ...] = ()
    interval: int = 1
    nth: int = 1


def weekly(weekdays: Collection[int], interval: int = 1) -> str:
    """Return the rule for some weekdays (0 is Monday) of every so many weeks.

    Raises ValueError without a weekday, or for an interval outside 1 to 9.
    """
    every = "" if interval == 1 else f";INTERVAL={interval}"
    rule = f"FREQ=WEEKLY{every};BYDAY=" + ",".join(CODES[day] for day in sorted(set(weekdays)))
    read(rule)
    return rule


def monthly(nth: int, weekday: int) -> str:
    """Return the rule for the nth (1 to 4, or -1 for the last) weekday of every month.

    Raises ValueError for another nth.
    """
    rule = f"FREQ=MONTHLY;BYDAY={nth}{CODES[weekday]}"
    read(rule)
    return rule


def once() -> str:
    """Return the rule for the first day alone."""
    return ONCE


def read(rule: str) -> Pattern:
    """Take a rule apart. Raises ValueError for one that the functions above don't make."""
    if rule == ONCE:
        return Pattern(Kind.ONCE)
    if found := _WEEKLY.fullmatch(rule):
        days = tuple(sorted(CODES.index(code) for code in found[2].split(",")))
        return Pattern(Kind.WEEKLY, days, interval=int(found[1] or 1))
    if (found := _MONTHLY.fullmatch(rule)) and int(found[1]) in NTH:
        return Pattern(Kind.MONTHLY, (CODES.index(found[2]),), nth=int(found[1]))
    raise ValueError(f"not a rule of an activity: {rule!r}")


def days(
    rule: str, first_day: date, last_day: date | None, *, since: date, until: date
) -> list[date]:
    """Return the days of a rule from `since` to `until`, both included, in order.

    A rule begins on `first_day`, which also sets the week that every other week is counted
    from, and ends on `last_day` (None: never). Raises ValueError for an unreadable rule.
    """
    read(rule)
    end = until if last_day is None else min(until, last_day)
    begun = datetime.combine(first_day, time())
    between = rrulestr(rule, dtstart=begun).between(
        datetime.combine(since, time()), datetime.combine(end, time()), inc=True
    )
    return [moment.date() for moment in between]


def in_words(
    rule: str, starts: time, *, ends: time | None = None, first_day: date | None = None
) -> str:
    """Return "dinsdag, 10 uur"; with an end "elke werkdag, 9–17 uur".

    A single time shows its date where `first_day` is given. Raises ValueError as `read` does.
    """
    hours = _clock(starts) if ends is None else f"{_clock(starts)}–{_clock(ends)}"
    return f"{_days_in_words(read(rule), first_day)}, {hours} uur"


def _days_in_words(pattern: Pattern, first_day: date | None) -> str:
    if pattern.kind is Kind.ONCE:
        return f"{first_day.day} {MONTHS[first_day.month - 1]}" if first_day else "één keer"
    if pattern.kind is Kind.MONTHLY:
        return f"{NTH[pattern.nth]} {WEEKDAYS[pattern.weekdays[0]]} van de maand"
    weekdays = _weekdays_in_words(pattern.weekdays)
    if pattern.interval == 1:
        return weekdays
    return f"{weekdays}, om de {'week' if pattern.interval == 2 else f'{pattern.interval} weken'}"


def _weekdays_in_words(weekdays: tuple[int, ...]) -> str:
    if len(weekdays) == len(WEEKDAYS):
        return "elke dag"
    if frozenset(weekdays) == _WORKDAYS:
        return "elke werkdag"
    letters = 2 if len(weekdays) >= _SHORT_FROM else None
    *others, last = (WEEKDAYS[day][:letters] for day in weekdays)
    return f"{', '.join(others)} en {last}" if others else last


def _clock(wall: time) -> str:
    return f"{wall.hour}.{wall.minute:02}" if wall.minute else f"{wall.hour}"
