"""What came in and still stands: check-ins that were not undone, with what was chosen last."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Row,
    Select,
    String,
    TypeDecorator,
    bindparam,
    exists,
    func,
    select,
    type_coerce,
)
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


Counted: TypeAlias = tuple[str | None, date, int, str | None, str | None, int, str, str]
"""A standing check-in as figures need it: key, day, hour, pass, activity, party, role, channel.

Keys are 32 hexadecimal digits, as reading a UUID takes longer; day and hour are local.
"""


def standing(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> list[Standing]:
    """Return a centre's check-ins of some days that were not undone, oldest first."""
    with reading() as connection:
        rows = connection.execute(
            _STANDING, {"centre": centre_id, "first_day": first_day, "last_day": last_day}
        ).all()
    return [Standing(*row) for row in rows]


def counted(*, centre_id: uuid.UUID, first_day: date, last_day: date) -> Iterator[Counted]:
    """Yield the same as `standing`, in no order, as fast as a year of it asks for.

    Most check-ins have nothing chosen after them, so what was chosen is read apart.
    """
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day}
    later: dict[str | None, tuple[str | None, int | None, str | None]] = {}
    with reading() as connection:
        taken = connection.execute(_TAKEN, known).all()
        for of, activity, party, role in connection.execute(_CHOSEN_LATER, known).all():
            before = later.get(of, (None, None, None))
            later[of] = (activity or before[0], party or before[1], role or before[2])
    for row in taken:
        last = later.get(row[0])
        if last is None:
            yield row
        else:
            key, day, hour, pass_key, activity, party, role, channel = row
            activity, party, role = last[0] or activity, last[1] or party, last[2] or role
            yield key, day, hour, pass_key, activity, party, role, channel


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
        return connection.execute(_FIRST_DAY, {"centre": centre_id}).scalar_one()


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


class _Digits(TypeDecorator[str]):
    """A key as UUID.hex writes it: as it stands on SQLite, while PostgreSQL gives a UUID."""

    impl = String
    cache_ok = True

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[uuid.UUID | None], str | None] | None:
        if dialect.name == "sqlite":
            return None
        return lambda key: None if key is None else key.hex


def digits(key: InstrumentedAttribute[Any] | ColumnElement[Any]) -> ColumnElement[str | None]:
    """Read a key as UUID.hex writes it, without making a UUID of it first where there is none."""
    return cast("ColumnElement[str | None]", type_coerce(key, _Digits()))


NOT_UNDONE = ~exists(
    select(Undo.of).where(Undo.centre_id == CheckIn.centre_id, Undo.of == CheckIn.id)
)
"""Names the column, because SQLite finds no index for an EXISTS that selects everything."""


OCCURRENCE = _chosen(Detail.occurrence_id, CheckIn.occurrence_id)
PARTY = _chosen(Detail.party, CheckIn.party)
ROLE = _chosen(Detail.role, CheckIn.role)
JOINED = (Occurrence.centre_id == CheckIn.centre_id) & (Occurrence.id == OCCURRENCE)
ON_THE_DAYS = (
    CheckIn.centre_id == bindparam("centre"),
    CheckIn.local_day.between(bindparam("first_day"), bindparam("last_day")),
)
_OF_THE_DAYS = (*ON_THE_DAYS, NOT_UNDONE)

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
_FIRST_DAY = select(func.min(CheckIn.local_day)).where(CheckIn.centre_id == bindparam("centre"))
_TAKEN = (
    select(
        digits(CheckIn.id),
        CheckIn.local_day,
        CheckIn.local_hour,
        digits(CheckIn.pass_id),
        digits(Occurrence.activity_id),
        CheckIn.party,
        CheckIn.role,
        CheckIn.channel,
    )
    .outerjoin(
        Occurrence,
        (Occurrence.centre_id == CheckIn.centre_id) & (Occurrence.id == CheckIn.occurrence_id),
    )
    .where(*_OF_THE_DAYS)
)
_CHOSEN_LATER = (
    select(digits(CheckIn.id), digits(Occurrence.activity_id), Detail.party, Detail.role)
    .join(Detail, (Detail.centre_id == CheckIn.centre_id) & (Detail.of == CheckIn.id))
    .outerjoin(
        Occurrence,
        (Occurrence.centre_id == Detail.centre_id) & (Occurrence.id == Detail.occurrence_id),
    )
    .where(*ON_THE_DAYS)
    .order_by(Detail.seq, Detail.id)
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
