"""Accounts as those who care for them see them, and who may care for whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from registry.database import reading
from registry.staff.models import Account, Grant, OneTimeLink, RecoveryCode, SignIn
from registry.staff.queries.people import (
    DESK_LOCKS_AFTER,
    SIGN_IN_LASTS,
    GrantView,
    Person,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account with its roles. `link_until` is when its unused link ends, None without one."""

    id: uuid.UUID
    email: str
    name: str
    grants: tuple[GrantView, ...]
    has_password: bool
    has_app: bool
    has_pin: bool
    disabled_at: datetime | None
    link_until: datetime | None
    last_seen_at: datetime | None

    @property
    def state(self) -> str:
        """Return off, waiting (no password yet) or active."""
        if self.disabled_at is not None:
            return "off"
        return "active" if self.has_password else "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    """A browser that is signed in, as the person it belongs to sees it."""

    id: uuid.UUID
    browser: str
    started_at: datetime
    last_seen_at: datetime
    desk_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class OwnDoors:
    """What opens doors for an account: since when an app and a PIN do, and unused spare codes."""

    app_since: datetime | None
    pin_since: datetime | None
    spare_codes: int


def accounts(*, at: datetime, of: Person, centre_id: uuid.UUID) -> tuple[AccountView, ...]:
    """Return the accounts a person cares for, by name: an admin's are all, a coordinator's hosts.

    A coordinator's are those who are a host at `centre_id`.
    """
    which = select(Account.id)
    if "admin" not in of.roles:
        hosts = Grant.role == "host", Grant.centre_id == centre_id
        which = select(Grant.account_id).where(*hosts)
        if "coordinator" not in of.roles_at(centre_id):
            return ()
    return _accounts(at, which)


def account(*, account_id: uuid.UUID, at: datetime) -> AccountView | None:
    """Return an account, whoever asks; services decide who may change it."""
    found = _accounts(at, select(Account.id).where(Account.id == account_id))
    return found[0] if found else None


def has_power_over(actor: Person, grants: Iterable[GrantView]) -> bool:
    """Tell whether someone may let an account in anew, or shut it out, as a whole.

    An admin may for everyone; a coordinator for who is nothing but a host at their centres: a new
    link for an admin's account would make an admin of whoever reads it.
    """
    return "admin" in actor.roles or all(may_give(actor, grant) for grant in grants)


def may_give(actor: Person, grant: GrantView) -> bool:
    """Tell whether someone may give or take a role."""
    if "admin" in actor.roles:
        return True
    here = grant.centre_id
    return here is not None and grant.role == "host" and "coordinator" in actor.roles_at(here)


def sign_ins(*, account_id: uuid.UUID, at: datetime) -> tuple[SignInView, ...]:
    """Return where an account is signed in, what was used last first."""
    with reading() as connection:
        rows = connection.execute(
            select(SignIn)
            .with_only_columns(
                SignIn.id, SignIn.browser, SignIn.started_at, SignIn.last_seen_at, SignIn.desk_id
            )
            .where(
                SignIn.account_id == account_id,
                SignIn.ended_at.is_(None),
                SignIn.started_at > at - SIGN_IN_LASTS,
            )
            .order_by(SignIn.last_seen_at.desc(), SignIn.id)
        ).all()
    return tuple(
        SignInView(**row._mapping)
        for row in rows
        if row.desk_id is None or row.last_seen_at > at - DESK_LOCKS_AFTER
    )


def own_doors(*, account_id: uuid.UUID) -> OwnDoors:
    """Return what opens doors for an account."""
    with reading() as connection:
        row = connection.execute(
            select(Account.second_since, Account.pin_since).where(Account.id == account_id)
        ).one()
        spare = connection.execute(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        ).scalar_one()
    return OwnDoors(row.second_since, row.pin_since, spare)


def _accounts(at: datetime, which: Any) -> tuple[AccountView, ...]:
    links = _latest(OneTimeLink.account_id, func.max(OneTimeLink.expires_at)).where(
        OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > at
    )
    seen = _latest(SignIn.account_id, func.max(SignIn.last_seen_at))
    with reading() as connection:
        rows = connection.execute(
            select(*Account.__table__.columns)
            .where(Account.id.in_(which))
            .order_by(func.lower(Account.name), Account.email)
        ).all()
        given = connection.execute(select(Grant.account_id, Grant.role, Grant.centre_id)).all()
        link_until = {row[0]: row[1] for row in connection.execute(links)}
        last_seen = {row[0]: row[1] for row in connection.execute(seen)}
    grants: dict[uuid.UUID, list[GrantView]] = {}
    for row in given:
        grants.setdefault(row.account_id, []).append(GrantView(row.role, row.centre_id))
    return tuple(
        _view(row, grants.get(row.id, []), link_until.get(row.id), last_seen.get(row.id))
        for row in rows
    )


def _latest(account_id: Any, when: Any) -> Any:
    return select(account_id, when).group_by(account_id)


def _view(
    row: Row[Any],
    grants: Iterable[GrantView],
    link_until: datetime | None,
    last_seen_at: datetime | None,
) -> AccountView:
    return AccountView(
        id=row.id,
        email=row.email,
        name=row.name,
        grants=tuple(grants),
        has_password=row.password_hash is not None,
        has_app=row.second_since is not None,
        has_pin=row.pin_hash is not None,
        disabled_at=row.disabled_at,
        link_until=link_until,
        last_seen_at=last_seen_at,
    )
