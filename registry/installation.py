"""An installation on this machine: its folder, its secret, its tables, and who is serving it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from registry import database
from registry.settings import Settings
from registry.write_lock import WriteLock

CreateApp = Callable[[Settings], Flask]


def prepare(create_app: CreateApp, settings: Settings) -> Flask:
    """Make what is missing of folder, secret and tables, and return the app; safe to repeat.

    Raises what create_app raises, and write_lock.DatabaseBusy while another program writes.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    settings.make_secret()
    if settings.database_file is not None:
        settings.database_file.parent.mkdir(parents=True, exist_ok=True)
        settings.database_file.touch(mode=0o600)
    app = create_app(settings)
    with app.app_context(), alone(app):
        command.upgrade(_migrations(app), "head")
    return app


def is_current(app: Flask) -> bool:
    """Tell whether the database has exactly the tables that this version knows."""
    with app.app_context(), database.reading() as connection:
        made = set(MigrationContext.configure(connection).get_current_heads())
        known = set(ScriptDirectory.from_config(_migrations(app)).get_heads())
    return made == known


def alone(app: Flask) -> AbstractContextManager[None]:
    """Hold off every other writer of an SQLite database, this process's own ones too."""
    lock: WriteLock | None = app.extensions["inloop_engines"]["lock"]
    return nullcontext() if lock is None else lock.held()


def serving(settings: Settings) -> AbstractContextManager[None]:
    """Hold the place of the one server that an SQLite database may have; PostgreSQL has room.

    Raises write_lock.DatabaseBusy at once when another process has it.
    """
    file = settings.database_file
    if file is None:
        return nullcontext()
    file.parent.mkdir(parents=True, exist_ok=True)
    return WriteLock(file.with_suffix(".serving"), patience=0).held()


def close(app: Flask) -> None:
    """Let go of an app's connections."""
    with app.app_context():
        for engine in database.db.engines.values():
            engine.dispose()


def remove_database(file: Path) -> None:
    """Delete an SQLite database with its write-ahead log; only while nobody serves it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _migrations(app: Flask) -> Config:
    config: Config = app.extensions["migrate"].migrate.get_config()
    return config
