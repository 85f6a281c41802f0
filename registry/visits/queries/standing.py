"""What came in and still stands: check-ins that were not undone, with what was chosen last."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy import cast as type_cast
from sqlalchemy.orm import InstrumentedAttribute

from registry.activities.models import Occurrence
from registry.database import reading
from registry.visits.models import CheckIn, Detail, Undo

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """A check-in that was not undone, with what was chosen after it.

    `at` in UTC, `local_day` and `local_hour` in Europe/Amsterdam; `pass_id` None is anonymous;
    `party` from 1 to 99 counts the person at the tablet too; `activity_id` is the activity that
    the occurrence is of.
    """

    id: uuid.UUID
    at: datetime
    local_day: date
    local_hour: int
    channel: str
    pass_id: uuid.UUID | None
    occurrence_id: uuid.UUID | None
    party: int
    role: str
    activity_id: uuid.UUID | None


Counted: TypeAlias = Row[date, int, str | None, str | None, int, str, str]
"""A standing check-in as figures need it: local day, hour, pass, activity, party, role, channel.

Pass and activity are their keys as 32 hexadecimal digits: reading a UUID takes longer.
"""


def standing(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> list[Standing]:
    """Return a centre's check-ins of some days that were not undone, oldest first."""
    with reading() as connection:
        rows = connection.execute(
            _STANDING, {"centre": centre_id, "first_day": first_day, "last_day": last_day}
        ).all()
    return [Standing(*row) for row in rows]


def counted(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> Sequence[Counted]:
    """Return the same as `standing`, in no order, as fast as a year of it asks for."""
    with reading() as connection:
        return connection.execute(
            _COUNTED, {"centre": centre_id, "first_day": first_day, "last_day": last_day}
        ).all()


def standing_on(
    *, centre_id: uuid.UUID, days: Sequence[date]
) -> Sequence[Row[uuid.UUID, uuid.UUID | None, int]]:
    """Return key, occurrence and party of what was not undone on some days, in no order."""
    with reading() as connection:
        return connection.execute(
            select(CheckIn.id, OCCURRENCE, PARTY).where(
                CheckIn.centre_id == centre_id, CheckIn.local_day.in_(days), NOT_UNDONE
            )
        ).all()


def pulse(*, centre_id: uuid.UUID, day: date) -> tuple[int, int, int]:
    """Return how many check-ins, details and undos a day has: other numbers, something came in."""
    of_day = (CheckIn.centre_id == centre_id, CheckIn.local_day == day)
    numbers = [select(func.count()).select_from(CheckIn).where(*of_day)]
    for later in (Detail, Undo):
        same = (later.centre_id == CheckIn.centre_id) & (later.of == CheckIn.id)
        numbers.append(select(func.count()).select_from(CheckIn).join(later, same).where(*of_day))
    with reading() as connection:
        check_ins, details, undos = (connection.execute(one).scalar_one() for one in numbers)
    return check_ins, details, undos


def people_at(*, centre_id: uuid.UUID, occurrence_id: uuid.UUID, day: date) -> int:
    """Return how many people are at an occurrence of a day: a pass once, with its largest party."""
    with reading() as connection:
        rows = connection.execute(
            _PEOPLE_AT, {"centre": centre_id, "day": day, "occurrence": occurrence_id}
        ).all()
    return sum(people for _, people in rows)


def attended(
    *, centre_id: uuid.UUID, first_day: date, last_day: date
) -> Sequence[Row[str, date, int]]:
    """Return the people at each activity on each day: a pass once, with its largest party.

    Activities by their keys as in `Counted`.
    """
    with reading() as connection:
        return connection.execute(
            _ATTENDED, {"centre": centre_id, "first_day": first_day, "last_day": last_day}
        ).all()


def first_day(*, centre_id: uuid.UUID) -> date | None:
    """Return the day of a centre's very first check-in, or None before it."""
    with reading() as connection:
        return connection.execute(
            select(func.min(CheckIn.local_day)).where(CheckIn.centre_id == centre_id)
        ).scalar_one()


def first_standing_day(*, centre_id: uuid.UUID) -> date | None:
    """Return the first day of a centre with a check-in that counts, or None."""
    with reading() as connection:
        return connection.execute(
            select(CheckIn.local_day)
            .where(CheckIn.centre_id == centre_id, NOT_UNDONE)
            .order_by(CheckIn.local_day)
            .limit(1)
        ).scalar_one_or_none()


def _chosen(
    field: InstrumentedAttribute[T | None], own: InstrumentedAttribute[T]
) -> ColumnElement[T]:
    last = (
        select(field)
        .where(Detail.centre_id == CheckIn.centre_id, Detail.of == CheckIn.id, field.is_not(None))
        .order_by(Detail.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return cast("ColumnElement[T]", func.coalesce(last, own))


def digits(key: InstrumentedAttribute[Any] | ColumnElement[Any]) -> ColumnElement[str | None]:
    """Write a key as UUID.hex does; PostgreSQL puts hyphens in it."""
    return cast("ColumnElement[str | None]", func.replace(type_cast(key, String), "-", ""))


NOT_UNDONE = ~exists(
    select(Undo.of).where(Undo.centre_id == CheckIn.centre_id, Undo.of == CheckIn.id)
)
"""Names the column, because SQLite finds no index for an EXISTS that selects everything."""


OCCURRENCE = _chosen(Detail.occurrence_id, CheckIn.occurrence_id)
PARTY = _chosen(Detail.party, CheckIn.party)
ROLE = _chosen(Detail.role, CheckIn.role)
JOINED = (Occurrence.centre_id == CheckIn.centre_id) & (Occurrence.id == OCCURRENCE)
_OF_THE_DAYS = (
    CheckIn.centre_id == bindparam("centre"),
    CheckIn.local_day.between(bindparam("first_day"), bindparam("last_day")),
    NOT_UNDONE,
)

_STANDING: Select[
    uuid.UUID,
    datetime,
    date,
    int,
    str,
    uuid.UUID | None,
    uuid.UUID | None,
    int,
    str,
    uuid.UUID | None,
] = (
    select(
        CheckIn.id,
        CheckIn.at,
        CheckIn.local_day,
        CheckIn.local_hour,
        CheckIn.channel,
        CheckIn.pass_id,
        OCCURRENCE,
        PARTY,
        ROLE,
        Occurrence.activity_id,
    )
    .outerjoin(Occurrence, JOINED)
    .where(*_OF_THE_DAYS)
    .order_by(CheckIn.at, CheckIn.id)
)
_COUNTED = (
    select(
        CheckIn.local_day,
        CheckIn.local_hour,
        digits(CheckIn.pass_id),
        digits(Occurrence.activity_id),
        PARTY,
        ROLE,
        CheckIn.channel,
    )
    .outerjoin(Occurrence, JOINED)
    .where(*_OF_THE_DAYS)
)
_WHOSE = func.coalesce(CheckIn.pass_id, CheckIn.id)
"""Who came together: a pass by its own key, anyone else by that of the check-in."""

_PEOPLE_AT = (
    select(_WHOSE, func.max(PARTY))
    .join(Occurrence, JOINED)
    .where(
        CheckIn.centre_id == bindparam("centre"),
        CheckIn.local_day == bindparam("day"),
        NOT_UNDONE,
        Occurrence.id == bindparam("occurrence"),
    )
    .group_by(_WHOSE)
)
_PARTIES = (
    select(Occurrence.activity_id, CheckIn.local_day, func.max(PARTY).label("people"))
    .join(Occurrence, JOINED)
    .where(*_OF_THE_DAYS)
    .group_by(Occurrence.activity_id, CheckIn.local_day, _WHOSE)
    .subquery()
)
_ATTENDED: Select[Any, Any, Any] = select(
    digits(_PARTIES.c.activity_id), _PARTIES.c.local_day, func.sum(_PARTIES.c.people)
).group_by(_PARTIES.c.activity_id, _PARTIES.c.local_day)
