"""What the book knows already of the days of a list, and the lists that were counted in."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import func, select

from registry.activities.models import Occurrence
from registry.activities.queries import WITHDRAWN
from registry.database import reading
from registry.imports.models import ListImport
from registry.staff.models import Account
from registry.visits.models import CheckIn, Corrected
from registry.visits.queries import standing_on

T = TypeVar("T")
AT_ONCE = 500
"""So many keys are asked for with one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """A list that was counted in: by whom, and what it brought; `by` None: who is gone."""

    id: uuid.UUID
    at: datetime
    by: str | None
    rows: int
    refused: int
    people: int
    first_day: date
    last_day: date
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """An occurrence of a day; `called_off` by the team; `went_to` where it was moved to."""

    occurrence_id: uuid.UUID
    starts_at: datetime
    called_off: bool = False
    went_to: date | None = None


_IMPORTS = select(
    ListImport.id,
    ListImport.at,
    Account.name.label("by"),
    ListImport.rows,
    ListImport.refused,
    ListImport.people,
    ListImport.first_day,
    ListImport.last_day,
    ListImport.taken_back_at,
).outerjoin(Account, Account.id == ListImport.by)
_ORDERS = {
    "ingelezen": ListImport.at,
    "begin": ListImport.first_day,
    "mensen": ListImport.people,
}
"""What lists are sorted by, by name in the address."""


def count_imports(*, centre_id: uuid.UUID) -> int:
    """Return how many lists a centre counted in, those taken back too."""
    of_centre = select(func.count()).where(ListImport.centre_id == centre_id)
    with reading() as connection:
        return connection.execute(of_centre).scalar_one()


def imports(
    *,
    centre_id: uuid.UUID,
    order: str = "ingelezen",
    falling: bool = True,
    first: int = 0,
    most: int = 50,
) -> tuple[ImportView, ...]:
    """Return lists that a centre counted in, from a place in an order, at most so many."""
    by = _ORDERS[order].desc() if falling else _ORDERS[order].asc()
    wanted = (
        _IMPORTS.where(ListImport.centre_id == centre_id)
        .order_by(by, ListImport.at.desc(), ListImport.id)
        .offset(first)
        .limit(most)
    )
    with reading() as connection:
        rows = connection.execute(wanted).mappings().all()
    return tuple(ImportView(**row) for row in rows)


def one_import(*, centre_id: uuid.UUID, import_id: uuid.UUID) -> ImportView | None:
    """Return one list that a centre counted in, or None."""
    with reading() as connection:
        wanted = _IMPORTS.where(ListImport.centre_id == centre_id, ListImport.id == import_id)
        row = connection.execute(wanted).mappings().one_or_none()
    return None if row is None else ImportView(**row)


def on_record(*, centre_id: uuid.UUID, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Return those check-ins that are kept; True for one whose whole list was taken back."""
    found: dict[uuid.UUID, bool] = {}
    added = (
        (Corrected.centre_id == CheckIn.centre_id)
        & (Corrected.of == CheckIn.id)
        & (Corrected.deed == "added")
    )
    of_list = (ListImport.centre_id == Corrected.centre_id) & (ListImport.id == Corrected.batch)
    statement = (
        select(CheckIn.id, ListImport.taken_back_at.is_not(None))
        .outerjoin(Corrected, added)
        .outerjoin(ListImport, of_list)
    )
    with reading() as connection:
        for some in _by(AT_ONCE, keys):
            this = (CheckIn.centre_id == centre_id, CheckIn.id.in_(some))
            rows = connection.execute(statement.where(*this)).all()
            found.update((key, taken_back) for key, taken_back in rows)
    return found


def held(
    *, centre_id: uuid.UUID, first_day: date, last_day: date
) -> Mapping[tuple[uuid.UUID, date], tuple[Held, ...]]:
    """Return what the programme says of each activity and day, what was moved away too."""
    days = Occurrence.local_day.between(first_day, last_day)
    planned = Occurrence.planned_day.between(first_day, last_day)
    found: dict[tuple[uuid.UUID, date], tuple[Held, ...]] = defaultdict(tuple)
    with reading() as connection:
        rows = connection.execute(
            select(
                Occurrence.id,
                Occurrence.activity_id,
                Occurrence.local_day,
                Occurrence.planned_day,
                Occurrence.starts_at,
                Occurrence.cancelled_at.is_not(None).label("called_off"),
            ).where(Occurrence.centre_id == centre_id, days | planned, ~WITHDRAWN)
        ).all()
    for key, activity, day, before, starts_at, called_off in rows:
        found[activity, day] += (Held(key, starts_at, called_off),)
        if before not in (None, day):
            found[activity, before] += (Held(key, starts_at, called_off, went_to=day),)
    return found


def others_at(
    *, centre_id: uuid.UUID, days: Collection[date], but: Collection[uuid.UUID]
) -> dict[uuid.UUID, int]:
    """Return how many people count at each occurrence of these days, some check-ins left out."""
    people: dict[uuid.UUID, int] = defaultdict(int)
    for some in _by(AT_ONCE, sorted(days)):
        for key, occurrence_id, party in standing_on(centre_id=centre_id, days=some):
            if occurrence_id is not None and key not in but:
                people[occurrence_id] += party
    return people


def held_for(*, centre_id: uuid.UUID, import_id: uuid.UUID) -> dict[uuid.UUID, date]:
    """Return the occurrences that lists alone tell of and that this one has people at."""
    with reading() as connection:
        rows = connection.execute(
            select(Occurrence.id, Occurrence.local_day)
            .join(
                CheckIn,
                (CheckIn.centre_id == Occurrence.centre_id)
                & (CheckIn.occurrence_id == Occurrence.id),
            )
            .join(
                Corrected,
                (Corrected.centre_id == CheckIn.centre_id) & (Corrected.of == CheckIn.id),
            )
            .where(
                Corrected.centre_id == centre_id,
                Corrected.batch == import_id,
                Occurrence.from_list.is_not(None),
            )
            .distinct()
        ).all()
    return {row.id: row.local_day for row in rows}


def _by(size: int, many: Iterable[T]) -> Iterator[list[T]]:
    left = iter(many)
    while some := list(islice(left, size)):
        yield some
