"""What was given away on a day, and on the days before it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import select

from registry.database import reading
from registry.support.models import Handout

KINDS = ("maaltijd", "pakket", "kleding")
"""Meals, parcels, clothes."""
LATELY = timedelta(days=90)


def handed_out(*, centre_id: uuid.UUID, day: date) -> dict[str, int]:
    """Return the number of each kind on a day."""
    return handed_out_on(centre_id=centre_id, first=day, last=day).get(day, dict.fromkeys(KINDS, 0))


def handed_out_on(*, centre_id: uuid.UUID, first: date, last: date) -> dict[date, dict[str, int]]:
    """Return the numbers of each day on which anything was given away, the newest first."""
    with reading() as connection:
        rows = connection.execute(
            select(Handout.day, Handout.kind, Handout.number)
            .where(Handout.centre_id == centre_id, Handout.day.between(first, last))
            .order_by(Handout.day.desc())
        ).all()
    days: dict[date, dict[str, int]] = {}
    for day, kind, number in rows:
        days.setdefault(day, dict.fromkeys(KINDS, 0))[kind] = number
    return {day: numbers for day, numbers in days.items() if any(numbers.values())}


def hands_out(*, centre_id: uuid.UUID, on: date) -> bool:
    """Tell whether a centre gave anything away lately."""
    with reading() as connection:
        found = select(Handout.day).where(
            Handout.centre_id == centre_id, Handout.day.between(on - LATELY, on), Handout.number > 0
        )
        return connection.execute(found.limit(1)).first() is not None
