"""One check-in: when and where it was, whether it was undone, and what the tablet took after it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Connection, Row, bindparam, exists, select

from registry import clock
from registry.visits.events import Source
from registry.visits.models import CheckIn, Undo

_FOUND = select(CheckIn.at, CheckIn.tablet_id, CheckIn.local_day, CheckIn.pass_id).where(
    CheckIn.centre_id == bindparam("centre"), CheckIn.id == bindparam("key")
)
_UNDONE = select(exists().where(Undo.centre_id == bindparam("centre"), Undo.of == bindparam("key")))
_LATER_TAP = select(
    exists().where(
        CheckIn.centre_id == bindparam("centre"),
        CheckIn.local_day.in_(bindparam("days", expanding=True)),
        CheckIn.tablet_id == bindparam("tablet"),
        CheckIn.at > bindparam("after"),
        CheckIn.at <= bindparam("until"),
    )
)


def found_in(
    connection: Connection, *, centre_id: uuid.UUID, key: uuid.UUID
) -> Row[datetime, uuid.UUID | None, date, uuid.UUID | None] | None:
    """Return a centre's check-in: `at`, `tablet_id`, `local_day` and `pass_id`; or None."""
    return connection.execute(_FOUND, {"centre": centre_id, "key": key}).one_or_none()


def was_undone(connection: Connection, *, centre_id: uuid.UUID, key: uuid.UUID) -> bool:
    """Tell whether a check-in has been taken back."""
    return connection.execute(_UNDONE, {"centre": centre_id, "key": key}).scalar_one()


def tapped_since(
    connection: Connection, *, source: Source, after: datetime, until: datetime
) -> bool:
    """Tell whether a tablet took another check-in after one moment and up to another."""
    known = {
        "centre": source.centre_id,
        "days": sorted({clock.local_day(after), clock.local_day(until)}),
        "tablet": source.tablet_id,
        "after": after,
        "until": until,
    }
    return connection.execute(_LATER_TAP, known).scalar_one()
