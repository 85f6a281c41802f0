"""What volunteers give and learn, by group; and residents' steps, a number a month."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select

from registry import audit, clock
from registry.centres.services import day_changed
from registry.database import new_id, writing
from registry.figures.facts import Month
from registry.support.models import Step, VolunteerEffort
from registry.support.queries.volunteers import STEPS, steps
from registry.support.services.handouts import DayIsOver, NotThatMany
from registry.support.services.help_requests import UnknownKind, WrongDates

HOURS, TRAINING = "uren", "training"
EFFORT_KINDS = {
    HOURS: ("gastvrouw", "keuken", "begeleiding", "klussen", "anders"),
    TRAINING: ("start", "vaardigheden", "leiderschap", "veiligheid", "anders"),
}
"""Groups of volunteers, and subjects of trainings."""
BACK = timedelta(days=31)
"""So long ago something can be added: the month before can still be completed."""
MOST_PEOPLE = 99
MOST_MINUTES = 12 * 60
MOST_STEPS = 999


class NoSuchEffort(LookupError):
    """An entry that is not there."""

    code = "no_such_effort"


_TOLD = (
    VolunteerEffort.day,
    VolunteerEffort.sort,
    VolunteerEffort.kind,
    VolunteerEffort.people,
    VolunteerEffort.minutes,
)
"""What the audit trail tells of an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Hours of a group, or a training: so many people; `minutes` each, for hours only."""

    day: date
    sort: str
    kind: str
    people: int
    minutes: int | None = None


def add_effort(
    *,
    centre_id: uuid.UUID,
    effort: Effort,
    at: datetime,
    by: uuid.UUID | None,
    key: uuid.UUID | None = None,
) -> None:
    """Write down what a group of volunteers gave or learnt; the same `key` again does nothing.

    Raises UnknownKind, NotThatMany, and WrongDates for a day to come or more than BACK ago.
    """
    if effort.kind not in EFFORT_KINDS.get(effort.sort, ()):
        raise UnknownKind(f"{effort.sort} {effort.kind}")
    today = clock.local_day(at)
    if not today - BACK <= effort.day <= today:
        raise WrongDates(str(effort.day))
    minutes = effort.minutes if effort.sort == HOURS else 1
    if not (1 <= effort.people <= MOST_PEOPLE and 1 <= (minutes or 0) <= MOST_MINUTES):
        raise NotThatMany(f"{effort.people} people, {effort.minutes} minutes")
    key = key or new_id()
    values = {**asdict(effort), "minutes": effort.minutes if effort.sort == HOURS else None}
    with writing() as connection:
        there = select(VolunteerEffort.id).filter_by(centre_id=centre_id, id=key)
        if connection.execute(there).first() is None:
            row = {"centre_id": centre_id, "id": key, "recorded_at": at, **values}
            connection.execute(insert(VolunteerEffort).values(row))
            day_changed(centre_id=centre_id, day=effort.day)
            after = {**values, "day": str(effort.day)}
            audit.record(
                at=at,
                actor_id=by,
                action="effort.add",
                object=f"effort {key}",
                centre_id=centre_id,
                after=after,
            )


def remove_effort(
    *,
    centre_id: uuid.UUID,
    effort_id: uuid.UUID,
    at: datetime,
    by: uuid.UUID | None,
    why: str | None = None,
) -> None:
    """Take an entry away that was a mistake: on the day it was written down, later with a reason.

    The trail keeps what it was. Raises NoSuchEffort, and DayIsOver where a reason is missing.
    """
    key = {"centre_id": centre_id, "id": effort_id}
    with writing() as connection:
        written = select(VolunteerEffort.recorded_at, *_TOLD).filter_by(**key)
        found = connection.execute(written).one_or_none()
        if found is None:
            raise NoSuchEffort(str(effort_id))
        if why is None and clock.local_day(found.recorded_at) != clock.local_day(at):
            raise DayIsOver(str(effort_id))
        connection.execute(delete(VolunteerEffort).filter_by(**key))
        day_changed(centre_id=centre_id, day=found.day)
        audit.record(
            at=at,
            actor_id=by,
            action="effort.remove",
            object=f"effort {effort_id}",
            centre_id=centre_id,
            before={
                "day": str(found.day),
                "sort": found.sort,
                "kind": found.kind,
                "people": found.people,
                "minutes": found.minutes,
            },
            after={},
            why=why,
        )


def count_steps(
    *,
    centre_id: uuid.UUID,
    month: str,
    numbers: Mapping[str, int],
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Set how many residents took a step of each kind in a month ("2026-10").

    Raises UnknownKind, NotThatMany, and ValueError for no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month))}
    with writing() as connection:
        before = steps(centre_id=centre_id, month=month)
        for kind, number in numbers.items():
            if kind not in STEPS:
                raise UnknownKind(kind)
            if not 0 <= number <= MOST_STEPS:
                raise NotThatMany(str(number))
            if number != before[kind]:
                connection.execute(delete(Step).filter_by(kind=kind, **key))
                connection.execute(insert(Step).values(kind=kind, number=number, **key))
                day_changed(centre_id=centre_id, day=Month.parse(month).first_day)
                audit.record(
                    at=at,
                    actor_id=by,
                    action="steps.count",
                    object=f"steps {month} {kind}",
                    centre_id=centre_id,
                    before={"number": before[kind]},
                    after={"number": number},
                )
