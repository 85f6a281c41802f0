"""The second step: coupling an app, giving a code of it, codes for a lost phone, proving again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from registry import audit
from registry.database import reading, writing
from registry.staff import passwords, second_step
from registry.staff.models import Account, RecoveryCode, SignIn
from registry.staff.queries import SignedIn
from registry.staff.services.signing import complete, record, renewed, sign_in_row


class CodeRefused(Exception):
    """A code that is wrong, too old, or was used before."""

    code = "code_refused"


def take_second_step(*, signed_in: SignedIn, code: str, key: bytes, at: datetime) -> str:
    """Finish a sign-in by a code of the app or one for a lost phone; return its new token.

    `key` is the installation's key for second steps. Raises CodeRefused.
    """
    with writing() as connection:
        _use_code(connection, signed_in.person.account_id, code, key, at)
        complete(connection, sign_in_row(connection, signed_in.id), at)
        return renewed(connection, signed_in.id)


def couple_app(
    *, signed_in: SignedIn, nonce: bytes, code: str, key: bytes, at: datetime
) -> tuple[str, tuple[str, ...]]:
    """Take an app's first code; return the sign-in's new token and ten codes for a lost phone.

    `nonce` is what the shown secret was made with. An app from before, and its codes, count no
    more; other sign-ins end. Raises CodeRefused.
    """
    account_id = signed_in.person.account_id
    secret = second_step.secret_of(key=key, account_id=account_id, nonce=nonce)
    step = second_step.step_of(secret, code, at)
    if step is None:
        raise CodeRefused
    with writing() as connection:
        connection.execute(
            update(Account)
            .where(Account.id == account_id)
            .values(second_nonce=nonce, second_since=at, second_step=step)
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
        complete(connection, sign_in_row(connection, signed_in.id), at)
        record(at, account_id, "account.app")
        codes = _new_codes(connection, account_id, key)
        return renewed(connection, signed_in.id), codes


def renew_recovery_codes(*, account_id: uuid.UUID, key: bytes, at: datetime) -> tuple[str, ...]:
    """Return ten new codes for a lost phone; the ones before count no more."""
    with writing() as connection:
        record(at, account_id, "account.spare_codes")
        return _new_codes(connection, account_id, key)


def prove(*, signed_in: SignedIn, typed: str, key: bytes, at: datetime) -> bool:
    """Tell whether someone typed their password or a fresh code, and remember that they did."""
    account_id = signed_in.person.account_id
    with reading() as connection:
        kept = connection.execute(
            select(Account.password_hash).where(Account.id == account_id)
        ).scalar_one()
    proved = passwords.matches(typed, kept)
    with writing() as connection:
        if not proved:
            try:
                _use_code(connection, account_id, typed, key, at)
            except CodeRefused:
                return False
        proved_now(connection, signed_in.id, at)
    return True


def prove_in_demo(*, signed_in: SignedIn, at: datetime) -> None:
    """Believe someone made up, who has no password to prove anything with."""
    with writing() as connection:
        proved_now(connection, signed_in.id, at)


def proved_now(connection: Connection, sign_in_id: uuid.UUID, at: datetime) -> None:
    """Remember that someone proved who they are."""
    connection.execute(update(SignIn).where(SignIn.id == sign_in_id).values(proved_at=at))


def drop_app(connection: Connection, account_id: uuid.UUID) -> None:
    """Let an account couple an app anew, with the codes for a lost phone gone too."""
    connection.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(second_nonce=None, second_since=None, second_step=None)
    )
    connection.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def forget_app(*, email: str, at: datetime) -> bool:
    """Let someone couple an app anew, by the command line; return False for an unknown address."""
    with writing() as connection:
        account_id = connection.execute(
            select(Account.id).where(Account.email == email.strip().lower())
        ).scalar_one_or_none()
        if account_id is None:
            return False
        drop_app(connection, account_id)
        audit.record(at=at, actor_id=None, action="account.app_off", object=f"account {account_id}")
    return True


def _use_code(
    connection: Connection, account_id: uuid.UUID, code: str, key: bytes, at: datetime
) -> None:
    row = connection.execute(
        select(Account.second_nonce, Account.second_since).where(Account.id == account_id)
    ).one()
    if row.second_since is None or row.second_nonce is None:
        raise CodeRefused
    if second_step.is_recovery_code(code):
        _use_recovery_code(connection, account_id, code, key, at)
        return
    secret = second_step.secret_of(key=key, account_id=account_id, nonce=row.second_nonce)
    step = second_step.step_of(secret, code, at)
    if step is None:
        raise CodeRefused
    fresh = connection.execute(
        update(Account)
        .where(
            Account.id == account_id,
            or_(Account.second_step.is_(None), Account.second_step < step),
        )
        .values(second_step=step)
    )
    if fresh.rowcount != 1:
        raise CodeRefused


def _use_recovery_code(
    connection: Connection, account_id: uuid.UUID, code: str, key: bytes, at: datetime
) -> None:
    used = connection.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_hash
            == second_step.recovery_hash(key=key, account_id=account_id, code=code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
    )
    if used.rowcount != 1:
        raise CodeRefused
    record(at, account_id, "account.spare_code")


def _new_codes(connection: Connection, account_id: uuid.UUID, key: bytes) -> tuple[str, ...]:
    codes = second_step.recovery_codes()
    connection.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    rows: Sequence[dict[str, object]] = [
        {
            "account_id": account_id,
            "code_hash": second_step.recovery_hash(key=key, account_id=account_id, code=code),
        }
        for code in codes
    ]
    connection.execute(insert(RecoveryCode), rows)
    return codes
