"""Forty tablets at once, shortly: all is stored once, and memory stays what it was."""

from __future__ import annotations

import pytest
from flask import Flask

from registry.settings import Settings
from tests.faults.soak import MOST_GROWTH, a_day

SHORT = 15
PATIENCE_MS = 10 * 300
"""Ten times the bar: other tests run beside this one. `make soak` holds the bar itself."""


def test_forty_tablets_are_all_served(app: Flask, settings: Settings) -> None:
    day = a_day(app, settings, seconds=SHORT)
    assert day.wrong == []
    assert day.percentile(95) < PATIENCE_MS
    assert day.growth < 2 * MOST_GROWTH


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_server_that_keeps_what_it_read_is_caught(app: Flask, settings: Settings) -> None:
    day = a_day(app, settings, seconds=SHORT, runner="tests.faults.leaky")
    assert day.growth > 2 * MOST_GROWTH
