"""Which days are quiet or closed in Den Haag: weather, school holidays, public holidays. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from holidays import country_holidays

SCHOOL_HOLIDAYS = (
    ("zomervakantie", date(2025, 7, 19), date(2025, 8, 31)),
    ("herfstvakantie", date(2025, 10, 18), date(2025, 10, 26)),
    ("kerstvakantie", date(2025, 12, 20), date(2026, 1, 4)),
    ("voorjaarsvakantie", date(2026, 2, 14), date(2026, 2, 22)),
    ("meivakantie", date(2026, 4, 25), date(2026, 5, 3)),
    ("zomervakantie", date(2026, 7, 18), date(2026, 8, 30)),
    ("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
    ("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
    ("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ("meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
    ("zomervakantie", date(2027, 7, 17), date(2027, 8, 29)),
    ("herfstvakantie", date(2027, 10, 16), date(2027, 10, 24)),
    ("kerstvakantie", date(2027, 12, 25), date(2028, 1, 9)),
)
"""Name, first and last day in the region Midden (the ministry's decisions)."""

QUIET = {"zomervakantie": 0.68, "kerstvakantie": 0.62}
"""How many of the usual people come then; in other school holidays a bit fewer than usual."""
A_BIT_FEWER = 0.86
WARMEST = 15 * 7
"""The day of the year, about mid-July less a quarter, from which the sine of the year runs."""


def school_holiday(day: date) -> str | None:
    """Return the name of the school holiday on a day, or None."""
    for name, first, last in SCHOOL_HOLIDAYS:
        if first <= day <= last:
            return name
    return None


def busyness(day: date, *, outdoors: bool = False) -> float:
    """Return how busy a day is beside an ordinary one, which is 1.

    School holidays are quiet; outdoors summer is busy and winter is not, indoors a little the
    other way round.
    """
    holiday = school_holiday(day)
    quiet = 1.0 if holiday is None else QUIET.get(holiday, A_BIT_FEWER)
    warmth = math.sin(2 * math.pi * (day.timetuple().tm_yday - WARMEST) / 365)
    return quiet * (1 + (0.45 if outdoors else -0.06) * warmth)


def public_holidays(first: date, last: date) -> dict[date, str]:
    """Return the public holidays from first to last, with their Dutch names."""
    known = country_holidays("NL", years=range(first.year, last.year + 1), language="nl")
    return {day: known[day] for day in each_day(first, last) if day in known}


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield every day from first to last."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
