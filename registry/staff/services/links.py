"""Inviting someone, and one-time links with which an account chooses its password."""

from __future__ import annotations

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from registry import audit
from registry.database import new_id, writing
from registry.staff import passwords
from registry.staff.models import Account, Grant, OneTimeLink
from registry.staff.queries import (
    EVERYWHERE,
    GrantView,
    Person,
    has_power_over,
    hash_of,
    invited,
    may_give,
)
from registry.staff.services.signing import end_all, opened

LINK_LASTS = timedelta(days=3)
ADDRESS = re.compile(r"[^@\s]{1,60}@[^@\s]{1,59}")


class RoleDoesNotFit(Exception):
    """A host or coordinator without a centre, or an area or admin role with one."""

    code = "role_does_not_fit"


class AddressRefused(Exception):
    """Something that is no e-mail address."""

    code = "address_refused"


class LinkRefused(Exception):
    """A one-time link that is unknown, used or too old."""

    code = "link_refused"


class NotYours(Exception):
    """A role or an account that this person has no say over."""

    code = "not_yours"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who was given a role; `token` is that of a link, None where a password was chosen before."""

    account_id: uuid.UUID
    token: str | None


def make_link(
    *,
    email: str,
    name: str,
    role: str,
    centre_id: uuid.UUID | None,
    at: datetime,
    by: uuid.UUID | None = None,
) -> str:
    """Give someone a role and return the token of a link with which they choose a password.

    For the command line, which may let anybody in anew. A known address keeps its account and
    name; a role it has already is not given twice. The link works once, for three days, and ends
    the account's older links. Raises RoleDoesNotFit, and AddressRefused.
    """
    with writing() as connection:
        account_id = _given(connection, email, name, GrantView(role, centre_id), at, by)
        return fresh_link(connection, account_id, at)


def invite(
    *, email: str, name: str, role: str, centre_id: uuid.UUID | None, at: datetime, by: Person
) -> Invitation:
    """Give someone a role; a link comes along only where the account has no password yet.

    And only where whoever invites has a say over the whole account. Raises NotYours,
    RoleDoesNotFit, and AddressRefused.
    """
    grant = GrantView(role, centre_id)
    if not may_give(by, grant):
        raise NotYours
    with writing() as connection:
        account_id = _given(connection, email, name, grant, at, by.account_id)
        kept = connection.execute(
            select(Account.password_hash).where(Account.id == account_id)
        ).scalar_one()
        theirs = has_power_over(by, grants_of(connection, account_id))
        token = fresh_link(connection, account_id, at) if kept is None and theirs else None
    return Invitation(account_id, token)


def use_link(
    *,
    token: str,
    password: str,
    about: tuple[str, ...] = (),
    at: datetime,
    browser: str = "",
    desk_id: uuid.UUID | None = None,
) -> str:
    """Set the password of an invited account and sign it in; return the sign-in's token.

    Every earlier sign-in of the account ends. `about` holds names of centres, which make a
    password easy to guess. Raises LinkRefused and passwords.PasswordRefused.
    """
    known = invited(token=token, at=at)
    if known is None:
        raise LinkRefused
    passwords.check(password, about=(known.name, known.email, *about))
    kept = passwords.hash_of(password)
    with writing() as connection:
        used = connection.execute(
            update(OneTimeLink)
            .where(OneTimeLink.token_hash == hash_of(token), OneTimeLink.used_at.is_(None))
            .values(used_at=at)
        )
        if used.rowcount != 1:
            raise LinkRefused
        end_links(connection, known.account_id, at)
        connection.execute(
            update(Account).where(Account.id == known.account_id).values(password_hash=kept)
        )
        end_all(connection, known.account_id, at)
        audit.record(
            at=at,
            actor_id=known.account_id,
            action="account.password",
            object=f"account {known.account_id}",
        )
        return opened(connection, known.account_id, at=at, browser=browser, desk_id=desk_id)


def fresh_link(connection: Connection, account_id: uuid.UUID, at: datetime) -> str:
    """Return the token of an account's new link, and end its older ones."""
    token = secrets.token_urlsafe(32)
    end_links(connection, account_id, at)
    connection.execute(
        insert(OneTimeLink).values(
            token_hash=hash_of(token), account_id=account_id, expires_at=at + LINK_LASTS
        )
    )
    return token


def end_links(connection: Connection, account_id: uuid.UUID, at: datetime) -> None:
    """End every link of an account that was not used yet."""
    connection.execute(
        update(OneTimeLink)
        .where(OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None))
        .values(used_at=at)
    )


def grants_of(connection: Connection, account_id: uuid.UUID) -> frozenset[GrantView]:
    """Return the roles of an account."""
    rows = connection.execute(
        select(Grant.role, Grant.centre_id).where(Grant.account_id == account_id)
    )
    return frozenset(GrantView(row.role, row.centre_id) for row in rows)


def give(connection: Connection, account_id: uuid.UUID, grant: GrantView) -> None:
    """Give an account a role it does not have yet."""
    connection.execute(
        insert(Grant).values(
            id=new_id(), account_id=account_id, role=grant.role, centre_id=grant.centre_id
        )
    )


def _given(
    connection: Connection,
    email: str,
    name: str,
    grant: GrantView,
    at: datetime,
    by: uuid.UUID | None,
) -> uuid.UUID:
    if not ADDRESS.fullmatch(email.strip()):
        raise AddressRefused(f"{email[:40]!r} is no e-mail address")
    if (grant.role in EVERYWHERE) != (grant.centre_id is None):
        raise RoleDoesNotFit(grant.role)
    account_id = _account(connection, email=email.strip().lower(), name=name)
    if grant not in grants_of(connection, account_id):
        give(connection, account_id, grant)
    audit.record(
        at=at,
        actor_id=by,
        action="account.invite",
        object=f"account {account_id}",
        centre_id=grant.centre_id,
        after={"role": grant.role},
    )
    return account_id


def _account(connection: Connection, *, email: str, name: str) -> uuid.UUID:
    known = connection.execute(
        select(Account.id).where(Account.email == email)
    ).scalar_one_or_none()
    if known is not None:
        return known
    account_id = new_id()
    connection.execute(insert(Account).values(id=account_id, email=email, name=name))
    return account_id
