"""Public holidays of the Netherlands, and school holidays of the region. Pure, but for its file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from holidays import country_holidays

FILE = Path(__file__).with_name("school-holidays.toml")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school holiday, first and last day included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """All school holidays that are known, in order, with where they come from."""

    source: str
    all: tuple[Holiday, ...]

    @property
    def known_until(self) -> date:
        """Return the last day that anything is known of."""
        return self.all[-1].last


@cache
def school() -> SchoolHolidays:
    """Return the school holidays of the file."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return SchoolHolidays(read["source"], tuple(Holiday(**one) for one in read["holiday"]))


def school_holiday(day: date) -> str | None:
    """Return the name of the school holiday on a day, or None."""
    return next((one.name for one in school().all if one.first <= day <= one.last), None)


def public_holidays(first: date, last: date) -> dict[date, str]:
    """Return the public holidays from first to last, with their Dutch names, in order."""
    known = country_holidays("NL", years=range(first.year, last.year + 1), language="nl")
    return {day: known[day] for day in each_day(first, last) if day in known}


def days_off(first: date, last: date) -> frozenset[date]:
    """Return the days from first to last that are a school holiday or a public holiday."""
    off = {day for day in each_day(first, last) if school_holiday(day)}
    return frozenset(off | set(public_holidays(first, last)))


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield every day from first to last."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
