"""Shared desks: making a browser one, ending that, PINs, and saying by a PIN who is there."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit, clock
from registry.database import add_to, new_id, reading, writing
from registry.staff import passwords, second_step
from registry.staff.models import Account, Desk, PinTries, SignIn
from registry.staff.queries import PIN_TRIES, DeskView, SignedIn, hash_of, people_at
from registry.staff.services.signing import opened, record

DESK_NAME = 40


class NoSuchDesk(Exception):
    """A desk that is not this centre's, or is one no more."""

    code = "no_such_desk"


class PinRefused(Exception):
    """A PIN that is not this person's; `left` is how many tries are left at this desk."""

    code = "pin_refused"

    def __init__(self, left: int) -> None:
        """Take how many tries are left."""
        super().__init__(left)
        self.left = left


def enrol_desk(*, centre_id: uuid.UUID, name: str, at: datetime, signed_in: SignedIn) -> str:
    """Make the browser of a sign-in a shared desk, open for today; return the desk's token."""
    token, desk_id = secrets.token_urlsafe(32), new_id()
    with writing() as connection:
        connection.execute(
            insert(Desk).values(
                id=desk_id,
                centre_id=centre_id,
                name=name[:DESK_NAME],
                token_hash=hash_of(token),
                enrolled_at=at,
                unlocked_on=clock.local_day(at),
            )
        )
        connection.execute(
            update(SignIn).where(SignIn.id == signed_in.id).values(desk_id=desk_id, last_seen_at=at)
        )
        _note(centre_id, desk_id, "desk.enrol", at, signed_in, {"name": name[:DESK_NAME]})
    return token


def revoke_desk(
    *, centre_id: uuid.UUID, desk_id: uuid.UUID, at: datetime, signed_in: SignedIn
) -> None:
    """Let a browser be a desk no more; who is signed in there is signed out. Raises NoSuchDesk."""
    with writing() as connection:
        name = connection.execute(
            update(Desk)
            .where(Desk.id == desk_id, Desk.centre_id == centre_id, Desk.revoked_at.is_(None))
            .values(revoked_at=at)
            .returning(Desk.name)
        ).scalar_one_or_none()
        if name is None:
            raise NoSuchDesk
        connection.execute(
            update(SignIn)
            .where(SignIn.desk_id == desk_id, SignIn.ended_at.is_(None))
            .values(ended_at=at)
        )
        _note(centre_id, desk_id, "desk.revoke", at, signed_in, {"name": name})


def close_desk(*, desk: DeskView, by: uuid.UUID, at: datetime) -> None:
    """End the day at a desk: until a full sign-in no PIN opens it, and nobody is signed in."""
    with writing() as connection:
        connection.execute(update(Desk).where(Desk.id == desk.id).values(unlocked_on=None))
        connection.execute(
            update(SignIn)
            .where(SignIn.desk_id == desk.id, SignIn.ended_at.is_(None))
            .values(ended_at=at)
        )
        audit.record(
            at=at,
            actor_id=by,
            action="desk.close",
            object=f"desk {desk.id}",
            centre_id=desk.centre_id,
        )


def issue_pin(*, account_id: uuid.UUID, at: datetime) -> str:
    """Return an account's new PIN, to be shown once; the one before counts no more."""
    pin = second_step.new_pin()
    kept = passwords.hash_of(pin)
    with writing() as connection:
        connection.execute(
            update(Account).where(Account.id == account_id).values(pin_hash=kept, pin_since=at)
        )
        connection.execute(delete(PinTries).where(PinTries.account_id == account_id))
        record(at, account_id, "account.pin")
    return pin


def sign_in_by_pin(*, desk: DeskView, account_id: uuid.UUID, pin: str, at: datetime) -> str:
    """Return the token of a sign-in as host at a desk that is open today.

    Raises PinRefused, after the same work whether the account exists, is of this centre, has a
    PIN, or has tries left. A try is counted before it is compared: many at once get no more.
    """
    known = {one.account_id: one for one in people_at(desk=desk)}.get(account_id)
    with reading() as connection:
        kept = connection.execute(
            select(Account.pin_hash).where(Account.id == account_id)
        ).scalar_one_or_none()
    may = known is not None and known.has_pin and desk.unlocked_on == clock.local_day(at)
    left = _tries_left(desk, account_id) if known is not None else 0
    right = passwords.matches(second_step.digits_of(pin), kept if may and left >= 0 else None)
    if not right:
        raise PinRefused(max(0, left))
    with writing() as connection:
        _forget_tries(connection, desk.id, account_id)
        return opened(
            connection, account_id, at=at, browser=desk.name, desk_id=desk.id, by_pin=True
        )


def _tries_left(desk: DeskView, account_id: uuid.UUID) -> int:
    """Count a try; return how many are left after it, below zero where this one is too many."""
    key = {"desk_id": desk.id, "account_id": account_id}
    with writing() as connection:
        add_to(connection, PinTries, key, "wrong", 1)
        wrong = connection.execute(
            select(PinTries.wrong).where(
                PinTries.desk_id == desk.id, PinTries.account_id == account_id
            )
        ).scalar_one()
    return PIN_TRIES - int(wrong)


def _forget_tries(connection: Connection, desk_id: uuid.UUID, account_id: uuid.UUID) -> None:
    connection.execute(
        delete(PinTries).where(PinTries.desk_id == desk_id, PinTries.account_id == account_id)
    )


def _note(
    centre_id: uuid.UUID,
    desk_id: uuid.UUID,
    action: str,
    at: datetime,
    signed_in: SignedIn,
    after: audit.Values,
) -> None:
    audit.record(
        at=at,
        actor_id=signed_in.person.account_id,
        action=action,
        object=f"desk {desk_id}",
        centre_id=centre_id,
        after=after,
    )
