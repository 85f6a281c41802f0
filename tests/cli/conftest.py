"""Runs the command as a person would: words in, lines and an exit code out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from registry import cli
from registry.settings import Settings
from tests.databases import Make
from tests.demo.conftest import fill_in as fill_in


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, on both streams, and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(make_app: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command; settings are given as environment variables."""

    def command(*words: str, **environment: str) -> Said:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            cli.main(make_app, words)
        printed = capsys.readouterr()
        return Said(int(ended.value.code or 0), printed.out, printed.err)

    return command


@pytest.fixture
def at_home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Let commands use a migrated and empty database."""
    monkeypatch.setenv("INLOOP_DATA_DIR", str(settings.data_dir))
    return settings


def one_line(said: Said) -> str:
    """Return the one line that a refused command says, without the command's name."""
    assert said.code == 2
    assert said.out == ""
    (line,) = said.err.splitlines()
    return line.removeprefix("inloop: ")
