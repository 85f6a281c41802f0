"""The code of the host's corner: six digits, another one when asked, never in the database."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from flask import Flask

from registry.centres import corner, queries, services
from tests.builders import MONDAY_TEN, a_centre

KEY = b"a key of this test's own, 32 long"


def test_the_code_has_six_digits_and_another_centre_or_round_another_code() -> None:
    here = uuid4()
    codes = {corner.code_of(key=KEY, centre_id=here, round_=n) for n in range(1, 40)}
    codes |= {corner.code_of(key=KEY, centre_id=uuid4(), round_=1) for _ in range(40)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 75


def test_the_lock_opens_with_its_code_only() -> None:
    here = uuid4()
    lock = corner.lock_of(key=KEY, centre_id=here, round_=1)
    code = corner.code_of(key=KEY, centre_id=here, round_=1)

    def hashed(typed: str) -> str:
        salt = bytes.fromhex(lock.salt)
        return hashlib.pbkdf2_hmac("sha256", typed.encode(), salt, lock.iterations).hex()

    assert hashed(code) == lock.hash
    assert hashed(f"{(int(code) + 1) % 10**6:06}") != lock.hash


def test_a_new_code_is_for_one_centre(book: Flask) -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    services.change_corner_code(centre_id=linde, at=MONDAY_TEN, by=uuid4())
    assert (queries.corner_round(linde), queries.corner_round(anker)) == (2, 1)
