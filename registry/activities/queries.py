"""A centre's activities, and what is on on a day."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    exists,
    select,
    true,
)
from sqlalchemy.engine import RowMapping

from registry import clock
from registry.activities.models import (
    Activity,
    ActivityGoal,
    ActivityOtherO,
    ActivityTitle,
    Occurrence,
)
from registry.activities.plan import OPEN_INLOOP, ActivityPlan
from registry.centres import queries as centres
from registry.database import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView(ActivityPlan):
    """An activity as it stands: its plan, its key, and since when it is no longer on offer."""

    id: uuid.UUID
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One occurrence on a day's programme.

    `titles` maps a language to the name in it (Dutch is in `title`), `goals` a goal's key to
    "vooral" or "draagt_bij"; `cancelled` says whether it was called off by then.
    """

    occurrence_id: uuid.UUID
    activity_id: uuid.UUID
    title: str
    titles: Mapping[str, str]
    description: str
    main_o: str
    type_key: str
    goals: Mapping[str, str]
    pictogram: str
    place: str
    capacity: int | None
    starts_at: datetime
    ends_at: datetime
    open_inloop: bool
    for_children: bool
    sensitive: bool
    cancelled: bool


_ACTIVITY = (Occurrence.centre_id == Activity.centre_id) & (Occurrence.activity_id == Activity.id)
_OPEN_INLOOP_FIRST = case((Activity.type_key == OPEN_INLOOP, 0), else_=1)
_FIELDS = (
    Activity.id,
    Activity.title,
    Activity.description,
    Activity.type_key,
    Activity.main_o,
    Activity.place,
    Activity.capacity,
    Activity.pictogram,
    Activity.led_by,
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
    wanted = true() if archived else Activity.archived_at.is_(None)
    with reading() as connection:
        return _views(connection, centre_id, wanted)


def activity(*, centre_id: uuid.UUID, activity_id: uuid.UUID) -> ActivityView | None:
    """Return one activity of a centre, put away or not, or None where it has no such one."""
    with reading() as connection:
        found = _views(connection, centre_id, Activity.id == activity_id)
    return found[0] if found else None


def programme(*, centre_id: uuid.UUID, day: date, at: datetime) -> tuple[ProgrammeItem, ...]:
    """Return what is on on a day, as known at a moment: open inloop first, then by start.

    Nothing is on while the centre is closed for the day.
    """
    if centres.closures(centre_id, day, day):
        return ()
    statement = (
        select(
            Occurrence.id.label("occurrence_id"),
            Occurrence.starts_at,
            Occurrence.ends_at,
            Occurrence.cancelled_at,
            *_FIELDS,
        )
        .join(Activity, _ACTIVITY)
        .where(Occurrence.centre_id == centre_id, Occurrence.local_day == day)
        .order_by(_OPEN_INLOOP_FIRST, Occurrence.starts_at, Activity.title, Occurrence.id)
    )
    with reading() as connection:
        rows = connection.execute(statement).mappings().all()
        titles = _titles(connection, centre_id)
        goals = _goals(connection, centre_id)
    return tuple(_item(row, titles[row["id"]], goals[row["id"]], at) for row in rows)


def planned(
    connection: Connection, *, centre_id: uuid.UUID, activity_id: uuid.UUID, after: datetime
) -> set[uuid.UUID]:
    """Return the occurrences of an activity that begin after a moment."""
    return set(
        connection.execute(
            select(Occurrence.id).where(
                Occurrence.centre_id == centre_id,
                Occurrence.activity_id == activity_id,
                Occurrence.starts_at > after,
            )
        ).scalars()
    )


def has_occurrence(connection: Connection, centre_id: uuid.UUID, occurrence_id: uuid.UUID) -> bool:
    """Tell whether a centre has an occurrence with this key."""
    known = exists().where(Occurrence.centre_id == centre_id, Occurrence.id == occurrence_id)
    return connection.execute(select(known)).scalar_one()


def _item(
    row: RowMapping, titles: Mapping[str, str], goals: Mapping[str, str], at: datetime
) -> ProgrammeItem:
    return ProgrammeItem(
        occurrence_id=row["occurrence_id"],
        activity_id=row["id"],
        title=row["title"],
        titles=titles,
        description=row["description"],
        main_o=row["main_o"],
        type_key=row["type_key"],
        goals=goals,
        pictogram=row["pictogram"],
        place=row["place"],
        capacity=row["capacity"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        open_inloop=row["type_key"] == OPEN_INLOOP,
        for_children=row["for_children"],
        sensitive=row["sensitive"],
        cancelled=row["cancelled_at"] is not None and row["cancelled_at"] <= at,
    )


def _views(
    connection: Connection, centre_id: uuid.UUID, wanted: ColumnElement[bool]
) -> tuple[ActivityView, ...]:
    rows = (
        connection.execute(
            select(*_FIELDS)
            .where(Activity.centre_id == centre_id, wanted)
            .order_by(Activity.title, Activity.id)
        )
        .mappings()
        .all()
    )
    titles = _titles(connection, centre_id)
    goals = _goals(connection, centre_id)
    others = _other_os(connection, centre_id)
    return tuple(
        ActivityView(
            **row,
            titles=titles[row["id"]],
            goals=goals[row["id"]],
            other_os=others[row["id"]],
        )
        for row in rows
    )


def _titles(connection: Connection, centre_id: uuid.UUID) -> dict[uuid.UUID, dict[str, str]]:
    return _pairs(
        connection,
        select(ActivityTitle.activity_id, ActivityTitle.language, ActivityTitle.title)
        .where(ActivityTitle.centre_id == centre_id)
        .order_by(ActivityTitle.language),
    )


def _goals(connection: Connection, centre_id: uuid.UUID) -> dict[uuid.UUID, dict[str, str]]:
    return _pairs(
        connection,
        select(ActivityGoal.activity_id, ActivityGoal.goal, ActivityGoal.strength)
        .where(ActivityGoal.centre_id == centre_id)
        .order_by(ActivityGoal.goal),
    )


def _pairs(
    connection: Connection, statement: Select[uuid.UUID, str, str]
) -> dict[uuid.UUID, dict[str, str]]:
    of_each: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for activity_id, key, value in connection.execute(statement).all():
        of_each[activity_id][key] = value
    return of_each


def _other_os(connection: Connection, centre_id: uuid.UUID) -> dict[uuid.UUID, tuple[str, ...]]:
    of_each: dict[uuid.UUID, tuple[str, ...]] = defaultdict(tuple)
    rows = connection.execute(
        select(ActivityOtherO.activity_id, ActivityOtherO.o)
        .where(ActivityOtherO.centre_id == centre_id)
        .order_by(ActivityOtherO.o)
    ).all()
    for row in rows:
        of_each[row.activity_id] += (row.o,)
    return of_each


@dataclass(frozen=True, slots=True)
class Slot:
    """An occurrence as a check-in sees it."""

    occurrence_id: uuid.UUID
    local_day: date
    sensitive: bool


_SLOT = (
    select(Occurrence.id, Occurrence.local_day, Activity.sensitive)
    .join(Activity, _ACTIVITY)
    .where(Occurrence.centre_id == bindparam("centre"), Occurrence.id == bindparam("key"))
)
_OPEN_SLOT = (
    select(Occurrence.id, Occurrence.local_day, Activity.sensitive)
    .join(Activity, _ACTIVITY)
    .where(
        Occurrence.centre_id == bindparam("centre"),
        Occurrence.local_day == bindparam("day"),
        Occurrence.starts_at <= bindparam("at"),
        Occurrence.ends_at > bindparam("at"),
        Occurrence.cancelled_at.is_(None),
    )
    .order_by(_OPEN_INLOOP_FIRST, Occurrence.starts_at.desc(), Occurrence.id)
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
