"""Tables of accounts, their roles, one-time links, sign-ins, second steps and shared desks."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Account(Model):
    """Someone of the team who can sign in. Never a resident."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(120), unique=True)
    """In lower case."""
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id in PHC form; None until the one-time link has been used."""
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    second_nonce: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    """With the installation's key and the id it makes the app's secret, which is kept nowhere."""
    second_since: Mapped[datetime | None] = mapped_column(Instant)
    second_step: Mapped[int | None]
    """The last 30 seconds whose code was used, counted since 1970: none is taken twice."""
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id of the six digits that say who is at a shared desk."""
    pin_since: Mapped[datetime | None] = mapped_column(Instant)


class Grant(Model):
    """A role of an account: at one centre, or everywhere (area and admin)."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("role IN ('host', 'coordinator', 'area', 'admin')", name="known_role"),
        CheckConstraint(
            "(role IN ('area', 'admin')) = (centre_id IS NULL)", name="scope_fits_role"
        ),
        Index(None, "centre_id", "account_id", "role"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(12))
    centre_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("centre.id"))


class OneTimeLink(Model):
    """A link with which an account chooses its password, once."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class RecoveryCode(Model):
    """A keyed hash of a code for whoever lost the phone with the app; works once."""

    __tablename__ = "recovery_code"

    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Desk(Model):
    """A browser that the hosts of a centre share; its token is in a cookie, hashed here."""

    __tablename__ = "desk"
    __table_args__ = (Index(None, "centre_id", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"))
    name: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(Instant)
    unlocked_on: Mapped[date | None]
    """The local day on which a full sign-in opened it: on that day a PIN is enough."""
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class SignIn(Model):
    """One signed-in browser; ending it signs that browser out at once."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "account_id", "ended_at"), Index(None, "desk_id", "last_seen_at"))

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(unique=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    second_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the second step was taken here."""
    proved_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the person last proved here who they are."""
    browser: Mapped[str] = mapped_column(String(40))
    """As a person would call it ("Firefox op Windows"), never what the browser sends."""
    desk_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("desk.id"))
    by_pin: Mapped[bool]


class PinTries(Model):
    """How often in a row a PIN was wrong at a desk; a full sign-in there forgets it."""

    __tablename__ = "pin_tries"

    desk_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("desk.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"), primary_key=True)
    wrong: Mapped[int]
