"""These tests run on both databases, on a Monday at ten."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.builders import MONDAY_TEN
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Let it be Monday, from ten o'clock on, here and at the servers that are started here."""
    with time_machine.travel(MONDAY_TEN, tick=True):
        yield
