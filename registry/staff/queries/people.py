"""Who is who: the person behind a sign-in, and what that person may do where."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Row, or_, select

from registry import clock
from registry.database import reading
from registry.staff.models import Account, Desk, Grant, OneTimeLink, SignIn

SIGN_IN_LASTS = timedelta(hours=12)
SECOND_STEP_WITHIN = timedelta(minutes=10)
"""So long after the password the second step may be taken."""
PROOF_LASTS = timedelta(minutes=10)
DESK_LOCKS_AFTER = timedelta(minutes=5)
ROLES = ("host", "coordinator", "area", "admin")
EVERYWHERE = frozenset({"area", "admin"})
"""Roles that hold at every centre; the others are given per centre."""
AT_THE_DESK = frozenset({"host", "coordinator"})
"""Whose PIN opens a desk of their centre."""
SECOND_STEP_FOR = frozenset({"coordinator", "area", "admin"})
"""Roles that are worth nothing by a password alone."""

Second: TypeAlias = Literal["done", "code", "setup"]
"""What the second step of a sign-in waits for: nothing, a code, or that an app is coupled."""


@dataclass(frozen=True, slots=True)
class GrantView:
    """One role; `centre_id` None means at every centre."""

    role: str
    centre_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the team, with all their roles."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A sign-in that is alive, and whose it is.

    By a PIN a person is a host of the desk's centre and nothing else, whatever their roles.
    """

    id: uuid.UUID
    person: Person
    email: str
    second: Second
    has_password: bool
    has_app: bool
    last_seen_at: datetime
    proved_at: datetime | None
    desk_id: uuid.UUID | None
    by_pin: bool

    def is_proved(self, at: datetime) -> bool:
        """Tell whether the person proved in the last ten minutes who they are."""
        return self.proved_at is not None and self.proved_at > at - PROOF_LASTS


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an unused one-time link is for."""

    account_id: uuid.UUID
    name: str
    email: str


def sign_in_of(*, token: str, at: datetime) -> SignedIn | None:
    """Return the sign-in of a token, or None where it is unknown, ended, or not used in time.

    It lasts twelve hours; at a desk five minutes after it was last used; ten minutes where the
    second step is still to be taken.
    """
    with reading() as connection:
        rows = connection.execute(
            select(*_sign_in_columns())
            .join(Account, Account.id == SignIn.account_id)
            .outerjoin(Grant, Grant.account_id == Account.id)
            .outerjoin(Desk, Desk.id == SignIn.desk_id)
            .where(
                SignIn.token_hash == hash_of(token),
                SignIn.ended_at.is_(None),
                SignIn.started_at > at - SIGN_IN_LASTS,
                Account.disabled_at.is_(None),
            )
            .order_by(Grant.id)
        ).all()
    if not rows or not _is_awake(rows[0], at):
        return None
    grants = _grants(rows)
    if rows[0].by_pin:
        grants = _as_host(grants, rows[0].desk_centre)
    second = second_of(rows[0], grants)
    if not grants or (second != "done" and rows[0].started_at <= at - SECOND_STEP_WITHIN):
        return None
    return _signed_in(rows[0], grants, second)


def second_of(row: Any, grants: Iterable[GrantView]) -> Second:
    """Return what a sign-in waits for, from its row with the account's `second_since`."""
    if row.by_pin or row.second_at is not None:
        return "done"
    if row.second_since is not None:
        return "code"
    return "setup" if SECOND_STEP_FOR & {grant.role for grant in grants} else "done"


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


def _person_columns() -> tuple[Any, ...]:
    """Return what a person is read from; labelled late, when every type is known."""
    account_id, granted_at = Account.id.label("account"), Grant.centre_id.label("granted_at")
    return account_id, Account.name, Grant.role, granted_at


def _sign_in_columns() -> tuple[Any, ...]:
    return (
        *_person_columns(),
        *(SignIn.id, SignIn.started_at, SignIn.last_seen_at, SignIn.second_at, SignIn.proved_at),
        *(SignIn.desk_id, SignIn.by_pin, Account.email, Account.password_hash),
        *(Account.second_since, Desk.unlocked_on, Desk.revoked_at),
        Desk.centre_id.label("desk_centre"),
    )


def _is_awake(row: Row[Any], at: datetime) -> bool:
    if row.desk_id is None:
        return True
    if row.revoked_at is not None or row.last_seen_at <= at - DESK_LOCKS_AFTER:
        return False
    return not row.by_pin or row.unlocked_on == clock.local_day(at)


def _as_host(grants: Collection[GrantView], centre_id: uuid.UUID) -> tuple[GrantView, ...]:
    here = {grant.role for grant in grants if grant.centre_id == centre_id}
    return (GrantView("host", centre_id),) if here & AT_THE_DESK else ()


def _signed_in(row: Row[Any], grants: tuple[GrantView, ...], second: Second) -> SignedIn:
    return SignedIn(
        id=row.id,
        person=Person(row.account, row.name, grants),
        email=row.email,
        second=second,
        has_password=row.password_hash is not None,
        has_app=row.second_since is not None,
        last_seen_at=row.last_seen_at,
        proved_at=row.proved_at,
        desk_id=row.desk_id,
        by_pin=row.by_pin,
    )


def _person(which: ColumnElement[bool]) -> Person | None:
    with reading() as connection:
        rows = connection.execute(
            select(*_person_columns())
            .join(Grant, Grant.account_id == Account.id)
            .where(which, Account.disabled_at.is_(None))
            .order_by(Grant.id)
        ).all()
    return Person(rows[0].account, rows[0].name, _grants(rows)) if rows else None


def _grants(rows: Iterable[Any]) -> tuple[GrantView, ...]:
    return tuple(GrantView(row.role, row.granted_at) for row in rows if row.role is not None)
