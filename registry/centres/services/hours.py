"""Opening hours from a day on: kept, and taken back before they hold."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import delete, insert

from registry.centres import hours
from registry.centres.hours import Week
from registry.centres.models import OpeningHours
from registry.centres.services.changes import day_changed
from registry.database import writing


def set_hours(*, centre_id: uuid.UUID, since: date, week: Week) -> None:
    """Let a week of opening hours hold from a day on, until another one does.

    What was to hold from that same day is replaced. Raises HoursRefused.
    """
    hours.check(week)
    with writing() as connection:
        drop_hours(centre_id=centre_id, since=since)
        rows = [
            {
                "centre_id": centre_id,
                "since": since,
                "weekday": weekday,
                "opens": opens,
                "closes": closes,
            }
            for weekday, spans in week.items()
            for opens, closes in spans
        ]
        connection.execute(insert(OpeningHours), rows)
        day_changed(centre_id=centre_id, day=since, onwards=True)


def drop_hours(*, centre_id: uuid.UUID, since: date) -> bool:
    """Take back the hours that hold from a day on; return whether there were any."""
    with writing() as connection:
        gone = connection.execute(
            delete(OpeningHours).where(
                OpeningHours.centre_id == centre_id, OpeningHours.since == since
            )
        )
        if gone.rowcount:
            day_changed(centre_id=centre_id, day=since, onwards=True)
        return bool(gone.rowcount)
