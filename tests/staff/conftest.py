"""These tests run on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from registry.staff import queries
from registry.staff import services as staff
from registry.staff.queries import Person
from tests.builders import MONDAY_TEN
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture

PASSWORD = "vijf paarse fietsen"
EMAIL = "fatma@linde.voorbeeld"


def who(*, token: str, at: datetime) -> Person | None:
    """Return the person of a sign-in, whatever its second step waits for."""
    entry = queries.sign_in_of(token=token, at=at)
    return None if entry is None else entry.person


@pytest.fixture
def invite() -> Callable[..., str]:
    """Return what makes a one-time link for an admin, or whom one names."""

    def make(role: str = "admin", centre_id: uuid.UUID | None = None, email: str = EMAIL) -> str:
        return staff.make_link(
            email=email, name="Fatma", role=role, centre_id=centre_id, at=MONDAY_TEN
        )

    return make


@pytest.fixture
def account(book: object, invite: Callable[..., str]) -> str:
    """Make an account with a password and return its address."""
    staff.use_link(token=invite(), password=PASSWORD, at=MONDAY_TEN)
    return EMAIL
