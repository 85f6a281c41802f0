"""Reads opening hours as a person types them: "mon-fri 9:00-17:00"."""

from __future__ import annotations

import re
from datetime import time

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ROW = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


class UnreadableHours(ValueError):
    """Opening hours in another form, on an unknown day, or that end before they start."""

    code = "unreadable_hours"


def read(text: str) -> list[tuple[int, time, time]]:
    """Return a weekday (0 is Monday), opening and closing time for each day of a row.

    Raises UnreadableHours.
    """
    found = _ROW.fullmatch(text.strip().lower())
    try:
        if found is None:
            raise ValueError
        first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
        opens, closes = time(int(found[3]), int(found[4])), time(int(found[5]), int(found[6]))
    except ValueError:
        raise UnreadableHours(f"{text!r} is not written as mon-fri 9:00-17:00") from None
    if first > last or opens >= closes:
        raise UnreadableHours(f"{text!r} ends before it starts")
    return [(weekday, opens, closes) for weekday in range(first, last + 1)]
