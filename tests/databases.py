"""Fixtures that give a test its own migrated database, on SQLite or on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from registry import installation
from registry.installation import close as close
from registry.settings import Settings
from tests import postgres

Make = Callable[[Settings], Flask]


@pytest.fixture(name="engine_name", params=["sqlite", "postgresql"])
def both_engines(request: pytest.FixtureRequest) -> str:
    """Import this as `engine_name` to run a folder's tests on both."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, make_app: Make) -> Path:
    """Return an SQLite file with all tables and nothing in them."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("migrated"))
    app = installation.prepare(make_app, settings)
    close(app)
    assert settings.database_file is not None
    return settings.database_file


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """Return a running PostgreSQL."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_database(
    tmp_path_factory: pytest.TempPathFactory, postgresql: postgres.Server, make_app: Make
) -> str:
    """Return the name of a PostgreSQL database with all tables and nothing in them."""
    name = postgresql.create()
    folder = tmp_path_factory.mktemp("postgresql")
    settings = Settings.read(data_dir=folder, database_url=postgresql.address(name))
    close(installation.prepare(make_app, settings))
    return name


@pytest.fixture
def settings(
    engine_name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Return settings on a database of the test's own, migrated and empty."""
    if engine_name == "sqlite":
        made = Settings.read(data_dir=tmp_path / "data")
        made.make_secret()
        assert made.database_file is not None
        shutil.copy(request.getfixturevalue("migrated_file"), made.database_file)
        yield made
        return
    server: postgres.Server = request.getfixturevalue("postgresql")
    name = server.create(request.getfixturevalue("migrated_database"))
    made = Settings.read(data_dir=tmp_path / "data", database_url=server.address(name))
    made.make_secret()
    yield made
    server.drop(name)


@pytest.fixture
def app(settings: Settings, make_app: Make) -> Iterator[Flask]:
    """Return the whole app on a database of the test's own."""
    made = make_app(settings)
    yield made
    close(made)


@pytest.fixture
def book(app: Flask) -> Iterator[Flask]:
    """Return the app with its context open, so that services can be called."""
    with app.app_context():
        yield app
