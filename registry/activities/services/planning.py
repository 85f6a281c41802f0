"""Making the occurrences of activities: as far ahead as asked, and anew where a plan changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, select, update
from sqlalchemy.exc import IntegrityError

from registry import clock
from registry.activities import holidays, queries, recurrence
from registry.activities.models import Occurrence
from registry.activities.plan import ActivityPlan
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.centres.queries import CentreView
from registry.database import insert_once, writing

SOON, AHEAD = timedelta(days=14), timedelta(days=60)


def occurrence_id(activity_id: uuid.UUID, day: date) -> uuid.UUID:
    """Return the key of an activity's occurrence on a day, whoever makes it."""
    return uuid.uuid5(activity_id, day.isoformat())


def plan_until(*, centre_id: uuid.UUID, last_day: date) -> int:
    """Make the occurrences of all activities up to a day; return how many are new.

    Doing it again makes none. Days on which the centre is closed are left out, and holidays for
    what does not go on in them.
    """
    with writing() as connection:
        centre = centres.by_id(centre_id)
        if centre is None or (centre.planned_until and centre.planned_until >= last_day):
            return 0
        views = queries.activities(centre_id=centre_id)
        since = min((view.first_day for view in views), default=last_day)
        if centre.planned_until:
            since = centre.planned_until + timedelta(days=1)
        calendar = Calendar.of(centre_id, since, last_day)
        rows = [row for view in views for row in calendar.rows(view.id, view)]
        new = insert_once(connection, Occurrence, rows) if rows else 0
        if new:
            centre_services.day_changed(centre_id=centre_id, day=since, onwards=True)
        centre_services.plan_reached(centre_id=centre_id, day=last_day)
    return new


def plan_ahead(*, centre: CentreView, day: date) -> None:
    """Make the occurrences of the two months after a day, where two weeks of them are not there.

    Whoever shows a programme asks for it first, so that no centre runs out of one.
    """
    if centre.planned_until is None or centre.planned_until < day + SOON:
        plan_until(centre_id=centre.id, last_day=day + AHEAD)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from `since` to `until`: `open` where a centre is, `off` those in holidays."""

    centre_id: uuid.UUID
    since: date
    until: date
    open: frozenset[date]
    off: frozenset[date]

    @classmethod
    def of(cls, centre_id: uuid.UUID, since: date, until: date) -> Calendar:
        """Look a centre's days up."""
        return cls(
            centre_id,
            since,
            until,
            frozenset(day for day, _, _ in centres.openings(centre_id, since, until)),
            holidays.days_off(since, until),
        )

    def rows(self, activity_id: uuid.UUID, plan: ActivityPlan) -> list[dict[str, Any]]:
        """Return the occurrences of a plan; each id follows from the activity and the day."""
        on = recurrence.days(
            plan.recurrence, plan.first_day, plan.last_day, since=self.since, until=self.until
        )
        return [
            {
                "centre_id": self.centre_id,
                "id": occurrence_id(activity_id, day),
                "activity_id": activity_id,
                "local_day": day,
                "starts_at": clock.at_local(day, plan.starts),
                "ends_at": clock.at_local(day, plan.ends),
            }
            for day in on
            if self._is_on(day, plan)
        ]

    def _is_on(self, day: date, plan: ActivityPlan) -> bool:
        return day in self.open and (plan.in_holidays or day not in self.off)


def follow(
    connection: Connection,
    centre_id: uuid.UUID,
    activity_id: uuid.UUID,
    plan: ActivityPlan,
    at: datetime,
) -> None:
    """Make what is still to come of an activity as its plan has it.

    What was moved by itself stays where it was moved to; put back, it follows the plan.
    """
    centre_services.day_changed(centre_id=centre_id, day=clock.local_day(at), onwards=True)
    centre = centres.by_id(centre_id)
    until = centre.planned_until if centre else None
    coming = queries.planned(connection, centre_id=centre_id, activity_id=activity_id, after=at)
    wanted: list[dict[str, Any]] = []
    if until is not None:
        calendar = Calendar.of(centre_id, clock.local_day(at), until)
        wanted = [row for row in calendar.rows(activity_id, plan) if row["ends_at"] > at]
    for row in wanted:
        if row["id"] in coming:
            _reschedule(connection, row, at)
    new = [row for row in wanted if row["id"] not in coming]
    if new:
        insert_once(connection, Occurrence, new)
    gone = coming - {row["id"] for row in wanted}
    drop(connection, centre_id, gone - _moved(connection, centre_id, gone))


def drop(connection: Connection, centre_id: uuid.UUID, occurrences: Iterable[uuid.UUID]) -> None:
    """Take occurrences off the programme, but for those that somebody is in already."""
    for key in occurrences:
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(
                delete(Occurrence).where(Occurrence.centre_id == centre_id, Occurrence.id == key)
            )


def _reschedule(connection: Connection, row: dict[str, Any], at: datetime) -> None:
    """Give an occurrence the times of its plan; one that was moved keeps its own."""
    moved = Occurrence.planned_day.is_not(None)
    starts_at, ends_at = row["starts_at"], row["ends_at"]
    times = ((Occurrence.starts_at, starts_at), (Occurrence.ends_at, ends_at))
    other = (Occurrence.starts_at != starts_at) | (Occurrence.ends_at != ends_at)
    changes = ~moved & other
    connection.execute(
        update(Occurrence)
        .where(Occurrence.centre_id == row["centre_id"], Occurrence.id == row["id"])
        .values(
            **{column.key: case((moved, column), else_=new) for column, new in times},
            planned_starts_at=case((moved, starts_at)),
            planned_ends_at=case((moved, ends_at)),
            changed_at=case((changes, at), else_=Occurrence.changed_at),
            revision=Occurrence.revision + case((changes, 1), else_=0),
        )
    )


def _moved(
    connection: Connection, centre_id: uuid.UUID, occurrences: Iterable[uuid.UUID]
) -> set[uuid.UUID]:
    statement = select(Occurrence.id).where(
        Occurrence.centre_id == centre_id,
        Occurrence.id.in_(list(occurrences)),
        Occurrence.planned_day.is_not(None),
    )
    return set(connection.execute(statement).scalars())
