"""The second step: an app's code once, within its time, and codes for a lost phone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from registry.database import reading
from registry.staff import queries, second_step, services
from registry.staff.queries import SignedIn
from tests.builders import MONDAY_TEN, code_of, couple
from tests.staff.conftest import PASSWORD

KEY = b"a key of this test's own, 32 long"
LATER = MONDAY_TEN + timedelta(hours=1)


def entered(account: str, at: datetime = LATER) -> tuple[str, SignedIn]:
    """Sign in by the password; return the token and what it stands for."""
    token = services.sign_in(email=account, password=PASSWORD, at=at)
    entry = queries.sign_in_of(token=token, at=at)
    assert entry is not None
    return token, entry


@pytest.fixture
def secret(account: str) -> str:
    """Couple an app to the account and return its secret."""
    return couple(entered(account, MONDAY_TEN)[0], key=KEY, at=MONDAY_TEN)


def is_in(token: str, at: datetime = LATER) -> bool:
    entry = queries.sign_in_of(token=token, at=at)
    return entry is not None and entry.second == "done"


def test_the_code_finishes_the_sign_in_under_another_token(account: str, secret: str) -> None:
    before, entry = entered(account)
    assert entry.second == "code"
    after = services.take_second_step(
        signed_in=entry, code=code_of(secret, LATER), key=KEY, at=LATER
    )
    assert is_in(after)
    assert queries.sign_in_of(token=before, at=LATER) is None


def test_a_code_is_taken_once(account: str, secret: str) -> None:
    code = code_of(secret, LATER)
    services.take_second_step(signed_in=entered(account)[1], code=code, key=KEY, at=LATER)
    for later in (LATER, LATER + timedelta(seconds=20)):
        with pytest.raises(services.CodeRefused):
            services.take_second_step(
                signed_in=entered(account, later)[1], code=code, key=KEY, at=later
            )


def test_an_older_code_does_not_follow_a_newer_one(account: str, secret: str) -> None:
    earlier = code_of(secret, LATER - timedelta(seconds=30))
    services.take_second_step(
        signed_in=entered(account)[1], code=code_of(secret, LATER), key=KEY, at=LATER
    )
    with pytest.raises(services.CodeRefused):
        services.take_second_step(signed_in=entered(account)[1], code=earlier, key=KEY, at=LATER)


@pytest.mark.parametrize(("off", "taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(account: str, secret: str, off: int, taken: bool) -> None:
    code = code_of(secret, LATER + timedelta(seconds=off))
    entry = entered(account)[1]
    if taken:
        assert services.take_second_step(signed_in=entry, code=code, key=KEY, at=LATER)
    else:
        with pytest.raises(services.CodeRefused):
            services.take_second_step(signed_in=entry, code=code, key=KEY, at=LATER)


def test_spaces_between_the_digits_are_no_fault(account: str, secret: str) -> None:
    code = code_of(secret, LATER)
    typed = f" {code[:3]} {code[3:]} "
    assert services.take_second_step(signed_in=entered(account)[1], code=typed, key=KEY, at=LATER)


def test_the_first_code_of_another_app_couples_nothing(account: str) -> None:
    entry = entered(account, MONDAY_TEN)[1]
    for code in ("000000", "", "12"):
        with pytest.raises(services.CodeRefused):
            services.couple_app(
                signed_in=entry,
                nonce=second_step.new_nonce(),
                code=code,
                key=KEY,
                at=MONDAY_TEN,
            )


def test_coupling_ends_every_other_sign_in(account: str) -> None:
    other, _ = entered(account, MONDAY_TEN)
    couple(entered(account, MONDAY_TEN)[0], key=KEY, at=MONDAY_TEN)
    assert queries.sign_in_of(token=other, at=MONDAY_TEN) is None


def test_another_app_ends_the_one_before(account: str, secret: str) -> None:
    entry = entered(account)[1]
    token = services.take_second_step(
        signed_in=entry, code=code_of(secret, LATER), key=KEY, at=LATER
    )
    newer = couple(token, key=KEY, at=LATER + timedelta(minutes=1))
    at = LATER + timedelta(minutes=5)
    with pytest.raises(services.CodeRefused):
        services.take_second_step(
            signed_in=entered(account, at)[1], code=code_of(secret, at), key=KEY, at=at
        )
    assert services.take_second_step(
        signed_in=entered(account, at)[1], code=code_of(newer, at), key=KEY, at=at
    )


def spare_codes(account: str) -> tuple[str, ...]:
    _, entry = entered(account)
    return services.renew_recovery_codes(account_id=entry.person.account_id, key=KEY, at=MONDAY_TEN)


def test_a_spare_code_opens_the_door_once(account: str, secret: str) -> None:
    first, *others = spare_codes(account)
    assert len({first, *others}) == 10
    typed = first.lower().replace("-", " ")
    assert is_in(
        services.take_second_step(signed_in=entered(account)[1], code=typed, key=KEY, at=LATER)
    )
    with pytest.raises(services.CodeRefused):
        services.take_second_step(signed_in=entered(account)[1], code=first, key=KEY, at=LATER)
    doors = queries.own_doors(account_id=entered(account)[1].person.account_id)
    assert doors.spare_codes == 9


def test_new_spare_codes_end_the_old_ones(account: str, secret: str) -> None:
    old = spare_codes(account)[0]
    spare_codes(account)
    with pytest.raises(services.CodeRefused):
        services.take_second_step(signed_in=entered(account)[1], code=old, key=KEY, at=LATER)


def test_a_spare_code_of_somebody_else_opens_nothing(book: Flask, account: str) -> None:
    couple(entered(account, MONDAY_TEN)[0], key=KEY, at=MONDAY_TEN)
    other = "ali@linde.voorbeeld"
    link = services.make_link(email=other, name="Ali", role="area", centre_id=None, at=MONDAY_TEN)
    couple(services.use_link(token=link, password=PASSWORD, at=MONDAY_TEN), key=KEY, at=MONDAY_TEN)
    code = spare_codes(account)[0]
    with pytest.raises(services.CodeRefused):
        services.take_second_step(signed_in=entered(other)[1], code=code, key=KEY, at=LATER)


def test_a_copy_of_the_database_holds_no_secret_and_no_spare_code(
    account: str, secret: str
) -> None:
    codes = spare_codes(account)
    with reading() as connection:
        rows = "".join(
            repr(connection.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608
            for table in ("account", "recovery_code", "audit_entry")
        )
    plain = {code.replace("-", "") for code in codes}
    assert not any(one in rows for one in {secret, *codes, *plain})


def test_a_proof_is_the_password_or_a_fresh_code(account: str, secret: str) -> None:
    entry = entered(account)[1]
    at = LATER + timedelta(minutes=30)
    for typed, right in (("iets anders", False), (PASSWORD, True), (code_of(secret, at), True)):
        assert services.prove(signed_in=entry, typed=typed, key=KEY, at=at) is right
    assert services.prove(signed_in=entry, typed=code_of(secret, at), key=KEY, at=at) is False


def test_a_proof_lasts_ten_minutes(account: str, secret: str) -> None:
    token, entry = entered(account)
    services.prove(signed_in=entry, typed=PASSWORD, key=KEY, at=LATER)
    proved = queries.sign_in_of(token=token, at=LATER)
    assert proved is not None
    assert proved.is_proved(LATER + timedelta(minutes=9, seconds=59))
    assert not proved.is_proved(LATER + timedelta(minutes=10))


def test_no_pin_is_one_that_people_try_first(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([111111, 123456, 654321, 121212, 890123, 407132])
    monkeypatch.setattr(second_step.secrets, "randbelow", lambda _: next(drawn))
    assert second_step.new_pin() == "407132"
