"""Tables of centres, their opening hours and closures, and the tablets that stand in them."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Centre(Model):
    """A meeting centre; all data belongs to one."""

    __tablename__ = "centre"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    neighbourhood: Mapped[str] = mapped_column(String(60))
    languages: Mapped[str] = mapped_column(String(80))
    """Language codes in the order of the kiosk, separated by spaces; the first is Dutch."""
    opened_on: Mapped[date]
    planned_until: Mapped[date | None]
    """The last day for which occurrences have been made."""
    corner_round: Mapped[int] = mapped_column(server_default="1")
    """Which code opens the host's corner on the tablets: another number, another code."""


class OpeningHours(Model):
    """When a centre is open on a weekday (0 is Monday), from a day on until other hours hold."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens < closes", name="opens_before_it_closes"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[time] = mapped_column(primary_key=True)
    closes: Mapped[time]


class Closure(Model):
    """A day on which a centre stays closed, and why."""

    __tablename__ = "closure"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(80))


class ChangedMonth(Model):
    """How often something of a month changed that was over: what was kept before counts no more."""

    __tablename__ = "changed_month"
    __table_args__ = ({"sqlite_with_rowid": False},)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    times: Mapped[int]


class Logo(Model):
    """A centre's logo, made anew from what was sent: a PNG without anything else in it."""

    __tablename__ = "logo"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the picture: its name in addresses, so that it can be kept for ever."""
    width: Mapped[int]
    height: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(Instant)
    picture: Mapped[bytes] = mapped_column(LargeBinary)


class Tablet(Model):
    """A tablet at a centre's door, known by a hash of the token in its cookie."""

    __tablename__ = "tablet"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    last_seen_at: Mapped[datetime | None] = mapped_column(Instant)
    waiting: Mapped[int] = mapped_column(default=0)
    oldest_ms: Mapped[int | None] = mapped_column(BigInteger)
    offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    """A clock that went back to 1970 is fifty years off."""
    battery: Mapped[float | None]
    camera: Mapped[str | None] = mapped_column(String(10))
    build: Mapped[str | None] = mapped_column(String(40))
    storage: Mapped[str | None] = mapped_column(String(10))
    """How well the browser keeps what waits: kept, refused, full or none."""
    offline: Mapped[bool | None]
    """Whether it can start without a network."""
    token_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when the token counts; None for one that came from elsewhere and is not there yet."""
    renewal_nonce: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """What a new token is made of, beside the old one; set while the new one is not used yet."""
    next_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    previous_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    previous_until: Mapped[datetime | None] = mapped_column(Instant)
    refused_at: Mapped[datetime | None] = mapped_column(Instant)
    """When a token was tried that a newer one had replaced."""
    moves_to: Mapped[uuid.UUID | None]
    """The centre it becomes a tablet of once it has sent everything."""
    came_from: Mapped[uuid.UUID | None]
    """The centre it was a tablet of before."""


class EnrolmentCode(Model):
    """A code that makes one browser a tablet of a centre, once and for ten minutes."""

    __tablename__ = "enrolment_code"
    __table_args__ = (
        UniqueConstraint("centre_id", "code_hash"),
        Index(None, "centre_id", "expires_at"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    tablet_name: Mapped[str] = mapped_column(String(40))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class DemoMark(Model):
    """Says that this database holds a made-up neighbourhood, up to which day, from which seed."""

    __tablename__ = "demo_mark"

    last_day: Mapped[date] = mapped_column(primary_key=True)
    seed: Mapped[int]
