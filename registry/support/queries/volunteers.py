"""What volunteers gave and learnt lately, and the steps of a month."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from registry.database import reading
from registry.support.models import Step, VolunteerEffort

STEPS = ("vrijwilligerswerk", "werk", "cursus")
"""To volunteering, to work, to a course."""


@dataclass(frozen=True, slots=True)
class EffortView:
    """Hours of a group ("uren") or a training, with the people and the minutes of each."""

    id: uuid.UUID
    day: date
    sort: str
    kind: str
    people: int
    minutes: int | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EffortAsked:
    """Which entries: hours or trainings ("" for both), in a span of days."""

    sort: str = ""
    span: tuple[date, date] | None = None


EVERY_ONE = EffortAsked()
_COLUMNS = (
    VolunteerEffort.id,
    VolunteerEffort.day,
    VolunteerEffort.sort,
    VolunteerEffort.kind,
    VolunteerEffort.people,
    VolunteerEffort.minutes,
    VolunteerEffort.recorded_at,
)
_ORDERS: Mapping[str, ColumnElement[Any]] = {
    "dag": VolunteerEffort.day.expression,
    "mensen": VolunteerEffort.people.expression,
    "uren": func.coalesce(VolunteerEffort.people * VolunteerEffort.minutes, 0),
}


def efforts(
    *,
    centre_id: uuid.UUID,
    asked: EffortAsked = EVERY_ONE,
    order: str = "dag",
    falling: bool = True,
    first: int = 0,
    most: int = 50,
) -> tuple[EffortView, ...]:
    """Return entries from a place in an order ("dag", "mensen" or "uren"), at most so many.

    Where two are equal, the newest comes first.
    """
    by = _ORDERS[order]
    with reading() as connection:
        rows = connection.execute(
            select(*_COLUMNS)
            .where(VolunteerEffort.centre_id == centre_id, *_fitting(asked))
            .order_by(
                by.desc() if falling else by,
                VolunteerEffort.day.desc(),
                VolunteerEffort.recorded_at.desc(),
                VolunteerEffort.id.desc(),
            )
            .offset(first)
            .limit(most)
        )
        return tuple(EffortView(*row) for row in rows)


def count_efforts(*, centre_id: uuid.UUID, asked: EffortAsked = EVERY_ONE) -> int:
    """Return how many entries these are."""
    with reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(VolunteerEffort)
            .where(VolunteerEffort.centre_id == centre_id, *_fitting(asked))
        ).scalar_one()


def _fitting(asked: EffortAsked) -> list[ColumnElement[bool]]:
    where = []
    if asked.sort:
        where.append(VolunteerEffort.sort == asked.sort)
    if asked.span:
        where.append(VolunteerEffort.day.between(*asked.span))
    return where


def steps(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how many steps of each kind were taken in a month ("2026-10")."""
    with reading() as connection:
        rows = connection.execute(
            select(Step.kind, Step.number).filter_by(centre_id=centre_id, month=month)
        )
        return dict.fromkeys(STEPS, 0) | {row.kind: row.number for row in rows}
