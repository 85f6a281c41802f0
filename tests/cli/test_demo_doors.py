"""Doors without a password open under three conditions, and stay shut when one is missing."""

from __future__ import annotations

from datetime import date

import pytest

from registry.demo_doors import is_loopback, why_shut

TODAY = date(2026, 11, 23)


def test_all_three_conditions_open_them() -> None:
    assert why_shut(asked=True, last_day=TODAY, host="127.0.0.1") is None


@pytest.mark.parametrize(
    ("asked", "last_day", "host"),
    [(False, TODAY, "127.0.0.1"), (True, None, "127.0.0.1"), (True, TODAY, "0.0.0.0")],  # noqa: S104
)
def test_each_condition_alone_keeps_them_shut(
    asked: bool, last_day: date | None, host: str
) -> None:
    assert why_shut(asked=asked, last_day=last_day, host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost"])
def test_this_machine_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "10.0.0.1", "localhost.example", "127.0.0.1.example", ""],  # noqa: S104
)
def test_anything_else_is_not(host: str) -> None:
    assert not is_loopback(host)
