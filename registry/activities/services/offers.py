"""What happens to activities: made, changed, put away and brought back.

Occurrences are made up to the day the centre has planned until. What has begun is never touched;
what is still to come follows the plan.
"""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from registry import audit
from registry.activities import queries
from registry.activities.models import (
    Activity,
    ActivityGoal,
    ActivityOtherO,
    ActivitySubgoal,
    ActivityTitle,
    Occurrence,
)
from registry.activities.plan import ActivityPlan
from registry.activities.services.planning import drop, follow
from registry.centres import services as centres
from registry.database import Model, new_id, writing

_note = audit.Noting("activity")

_BESIDE = ("other_os", "goals", "subgoals", "titles")
"""Fields of a plan that have tables of their own."""


_COUNTED_UNDER = ("main_o", "other_os", "goals", "subgoals", "led_by", "sensitive")
"""Fields of a plan that decide where the figures count it."""


class UnknownActivity(Exception):
    """An activity that this centre does not have, or has put away."""

    code = "unknown_activity"


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
        follow(connection, centre_id, activity_id, plan, at)
        _note(centre_id, "activity.create", activity_id, at=at, by=by, after=_told(plan))
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
        view = queries.activity(centre_id=centre_id, activity_id=activity_id)
        _update(connection, centre_id, activity_id, _columns(plan))
        _replace_beside(connection, centre_id, activity_id, plan)
        follow(connection, centre_id, activity_id, plan, at)
        if view is None or any(getattr(view, it) != getattr(plan, it) for it in _COUNTED_UNDER):
            _past_changed(connection, centre_id, activity_id)
        audit.record(
            at=at,
            actor_id=by,
            action="activity.change",
            object=f"activity {activity_id}",
            centre_id=centre_id,
            before=None if view is None else _told(view),
            after=_told(plan),
        )


def _past_changed(connection: Connection, centre_id: uuid.UUID, activity_id: uuid.UUID) -> None:
    """What an activity counts under now, it counts under in its past too."""
    of_activity = (Occurrence.centre_id == centre_id, Occurrence.activity_id == activity_id)
    first = connection.execute(select(func.min(Occurrence.local_day)).where(*of_activity)).scalar()
    if first is not None:
        centres.day_changed(centre_id=centre_id, day=first, onwards=True)


def archive(
    *, centre_id: uuid.UUID, activity_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Put an activity away: nothing more of it is planned, its past stays.

    Raises UnknownActivity.
    """
    with writing() as connection:
        _update(connection, centre_id, activity_id, {"archived_at": at})
        coming = queries.planned(connection, centre_id=centre_id, activity_id=activity_id, after=at)
        drop(connection, centre_id, coming)
        _note(centre_id, "activity.archive", activity_id, at=at, by=by)


def bring_back(
    *, centre_id: uuid.UUID, activity_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Put an activity that was put away on the programme again, by the plan it had.

    Bringing back what is on offer changes nothing. Raises UnknownActivity.
    """
    with writing() as connection:
        view = queries.activity(centre_id=centre_id, activity_id=activity_id)
        if view is None:
            raise UnknownActivity
        if view.archived_at is None:
            return
        connection.execute(
            update(Activity)
            .where(Activity.centre_id == centre_id, Activity.id == activity_id)
            .values(archived_at=None)
        )
        follow(connection, centre_id, activity_id, view, at)
        _note(centre_id, "activity.bring_back", activity_id, at=at, by=by)


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
    rows: dict[type[Model], list[dict[str, str]]] = {
        ActivityOtherO: [{"o": o} for o in plan.other_os],
        ActivityGoal: [{"goal": goal, "strength": how} for goal, how in plan.goals.items()],
        ActivitySubgoal: [{"subgoal": subgoal} for subgoal in plan.subgoals],
        ActivityTitle: [
            {"language": language, "title": title} for language, title in plan.titles.items()
        ],
    }
    key = {"centre_id": centre_id, "activity_id": activity_id}
    for model, values in rows.items():
        connection.execute(delete(model).filter_by(**key))
        if values:
            connection.execute(insert(model), [{**key, **value} for value in values])


def _told(plan: ActivityPlan) -> audit.Values:
    """Return what the audit trail says of an activity before and after a change."""
    return {
        "title": plan.title,
        "type": plan.type_key,
        "main_o": plan.main_o,
        "other_os": ", ".join(plan.other_os),
        "goals": ", ".join(f"{goal} {how}" for goal, how in sorted(plan.goals.items())),
        "subgoals": ", ".join(sorted(plan.subgoals)),
        "when": f"{plan.schedule}, {plan.starts:%H.%M}-{plan.ends:%H.%M}",
        "first_day": str(plan.first_day),
        "last_day": None if plan.last_day is None else str(plan.last_day),
        "in_holidays": plan.in_holidays,
        "place": plan.place,
        "capacity": plan.capacity,
        "led_by": plan.led_by,
        "target_group": plan.target_group,
        "partner": plan.partner,
        "for_children": plan.for_children,
        "sensitive": plan.sensitive,
        "reason": plan.sensitive_reason,
    }
