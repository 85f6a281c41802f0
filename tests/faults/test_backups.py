"""Backups under load come back whole; what is lost came in when they say; erased stays erased."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from registry import restore
from registry.care import sqlite_copy
from registry.settings import Settings
from tests.care.conftest import postgres_programs as postgres_programs
from tests.databases import Make
from tests.faults.backups import Empty, Rounds, back_and_forth, in_folders, on_a

ROUNDS = 3


@pytest.fixture
def empty(engine_name: str, request: pytest.FixtureRequest) -> Empty:
    """Return what makes an empty installation on the same database."""
    if engine_name == "sqlite":
        return in_folders
    return on_a(request.getfixturevalue("postgresql"))


@pytest.fixture
def made(
    make_app: Make, settings: Settings, app: Flask, tmp_path: Path, empty: Empty, rounds: int
) -> Rounds:
    """Return what came of a few rounds, with what was planted before."""
    return back_and_forth(make_app, settings, app, tmp_path, empty, rounds=rounds)


@pytest.fixture
def rounds() -> int:
    """Return how many: fewer where a fault is planted."""
    return ROUNDS


@pytest.fixture
def copied_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant: copy the database as any file is copied, while others write in it."""
    monkeypatch.setattr(
        sqlite_copy, "copy", lambda source, target, _progress: shutil.copyfile(source, target)
    )


@pytest.fixture
def no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant: put a backup back without erasing what was erased since."""
    monkeypatch.setattr(restore.journal, "replay", lambda _lines: 0)


def test_each_comes_back_whole_and_forgetful(made: Rounds) -> None:
    assert made.wrong == []
    assert made.backups == ROUNDS
    assert made.events > 300
    assert made.lost > 0, "something was always on its way"
    assert made.erased == ROUNDS


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("rounds", [2])
def test_a_plain_copy_of_the_file_is_caught(copied_plainly: None, made: Rounds) -> None:
    assert made.wrong != []


@pytest.mark.parametrize("rounds", [1])
def test_a_restore_that_skips_the_journal_is_caught(no_journal: None, made: Rounds) -> None:
    assert made.wrong == ["0.backup: 1 erased pass(es) back"]
