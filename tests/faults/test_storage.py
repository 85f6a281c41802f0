"""No room, a held database, a PostgreSQL that stops: no false tick, nothing lost."""

from __future__ import annotations

import pytest
from flask import Flask

from registry.settings import Settings
from tests import postgres
from tests.faults.storage import Trouble, full_disk, held, send_through, stopped

MET = [
    pytest.param("sqlite", full_disk, id="disk full"),
    pytest.param("sqlite", held, id="SQLite held"),
    pytest.param("postgresql", held, id="PostgreSQL held"),
    pytest.param("postgresql", stopped, id="PostgreSQL stopped"),
]


@pytest.mark.parametrize(("engine_name", "trouble"), MET)
def test_nothing_is_answered_for_that_is_not_stored(
    app: Flask, settings: Settings, postgresql: postgres.Server, trouble: Trouble
) -> None:
    made = send_through(app, settings, postgresql, trouble, seconds=3)
    assert made.wrong == []
    assert made.meanwhile == 0


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_server_that_answers_before_it_stores_is_caught(
    app: Flask, settings: Settings, postgresql: postgres.Server
) -> None:
    early = "tests.faults.early_answer"
    made = send_through(app, settings, postgresql, full_disk, seconds=2, runner=early)
    assert made.meanwhile > 0
    assert any("lost" in found for found in made.wrong), made.wrong
