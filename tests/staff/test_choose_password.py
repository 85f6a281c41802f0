"""Choosing a password by a one-time link."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from registry.staff import services
from registry.staff.passwords import PasswordRefused
from tests.builders import MONDAY_TEN
from tests.staff.conftest import EMAIL, PASSWORD, who


def test_who_chose_a_password_is_signed_in_at_once(book: Flask, invite: Callable[..., str]) -> None:
    session = services.use_link(token=invite(), password=PASSWORD, at=MONDAY_TEN)
    person = who(token=session, at=MONDAY_TEN)
    assert person is not None
    assert person.name == "Fatma"


def test_a_link_works_once(book: Flask, invite: Callable[..., str]) -> None:
    token = invite()
    services.use_link(token=token, password=PASSWORD, at=MONDAY_TEN)
    with pytest.raises(services.LinkRefused):
        services.use_link(token=token, password="zes groene bankjes", at=MONDAY_TEN)
    services.sign_in(email=EMAIL, password=PASSWORD, at=MONDAY_TEN)


def test_a_link_of_four_days_ago_is_refused(book: Flask, invite: Callable[..., str]) -> None:
    token = invite()
    with pytest.raises(services.LinkRefused):
        services.use_link(token=token, password=PASSWORD, at=MONDAY_TEN + timedelta(days=4))


def test_a_refused_password_leaves_the_link_usable(book: Flask, invite: Callable[..., str]) -> None:
    token = invite()
    with pytest.raises(PasswordRefused) as refused:
        services.use_link(token=token, password="kort", at=MONDAY_TEN)
    assert refused.value.code == "too_short"
    services.use_link(token=token, password=PASSWORD, at=MONDAY_TEN)


@pytest.mark.parametrize("password", ["Fatma Fatma Fatma 1", "fatma@linde.voorbeeld"])
def test_the_persons_own_name_is_no_password(
    book: Flask, invite: Callable[..., str], password: str
) -> None:
    with pytest.raises(PasswordRefused):
        services.use_link(token=invite(), password=password, at=MONDAY_TEN)


def test_the_name_of_the_centre_is_no_password(book: Flask, invite: Callable[..., str]) -> None:
    with pytest.raises(PasswordRefused):
        services.use_link(
            token=invite(), password="boomgaard-boomgaard", about=("De Boomgaard",), at=MONDAY_TEN
        )


def test_a_new_password_ends_earlier_sign_ins(account: str, invite: Callable[..., str]) -> None:
    before = services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    services.use_link(token=invite(), password="zes groene bankjes", at=MONDAY_TEN)
    assert who(token=before, at=MONDAY_TEN) is None
    with pytest.raises(services.SignInRefused):
        services.sign_in(email=account, password=PASSWORD, at=MONDAY_TEN)
    services.sign_in(email=account, password="zes groene bankjes", at=MONDAY_TEN)
