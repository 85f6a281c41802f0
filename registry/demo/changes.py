"""What changes at a made-up centre: one bijeenkomst is called off, the next one is moved, and from
next month on one more evening is open.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from registry import clock
from registry.activities import queries, services
from registry.activities.queries import ProgrammeItem
from registry.activities.services import Move, MoveRefused, Why
from registry.centres import queries as centres

SOON = timedelta(days=7)
LATER = timedelta(minutes=30)
ELSEWHERE = "Huiskamer"
A_MONTH = timedelta(days=30)
EVENING = (time(19), time(21))


def change_some(*, centre_id: uuid.UUID, at: datetime, by: uuid.UUID) -> None:
    """Call off the first bijeenkomst of the next week that is to come, and move the second."""
    today = clock.local_day(at)
    items = queries.programme_of(centre_id=centre_id, first_day=today, last_day=today + SOON, at=at)
    coming = [item for item in items if item.starts_at > at and not item.open_inloop]
    for item in coming[:1]:
        services.cancel_occurrence(
            centre_id=centre_id, occurrence_id=item.occurrence_id, why=Why("ziek"), at=at, by=by
        )
    for item in coming[1:]:
        if _moved(item, centre_id=centre_id, at=at, by=by):
            return


def open_longer(*, centre_id: uuid.UUID, at: datetime, by: uuid.UUID) -> None:
    """Open on one more evening, the middle of the week first, from a Monday in a month on."""
    today = clock.local_day(at)
    since = today + A_MONTH
    since += timedelta(days=-since.weekday() % 7)
    week = dict(centres.hours_of(centre_id).week_on(since))
    shut = [
        day for day in (2, 1, 3, 4) if all(closes < EVENING[0] for _, closes in week.get(day, ()))
    ]
    for weekday in shut[:1]:
        week[weekday] = (*week.get(weekday, ()), EVENING)
    services.change_hours(centre_id=centre_id, since=since, week=week, today=today, at=at, by=by)


def _moved(item: ProgrammeItem, *, centre_id: uuid.UUID, at: datetime, by: uuid.UUID) -> bool:
    """Hold one half an hour later and elsewhere; False where that can't be."""
    starts, ends = (clock.to_local(one + LATER) for one in (item.starts_at, item.ends_at))
    try:
        to = Move(day=item.local_day, starts=starts.time(), ends=ends.time(), place=ELSEWHERE)
        services.move_occurrence(
            centre_id=centre_id,
            occurrence_id=item.occurrence_id,
            to=to,
            why=Why("ruimte"),
            at=at,
            by=by,
        )
    except MoveRefused:
        return False
    return True
