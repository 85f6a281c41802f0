"""The database: models' base, one engine that writes, one that reads, and their transactions.

Statements run on plain connections (SQLAlchemy Core); Flask-SQLAlchemy holds the models'
metadata and both engines. SQLite gets one writer at a time through a lock file that the
command line takes too; PostgreSQL needs none.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, MetaData, TypeDecorator, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.orm import DeclarativeBase

from registry import clock
from registry.settings import Settings
from registry.write_lock import WriteLock

if TYPE_CHECKING:
    from flask import Flask

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table shares: named constraints."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, with time zone on PostgreSQL, naive UTC on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; hand the driver UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> uuid.UUID:
    """Return a new UUIDv7: this millisecond, and chance."""
    return id_at(clock.now(), int.from_bytes(os.urandom(10), "big"))


def id_at(moment: datetime, random: int) -> uuid.UUID:
    """Return a UUIDv7 (RFC 9562): milliseconds since 1970, then 74 of 80 random bits."""
    milliseconds = int(moment.timestamp() * 1000)
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & (2**62 - 1)
    return uuid.UUID(int=value)


_current: ContextVar[tuple[Connection, bool] | None] = ContextVar("transaction", default=None)


@contextmanager
def writing(*, patience: float | None = None) -> Iterator[Connection]:
    """Open a transaction that writes, or join the caller's.

    It waits for its turn as long as the lock does, or so many seconds.

    Commits at the end; any exception rolls all of it back. Raises write_lock.DatabaseBusy when
    the lock is not had in time, and RuntimeError inside a reading transaction.
    """
    current = _current.get()
    if current is not None:
        if not current[1]:
            raise RuntimeError("a reading transaction can't write")
        yield current[0]
        return
    with ExitStack() as stack:
        lock: WriteLock | None = _engines()["lock"]
        if lock is not None:
            stack.enter_context(lock.held(patience))
        connection = stack.enter_context(_engines()["write"].begin())
        token = _current.set((connection, True))
        try:
            yield connection
        finally:
            _current.reset(token)


@contextmanager
def reading() -> Iterator[Connection]:
    """Open a transaction that can only read, or join the caller's; one snapshot throughout."""
    current = _current.get()
    if current is not None:
        yield current[0]
        return
    with _engines()["read"].connect() as connection:
        token = _current.set((connection, False))
        try:
            yield connection
        finally:
            _current.reset(token)
        connection.commit()  # a rollback makes PostgreSQL's driver forget what it prepared


def in_transaction() -> bool:
    """Tell whether the caller is in a transaction, of either kind."""
    return _current.get() is not None


def insert_once(
    connection: Connection, model: type[Base], values: Mapping[str, Any] | Sequence[Any]
) -> int:
    """Insert rows, leaving those whose key is there already untouched.

    Returns how many rows were new (for one row: 1 or 0).
    """
    return connection.execute(_INSERT_ONCE[connection.dialect.name](model), values).rowcount


def add_to(
    connection: Connection, model: type[Base], key: Mapping[str, Any], column: str, number: int
) -> None:
    """Add a number to one counter row, making the row when it is the first."""
    statement = _adding(connection.dialect.name, model, tuple(key), column)
    connection.execute(statement, {**key, column: number})


@lru_cache
def _adding(
    dialect: str, model: type[Base], key: tuple[str, ...], column: str
) -> sqlite.Insert | postgresql.Insert:
    """Build the counting statement once: building it takes five times as long as running it."""
    insert: sqlite.Insert | postgresql.Insert
    insert = sqlite.insert(model) if dialect == "sqlite" else postgresql.insert(model)
    more = {column: getattr(model, column) + insert.excluded[column]}
    return insert.on_conflict_do_update(index_elements=key, set_=more)


@lru_cache
def _once_sqlite(model: type[Base]) -> sqlite.Insert:
    return sqlite.insert(model).on_conflict_do_nothing()


@lru_cache
def _once_postgresql(model: type[Base]) -> postgresql.Insert:
    insert = postgresql.insert(model).on_conflict_do_nothing()
    return insert.execution_options(preserve_rowcount=True)


_INSERT_ONCE = {"sqlite": _once_sqlite, "postgresql": _once_postgresql}


def init_app(app: Flask, settings: Settings, *, threads: int = 8) -> None:
    """Connect an app to its database. Makes no tables: migrations never run in the factory."""
    options: dict[str, Any] = {"pool_size": threads, "max_overflow": 2, "pool_pre_ping": False}
    if settings.database_file is not None:
        settings.database_file.parent.mkdir(parents=True, exist_ok=True)
        options["connect_args"] = {"isolation_level": None, "timeout": 30}
    elif "options" not in make_url(settings.engine_url).query:
        options["connect_args"] = {"options": LIMITS}
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.engine_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    app.config["SQLALCHEMY_BINDS"] = {"read": {"url": settings.engine_url, **options}}
    db.init_app(app)
    with app.app_context():
        write, read = db.engine, db.engines["read"]
    _prepare(write, read)
    lock = None
    if settings.database_file is not None:
        lock = WriteLock(settings.database_file.with_suffix(".lock"))
    app.extensions["inloop_engines"] = {"write": write, "read": read, "lock": lock}


def _engines() -> dict[str, Any]:
    from flask import current_app

    return current_app.extensions["inloop_engines"]  # type: ignore[no-any-return]


def _prepare(write: Engine, read: Engine) -> None:
    if write.dialect.name == "sqlite":
        event.listen(write, "connect", _sqlite_writer)
        event.listen(read, "connect", _sqlite_reader)
        event.listen(write, "begin", lambda connection: connection.exec_driver_sql(_IMMEDIATE))
        event.listen(read, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        for engine in (write, read):
            event.listen(engine, "connect", _postgresql)
        event.listen(read, "begin", lambda c: c.exec_driver_sql("SET TRANSACTION READ ONLY"))


_IMMEDIATE = "BEGIN IMMEDIATE"
LIMITS = "-c statement_timeout=60s -c idle_in_transaction_session_timeout=120s"
"""No statement of PostgreSQL's runs on for nobody; an address with `options` has its own."""


def _postgresql(connection: Any, _record: object) -> None:
    """Prepare nothing where a pooler stands in between: it hands out another server each time.

    A pooler tells a process of its own making where PostgreSQL tells the one that answers.
    """
    answers = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
    connection.rollback()
    if answers != connection.info.backend_pid:
        connection.prepare_threshold = None


def _sqlite_writer(connection: DBAPIConnection, _record: object) -> None:
    _pragmas(connection, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def _sqlite_reader(connection: DBAPIConnection, _record: object) -> None:
    _pragmas(connection, "query_only=ON")


def _pragmas(connection: DBAPIConnection, *pragmas: str) -> None:
    cursor = connection.cursor()
    shared = ("busy_timeout=30000", "cache_size=-65536", "mmap_size=268435456")
    for pragma in (*shared, *pragmas):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
