"""A few hundred steps of the machine on both databases, and the faults that it has to find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.machine.faults import FAULTS, Plant
from tests.machine.machine import play

pytestmark = pytest.mark.usefixtures("book")


def test_the_book_says_what_was_told_and_nothing_is_gone(app: Flask, tmp_path: Path) -> None:
    played = play(app, tmp_path, steps=150, whole=True)
    assert played.steps >= 150
    assert played.told["check-ins"] >= 100
    assert played.told["pass.erase"] >= 3


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_found(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Plant
) -> None:
    fault(monkeypatch)
    played = play(app, tmp_path, steps=1_000)
    assert any(re.search(FAULTS[fault], found) for found in played.broken), played.broken
