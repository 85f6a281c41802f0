"""`inloop demo` fills once, says how far it reaches, and refuses what is not its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from registry import clock, installation
from registry.demo import fill
from registry.settings import Settings
from registry.theory import load
from tests.cli.conftest import Run, one_line
from tests.demo.conftest import THURSDAY_NOON


@pytest.fixture
def _few_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill in the opening of the centres and one day of visits, which is quick."""
    monkeypatch.setattr("registry.demo.fill.each_day", lambda _first, last: iter([last]))


@pytest.mark.usefixtures("_few_days")
def test_it_fills_once_and_refresh_leaves_what_reaches_to_today(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "demo")
    said = run("demo", "--centres", "2", "--seed", "7", INLOOP_DATA_DIR=folder)
    assert said.code == 0
    assert "2 made-up centre(s)" in said.out
    assert run("centre", "list").out == "de-linde   De Linde\nhet-anker  Het Anker\n"
    again = run("demo", "--refresh")
    assert (again.code, again.out) == (0, "The made-up neighbourhood reaches to today already.\n")
    assert "holds a demo up to" in one_line(run("demo"))


def test_it_shows_how_far_it_is(run: Run, tmp_path: Path) -> None:
    said = run("demo", "--months", "1", "--centres", "1", INLOOP_DATA_DIR=str(tmp_path / "demo"))
    assert said.code == 0
    assert "100%" in said.err


def test_it_refuses_a_database_that_holds_anything(run: Run, at_home: Settings) -> None:
    run("centre", "add", "Het Echte")
    for words in (("demo",), ("demo", "--refresh")):
        assert "fills an empty one only" in one_line(run(*words))
    assert run("centre", "list").out == "het-echte  Het Echte\n"


@pytest.mark.usefixtures("_few_days")
def test_a_demo_that_is_being_served_is_not_made_anew(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.read(data_dir=tmp_path / "demo")
    run("demo", "--centres", "1", INLOOP_DATA_DIR=str(settings.data_dir))
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    with installation.serving(settings):
        line = one_line(run("demo", "--refresh"))
    assert line == "a server has this database open: stop it first"
    assert run("demo", "--refresh").code == 0


def test_its_months_are_whole_ones_before_the_running_one() -> None:
    filling = fill.Filling(
        at=THURSDAY_NOON, months=13, seed=1, theory=load.load(), pass_key=b"x" * 32
    )
    assert (str(filling.first), str(filling.last)) == ("2024-12-01", "2026-01-15")
