"""The power fails: what was answered for is on the disk, and the database is whole."""

from __future__ import annotations

import pytest
from flask import Flask

from registry.settings import Settings
from tests.faults.power import cut_while_sending

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def test_what_was_answered_for_outlives_a_power_cut(app: Flask, settings: Settings) -> None:
    made = cut_while_sending(app, settings, events=300, cuts=60)
    assert made.wrong == []
    assert made.unsynced >= 10
    assert made.acknowledged >= 300


def test_a_database_that_syncs_seldom_is_caught(app: Flask, settings: Settings) -> None:
    made = cut_while_sending(app, settings, events=300, cuts=60, runner="tests.faults.loose_sync")
    assert any("lost" in found for found in made.wrong), made.wrong
