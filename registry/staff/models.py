"""Tables of accounts, their roles, one-time links and sign-ins."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
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
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(12))
    centre_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("centre.id"))


class OneTimeLink(Model):
    """A link with which an account chooses its password, once."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignIn(Model):
    """One signed-in browser; ending it signs that browser out at once."""

    __tablename__ = "sign_in"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
