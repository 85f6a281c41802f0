"""Tables of what came in: check-ins, their details, undos, and what is in quarantine.

Append-only, with one exception: a detail that moves a scan to a sensitive activity empties the
pass of that check-in in place. A visit is derived from these rows and never stored.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model

KNOWN_ROLE = "role IN ('meedoen', 'meehelpen', 'organiseren')"


class CheckIn(Model):
    """One tap or scan."""

    __tablename__ = "check_in"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "pass_id"], ["pass.centre_id", "pass.id"]),
        ForeignKeyConstraint(
            ["centre_id", "occurrence_id"], ["occurrence.centre_id", "occurrence.id"]
        ),
        CheckConstraint("channel IN ('tablet', 'desk', 'poster')", name="known_channel"),
        CheckConstraint("party BETWEEN 1 AND 99", name="party"),
        CheckConstraint(KNOWN_ROLE, name="known_role"),
        Index(None, "centre_id", "local_day"),
        Index(None, "centre_id", "pass_id", "local_day"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    """The event's id, made where the tap was (UUIDv7: time is in the key)."""
    at: Mapped[datetime] = mapped_column(Instant)
    local_day: Mapped[date]
    local_hour: Mapped[int]
    channel: Mapped[str] = mapped_column(String(8))
    tablet_id: Mapped[uuid.UUID | None]
    pass_id: Mapped[uuid.UUID | None]
    occurrence_id: Mapped[uuid.UUID | None]
    party: Mapped[int]
    role: Mapped[str] = mapped_column(String(12))
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of the event without its pass; tells a repeat from another event."""


class PassFirst(Model):
    """The first day on which a pass counts at its centre, once the month of that day is over.

    Where a pass has no row its check-ins tell it. The pass and its row go together.
    """

    __tablename__ = "pass_first"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "pass_id"], ["pass.centre_id", "pass.id"]),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    pass_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date]


class Detail(Model):
    """What a person chose after checking in; of each field the highest sequence counts."""

    __tablename__ = "check_in_detail"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "of"], ["check_in.centre_id", "check_in.id"]),
        ForeignKeyConstraint(
            ["centre_id", "occurrence_id"], ["occurrence.centre_id", "occurrence.id"]
        ),
        CheckConstraint("party BETWEEN 1 AND 99", name="party"),
        CheckConstraint(KNOWN_ROLE, name="known_role"),
        Index(None, "centre_id", "of", "seq"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    of: Mapped[uuid.UUID]
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    party: Mapped[int | None]
    role: Mapped[str | None] = mapped_column(String(12))
    occurrence_id: Mapped[uuid.UUID | None]
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Undo(Model):
    """A check-in taken back; the check-in itself stays on record."""

    __tablename__ = "check_in_undo"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "of"], ["check_in.centre_id", "check_in.id"]),
        Index(None, "centre_id", "of"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    of: Mapped[uuid.UUID]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[uuid.UUID | None]
    """The account that took it back at the desk; None when the tablet did."""
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Corrected(Model):
    """What the team set right afterwards about a check-in, and why; the first stays on record."""

    __tablename__ = "corrected"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "of"], ["check_in.centre_id", "check_in.id"]),
        CheckConstraint("deed IN ('added', 'changed', 'taken_back')", name="known_deed"),
        Index(None, "centre_id", "of"),
        Index(None, "centre_id", "batch"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    of: Mapped[uuid.UUID]
    batch: Mapped[uuid.UUID]
    """What was done at once shares it: a whole paper list is one."""
    deed: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    """One of a short list, and never words about a person."""
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[uuid.UUID]


class Quarantined(Model):
    """An event that could not be taken in as it is, kept for a host to decide."""

    __tablename__ = "quarantined"
    __table_args__ = (
        Index(None, "centre_id", "received_at"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """In the key, because another body under a known id is kept beside it."""
    tablet_id: Mapped[uuid.UUID | None]
    code: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(String(2000))
    """The event as JSON; a pass in it is replaced by its keyed hash."""
    received_at: Mapped[datetime] = mapped_column(Instant)
    happened_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was, where the tablet's clocks could be believed."""


class Decision(Model):
    """What the team decided about a quarantined event; the last row counts.

    It outlives the event, which retention empties: so it names the event and has no key to it.
    """

    __tablename__ = "quarantine_decision"
    __table_args__ = (
        CheckConstraint("verdict IN ('accepted', 'set_aside', 'reopened')", name="known_verdict"),
        Index("ix_quarantine_decision_of_event", "centre_id", "event_id", "body_hash"),
        {"sqlite_with_rowid": False},
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_id: Mapped[uuid.UUID]
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    """One of a short list, "" where none was asked."""
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[uuid.UUID]
    became: Mapped[uuid.UUID | None]
    """The check-in, detail or undo that it became."""
