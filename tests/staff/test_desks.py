"""PINs at a shared desk: five tries in a row for a person at a desk, also for many at once."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from registry.staff import queries, services
from registry.staff.queries import DeskView
from tests.builders import MONDAY_TEN, a_centre, code_of, couple
from tests.staff.conftest import PASSWORD


@pytest.fixture
def desk(book: Flask) -> DeskView:
    """Make a desk that is open today."""
    centre_id = a_centre()
    link = services.make_link(
        email="host@b.nl", name="Host", role="host", centre_id=centre_id, at=MONDAY_TEN
    )
    token = services.use_link(token=link, password=PASSWORD, at=MONDAY_TEN)
    entry = queries.sign_in_of(token=token, at=MONDAY_TEN)
    assert entry is not None
    made = services.enrol_desk(centre_id=centre_id, name="Ingang", at=MONDAY_TEN, signed_in=entry)
    found = queries.desk_of(token=made)
    assert found is not None
    return found


def host_of(desk: DeskView) -> queries.Person:
    person = queries.first_with(role="host", centre_id=desk.centre_id)
    assert person is not None
    return person


def test_the_sixth_try_in_a_row_is_not_even_looked_at(desk: DeskView) -> None:
    account_id = host_of(desk).account_id
    pin = services.issue_pin(account_id=account_id, at=MONDAY_TEN)
    left = []
    for _ in range(5):
        with pytest.raises(services.PinRefused) as refused:
            services.sign_in_by_pin(desk=desk, account_id=account_id, pin="0", at=MONDAY_TEN)
        left.append(refused.value.left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(services.PinRefused):
        services.sign_in_by_pin(desk=desk, account_id=account_id, pin=pin, at=MONDAY_TEN)
    newer = services.issue_pin(account_id=account_id, at=MONDAY_TEN)
    assert services.sign_in_by_pin(desk=desk, account_id=account_id, pin=newer, at=MONDAY_TEN)


def test_many_tries_at_once_are_no_more_than_five(desk: DeskView, book: Flask) -> None:
    account_id = host_of(desk).account_id
    pin = services.issue_pin(account_id=account_id, at=MONDAY_TEN)
    looked_at: list[int] = []
    start = threading.Barrier(12)

    def guess() -> None:
        with book.app_context():
            start.wait()
            try:
                services.sign_in_by_pin(desk=desk, account_id=account_id, pin="0", at=MONDAY_TEN)
            except services.PinRefused as refused:
                looked_at.append(refused.left)

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(looked_at, reverse=True) == [4, 3, 2, 1, *[0] * 8]
    with pytest.raises(services.PinRefused):
        services.sign_in_by_pin(desk=desk, account_id=account_id, pin=pin, at=MONDAY_TEN)


def test_a_code_is_taken_once_by_many_at_once(book: Flask, desk: DeskView) -> None:
    key = b"a key of this test's own, 32 long"
    token = services.sign_in(email="host@b.nl", password=PASSWORD, at=MONDAY_TEN)
    secret = couple(token, key=key, at=MONDAY_TEN.replace(minute=0, hour=1))
    entries = [
        queries.sign_in_of(
            token=services.sign_in(email="host@b.nl", password=PASSWORD, at=MONDAY_TEN),
            at=MONDAY_TEN,
        )
        for _ in range(6)
    ]
    taken: list[str] = []
    start = threading.Barrier(6)

    def take(entry: queries.SignedIn) -> None:
        with book.app_context():
            start.wait()
            try:
                code = code_of(secret, MONDAY_TEN)
                taken.append(
                    services.take_second_step(signed_in=entry, code=code, key=key, at=MONDAY_TEN)
                )
            except services.CodeRefused:
                pass

    threads = [threading.Thread(target=take, args=(entry,)) for entry in entries if entry]
    assert len(threads) == 6
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1
