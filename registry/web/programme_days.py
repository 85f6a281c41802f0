"""The programme by days as a page or paper shows it: a week, a month, and what is said of a day."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from registry.activities import holidays, queries
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centres
from registry.figures.facts import Month

A_WEEK = timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 2000, 2098
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row: a week from Monday, or a month; raises ValueError beyond the years."""

    first: date
    last: date
    is_week: bool

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.first.year <= LAST_YEAR:
            raise ValueError(f"a year that nobody plans: {self.first}")

    @classmethod
    def week_of(cls, day: date) -> Self:
        """Return the week of a day."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6), is_week=True)

    @classmethod
    def month_of(cls, day: date) -> Self:
        """Return the month of a day."""
        month = Month.of(day)
        return cls(month.first_day, month.last_day, is_week=False)

    @classmethod
    def read_week(cls, text: str) -> Self:
        """Return the week "2026-W48". Raises ValueError for anything else."""
        found = _WEEK.fullmatch(text)
        if found is None:
            raise ValueError(f"not a week: {text!r}")
        return cls.week_of(date.fromisocalendar(int(found[1]), int(found[2]), 1))

    @classmethod
    def read_month(cls, text: str) -> Self:
        """Return the month "2026-11". Raises ValueError for anything else."""
        return cls.month_of(Month.parse(text).first_day)

    @property
    def before(self) -> Span:
        """Return the week or month before."""
        return self._around(self.first - timedelta(days=1))

    @property
    def after(self) -> Span:
        """Return the week or month after."""
        return self._around(self.last + timedelta(days=1))

    @property
    def address(self) -> dict[str, str]:
        """Return what an address says of it: {"week": "2026-W48"} or {"maand": "2026-11"}."""
        year, week, _ = self.first.isocalendar()
        return {"week": f"{year}-W{week:02}"} if self.is_week else {"maand": f"{self.first:%Y-%m}"}

    def _around(self, day: date) -> Span:
        return Span.week_of(day) if self.is_week else Span.month_of(day)


@dataclass(frozen=True, slots=True)
class Listed:
    """An occurrence as a day lists it; `away`: it would have been then, and is on another day."""

    item: ProgrammeItem
    away: bool = False

    @property
    def starts_at(self) -> datetime:
        """Return the time it is listed at."""
        return (self.item.planned_starts_at if self.away else None) or self.item.starts_at

    @property
    def changed(self) -> bool:
        """Whether it is other than planned."""
        return self.item.cancelled or self.item.moved


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of the programme: why the centre is closed, and which holiday it is, or None."""

    day: date
    listed: tuple[Listed, ...]
    closed: str | None
    holiday: str | None
    open_weekday: bool


def days_of(
    *, centre_id: uuid.UUID, first_day: date, last_day: date, at: datetime
) -> tuple[DayOf, ...]:
    """Return every day from first to last with what is listed on it, in order of time."""
    span = {"centre_id": centre_id, "first_day": first_day, "last_day": last_day}
    by_day: dict[date, list[Listed]] = defaultdict(list)
    for item in queries.programme_of(**span, at=at):  # type: ignore[arg-type]
        by_day[item.local_day].append(Listed(item))
    for item in queries.moved_away(**span, at=at):  # type: ignore[arg-type]
        if item.planned_day and not item.cancelled:
            by_day[item.planned_day].append(Listed(item, away=True))
    closed = centres.closures(centre_id, first_day, last_day)
    feasts = holidays.public_holidays(first_day, last_day)
    hours = centres.hours_of(centre_id)
    return tuple(
        DayOf(
            day,
            tuple(sorted(by_day[day], key=_by_time)),
            closed.get(day),
            feasts.get(day) or holidays.school_holiday(day),
            bool(hours.on(day)),
        )
        for day in holidays.each_day(first_day, last_day)
    )


def _by_time(one: Listed) -> tuple[bool, datetime, str]:
    return not one.item.open_inloop, one.starts_at, one.item.title
