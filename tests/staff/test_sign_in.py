"""Signing in and out."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import text

from registry.database import reading
from registry.staff import passwords, queries, services
from tests.builders import MONDAY_TEN
from tests.staff.conftest import EMAIL, PASSWORD, who


def test_address_and_password_give_a_sign_in(account: str) -> None:
    token = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    person = who(token=token, at=MONDAY_TEN)
    assert person is not None
    assert person.roles == {"admin"}


def test_the_address_may_be_typed_in_capitals(account: str) -> None:
    assert services.sign_in(email=f" {account.upper()} ", password=PASSWORD, at=MONDAY_TEN)


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "vijf paarse fietsem"), (EMAIL, ""), ("wie@linde.voorbeeld", PASSWORD), ("", "")],
)
def test_a_wrong_password_and_an_unknown_address_are_refused_alike(
    account: str, email: str, password: str
) -> None:
    with pytest.raises(services.SignInRefused) as refused:
        services.sign_in(email=email, password=password, at=MONDAY_TEN)
    assert str(refused.value) == ""


def test_an_account_without_a_password_lets_nobody_in(
    book: Flask, invite: Callable[..., str]
) -> None:
    invite()
    with pytest.raises(services.SignInRefused):
        services.sign_in(email=EMAIL, password="", at=MONDAY_TEN)


@pytest.mark.parametrize("email", [EMAIL, "wie@linde.voorbeeld"])
def test_a_password_is_compared_once_whether_the_account_exists_or_not(
    account: str, email: str
) -> None:
    passwords.matches("once before", None)
    with (
        patch.object(passwords, "_hasher", wraps=passwords._hasher) as hasher,
        pytest.raises(services.SignInRefused),
    ):
        services.sign_in(email=email, password="iets heel anders", at=MONDAY_TEN)
    assert hasher.verify.call_count == 1
    assert hasher.hash.call_count == 0


def test_a_sign_in_lasts_twelve_hours(account: str) -> None:
    person = who(
        token=services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN), at=MONDAY_TEN
    )
    assert person is not None
    token = services.open_door(account_id=person.account_id, at=MONDAY_TEN)
    twelve = MONDAY_TEN + timedelta(hours=12)
    assert who(token=token, at=twelve - timedelta(seconds=1)) is not None
    assert who(token=token, at=twelve) is None


def test_who_leaves_the_second_step_for_ten_minutes_starts_over(account: str) -> None:
    token = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    ten = MONDAY_TEN + timedelta(minutes=10)
    entry = queries.sign_in_of(token=token, at=ten - timedelta(seconds=1))
    assert entry is not None
    assert entry.second == "setup"
    assert queries.sign_in_of(token=token, at=ten) is None


def test_signing_out_ends_this_sign_in_and_no_other(account: str) -> None:
    here = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    there = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    services.sign_out(token=here, at=MONDAY_TEN)
    services.sign_out(token=here, at=MONDAY_TEN)
    assert who(token=here, at=MONDAY_TEN) is None
    assert who(token=there, at=MONDAY_TEN) is not None


def test_a_made_up_token_is_nobody(account: str) -> None:
    assert who(token="x" * 43, at=MONDAY_TEN) is None


def test_neither_password_nor_token_is_in_the_database(account: str) -> None:
    token = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    with reading() as connection:
        rows = [
            repr(connection.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
            for table in ("account", "sign_in", "one_time_link", "audit_entry")
        ]
    assert "$argon2id$" in rows[0]
    assert not any(PASSWORD in row or token in row for row in rows)


def test_every_step_is_in_the_audit_trail(account: str) -> None:
    services.sign_out(
        token=services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN), at=MONDAY_TEN
    )
    with reading() as connection:
        actions = connection.execute(text("SELECT action FROM audit_entry")).scalars().all()
    assert sorted(actions) == [
        "account.invite",
        "account.password",
        "account.sign_in",
        "account.sign_in",
        "account.sign_out",
    ]


def kept_hash() -> str:
    with reading() as connection:
        return str(connection.execute(text("SELECT password_hash FROM account")).scalar_one())


def test_only_an_outdated_hash_is_renewed_at_the_next_sign_in(account: str) -> None:
    first = kept_hash()
    services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    assert kept_hash() == first
    with patch.object(passwords, "is_outdated", return_value=True):
        services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    assert kept_hash() != first
    services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
