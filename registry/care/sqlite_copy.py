"""A copy of an SQLite database while others write in it, and what there is in a copy.

VACUUM INTO reads one moment of the database, whoever writes meanwhile, and leaves behind what was
deleted: the pages of an erased pass are not in a copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from registry.care.archive import BackupError, Progress
from registry.care.content import NEWEST, Content

OFTEN = 200_000
"""Steps of SQLite's machine between two looks at how far it is."""


def copy(source: Path, target: Path, progress: Progress) -> None:
    """Copy a database as it is at one moment. Raises BackupError."""
    if not source.exists():
        raise BackupError(f"there is no database at {source}: run `inloop init`")
    try:
        with closing(_opened(source, "ro")) as connection:
            connection.execute("PRAGMA busy_timeout=30000")
            size = _size(connection)
            connection.set_progress_handler(_looking(target, size, progress), OFTEN)
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise BackupError(f"the database can't be copied: {error}") from error


def _looking(target: Path, size: int, progress: Progress) -> Callable[[], int]:
    def look() -> int:
        if target.exists():
            progress(min(target.stat().st_size, size), size)
        return 0

    return look


def read(file: Path) -> Content:
    """Return what is in a copy, which is whole. Raises BackupError where it is not."""
    try:
        with closing(_opened(file, "ro&immutable=1")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            if found != ["ok"]:
                raise BackupError(f"the copy of the database is damaged: {found[0]}")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise BackupError("the copy of the database has rows that point at nothing")
            return _content(connection)
    except sqlite3.Error as error:
        raise BackupError(f"the copy of the database can't be read: {error}") from error


def rows_now(file: Path) -> dict[str, int]:
    """Return how many rows each table of a database has now. Raises BackupError."""
    try:
        with closing(_opened(file, "ro")) as connection:
            return _rows(connection)
    except sqlite3.Error as error:
        raise BackupError(f"the database can't be read: {error}") from error


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master"
            " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return {name: _one(connection, f'SELECT count(*) FROM "{name}"') for name in tables}  # noqa: S608


def _content(connection: sqlite3.Connection) -> Content:
    revision = _one(connection, "SELECT version_num FROM alembic_version")
    newest = _one(connection, NEWEST)
    at = None if newest is None else datetime.fromisoformat(newest).replace(tzinfo=UTC)
    return Content(rows=_rows(connection), revision=revision, newest=at)


def _one(connection: sqlite3.Connection, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]


def _size(connection: sqlite3.Connection) -> int:
    pages, each = (_one(connection, f"PRAGMA {name}") for name in ("page_count", "page_size"))
    return int(pages * each)


def settle(file: Path) -> None:
    """Put all of a database into its one file, without a log beside it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def _opened(file: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(str(file.resolve()))}?mode={how}"
    return sqlite3.connect(address, uri=True, isolation_level=None)
