"""The log of SQLite is moved into the database in the background, taking turns with writers."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from registry import checkpoint
from registry.checkpoint import Checkpoints
from registry.settings import Settings
from tests.builders import a_centre

SOON = 0.02


@pytest.fixture
def file(settings: Settings) -> Path:
    assert settings.database_file is not None
    return settings.database_file


@pytest.fixture
def checkpoints(book: Flask) -> Iterator[Checkpoints]:
    made = checkpoint.take_over(book, every=SOON)
    assert made is not None
    made.start()
    yield made
    made.stop()


def centres_in(file: Path, tmp_path: Path) -> int:
    """Count what the database file holds by itself, without its log."""
    alone = tmp_path / "alone.sqlite3"
    alone.write_bytes(file.read_bytes())
    connection = sqlite3.connect(alone)
    found = connection.execute("SELECT count(*) FROM centre").fetchone()[0]
    connection.close()
    return int(found)


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not holds() and time.monotonic() < deadline:
        time.sleep(SOON)
    return holds()


def test_without_it_what_is_written_stays_in_the_log(
    book: Flask, file: Path, tmp_path: Path
) -> None:
    checkpoint.take_over(book)
    for number in range(40):
        a_centre(f"Centrum {number}")
    assert centres_in(file, tmp_path) == 0


@pytest.mark.usefixtures("checkpoints")
def test_what_is_written_soon_stands_in_the_database(file: Path, tmp_path: Path) -> None:
    a_centre()
    assert eventually(lambda: centres_in(file, tmp_path) == 1)


@pytest.mark.usefixtures("checkpoints")
def test_it_waits_while_another_writes(book: Flask, file: Path, tmp_path: Path) -> None:
    a_centre("De Eerste")
    assert eventually(lambda: centres_in(file, tmp_path) == 1)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint=0")
    with book.extensions["inloop_engines"]["lock"].held():
        connection.execute("UPDATE centre SET name = 'De Tweede'")
        time.sleep(10 * SOON)
        assert b"De Tweede" not in file.read_bytes()
    assert eventually(lambda: b"De Tweede" in file.read_bytes())
    connection.close()


def test_a_large_log_is_cut_off(
    book: Flask, file: Path, checkpoints: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = file.with_name(file.name + "-wal")
    a_centre("De Eerste")
    assert eventually(lambda: b"De Eerste" in file.read_bytes())
    assert log.stat().st_size > 0
    monkeypatch.setattr(checkpoint, "LARGE", 1)
    a_centre("De Tweede")
    assert eventually(lambda: log.stat().st_size == 0)


def test_stopping_moves_what_is_left(book: Flask, file: Path, tmp_path: Path) -> None:
    slow = checkpoint.take_over(book, every=60)
    assert slow is not None
    slow.start()
    a_centre()
    slow.stop()
    assert centres_in(file, tmp_path) == 1


def test_a_fault_is_logged_and_the_next_look_tries_again(
    book: Flask,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = Checkpoints._checkpoint
    failed: list[bool] = []

    def once(self: Checkpoints, connection: sqlite3.Connection) -> bool:
        if not failed:
            failed.append(True)
            raise sqlite3.OperationalError("disk full")
        return real(self, connection)

    monkeypatch.setattr(Checkpoints, "_checkpoint", once)
    made = checkpoint.take_over(book, every=SOON)
    assert made is not None
    made.start()
    a_centre()
    assert eventually(lambda: centres_in(file, tmp_path) == 1)
    made.stop()
    assert failed
    assert '"exception_type": "OperationalError"' in capsys.readouterr().out
