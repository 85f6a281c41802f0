"""What happens to activities: made, changed, put away; their occurrences planned and called off.

Occurrences are made up to the day the centre has planned until. What has begun is never touched;
what is still to come follows the plan.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.exc import IntegrityError

from registry import audit, clock
from registry.activities import queries, recurrence
from registry.activities.models import (
    Activity,
    ActivityGoal,
    ActivityOtherO,
    ActivityTitle,
    Occurrence,
)
from registry.activities.plan import ActivityPlan as ActivityPlan
from registry.activities.plan import PlanRefused as PlanRefused
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.centres.queries import CentreView
from registry.database import insert_once, new_id, writing

SOON, AHEAD = timedelta(days=14), timedelta(days=60)
_BESIDE = ("other_os", "goals", "titles")
"""Fields of a plan that have tables of their own."""


class UnknownActivity(Exception):
    """An activity that this centre does not have, or has put away."""

    code = "unknown_activity"


class UnknownOccurrence(Exception):
    """An occurrence that this centre does not have."""

    code = "unknown_occurrence"


def create(
    *, centre_id: uuid.UUID, plan: ActivityPlan, at: datetime, by: uuid.UUID | None
) -> uuid.UUID:
    """Add an activity and plan it from today as far as the centre has planned; return its key."""
    activity_id = new_id()
    with writing() as connection:
        connection.execute(
            insert(Activity).values(centre_id=centre_id, id=activity_id, **_columns(plan))
        )
        _replace_beside(connection, centre_id, activity_id, plan)
        _follow(connection, centre_id, activity_id, plan, at)
        _note(centre_id, activity_id, "activity.create", at=at, by=by)
    return activity_id


def change(
    *,
    centre_id: uuid.UUID,
    activity_id: uuid.UUID,
    plan: ActivityPlan,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Change an activity: what has begun stays as it was, what is to come follows the new plan.

    An occurrence to come that somebody has already checked in to stays too. Raises
    UnknownActivity.
    """
    with writing() as connection:
        _update(connection, centre_id, activity_id, _columns(plan))
        _replace_beside(connection, centre_id, activity_id, plan)
        _follow(connection, centre_id, activity_id, plan, at)
        _note(centre_id, activity_id, "activity.change", at=at, by=by)


def archive(
    *, centre_id: uuid.UUID, activity_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Put an activity away: nothing more of it is planned, its past stays.

    Raises UnknownActivity.
    """
    with writing() as connection:
        _update(connection, centre_id, activity_id, {"archived_at": at})
        coming = queries.planned(connection, centre_id=centre_id, activity_id=activity_id, after=at)
        _drop(connection, centre_id, coming)
        _note(centre_id, activity_id, "activity.archive", at=at, by=by)


def plan_until(*, centre_id: uuid.UUID, last_day: date) -> int:
    """Make the occurrences of all activities up to a day; return how many are new.

    Doing it again makes none. Days on which the centre is closed are left out.
    """
    with writing() as connection:
        centre = centres.by_id(centre_id)
        if centre is None or (centre.planned_until and centre.planned_until >= last_day):
            return 0
        views = queries.activities(centre_id=centre_id)
        since = min((view.first_day for view in views), default=last_day)
        if centre.planned_until:
            since = centre.planned_until + timedelta(days=1)
        calendar = _Calendar.of(centre_id, since, last_day)
        rows = [row for view in views for row in calendar.rows(view.id, view)]
        new = insert_once(connection, Occurrence, rows) if rows else 0
        centre_services.plan_reached(centre_id=centre_id, day=last_day)
    return new


def plan_ahead(*, centre: CentreView, day: date) -> None:
    """Make the occurrences of the two months after a day, where two weeks of them are not there.

    Whoever shows a programme asks for it first, so that no centre runs out of one.
    """
    if centre.planned_until is None or centre.planned_until < day + SOON:
        plan_until(centre_id=centre.id, last_day=day + AHEAD)


def cancel_occurrence(
    *, centre_id: uuid.UUID, occurrence_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Call an occurrence off; doing it again keeps the first moment. Raises UnknownOccurrence."""
    with writing() as connection:
        ours = (Occurrence.centre_id == centre_id) & (Occurrence.id == occurrence_id)
        called_off = connection.execute(
            update(Occurrence)
            .where(ours, Occurrence.cancelled_at.is_(None))
            .values(cancelled_at=at)
        )
        if not called_off.rowcount:
            if not queries.has_occurrence(connection, centre_id, occurrence_id):
                raise UnknownOccurrence
            return
        audit.record(
            at=at,
            actor_id=by,
            action="occurrence.cancel",
            object=f"occurrence {occurrence_id}",
            centre_id=centre_id,
        )


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The days from `since` to `until` on which a centre is open."""

    centre_id: uuid.UUID
    since: date
    until: date
    weekdays: frozenset[int]
    closed: frozenset[date]

    @classmethod
    def of(cls, centre_id: uuid.UUID, since: date, until: date) -> _Calendar:
        return cls(
            centre_id,
            since,
            until,
            centres.weekdays_open(centre_id),
            frozenset(centres.closures(centre_id, since, until)),
        )

    def rows(self, activity_id: uuid.UUID, plan: ActivityPlan) -> list[dict[str, Any]]:
        """The occurrences of a plan; each id follows from the activity and the day."""
        on = recurrence.days(
            plan.recurrence, plan.first_day, plan.last_day, since=self.since, until=self.until
        )
        return [
            {
                "centre_id": self.centre_id,
                "id": uuid.uuid5(activity_id, day.isoformat()),
                "activity_id": activity_id,
                "local_day": day,
                "starts_at": clock.at_local(day, plan.starts),
                "ends_at": clock.at_local(day, plan.ends),
            }
            for day in on
            if day.weekday() in self.weekdays and day not in self.closed
        ]


def _follow(
    connection: Connection,
    centre_id: uuid.UUID,
    activity_id: uuid.UUID,
    plan: ActivityPlan,
    at: datetime,
) -> None:
    """Make what is still to come of an activity as its plan has it."""
    centre = centres.by_id(centre_id)
    until = centre.planned_until if centre else None
    coming = queries.planned(connection, centre_id=centre_id, activity_id=activity_id, after=at)
    wanted: list[dict[str, Any]] = []
    if until is not None:
        calendar = _Calendar.of(centre_id, clock.local_day(at), until)
        wanted = [row for row in calendar.rows(activity_id, plan) if row["ends_at"] > at]
    for row in wanted:
        if row["id"] in coming:
            connection.execute(
                update(Occurrence)
                .where(Occurrence.centre_id == centre_id, Occurrence.id == row["id"])
                .values(starts_at=row["starts_at"], ends_at=row["ends_at"])
            )
    new = [row for row in wanted if row["id"] not in coming]
    if new:
        insert_once(connection, Occurrence, new)
    _drop(connection, centre_id, coming - {row["id"] for row in wanted})


def _drop(connection: Connection, centre_id: uuid.UUID, occurrences: Iterable[uuid.UUID]) -> None:
    for key in occurrences:
        with suppress(IntegrityError), connection.begin_nested():  # somebody is in already
            connection.execute(
                delete(Occurrence).where(Occurrence.centre_id == centre_id, Occurrence.id == key)
            )


def _update(
    connection: Connection, centre_id: uuid.UUID, activity_id: uuid.UUID, values: dict[str, Any]
) -> None:
    changed = connection.execute(
        update(Activity)
        .where(
            Activity.centre_id == centre_id,
            Activity.id == activity_id,
            Activity.archived_at.is_(None),
        )
        .values(values)
    )
    if not changed.rowcount:
        raise UnknownActivity


def _columns(plan: ActivityPlan) -> dict[str, Any]:
    names = (item.name for item in fields(ActivityPlan) if item.name not in _BESIDE)
    return {name: getattr(plan, name) for name in names}


def _replace_beside(
    connection: Connection, centre_id: uuid.UUID, activity_id: uuid.UUID, plan: ActivityPlan
) -> None:
    """Keep an activity's other O's, goals and names as its plan has them, and no others."""
    rows: dict[type[ActivityOtherO | ActivityGoal | ActivityTitle], list[dict[str, str]]] = {
        ActivityOtherO: [{"o": o} for o in plan.other_os],
        ActivityGoal: [{"goal": goal, "strength": how} for goal, how in plan.goals.items()],
        ActivityTitle: [
            {"language": language, "title": title} for language, title in plan.titles.items()
        ],
    }
    key = {"centre_id": centre_id, "activity_id": activity_id}
    for model, values in rows.items():
        connection.execute(delete(model).filter_by(**key))
        if values:
            connection.execute(insert(model), [{**key, **value} for value in values])


def _note(
    centre_id: uuid.UUID, activity_id: uuid.UUID, action: str, *, at: datetime, by: uuid.UUID | None
) -> None:
    audit.record(
        at=at, actor_id=by, action=action, object=f"activity {activity_id}", centre_id=centre_id
    )
