"""Whatever is wrong, the command says so in one clear line and ends with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.settings import Settings
from registry.write_lock import WriteLock
from tests.cli.conftest import Run, one_line


def test_a_setting_that_can_not_be_used_is_named(run: Run) -> None:
    assert one_line(run("centre", "list", PORT="70000")).startswith("PORT: ")
    line = one_line(run("centre", "list", PORT="8000", INLOOP_DATABASE_URL="mysql://x"))
    assert line == "INLOOP_DATABASE_URL: must start with sqlite:/// or postgresql://"


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("PORT", "abc", "PORT: 'abc' is no whole number"),
        ("PORT", "0", "PORT: must be at least 1"),
        ("PORT", "70000", "PORT: must be at most 65535"),
        ("INLOOP_DEMO", "perhaps", "INLOOP_DEMO: 'perhaps' is neither 1 nor 0"),
    ],
)
def test_a_setting_is_refused_in_plain_words(run: Run, setting: str, value: str, line: str) -> None:
    assert one_line(run("centre", "list", **{setting: value})) == line


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("serve", "--port", "abc"), "'--port': 'abc' is no whole number"),
        (("serve", "--port", "70000"), "'--port': 70000 is not from 1 to 65535"),
        (("demo", "--seed", "x"), "'--seed': 'x' is no whole number"),
    ],
)
def test_a_number_is_refused_in_plain_words(run: Run, words: tuple[str, ...], reason: str) -> None:
    assert one_line(run(*words)) == f"Invalid value for {reason}"


def test_a_missing_secret_says_what_to_run(run: Run, tmp_path: Path) -> None:
    line = one_line(run("centre", "list", INLOOP_DATA_DIR=str(tmp_path)))
    assert line.startswith("INLOOP_SECRET_KEY_FILE: ")
    assert line.endswith("run `inloop init`")


def test_a_database_without_tables_says_what_to_run(run: Run, tmp_path: Path) -> None:
    Settings.read(data_dir=tmp_path).make_secret()
    line = one_line(run("centre", "list", INLOOP_DATA_DIR=str(tmp_path)))
    assert line.endswith("run `inloop init`")


def test_a_file_that_is_no_database_is_told(run: Run, at_home: Settings) -> None:
    assert at_home.database_file is not None
    at_home.database_file.write_bytes(b"not a database, by far" * 100)
    assert one_line(run("centre", "list")).startswith("the database can't be used: ")


def test_a_busy_database_changes_nothing_and_is_told(
    run: Run, at_home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert at_home.database_file is not None
    monkeypatch.setattr(WriteLock.__init__, "__kwdefaults__", {"patience": 0.05})
    with WriteLock(at_home.database_file.with_suffix(".lock")).held():
        line = one_line(run("centre", "add", "De Kas"))
    assert line == "another program is writing in the database; try again later"
    assert run("centre", "list").out == ""


def test_an_unreachable_postgresql_is_told(run: Run, at_home: Settings) -> None:
    address = "postgresql://nobody@127.0.0.1:1/none"
    line = one_line(run("centre", "list", INLOOP_DATABASE_URL=address))
    assert line.startswith("the database can't be used: ")


@pytest.mark.parametrize(
    "words", [(), ("nope",), ("centre",), ("sheet", "de-linde"), ("demo", "--centres", "4")]
)
def test_words_that_are_no_command_are_refused(run: Run, words: tuple[str, ...]) -> None:
    assert one_line(run(*words))


def test_a_sound_theory_is_counted(run: Run) -> None:
    said = run("theory", "check")
    assert said.code == 0
    assert "5 goals, 19 subgoals, 22 indicators, 20 activity types" in said.out


def test_a_broken_theory_is_refused_with_file_line_and_reason(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text('version = "1"\nversion = "2"\n', encoding="utf-8")
    line = one_line(run("theory", "check", str(broken)))
    assert line.startswith(f"{broken}, line 2: ")


def test_a_theory_that_is_not_there_is_named_as_it_was_given(run: Run) -> None:
    line = one_line(run("theory", "check", "/no/mine.toml"))
    assert line == "/no/mine.toml: cannot be read (No such file or directory)"


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_theory_is_refused_in_one_line(run: Run, tmp_path: Path, content: str) -> None:
    empty = tmp_path / "mine.toml"
    empty.write_text(content, encoding="utf-8")
    assert one_line(run("theory", "check", str(empty))) == f"{empty}: is empty"


def test_every_fault_of_a_theory_has_its_line(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text("version = 1\narea = 2\n", encoding="utf-8")
    said = run("theory", "check", str(broken))
    assert said.code == 2
    assert len(said.err.splitlines()) > 2
    assert "mine.toml, line 2: " in said.err


def test_other_commands_stop_at_a_broken_theory_and_say_how_to_see_more(
    run: Run, at_home: Settings, tmp_path: Path
) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_text("version = 1\narea = 2\n", encoding="utf-8")
    line = one_line(run("centre", "list", INLOOP_THEORY=str(broken)))
    assert "mine.toml" in line
    assert line.endswith("(see `inloop theory check`)")


def test_help_is_no_refusal(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    assert "serve" in said.out
