"""One writer at a time, over threads and processes."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from registry.write_lock import DatabaseBusy, WriteLock


def hold(path: Path, got: Event, let_go: Event) -> None:
    with WriteLock(path).held():
        got.set()
        let_go.wait(20)


def held_elsewhere(path: Path) -> tuple[SpawnProcess, Event]:
    """Return another process that holds a lock, and what lets go of it."""
    spawn = multiprocessing.get_context("spawn")
    got, let_go = spawn.Event(), spawn.Event()
    other = spawn.Process(target=hold, args=(path, got, let_go))
    other.start()
    assert got.wait(20)
    return other, let_go


def test_another_process_waits_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    other, let_go = held_elsewhere(path)
    mine = WriteLock(path, patience=0.2)
    with pytest.raises(DatabaseBusy), mine.held():
        raise AssertionError("two writers at once")
    let_go.set()
    other.join(20)
    with mine.held():
        pass


def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    other, _ = held_elsewhere(path)
    other.kill()
    other.join(20)
    with WriteLock(path, patience=5).held():
        pass


def test_a_thread_that_waits_too_long_is_told(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "lock", patience=0.05)
    with lock.held(), pytest.raises(DatabaseBusy), lock.held():
        raise AssertionError("two writers at once")
