"""On record: every check-in of a day with what was set right about it, and those of a pass."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from registry.activities.models import Occurrence
from registry.database import reading
from registry.visits.models import CheckIn, Corrected
from registry.visits.queries.standing import JOINED, NOT_UNDONE, OCCURRENCE, PARTY, ROLE


@dataclass(frozen=True, slots=True)
class Correction:
    """What was set right: deed (added, changed, taken_back), why, when and by which account."""

    deed: str
    reason: str
    at: datetime
    by: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A check-in as it is now; `stands` is False once it was taken back.

    `with_pass` says whether a pass was held up, never which. `corrections` are oldest first.
    """

    id: uuid.UUID
    at: datetime
    channel: str
    with_pass: bool
    occurrence_id: uuid.UUID | None
    activity_id: uuid.UUID | None
    party: int
    role: str
    stands: bool
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was added at once and still stands: when, why, how many people, which check-ins, for
    which days.
    """

    at: datetime
    reason: str
    people: int
    check_ins: tuple[uuid.UUID, ...]
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class OfPass:
    """A check-in with a pass: when, for which activity, how many came along, in which role.

    `stands` is False once it was taken back: it counts no more, and the pass still ties it.
    """

    at: datetime
    activity_id: uuid.UUID | None
    party: int
    role: str
    stands: bool


_OF_PASS = (
    select(
        CheckIn.at,
        Occurrence.activity_id,
        PARTY.label("party"),
        ROLE.label("role"),
        NOT_UNDONE.label("stands"),
    )
    .outerjoin(Occurrence, JOINED)
    .where(CheckIn.centre_id == bindparam("centre"), CheckIn.pass_id == bindparam("pass"))
    .order_by(CheckIn.at.desc(), CheckIn.id)
)
_RECORD = (
    select(
        CheckIn.id,
        CheckIn.at,
        CheckIn.channel,
        CheckIn.pass_id.is_not(None).label("with_pass"),
        OCCURRENCE.label("occurrence_id"),
        Occurrence.activity_id,
        PARTY.label("party"),
        ROLE.label("role"),
        NOT_UNDONE.label("stands"),
    )
    .outerjoin(Occurrence, JOINED)
    .where(CheckIn.centre_id == bindparam("centre"), CheckIn.local_day == bindparam("day"))
    .order_by(CheckIn.at.desc(), CheckIn.id)
)
_CORRECTIONS = (
    select(Corrected.of, Corrected.deed, Corrected.reason, Corrected.at, Corrected.by)
    .join(CheckIn, (CheckIn.centre_id == Corrected.centre_id) & (CheckIn.id == Corrected.of))
    .where(CheckIn.centre_id == bindparam("centre"), CheckIn.local_day == bindparam("day"))
    .order_by(Corrected.at, Corrected.id)
)
_BATCH = (
    select(Corrected.at, Corrected.reason, Corrected.of, PARTY.label("party"), CheckIn.local_day)
    .join(CheckIn, (CheckIn.centre_id == Corrected.centre_id) & (CheckIn.id == Corrected.of))
    .where(
        Corrected.centre_id == bindparam("centre"),
        Corrected.batch == bindparam("batch"),
        Corrected.deed == "added",
        NOT_UNDONE,
    )
    .order_by(Corrected.of)
)


def record(*, centre_id: uuid.UUID, day: date) -> tuple[Entry, ...]:
    """Return every check-in of a centre's day, the last first."""
    known = {"centre": centre_id, "day": day}
    with reading() as connection:
        corrections: dict[uuid.UUID, tuple[Correction, ...]] = defaultdict(tuple)
        for of, deed, reason, at, by in connection.execute(_CORRECTIONS, known).all():
            corrections[of] += (Correction(deed, reason, at, by),)
        rows = connection.execute(_RECORD, known).mappings().all()
    return tuple(Entry(**row, corrections=corrections[row["id"]]) for row in rows)


def batch(connection: Connection, *, centre_id: uuid.UUID, key: uuid.UUID) -> Batch | None:
    """Return what was added at once and still stands, or None where nothing of it does."""
    rows = connection.execute(_BATCH, {"centre": centre_id, "batch": key}).all()
    if not rows:
        return None
    people, check_ins = sum(row.party for row in rows), tuple(row.of for row in rows)
    days = frozenset(row.local_day for row in rows)
    return Batch(rows[0].at, rows[0].reason, people, check_ins, days)


def of_pass(*, centre_id: uuid.UUID, pass_id: uuid.UUID) -> tuple[OfPass, ...]:
    """Return all that a pass ties at its centre, what was taken back too; the last first."""
    with reading() as connection:
        rows = connection.execute(_OF_PASS, {"centre": centre_id, "pass": pass_id}).all()
    return tuple(OfPass(*row) for row in rows)
