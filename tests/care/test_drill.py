"""A drill puts a backup back elsewhere, tells what it saw, and leaves nothing behind."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from registry import drill
from registry.care import backup, notes
from registry.care.archive import BackupError
from registry.database import writing
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.restore import Wish
from registry.settings import Settings
from registry.theory.load import load
from tests.builders import MONDAY_TEN, a_centre, a_check_in
from tests.databases import Make

MONDAY = date(2026, 11, 23)


def nothing(_done: int, _of: int) -> None:
    """Draw no bar."""


@pytest.fixture
def linde(book: Flask, settings: Settings) -> uuid.UUID:
    """Return a centre of which two months are kept."""
    centre_id = a_centre()
    for day in (date(2026, 9, 7), date(2026, 10, 5), MONDAY):
        a_check_in(centre_id, day)
    month, theory = Month(2026, 11), load()
    reporting.month(centre_id=centre_id, month=month, theory=theory, at=MONDAY_TEN)
    return centre_id


@pytest.fixture
def empty(engine_name: str, request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database for the drill, "" where it needs none."""
    if engine_name == "sqlite":
        return ""
    server = request.getfixturevalue("postgresql")
    return str(server.address(server.create()))


def test_it_compares_and_clears_away(
    make_app: Make, settings: Settings, linde: uuid.UUID, empty: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.backup"
    backup.make(settings, file, progress=nothing)
    a_check_in(linde, MONDAY)
    before = sorted(path.name for path in settings.data_dir.iterdir())
    for _again in range(2):
        found = drill.drill(make_app, settings, Wish(file=file), empty=empty, progress=nothing)
        assert found.rows["check_in"] == (3, 4)
        assert (found.months, found.wrong) == (2, ())
    assert sorted(path.name for path in settings.data_dir.iterdir()) == before
    assert notes.last(settings.data_dir, "drill") is not None


def test_figures_that_differ_are_no_good_drill(
    make_app: Make, settings: Settings, linde: uuid.UUID, empty: str, tmp_path: Path
) -> None:
    with writing() as connection:
        connection.exec_driver_sql(
            """UPDATE month_sum SET kept = replace(kept, '"visits":1', '"visits":2')"""
        )
    file = tmp_path / "one.backup"
    backup.make(settings, file, progress=nothing)
    found = drill.drill(make_app, settings, Wish(file=file), empty=empty, progress=nothing)
    assert found.wrong == ("de-linde 2026-09", "de-linde 2026-10")
    assert notes.last(settings.data_dir, "drill") is None


def test_a_damaged_backup_fails_and_is_cleared_away(
    make_app: Make, settings: Settings, linde: uuid.UUID, empty: str, tmp_path: Path
) -> None:
    file = tmp_path / "one.backup"
    file.write_bytes(b"half of something")
    with pytest.raises(BackupError, match="damaged"):
        drill.drill(make_app, settings, Wish(file=file), empty=empty, progress=nothing)
    assert not (settings.data_dir / "drill.part").exists()


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_on_postgresql_it_needs_a_place_and_takes_no_filled_one(
    make_app: Make, settings: Settings, linde: uuid.UUID, tmp_path: Path
) -> None:
    file = tmp_path / "one.backup"
    backup.make(settings, file, progress=nothing)
    with pytest.raises(BackupError, match="needs an empty database"):
        drill.drill(make_app, settings, Wish(file=file), progress=nothing)
    taken = settings.database_url
    with pytest.raises(BackupError, match="has tables already"):
        drill.drill(make_app, settings, Wish(file=file), empty=taken, progress=nothing)
    assert backup.rows_now(settings)["check_in"] == 3
