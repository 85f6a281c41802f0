"""A made-up neighbourhood fills an empty database and touches no other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from registry import installation
from registry.centres import queries as centres
from registry.database import reading
from registry.demo import fill, neighbourhood, store
from registry.settings import Settings
from tests.builders import a_centre
from tests.databases import Make, close
from tests.demo.conftest import THURSDAY_NOON

TODAY = THURSDAY_NOON.date()


def a_wish(*, anew: bool = False, days: int = 0) -> neighbourhood.Wish:
    return neighbourhood.Wish(
        at=THURSDAY_NOON + timedelta(days=days), months=1, centres=1, seed=1, anew=anew
    )


def quietly(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def the_centres(make_app: Make, settings: Settings) -> list[str]:
    app = make_app(settings)
    with app.app_context():
        found = [centre.name for centre in centres.all_centres()]
    close(app)
    return found


@pytest.fixture
def few_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill in the opening of the centres and no visits, which is quick."""
    monkeypatch.setattr(fill, "each_day", lambda _first, last: iter([last]))


@pytest.mark.parametrize("anew", [False, True])
def test_a_database_with_one_centre_is_refused_and_left_alone(
    make_app: Make, settings: Settings, anew: bool
) -> None:
    app = make_app(settings)
    with app.app_context():
        a_centre("Het Echte")
    close(app)
    with pytest.raises(neighbourhood.NotEmpty, match="holds data"):
        neighbourhood.make(make_app, settings, a_wish(anew=anew), progress=quietly)
    assert the_centres(make_app, settings) == ["Het Echte"]


def test_a_database_whose_secret_is_lost_is_refused_too(make_app: Make, settings: Settings) -> None:
    app = make_app(settings)
    with app.app_context():
        a_centre("Het Echte")
    close(app)
    settings.key_file.unlink()
    fresh = Settings.read(data_dir=settings.data_dir)
    with pytest.raises(neighbourhood.NotEmpty):
        neighbourhood.make(make_app, fresh, a_wish(anew=True), progress=quietly)


@pytest.mark.usefixtures("few_days")
def test_a_demo_is_not_filled_twice(make_app: Make, tmp_path: Path) -> None:
    settings = Settings.read(data_dir=tmp_path / "data")
    neighbourhood.make(make_app, settings, a_wish(), progress=quietly)
    assert the_centres(make_app, settings) == ["De Linde"]
    with pytest.raises(neighbourhood.NotEmpty, match="up to 2026-01-15"):
        neighbourhood.make(make_app, settings, a_wish(), progress=quietly)


@pytest.mark.usefixtures("few_days")
def test_an_older_demo_is_made_anew_where_that_is_asked(make_app: Make, tmp_path: Path) -> None:
    settings = Settings.read(data_dir=tmp_path / "data")
    neighbourhood.make(make_app, settings, a_wish(), progress=quietly)
    assert neighbourhood.reaches(make_app, settings, TODAY)
    assert not neighbourhood.reaches(make_app, settings, TODAY + timedelta(days=1))
    neighbourhood.make(make_app, settings, a_wish(anew=True, days=1), progress=quietly)
    assert neighbourhood.reaches(make_app, settings, TODAY + timedelta(days=1))


@pytest.mark.usefixtures("few_days")
def test_a_demo_that_is_being_served_is_left_alone(make_app: Make, tmp_path: Path) -> None:
    settings = Settings.read(data_dir=tmp_path / "data")
    neighbourhood.make(make_app, settings, a_wish(), progress=quietly)
    with installation.serving(settings), pytest.raises(neighbourhood.BeingServed, match="stop it"):
        neighbourhood.make(make_app, settings, a_wish(anew=True, days=1), progress=quietly)
    assert neighbourhood.reaches(make_app, settings, TODAY)


@pytest.mark.usefixtures("few_days")
def test_what_is_there_is_told_also_while_it_is_served(make_app: Make, tmp_path: Path) -> None:
    settings = Settings.read(data_dir=tmp_path / "data")
    neighbourhood.make(make_app, settings, a_wish(), progress=quietly)
    with (
        installation.serving(settings),
        pytest.raises(neighbourhood.NotEmpty, match="up to 2026-01-15"),
    ):
        neighbourhood.make(make_app, settings, a_wish(), progress=quietly)


def test_a_filling_that_breaks_off_leaves_an_empty_database(make_app: Make, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    settings = Settings.read(data_dir=tmp_path / "data")
    with pytest.raises(KeyboardInterrupt):
        neighbourhood.make(make_app, settings, a_wish(), progress=stop)
    app = make_app(settings)
    assert store.state(app) == store.State(empty=True, last_day=None)
    close(app)


def test_nothing_there_reaches_to_no_day(make_app: Make, tmp_path: Path) -> None:
    assert not neighbourhood.reaches(make_app, Settings.read(data_dir=tmp_path / "no"), TODAY)


def test_writing_waits_for_the_disk_again_after_filling(app: Flask) -> None:
    def synchronous() -> int:
        with app.app_context():
            connection = app.extensions["inloop_engines"]["write"].raw_connection()
            value = connection.execute("PRAGMA synchronous").fetchone()[0]
            connection.close()
        return int(value)

    full, off = 2, 0
    assert synchronous() == full
    with store.unsynced(app):
        assert synchronous() == off
    assert synchronous() == full


@pytest.mark.usefixtures("demo")
def test_a_filled_database_is_whole_and_says_it_is_made_up() -> None:
    assert centres.demo_last_day() == TODAY
    with reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


@pytest.mark.usefixtures("demo")
def test_the_accounts_have_no_password_that_anybody_knows() -> None:
    with reading() as connection:
        kept = connection.execute(text("SELECT email, password_hash FROM account")).all()
    assert len(kept) == 6
    assert {row.password_hash for row in kept} == {None}
    assert all(row.email.endswith(".invalid") for row in kept)
