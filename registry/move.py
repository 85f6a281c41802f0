"""A whole installation from one database to another, SQLite or PostgreSQL, and the proof of it.

Nobody serves it meanwhile: tablets keep what is tapped. A move that was cut off is gone on with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import Connection, text

from registry import clock, installation, restore
from registry.care import moved, postgres_copy, rows
from registry.care.archive import BackupError, Progress
from registry.database import db
from registry.settings import Settings
from registry.sheets import services as sheets
from registry.theory.model import Theory
from registry.write_lock import DatabaseBusy

TIMES_READ = 3
"""A row is copied, and then read for its sum on either side."""


class CannotMove(BackupError):
    """An installation that can't be moved; the text says why and what to do."""

    code = "cannot_move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of it: rows and tables that are equal, and how many sheets print the same."""

    rows: int
    tables: int
    sheets: int
    sum: str


def move(
    create_app: installation.CreateApp, source: Settings, target: Settings, *, progress: Progress
) -> Moved:
    """Copy all that is kept to another database, and see that it prints the same sheets there.

    Raises CannotMove, and restore's BackupError for a target that holds something else.
    """
    if moved.address_of(source) == moved.address_of(target):
        raise CannotMove("that is the database of this installation already")
    with ExitStack() as stack:
        for one in (source, target):
            stack.enter_context(_served_by_nobody(one))
        here = _opened(create_app, source)
        stack.callback(installation.close, here)
        with _standing_still(here) as connection:
            there = _made(create_app, source, target, connection)
            stack.callback(installation.close, there)
            sums = _copied(connection, there, progress)
        printed = _compared(here, there)
        moved.finish(source, target)
    return Moved(
        rows=sum(one.rows for one in sums.values()),
        tables=len(sums),
        sheets=printed,
        sum=_sum_of(sums),
    )


def _opened(create_app: installation.CreateApp, source: Settings) -> Flask:
    why = moved.why_not(source)
    if why:
        raise CannotMove(f"the database can't be moved from: {why}")
    app = create_app(source)
    if not installation.is_current(app):
        raise CannotMove("the database is not made for this version yet: run `inloop init`")
    return app


def _made(
    create_app: installation.CreateApp, source: Settings, target: Settings, connection: Connection
) -> Flask:
    """Make the tables of the target, which is empty or was begun to be filled from here.

    What was copied before the source changed again is thrown away.
    """
    if not moved.is_begun(source, target):
        restore.refuse_taken(target)
        moved.begin(source, target)
    app = installation.prepare(create_app, target)
    with app.app_context(), db.engine.connect() as there:
        if rows.is_begun(connection, there):
            return app
    installation.close(app)
    _clear(target)
    return installation.prepare(create_app, target)


def _clear(target: Settings) -> None:
    if target.database_file is None:
        postgres_copy.clear(target.engine_url)
    else:
        installation.remove_database(target.database_file)


@contextmanager
def _served_by_nobody(settings: Settings) -> Iterator[None]:
    try:
        with installation.serving(settings):
            yield
    except DatabaseBusy as busy:
        raise CannotMove("stop `inloop serve` first: tablets keep what is tapped") from busy


@contextmanager
def _standing_still(app: Flask) -> Iterator[Connection]:
    """Yield a connection that reads one moment, while nobody writes."""
    with app.app_context(), installation.alone(app), db.engines["read"].connect() as connection:
        if connection.dialect.name == "postgresql":
            _hold(connection)
        yield connection


def _hold(connection: Connection) -> None:
    """Let nobody write in any table of PostgreSQL until the transaction ends."""
    _refuse_company(connection)
    names = ", ".join(f'"{table.name}"' for table in rows.tables())
    connection.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


def _refuse_company(connection: Connection) -> None:
    others = connection.execute(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    ).scalar_one()
    if others:
        raise CannotMove(
            f"{others} other connection(s) use the database: stop `inloop serve` first,"
            " tablets keep what is tapped"
        )


def _copied(source: Connection, there: Flask, progress: Progress) -> dict[str, rows.Sum]:
    """Copy every row, and add up those of each table on both sides."""
    done, whole = 0, TIMES_READ * rows.count(source)

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done, whole)

    sums = {}
    with there.app_context():
        rows.copy(source, db.engine, tell=tell)
        with db.engine.connect() as target:
            for table in rows.tables():
                sums[table.name] = rows.sum_of(source, table, tell=tell)
                if rows.sum_of(target, table, tell=tell) != sums[table.name]:
                    raise CannotMove(f"the rows of {table.name} are not the same there")
    return sums


def _compared(here: Flask, there: Flask) -> int:
    """See that every sheet, issued or not, prints the same; return how many there are."""
    at = clock.now()
    before, after = _printed(here, at), _printed(there, at)
    differ = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if differ:
        raise CannotMove(f"{len(differ)} sheet(s) print something else there: {differ[0]}")
    return len(before)


def _printed(app: Flask, at: datetime) -> dict[str, str]:
    """Return what every sheet of an installation prints, as the SHA-256 of its JSON."""
    theory: Theory = app.extensions["inloop_theory"]
    url = app.extensions["inloop_settings"].public_url
    with app.app_context():
        return {
            name: _sum_of(sheet.figures(url)) for name, sheet in sheets.every(theory=theory, at=at)
        }


def _sum_of(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=asdict).encode()).hexdigest()
