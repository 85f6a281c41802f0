"""`inloop backup`: told in plain lines, refused in one."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from flask import Flask

from registry.settings import Settings
from tests.builders import a_centre
from tests.cli.conftest import Run, one_line


@pytest.fixture(autouse=True)
def filled(app: Flask, at_home: Settings) -> None:
    """Let there be something to keep."""
    with app.app_context():
        a_centre()


def test_a_backup_says_what_is_in_it_and_what_is_not(run: Run, tmp_path: Path) -> None:
    said = run("backup", str(tmp_path / "one.backup"))
    assert said.code == 0
    first, second = said.out.splitlines()
    assert " rows in " in first
    assert second.startswith("read back and whole; holds all that came in before ")
    assert "The secret key is not in it: keep a copy of " in said.err
    assert "Anyone who has the file can read it" in said.err
    assert "It lies on the same disk as the database" in said.err
    assert "Copying, packing, reading back" in said.err


def test_a_shut_backup_is_not_said_to_be_open(run: Run, tmp_path: Path) -> None:
    key = str(pyrage.x25519.Identity.generate().to_public())
    said = run("backup", str(tmp_path / "one.backup"), "--to", key)
    assert said.code == 0
    assert "Anyone who has the file" not in said.err


def test_what_cannot_be_is_one_line(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    assert one_line(run("backup", str(taken))).endswith("choose another name")
    line = one_line(run("backup", str(tmp_path / "one"), "--to", "my neighbour"))
    assert line == "that is no public key: one starts with age1 or ssh-"
