"""Entries of the audit trail with names for who did it and what it was about."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from registry import clock
from registry.activities.models import Activity, Occurrence
from registry.audit import AuditEntry, Values
from registry.centres.models import Tablet
from registry.database import reading
from registry.readers.models import ApiKey
from registry.staff.models import Account, Desk
from registry.support.models import Partner
from registry.visits.models import CheckIn


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: of a centre, `general` ones of no centre too; of a person, kind, local day.

    `kind` is what an action starts with ("tablet").
    """

    centre_id: uuid.UUID
    general: bool
    actor_id: uuid.UUID | None = None
    kind: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed. `actor` is a name, None for the command line or a device.

    `object` is what it was about as the trail keeps it ("help 12"), `about` the name of that and
    `on` the local day on which it was or is, where it has one.
    """

    at: datetime
    actor: str | None
    action: str
    object: str
    about: str | None
    on: date | None
    everywhere: bool
    before: Values
    after: Values
    why: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: its name, and the day on which it was or is."""

    name: str | None = None
    on: date | None = None


_WITH_A_NAME: Mapping[str, tuple[Any, Any]] = {
    "account": (Account, Account.name),
    "desk": (Desk, Desk.name),
    "tablet": (Tablet, Tablet.name),
    "reader": (ApiKey, ApiKey.name),
    "activity": (Activity, Activity.title),
    "partner": (Partner, Partner.name),
}
ORDERS: Mapping[str, Any] = {
    "wanneer": AuditEntry.at,
    "wie": func.lower(func.coalesce(Account.name, "")),
    "wat": AuditEntry.action,
}
"""What entries can be sorted by; then the newest first."""


def count(*, asked: Asked) -> int:
    """Return how many entries there are."""
    with reading() as connection:
        return connection.execute(
            select(func.count()).select_from(AuditEntry).where(*_where(asked))
        ).scalar_one()


def entries(
    *, asked: Asked, order: str = "wanneer", falling: bool = True, first: int = 0, most: int = 50
) -> tuple[Entry, ...]:
    """Return entries from a place in an order (`ORDERS`), at most so many."""
    by = ORDERS[order]
    with reading() as connection:
        rows = connection.execute(
            select(*AuditEntry.__table__.columns)
            .outerjoin(Account, Account.id == AuditEntry.actor_id)
            .where(*_where(asked))
            .order_by(by.desc() if falling else by, *_ties(order, falling=falling))
            .limit(most)
            .offset(first)
        ).all()
        actors = _names(connection, Account.id, Account.name, {row.actor_id for row in rows})
        about = _subjects(connection, asked.centre_id, [row.object for row in rows])
    return tuple(_entry(row, actors, about) for row in rows)


def actors(*, asked: Asked) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return everyone who did something in this part of the trail, by name."""
    scope = Asked(asked.centre_id, asked.general)
    did = select(AuditEntry.actor_id).where(*_where(scope)).distinct()
    with reading() as connection:
        rows = connection.execute(
            select(Account.id, Account.name).where(Account.id.in_(did)).order_by(Account.name)
        ).all()
    return tuple((row.id, row.name) for row in rows)


def _ties(order: str, *, falling: bool) -> tuple[ColumnElement[Any], ...]:
    if order == "wanneer" and not falling:
        return (AuditEntry.id.asc(),)
    return (AuditEntry.at.desc(), AuditEntry.id.desc())


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    here: ColumnElement[bool] = AuditEntry.centre_id == asked.centre_id
    where = [or_(here, AuditEntry.centre_id.is_(None)) if asked.general else here]
    if asked.actor_id is not None:
        where.append(AuditEntry.actor_id == asked.actor_id)
    if asked.kind is not None:
        where.append(AuditEntry.action.startswith(f"{asked.kind}.", autoescape=True))
    if asked.day is not None:
        begins = clock.at_local(asked.day, time())
        ends = clock.at_local(asked.day + timedelta(days=1), time())
        where += [AuditEntry.at >= begins, AuditEntry.at < ends]
    return where


def _subjects(
    connection: Connection, centre_id: uuid.UUID, objects: Sequence[str]
) -> Mapping[str, Subject]:
    """Return the names and days of what entries are about, by their `object`."""
    ids: dict[str, set[uuid.UUID]] = {}
    for text in objects:
        kind, key = _read(text)
        if key is not None:
            ids.setdefault(kind, set()).add(key)
    found = {
        **{
            kind: _named(connection, table.id, name, ids.get(kind, ()))
            for kind, (table, name) in _WITH_A_NAME.items()
        },
        "occurrence": _occurrences(connection, ids.get("occurrence", ())),
        "check-in": _check_ins(connection, centre_id, ids.get("check-in", ())),
    }
    named = {}
    for text in objects:
        kind, key = _read(text)
        if key in found.get(kind, {}):
            named[text] = found[kind][key]
    return named


def _occurrences(connection: Connection, ids: Iterable[uuid.UUID]) -> dict[Any, Subject]:
    rows = connection.execute(
        select(Occurrence.id, Activity.title, Occurrence.local_day)
        .join(
            Activity,
            (Activity.centre_id == Occurrence.centre_id) & (Activity.id == Occurrence.activity_id),
        )
        .where(Occurrence.id.in_(list(ids)))
    ).all()
    return {row.id: Subject(row.title, row.local_day) for row in rows}


def _check_ins(
    connection: Connection, centre_id: uuid.UUID, ids: Iterable[uuid.UUID]
) -> dict[Any, Subject]:
    rows = connection.execute(
        select(CheckIn.id, CheckIn.local_day).where(
            CheckIn.centre_id == centre_id, CheckIn.id.in_(list(ids))
        )
    ).all()
    return {row.id: Subject(None, row.local_day) for row in rows}


def _named(
    connection: Connection, key: Any, name: Any, ids: Iterable[uuid.UUID]
) -> dict[Any, Subject]:
    return {found: Subject(said) for found, said in _names(connection, key, name, ids).items()}


def _names(connection: Connection, key: Any, name: Any, ids: Iterable[Any]) -> dict[Any, str]:
    wanted = [one for one in ids if one is not None]
    if not wanted:
        return {}
    return {row[0]: row[1] for row in connection.execute(select(key, name).where(key.in_(wanted)))}


def _read(text: str) -> tuple[str, uuid.UUID | None]:
    kind, _, rest = text.partition(" ")
    try:
        return kind, uuid.UUID(rest.partition(" ")[0])
    except ValueError:
        return kind, None


def _entry(row: Row[Any], actors: Mapping[Any, str], about: Mapping[str, Subject]) -> Entry:
    subject = about.get(row.object, Subject())
    return Entry(
        at=row.at,
        actor=actors.get(row.actor_id),
        action=row.action,
        object=row.object,
        about=subject.name,
        on=subject.on,
        everywhere=row.centre_id is None,
        before=row.before or {},
        after=row.after or {},
        why=row.why,
    )


def count_before(*, centre_id: uuid.UUID | None, at: datetime) -> int:
    """Return how many entries of a centre, or of none, are older than a moment."""
    counted = select(func.count()).where(AuditEntry.centre_id == centre_id, AuditEntry.at < at)
    with reading() as connection:
        return connection.execute(counted).scalar_one()
