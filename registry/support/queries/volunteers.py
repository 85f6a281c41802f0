"""What volunteers gave and learnt lately, and the steps of a month."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

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


def efforts(*, centre_id: uuid.UUID, first: int = 0, most: int = 20) -> tuple[EffortView, ...]:
    """Return entries, the newest day first, from a place in that order."""
    with reading() as connection:
        rows = connection.execute(
            select(
                VolunteerEffort.id,
                VolunteerEffort.day,
                VolunteerEffort.sort,
                VolunteerEffort.kind,
                VolunteerEffort.people,
                VolunteerEffort.minutes,
                VolunteerEffort.recorded_at,
            )
            .where(VolunteerEffort.centre_id == centre_id)
            .order_by(
                VolunteerEffort.day.desc(),
                VolunteerEffort.recorded_at.desc(),
                VolunteerEffort.id.desc(),
            )
            .offset(first)
            .limit(most)
        )
        return tuple(EffortView(*row) for row in rows)


def steps(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how many steps of each kind were taken in a month ("2026-10")."""
    with reading() as connection:
        rows = connection.execute(
            select(Step.kind, Step.number).filter_by(centre_id=centre_id, month=month)
        )
        return dict.fromkeys(STEPS, 0) | {row.kind: row.number for row in rows}
