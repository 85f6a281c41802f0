"""Signing in, by password and second step, and what happens to a sign-in until it ends."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit, clock
from registry.database import new_id, reading, writing
from registry.staff import passwords
from registry.staff.models import Account, Desk, Grant, OneTimeLink, PinTries, SignIn
from registry.staff.queries import SignedIn, hash_of
from registry.staff.queries.people import GrantView, second_of


class SignInRefused(Exception):
    """An address and password that don't belong together, or no such account."""

    code = "sign_in_refused"


def sign_in(
    *,
    email: str,
    password: str,
    at: datetime,
    browser: str = "",
    desk_id: uuid.UUID | None = None,
) -> str:
    """Return the token of a new sign-in, whose second step may still be to be taken.

    `browser` is what a person calls it; `desk_id` where it is a shared one. Raises SignInRefused,
    after the same work whether the account exists or not.
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
        return opened(connection, row.id, at=at, browser=browser, desk_id=desk_id)


def open_door(
    *, account_id: uuid.UUID, at: datetime, browser: str = "", desk_id: uuid.UUID | None = None
) -> str:
    """Sign an account in without asking for anything, and return the sign-in's token.

    Only for the doors of a made-up neighbourhood.
    """
    with writing() as connection:
        token = opened(connection, account_id, at=at, browser=browser, desk_id=desk_id)
        sign_in_id = connection.execute(
            select(SignIn.id).where(SignIn.token_hash == hash_of(token))
        ).scalar_one()
        complete(connection, sign_in_row(connection, sign_in_id), at)
    return token


def opened(
    connection: Connection,
    account_id: uuid.UUID,
    *,
    at: datetime,
    browser: str,
    desk_id: uuid.UUID | None,
    by_pin: bool = False,
) -> str:
    """Make a sign-in for who has just proved who they are, and return its token."""
    token, sign_in_id = secrets.token_urlsafe(32), new_id()
    connection.execute(
        insert(SignIn).values(
            token_hash=hash_of(token),
            id=sign_in_id,
            account_id=account_id,
            started_at=at,
            last_seen_at=at,
            browser=browser[:40],
            desk_id=desk_id,
            by_pin=by_pin,
        )
    )
    row = sign_in_row(connection, sign_in_id)
    if second_of(row, _grants(connection, account_id)) == "done" and not by_pin:
        complete(connection, row, at, second=False)
    record(at, account_id, "account.pin_in" if by_pin else "account.sign_in", row)
    return token


def complete(connection: Connection, row: Any, at: datetime, *, second: bool = True) -> None:
    """Count a sign-in as proved; at a desk of one's own centre it opens the desk for the day.

    `second` is False where none was asked: a host who becomes a coordinator is asked after all.
    """
    taken = {"proved_at": at, "second_at": at if second else None}
    connection.execute(update(SignIn).where(SignIn.id == row.id).values(taken))
    if row.desk_id is None:
        return
    connection.execute(
        delete(PinTries).where(
            PinTries.desk_id == row.desk_id, PinTries.account_id == row.account_id
        )
    )
    places = [grant.centre_id for grant in _grants(connection, row.account_id)]
    unlock = update(Desk).where(Desk.id == row.desk_id).values(unlocked_on=clock.local_day(at))
    if None not in places:
        unlock = unlock.where(Desk.centre_id.in_(places))
    connection.execute(unlock)


def renewed(connection: Connection, sign_in_id: uuid.UUID) -> str:
    """Give a sign-in another token, so that one that was known before opens nothing more."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        update(SignIn).where(SignIn.id == sign_in_id).values(token_hash=hash_of(token))
    )
    return token


def see(*, sign_in_id: uuid.UUID, at: datetime) -> None:
    """Remember that someone was there."""
    with writing() as connection:
        connection.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=at))


def sign_out(*, token: str, at: datetime) -> None:
    """End a sign-in; ending it twice changes nothing."""
    with writing() as connection:
        _end(connection, at, SignIn.token_hash == hash_of(token))


def end_sign_in(*, account_id: uuid.UUID, sign_in_id: uuid.UUID, at: datetime) -> bool:
    """End one of an account's sign-ins; return False where there is no such one of theirs."""
    with writing() as connection:
        return _end(connection, at, SignIn.account_id == account_id, SignIn.id == sign_in_id) > 0


def end_others(*, account_id: uuid.UUID, but: uuid.UUID, at: datetime) -> int:
    """End every sign-in of an account but one; return how many there were."""
    with writing() as connection:
        return _end(connection, at, SignIn.account_id == account_id, SignIn.id != but)


def end_all(connection: Connection, account_id: uuid.UUID, at: datetime) -> None:
    """End every sign-in of an account, without a word in the trail: what ends them says it."""
    connection.execute(
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_everybody(*, at: datetime) -> None:
    """End every sign-in and every link that was not used: what was ended may have come back."""
    with writing() as connection:
        connection.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=at))
        connection.execute(
            update(OneTimeLink).where(OneTimeLink.used_at.is_(None)).values(used_at=at)
        )


def change_password(
    *, signed_in: SignedIn, now: str, new: str, about: tuple[str, ...] = (), at: datetime
) -> str:
    """Give an account another password; return the sign-in's new token. All other sign-ins end.

    Raises SignInRefused where the present password is another, and passwords.PasswordRefused.
    """
    account_id = signed_in.person.account_id
    with reading() as connection:
        kept = connection.execute(
            select(Account.password_hash).where(Account.id == account_id)
        ).scalar_one()
    if not passwords.matches(now, kept):
        raise SignInRefused
    passwords.check(new, about=(signed_in.person.name, signed_in.email, *about))
    made = passwords.hash_of(new)
    with writing() as connection:
        connection.execute(
            update(Account).where(Account.id == account_id).values(password_hash=made)
        )
        connection.execute(
            update(SignIn)
            .where(
                SignIn.account_id == account_id,
                SignIn.id != signed_in.id,
                SignIn.ended_at.is_(None),
            )
            .values(ended_at=at)
        )
        record(at, account_id, "account.password")
        return renewed(connection, signed_in.id)


def sign_in_row(connection: Connection, sign_in_id: uuid.UUID) -> Any:
    """Return a sign-in, with since when its account has an app."""
    return connection.execute(
        select(*SignIn.__table__.columns, Account.second_since)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.id == sign_in_id)
    ).one()


def record(at: datetime, account_id: uuid.UUID, action: str, row: Any = None) -> None:
    """Say in the audit trail what someone did to their own account."""
    after = {"browser": row.browser} if row is not None and row.browser else None
    audit.record(
        at=at,
        actor_id=account_id,
        action=action,
        object=f"account {account_id}",
        after=after,
    )


def _end(connection: Connection, at: datetime, *which: Any) -> int:
    ended = connection.execute(
        update(SignIn)
        .where(*which, SignIn.ended_at.is_(None))
        .values(ended_at=at)
        .returning(SignIn.account_id)
    ).scalars()
    owners = list(ended)
    for account_id in owners:
        record(at, account_id, "account.sign_out")
    return len(owners)


def _grants(connection: Connection, account_id: uuid.UUID) -> list[GrantView]:
    rows = connection.execute(
        select(Grant.role, Grant.centre_id).where(Grant.account_id == account_id)
    )
    return [GrantView(row.role, row.centre_id) for row in rows]
