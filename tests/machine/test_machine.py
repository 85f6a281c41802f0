"""A few hundred steps of the machine on both databases, and the faults that it has to find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.machine.faults import FAULTS, Plant, looks_and_then_inserts
from tests.machine.machine import play

pytestmark = pytest.mark.usefixtures("book")


def test_the_book_says_what_was_told_and_nothing_is_gone(app: Flask, tmp_path: Path) -> None:
    played = play(app, tmp_path, steps=120, whole=True)
    assert played.steps >= 120
    assert played.told["check-ins"] >= 60
    assert played.told["pass.erase"] >= 1


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_found(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Plant
) -> None:
    find(app, tmp_path, monkeypatch, fault)


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_looking_before_inserting_is_found_on_the_other_database_too(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(app, tmp_path, monkeypatch, looks_and_then_inserts)


def find(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Plant) -> None:
    """Plant a fault, and let the machine say what is wrong."""
    fault(monkeypatch)
    said, acts = FAULTS[fault]
    for luck in range(60):  # many short runs: a long one may never come by the fault
        played = play(app, folder, steps=60, acts=acts, luck=luck)
        if played.broken:
            break
    assert any(re.search(said, found) for found in played.broken), played.broken
