"""Who is who: the person behind a sign-in, and what that person may do where."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from registry.database import reading
from registry.staff.models import Account, Grant, OneTimeLink, SignIn

SIGN_IN_LASTS = timedelta(hours=12)
ROLES = ("host", "coordinator", "area", "admin")
EVERYWHERE = frozenset({"area", "admin"})
"""Roles that hold at every centre; the others are given per centre."""


@dataclass(frozen=True, slots=True)
class GrantView:
    """One role; `centre_id` None means at every centre."""

    role: str
    centre_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the team who is signed in, with all their roles."""

    account_id: uuid.UUID
    name: str
    grants: tuple[GrantView, ...]

    def roles_at(self, centre_id: uuid.UUID) -> frozenset[str]:
        """Return the roles this person has at a centre."""
        return frozenset(
            grant.role for grant in self.grants if grant.centre_id in (None, centre_id)
        )

    @property
    def roles(self) -> frozenset[str]:
        """Return every role this person has somewhere."""
        return frozenset(grant.role for grant in self.grants)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an unused one-time link is for."""

    account_id: uuid.UUID
    name: str
    email: str


def person_of(*, token: str, at: datetime) -> Person | None:
    """Return who is signed in with a token, or None where it is unknown, ended or 12 hours old."""
    return _person(
        Account.id
        == select(SignIn.account_id)
        .where(
            SignIn.token_hash == hash_of(token),
            SignIn.ended_at.is_(None),
            SignIn.started_at > at - SIGN_IN_LASTS,
        )
        .scalar_subquery()
    )


def first_with(*, role: str, centre_id: uuid.UUID) -> Person | None:
    """Return the account, first by e-mail address, that has a role at a centre, or None."""
    holds = select(Grant.account_id).where(
        Grant.role == role, or_(Grant.centre_id == centre_id, Grant.centre_id.is_(None))
    )
    first = select(Account.id).where(Account.id.in_(holds)).order_by(Account.email).limit(1)
    return _person(Account.id == first.scalar_subquery())


def has_admin() -> bool:
    """Tell whether an admin has chosen a password, so that nobody needs a first link any more."""
    with reading() as connection:
        found = connection.execute(
            select(Account.id)
            .join(Grant, Grant.account_id == Account.id)
            .where(
                Grant.role == "admin",
                Account.password_hash.is_not(None),
                Account.disabled_at.is_(None),
            )
            .limit(1)
        ).first()
    return found is not None


def invited(*, token: str, at: datetime) -> Invited | None:
    """Return whom a one-time link is for, or None where it is unknown, used or too old."""
    with reading() as connection:
        row = connection.execute(
            select(Account.id, Account.name, Account.email)
            .join(OneTimeLink, OneTimeLink.account_id == Account.id)
            .where(
                OneTimeLink.token_hash == hash_of(token),
                OneTimeLink.used_at.is_(None),
                OneTimeLink.expires_at > at,
                Account.disabled_at.is_(None),
            )
        ).one_or_none()
    return None if row is None else Invited(row.id, row.name, row.email)


def hash_of(token: str) -> bytes:
    """Return what the database keeps of a random token."""
    return hashlib.sha256(token.encode()).digest()


def _person(which: ColumnElement[bool]) -> Person | None:
    with reading() as connection:
        rows = connection.execute(
            select(Account.id, Account.name, Grant.role, Grant.centre_id)
            .join(Grant, Grant.account_id == Account.id)
            .where(which, Account.disabled_at.is_(None))
            .order_by(Grant.id)
        ).all()
    if not rows:
        return None
    grants = tuple(GrantView(row.role, row.centre_id) for row in rows)
    return Person(rows[0].id, rows[0].name, grants)
