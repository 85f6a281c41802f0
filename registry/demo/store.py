"""The database around a filling: whether it is empty, whose demo it holds, and speed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy import event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from registry.centres import queries as centres
from registry.database import reading

MARK = "demo_mark"
VERSION = "alembic_version"


@dataclass(frozen=True, slots=True)
class State:
    """`empty`: no table has a row, or there are none; `last_day` of the demo in it, if any."""

    empty: bool
    last_day: date | None


def state(app: Flask) -> State:
    """Look at a database of any version, also one without tables."""
    with app.app_context(), reading() as connection:
        names = inspect(connection).get_table_names()
        preparer = connection.dialect.identifier_preparer
        rows = [
            connection.execute(text(f"SELECT 1 FROM {preparer.quote(name)} LIMIT 1")).first()  # noqa: S608  # the database's own names
            for name in names
            if name != VERSION
        ]
        last_day = centres.demo_last_day() if MARK in names else None
    return State(empty=not any(rows), last_day=last_day)


@contextmanager
def unsynced(app: Flask) -> Iterator[None]:
    """Let SQLite write without waiting for the disk, and wait for it again afterwards.

    A power cut meanwhile may spoil the file; a filling is thrown away then anyway.
    """
    engine = app.extensions["inloop_engines"]["write"]
    if engine.dialect.name != "sqlite":
        yield
        return

    def hurry(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.close()

    event.listen(engine, "connect", hurry)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", hurry)
        engine.dispose()


def settle(app: Flask) -> None:
    """Bring the whole of a filled SQLite database safely to disk, with what its planner knows."""
    engine = app.extensions["inloop_engines"]["write"]
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()
