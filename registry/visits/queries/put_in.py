"""How check-ins were put in: afterwards by the team, and on which tablets on which days."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import exists, func, select

from registry.database import reading
from registry.visits.models import CheckIn, Corrected
from registry.visits.queries.standing import NOT_UNDONE, PARTY


def added_later(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> int:
    """Return the people of some days who were written up afterwards and still count."""
    written_up = exists(
        select(Corrected.of).where(
            Corrected.centre_id == CheckIn.centre_id,
            Corrected.of == CheckIn.id,
            Corrected.deed == "added",
        )
    )
    with reading() as connection:
        people = connection.execute(
            select(func.sum(PARTY)).where(
                CheckIn.centre_id == centre_id,
                CheckIn.local_day.between(first_day, last_day),
                NOT_UNDONE,
                written_up,
            )
        ).scalar()
    return people or 0


def tablet_days(
    *, centre_id: uuid.UUID, first_day: date, last_day: date
) -> dict[uuid.UUID, frozenset[date]]:
    """Return the days on which something was put in on each tablet, undone or not.

    A check-in that waited for a network counts on the day on which it was made.
    """
    with reading() as connection:
        rows = connection.execute(
            select(CheckIn.tablet_id, CheckIn.local_day)
            .where(
                CheckIn.centre_id == centre_id,
                CheckIn.local_day.between(first_day, last_day),
                CheckIn.tablet_id.is_not(None),
            )
            .distinct()
        ).all()
    return {
        tablet: frozenset(day for key, day in rows if key == tablet)
        for tablet in {key for key, _ in rows if key is not None}
    }
