"""Occurrences of long ago that only an old list tells of: held after all, or withdrawn with it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from registry import clock
from registry.activities.models import Occurrence
from registry.activities.plan import ActivityPlan
from registry.activities.queries import WITHDRAWN, ActivityView
from registry.activities.services.planning import Calendar, occurrence_id
from registry.centres import services as centres
from registry.database import insert_once, writing

AT_ONCE = 500
"""So many occurrences are named in one statement."""


def would_be_on(
    *, centre_id: uuid.UUID, wanted: Collection[tuple[ActivityView, date]]
) -> set[tuple[uuid.UUID, date]]:
    """Return those activities and days on which the plan of today would have held them."""
    if not wanted:
        return set()
    days = [day for _, day in wanted]
    calendar = Calendar.of(centre_id, min(days), max(days))
    views = {view.id: view for view, _ in wanted}
    planned = {
        (key, row["local_day"]) for key, view in views.items() for row in calendar.rows(key, view)
    }
    return planned & {(view.id, day) for view, day in wanted}


def hold(
    *,
    centre_id: uuid.UUID,
    held: Sequence[tuple[uuid.UUID, date]],
    plans: Mapping[uuid.UUID, ActivityPlan],
    list_id: uuid.UUID,
) -> None:
    """Make occurrences that an old list tells of, at the times of the plan.

    Their ids are those that planning would give them; one that was withdrawn is held again.
    """
    rows = [
        {
            "centre_id": centre_id,
            "id": occurrence_id(key, day),
            "activity_id": key,
            "local_day": day,
            "starts_at": clock.at_local(day, plans[key].starts),
            "ends_at": clock.at_local(day, plans[key].ends),
            "from_list": list_id,
        }
        for key, day in held
    ]
    if not rows:
        return
    with writing() as connection:
        first = min(day for _, day in held)
        centres.day_changed(centre_id=centre_id, day=first, onwards=True)
        if insert_once(connection, Occurrence, rows) == len(rows):
            return
        for these in _some(centre_id, [occurrence_id(*one) for one in held]):
            again = update(Occurrence).where(*these, WITHDRAWN)
            connection.execute(again.values(cancelled_at=None, from_list=list_id))


def withdraw(*, centre_id: uuid.UUID, occurrences: Iterable[uuid.UUID], at: datetime) -> None:
    """Let occurrences that only an old list told of not have been held."""
    with writing() as connection:
        for these in _some(centre_id, list(occurrences)):
            made = update(Occurrence).where(*these, Occurrence.from_list.is_not(None))
            days = select(func.min(Occurrence.local_day)).where(*these)
            first = connection.execute(days).scalar()
            if first is not None:
                centres.day_changed(centre_id=centre_id, day=first, onwards=True)
            connection.execute(made.values(cancelled_at=at))


def _some(centre_id: uuid.UUID, keys: Sequence[uuid.UUID]) -> Iterator[tuple[Any, ...]]:
    """Yield what tells these occurrences from others, so many at a time."""
    for first in range(0, len(keys), AT_ONCE):
        these = keys[first : first + AT_ONCE]
        yield Occurrence.centre_id == centre_id, Occurrence.id.in_(these)
