"""An occurrence as a check-in sees it: which one was chosen, which one is open."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from registry import clock
from registry.activities.models import Activity, Occurrence
from registry.activities.queries.offers import OF_ACTIVITY, OPEN_INLOOP_FIRST


@dataclass(frozen=True, slots=True)
class Slot:
    """An occurrence as a check-in sees it."""

    occurrence_id: uuid.UUID
    local_day: date
    sensitive: bool


_SLOT = (
    select(Occurrence.id, Occurrence.local_day, Activity.sensitive)
    .join(Activity, OF_ACTIVITY)
    .where(Occurrence.centre_id == bindparam("centre"), Occurrence.id == bindparam("key"))
)
_OPEN_SLOT = (
    select(Occurrence.id, Occurrence.local_day, Activity.sensitive)
    .join(Activity, OF_ACTIVITY)
    .where(
        Occurrence.centre_id == bindparam("centre"),
        Occurrence.local_day == bindparam("day"),
        Occurrence.starts_at <= bindparam("at"),
        Occurrence.ends_at > bindparam("at"),
        Occurrence.cancelled_at.is_(None),
    )
    .order_by(OPEN_INLOOP_FIRST, Occurrence.starts_at.desc(), Occurrence.id)
    .limit(1)
)


def slot_of(
    connection: Connection, *, centre_id: uuid.UUID, occurrence_id: uuid.UUID
) -> Slot | None:
    """Return an occurrence of a centre, or None when it has no such occurrence."""
    row = connection.execute(_SLOT, {"centre": centre_id, "key": occurrence_id}).one_or_none()
    return None if row is None else Slot(*row)


def slot_open_at(connection: Connection, *, centre_id: uuid.UUID, at: datetime) -> Slot | None:
    """Return where a scan without a choice belongs at a moment, or None.

    The open inloop if it is open; else the occurrence that began last and still runs.
    """
    known = {"centre": centre_id, "day": clock.local_day(at), "at": at}
    row = connection.execute(_OPEN_SLOT, known).one_or_none()
    return None if row is None else Slot(*row)
