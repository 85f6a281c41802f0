"""What is on: the occurrences of a day or of many, as they stand with what was changed of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, exists, select
from sqlalchemy.engine import RowMapping

from registry.activities.models import Activity, Occurrence
from registry.activities.plan import OPEN_INLOOP
from registry.activities.queries.offers import (
    FIELDS,
    OF_ACTIVITY,
    OPEN_INLOOP_FIRST,
    goals_of,
    titles_of,
)
from registry.activities.reasons import Why
from registry.centres import queries as centres
from registry.database import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One occurrence on the programme.

    `titles` maps a language to the name in it (Dutch is in `title`), `goals` a goal's key to
    "vooral" or "draagt_bij"; `cancelled` says whether it was called off by then. `starts_at`,
    `ends_at` and `place` are what holds now; where it was moved, `planned_starts_at` and
    `planned_ends_at` say when it would have been (else None), `usual_place` where it usually is.
    `why` is the reason of the last change, `revision` how many there were, `changed_at` the last.
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
    usual_place: str
    capacity: int | None
    target_group: str
    local_day: date
    starts_at: datetime
    ends_at: datetime
    planned_day: date | None
    planned_starts_at: datetime | None
    planned_ends_at: datetime | None
    open_inloop: bool
    for_children: bool
    sensitive: bool
    cancelled: bool
    why: Why | None
    changed_at: datetime | None
    revision: int

    @property
    def moved(self) -> bool:
        """Whether it is held at another time or place than planned."""
        return self.planned_starts_at is not None


WITHDRAWN = (Occurrence.from_list.is_not(None) & Occurrence.cancelled_at.is_not(None)) & (
    Occurrence.reason == ""
)
"""What only an old list told of that was taken back: it was never called off, and shows nowhere."""

_COLUMNS = (
    Occurrence.id.label("occurrence_id"),
    Occurrence.local_day,
    Occurrence.starts_at,
    Occurrence.ends_at,
    Occurrence.planned_day,
    Occurrence.planned_starts_at,
    Occurrence.planned_ends_at,
    Occurrence.place.label("other_place"),
    Occurrence.cancelled_at,
    Occurrence.reason,
    Occurrence.reason_words,
    Occurrence.changed_at,
    Occurrence.revision,
)
_SAME = (
    "occurrence_id",
    "title",
    "description",
    "main_o",
    "type_key",
    "pictogram",
    "capacity",
    "target_group",
    "local_day",
    "starts_at",
    "ends_at",
    "planned_day",
    "planned_starts_at",
    "planned_ends_at",
    "for_children",
    "sensitive",
    "changed_at",
    "revision",
)


def programme(*, centre_id: uuid.UUID, day: date, at: datetime) -> tuple[ProgrammeItem, ...]:
    """Return what is on on a day, as known at a moment: open inloop first, then by start.

    Nothing is on while the centre is closed for the day.
    """
    return programme_of(centre_id=centre_id, first_day=day, last_day=day, at=at)


def programme_of(
    *, centre_id: uuid.UUID, first_day: date, last_day: date, at: datetime
) -> tuple[ProgrammeItem, ...]:
    """Return what is on from one day to another, in the order of days, each as `programme` does."""
    closed = centres.closures(centre_id, first_day, last_day)
    found = _items(centre_id, Occurrence.local_day.between(first_day, last_day), at)
    return tuple(item for item in found if item.local_day not in closed)


def moved_away(
    *, centre_id: uuid.UUID, first_day: date, last_day: date, at: datetime
) -> tuple[ProgrammeItem, ...]:
    """Return what would have been on these days and was moved to another."""
    found = _items(centre_id, Occurrence.planned_day.between(first_day, last_day), at)
    return tuple(item for item in found if item.planned_day != item.local_day)


def occurrence(
    *, centre_id: uuid.UUID, occurrence_id: uuid.UUID, at: datetime
) -> ProgrammeItem | None:
    """Return one occurrence of a centre, also of a day on which it is closed; None: no such."""
    found = _items(centre_id, Occurrence.id == occurrence_id, at)
    return found[0] if found else None


def coming(
    *, centre_id: uuid.UUID, activity_id: uuid.UUID, at: datetime, most: int
) -> tuple[ProgrammeItem, ...]:
    """Return the next occurrences of an activity that are not over, at most so many, by start."""
    wanted = (Occurrence.activity_id == activity_id) & (Occurrence.ends_at > at)
    found = _items(centre_id, wanted, at)
    days = [item.local_day for item in found]
    closed = centres.closures(centre_id, min(days), max(days)) if days else {}
    return tuple(item for item in found if item.local_day not in closed)[:most]


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


def _items(
    centre_id: uuid.UUID, wanted: ColumnElement[bool], at: datetime
) -> tuple[ProgrammeItem, ...]:
    statement = (
        select(*_COLUMNS, *FIELDS)
        .join(Activity, OF_ACTIVITY)
        .where(Occurrence.centre_id == centre_id, wanted, ~WITHDRAWN)
        .order_by(
            Occurrence.local_day,
            OPEN_INLOOP_FIRST,
            Occurrence.starts_at,
            Activity.title,
            Occurrence.id,
        )
    )
    with reading() as connection:
        rows = connection.execute(statement).mappings().all()
        titles = titles_of(connection, centre_id)
        goals = goals_of(connection, centre_id)
    return tuple(_item(row, titles[row["id"]], goals[row["id"]], at) for row in rows)


def _item(
    row: RowMapping, titles: Mapping[str, str], goals: Mapping[str, str], at: datetime
) -> ProgrammeItem:
    return ProgrammeItem(
        **{name: row[name] for name in _SAME},
        activity_id=row["id"],
        titles=titles,
        goals=goals,
        place=row["place"] if row["other_place"] is None else row["other_place"],
        usual_place=row["place"],
        open_inloop=row["type_key"] == OPEN_INLOOP,
        cancelled=row["cancelled_at"] is not None and row["cancelled_at"] <= at,
        why=Why(row["reason"], row["reason_words"]) if row["reason"] else None,
    )
