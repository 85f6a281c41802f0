"""A link ends when a newer one is made or a password is chosen."""

from __future__ import annotations

import pytest
from flask import Flask

from registry.staff import services
from tests.builders import MONDAY_TEN

PASSWORD = "vijf paarse fietsen"


def a_link() -> str:
    return services.make_link(
        email="a@linde.voorbeeld", name="A", role="admin", centre_id=None, at=MONDAY_TEN
    )


def test_a_newer_link_ends_the_older_one(book: Flask) -> None:
    older, newer = a_link(), a_link()
    with pytest.raises(services.LinkRefused):
        services.use_link(token=older, password=PASSWORD, at=MONDAY_TEN)
    assert services.use_link(token=newer, password=PASSWORD, at=MONDAY_TEN)


def test_no_older_link_works_after_a_password_was_chosen(book: Flask) -> None:
    older, newer = a_link(), a_link()
    services.use_link(token=newer, password=PASSWORD, at=MONDAY_TEN)
    with pytest.raises(services.LinkRefused):
        services.use_link(token=older, password="zes gele fietsen erbij", at=MONDAY_TEN)
