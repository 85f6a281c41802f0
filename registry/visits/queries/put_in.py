"""How check-ins were put in: afterwards by the team, and on which tablets on which days."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import exists, func, select

from registry.database import reading
from registry.visits.models import CheckIn, Corrected
from registry.visits.queries.standing import NOT_UNDONE, ON_THE_DAYS, PARTY

_WRITTEN_UP = exists(
    select(Corrected.of).where(
        Corrected.centre_id == CheckIn.centre_id,
        Corrected.of == CheckIn.id,
        Corrected.deed == "added",
    )
)
_ADDED_LATER = select(func.sum(PARTY)).where(*ON_THE_DAYS, _WRITTEN_UP, NOT_UNDONE)
_TABLET_DAYS = (
    select(CheckIn.tablet_id, CheckIn.local_day)
    .where(*ON_THE_DAYS, CheckIn.tablet_id.is_not(None))
    .distinct()
)


def added_later(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> int:
    """Return the people of some days who were written up afterwards and still count."""
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day}
    with reading() as connection:
        return connection.execute(_ADDED_LATER, known).scalar() or 0


def tablet_days(
    *, centre_id: uuid.UUID, first_day: date, last_day: date
) -> dict[uuid.UUID, frozenset[date]]:
    """Return the days on which something was put in on each tablet, undone or not.

    A check-in that waited for a network counts on the day on which it was made.
    """
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day}
    with reading() as connection:
        rows = connection.execute(_TABLET_DAYS, known).all()
    return {
        tablet: frozenset(day for key, day in rows if key == tablet)
        for tablet in {key for key, _ in rows if key is not None}
    }
