"""`inloop backup` and `restore`: told in plain lines, refused in one."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from flask import Flask

from registry.settings import Settings
from registry.theory.load import DEFAULT
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


def test_a_restore_says_what_is_lost_and_what_to_do(
    run: Run, at_home: Settings, tmp_path: Path
) -> None:
    file, other = tmp_path / "one.backup", tmp_path / "other"
    run("backup", str(file))
    line = one_line(run("restore", str(file)))
    assert line.startswith("there is a database at ")
    key = at_home.key_file
    line = one_line(run("restore", str(file), INLOOP_DATA_DIR=str(other)))
    assert line.endswith("give the copy that was kept apart, --key FILE")
    said = run("restore", str(file), "--key", str(key), INLOOP_DATA_DIR=str(other))
    assert said.code == 0, said.err
    back, lost, erased, gone = said.out.splitlines()
    assert back.endswith("are back and whole")
    assert lost.startswith("lost: what came in from ")
    assert "(0 h 0 min); the newest entry is of " in lost
    assert erased == "erased again: 0 pass(es) that were erased after the backup"
    assert gone == "let go of: 0 thing(s) that are too old by now"
    assert "What was revoked after the backup counts again" in said.err
    assert run("centre", "list", INLOOP_DATA_DIR=str(other)).out == "de-linde  De Linde\n"


def test_a_lost_secret_and_a_theory_of_ones_own_are_told(
    run: Run, at_home: Settings, tmp_path: Path
) -> None:
    file, other, own = tmp_path / "one.backup", tmp_path / "other", tmp_path / "own.toml"
    own.write_bytes(DEFAULT.read_bytes())
    run("backup", str(file), INLOOP_THEORY=str(own))
    own.unlink()
    said = run("restore", str(file), "--new-key", INLOOP_DATA_DIR=str(other))
    assert said.code == 0, said.err
    assert "print new cards" in said.err
    assert f"{other / 'theory.toml'}: set INLOOP_THEORY to it" in said.err
    assert (other / "theory.toml").read_bytes() == DEFAULT.read_bytes()


def test_a_drill_tells_what_it_saw(run: Run, at_home: Settings, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    run("backup", str(file))
    said = run("drill", str(file))
    assert said.code == 0, said.err
    assert "check_in: 0 in the backup, 0 now" in said.out
    assert said.out.splitlines()[-1] == "The drill went well; all of it is cleared away."
