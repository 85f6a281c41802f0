"""What happens to accounts: inviting, choosing a password, signing in and out."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from registry import audit
from registry.database import new_id, reading, writing
from registry.staff import passwords
from registry.staff.models import Account, Grant, OneTimeLink, SignIn
from registry.staff.queries import EVERYWHERE, hash_of, invited

LINK_LASTS = timedelta(days=3)
ADDRESS = re.compile(r"[^@\s]{1,60}@[^@\s]{1,59}")


class RoleDoesNotFit(Exception):
    """A host or coordinator without a centre, or an area or admin role with one."""

    code = "role_does_not_fit"


class AddressRefused(Exception):
    """Something that is no e-mail address."""

    code = "address_refused"


class SignInRefused(Exception):
    """An address and password that don't belong together, or no such account."""

    code = "sign_in_refused"


class LinkRefused(Exception):
    """A one-time link that is unknown, used or too old."""

    code = "link_refused"


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

    A known address keeps its account and name; a role it has already is not given twice. The
    link works once, for three days, and ends the account's older links. Raises RoleDoesNotFit, and
    AddressRefused.
    """
    if not ADDRESS.fullmatch(email.strip()):
        raise AddressRefused(f"{email[:40]!r} is no e-mail address")
    if (role in EVERYWHERE) != (centre_id is None):
        raise RoleDoesNotFit(role)
    token = secrets.token_urlsafe(32)
    with writing() as connection:
        account_id = _account(connection, email=email.strip().lower(), name=name)
        _grant(connection, account_id=account_id, role=role, centre_id=centre_id)
        _end_links(connection, account_id, at)
        connection.execute(
            insert(OneTimeLink).values(
                token_hash=hash_of(token), account_id=account_id, expires_at=at + LINK_LASTS
            )
        )
        audit.record(
            at=at,
            actor_id=by,
            action="account.invite",
            object=f"account {account_id} as {role}",
            centre_id=centre_id,
        )
    return token


def use_link(*, token: str, password: str, about: tuple[str, ...] = (), at: datetime) -> str:
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
        _end_links(connection, known.account_id, at)
        connection.execute(
            update(Account).where(Account.id == known.account_id).values(password_hash=kept)
        )
        connection.execute(
            update(SignIn)
            .where(SignIn.account_id == known.account_id, SignIn.ended_at.is_(None))
            .values(ended_at=at)
        )
        _record(at, known.account_id, "account.password")
        return open_door(account_id=known.account_id, at=at)


def sign_in(*, email: str, password: str, at: datetime) -> str:
    """Return the token of a new sign-in, which lasts twelve hours.

    Raises SignInRefused, after the same work whether the account exists or not.
    """
    with reading() as connection:
        row = connection.execute(
            select(Account.id, Account.password_hash).where(
                Account.email == email.strip().lower(), Account.disabled_at.is_(None)
            )
        ).one_or_none()
    kept = None if row is None else row.password_hash
    if not passwords.matches(password, kept) or row is None:
        raise SignInRefused
    with writing() as connection:
        if passwords.is_outdated(row.password_hash):
            connection.execute(
                update(Account)
                .where(Account.id == row.id)
                .values(password_hash=passwords.hash_of(password))
            )
        return open_door(account_id=row.id, at=at)


def open_door(*, account_id: uuid.UUID, at: datetime) -> str:
    """Sign an account in without asking for a password, and return the sign-in's token.

    Only for whoever has just proved who they are, and for the doors of a made-up neighbourhood.
    """
    token = secrets.token_urlsafe(32)
    with writing() as connection:
        connection.execute(
            insert(SignIn).values(token_hash=hash_of(token), account_id=account_id, started_at=at)
        )
        _record(at, account_id, "account.sign_in")
    return token


def sign_out(*, token: str, at: datetime) -> None:
    """End a sign-in; ending it twice changes nothing."""
    with writing() as connection:
        account_id = connection.execute(
            update(SignIn)
            .where(SignIn.token_hash == hash_of(token), SignIn.ended_at.is_(None))
            .values(ended_at=at)
            .returning(SignIn.account_id)
        ).scalar_one_or_none()
        if account_id is not None:
            _record(at, account_id, "account.sign_out")


def _end_links(connection: Connection, account_id: uuid.UUID, at: datetime) -> None:
    connection.execute(
        update(OneTimeLink)
        .where(OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None))
        .values(used_at=at)
    )


def _account(connection: Connection, *, email: str, name: str) -> uuid.UUID:
    known = connection.execute(
        select(Account.id).where(Account.email == email)
    ).scalar_one_or_none()
    if known is not None:
        return known
    account_id = new_id()
    connection.execute(insert(Account).values(id=account_id, email=email, name=name))
    return account_id


def _grant(
    connection: Connection, *, account_id: uuid.UUID, role: str, centre_id: uuid.UUID | None
) -> None:
    there = connection.execute(
        select(Grant.id).where(
            Grant.account_id == account_id,
            Grant.role == role,
            Grant.centre_id.is_not_distinct_from(centre_id),
        )
    ).first()
    if there is None:
        connection.execute(
            insert(Grant).values(id=new_id(), account_id=account_id, role=role, centre_id=centre_id)
        )


def _record(at: datetime, account_id: uuid.UUID, action: str) -> None:
    audit.record(at=at, actor_id=account_id, action=action, object=f"account {account_id}")
