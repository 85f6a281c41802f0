"""The only place that asks what time it is, and the one local time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def to_local(instant: datetime) -> datetime:
    """Return an aware instant as wall-clock time in Europe/Amsterdam."""
    return instant.astimezone(LOCAL)


def local_day(instant: datetime) -> date:
    """Return the calendar day in Europe/Amsterdam on which an aware instant falls."""
    return to_local(instant).date()


def at_local(day: date, wall: time) -> datetime:
    """Return the UTC instant of a wall-clock time on a day.

    In the autumn night in which 02.30 comes twice the first is meant; in the spring night in
    which it does not exist the clock has already moved on, so 02.30 means 03.30.
    """
    return datetime.combine(day, wall, tzinfo=LOCAL).astimezone(UTC)
