"""A centre's activities, each with its goals and subgoals, its other O's and its names."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, select

from registry.activities.models import (
    Activity,
    ActivityGoal,
    ActivityOtherO,
    ActivitySubgoal,
    ActivityTitle,
    Occurrence,
)
from registry.activities.plan import OPEN_INLOOP, ActivityPlan
from registry.database import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView(ActivityPlan):
    """An activity as it stands: its plan, its key, and since when it is no longer on offer."""

    id: uuid.UUID
    archived_at: datetime | None = None


OF_ACTIVITY = (Occurrence.centre_id == Activity.centre_id) & (Occurrence.activity_id == Activity.id)
OPEN_INLOOP_FIRST = case((Activity.type_key == OPEN_INLOOP, 0), else_=1)
FIELDS = (
    Activity.id,
    Activity.title,
    Activity.description,
    Activity.type_key,
    Activity.main_o,
    Activity.place,
    Activity.capacity,
    Activity.pictogram,
    Activity.led_by,
    Activity.target_group,
    Activity.partner,
    Activity.in_holidays,
    Activity.for_children,
    Activity.sensitive,
    Activity.sensitive_reason,
    Activity.links_confirmed,
    Activity.recurrence,
    Activity.first_day,
    Activity.last_day,
    Activity.starts,
    Activity.ends,
    Activity.archived_at,
)


def activities(*, centre_id: uuid.UUID, archived: bool = False) -> tuple[ActivityView, ...]:
    """Return a centre's activities by title; with those put away too where asked."""
    with reading() as connection:
        return _views(connection, _ALL if archived else _ON_OFFER, {"centre": centre_id})


def activity(*, centre_id: uuid.UUID, activity_id: uuid.UUID) -> ActivityView | None:
    """Return one activity of a centre, put away or not, or None where it has no such one."""
    with reading() as connection:
        found = _views(connection, _ONE, {"centre": centre_id, "activity": activity_id})
    return found[0] if found else None


def _views(
    connection: Connection, statement: Select[*tuple[Any, ...]], known: Mapping[str, uuid.UUID]
) -> tuple[ActivityView, ...]:
    rows, centre_id = connection.execute(statement, known).mappings().all(), known["centre"]
    titles = titles_of(connection, centre_id)
    goals = goals_of(connection, centre_id)
    others = _keys(connection, _OTHER_OS, centre_id)
    subgoals = _keys(connection, _SUBGOALS, centre_id)
    return tuple(
        ActivityView(
            **row,
            titles=titles[row["id"]],
            goals=goals[row["id"]],
            other_os=others[row["id"]],
            subgoals=subgoals[row["id"]],
        )
        for row in rows
    )


_ALL = (
    select(*FIELDS)
    .where(Activity.centre_id == bindparam("centre"))
    .order_by(Activity.title, Activity.id)
)
_ON_OFFER = _ALL.where(Activity.archived_at.is_(None))
_ONE = _ALL.where(Activity.id == bindparam("activity"))
_TITLES = (
    select(ActivityTitle.activity_id, ActivityTitle.language, ActivityTitle.title)
    .where(ActivityTitle.centre_id == bindparam("centre"))
    .order_by(ActivityTitle.language)
)
_GOALS = (
    select(ActivityGoal.activity_id, ActivityGoal.goal, ActivityGoal.strength)
    .where(ActivityGoal.centre_id == bindparam("centre"))
    .order_by(ActivityGoal.goal)
)
_OTHER_OS = (
    select(ActivityOtherO.activity_id, ActivityOtherO.o)
    .where(ActivityOtherO.centre_id == bindparam("centre"))
    .order_by(ActivityOtherO.o)
)
_SUBGOALS = (
    select(ActivitySubgoal.activity_id, ActivitySubgoal.subgoal)
    .where(ActivitySubgoal.centre_id == bindparam("centre"))
    .order_by(ActivitySubgoal.subgoal)
)


def titles_of(connection: Connection, centre_id: uuid.UUID) -> dict[uuid.UUID, dict[str, str]]:
    return _pairs(connection, _TITLES, centre_id)


def goals_of(connection: Connection, centre_id: uuid.UUID) -> dict[uuid.UUID, dict[str, str]]:
    return _pairs(connection, _GOALS, centre_id)


def _pairs(
    connection: Connection, statement: Select[uuid.UUID, str, str], centre_id: uuid.UUID
) -> dict[uuid.UUID, dict[str, str]]:
    of_each: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for activity_id, key, value in connection.execute(statement, {"centre": centre_id}).all():
        of_each[activity_id][key] = value
    return of_each


def _keys(
    connection: Connection, statement: Select[uuid.UUID, str], centre_id: uuid.UUID
) -> dict[uuid.UUID, tuple[str, ...]]:
    """The keys that a table has beside each activity of a centre, in their order."""
    of_each: dict[uuid.UUID, tuple[str, ...]] = defaultdict(tuple)
    for one, value in connection.execute(statement, {"centre": centre_id}).all():
        of_each[one] += (value,)
    return of_each
