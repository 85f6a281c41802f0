"""Months that are over and change all the same: what is kept of them has to be counted anew."""

from __future__ import annotations

import uuid
from datetime import date

from registry import clock
from registry.centres.models import ChangedMonth
from registry.database import add_to, writing

LOOKS_BACK = 12
"""The figures of a month are held against what so many months before it print."""


def day_changed(*, centre_id: uuid.UUID, day: date, onwards: bool = False) -> bool:
    """Note that something of a day has changed, or of every day from it on (`onwards`).

    Returns whether its month is over. While it runs nothing is kept of it, and this costs nothing:
    every service that writes what a month's figures are counted from calls this. The months that
    are held against the one that changed have changed too.
    """
    first, this = _number(day), _number(clock.local_day(clock.now()))
    if first >= this:
        return False
    with writing() as connection:
        for number in range(first, this if onwards else min(this, first + LOOKS_BACK + 1)):
            month = f"{number // 12:04}-{number % 12 + 1:02}"
            add_to(connection, ChangedMonth, {"centre_id": centre_id, "month": month}, "times", 1)
    return True


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
