"""A copy of a PostgreSQL database by its own programs, pg_dump and pg_restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from registry.care.archive import BackupError
from registry.care.content import NEWEST, Content

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COPY = re.compile(rb'^COPY (?:"?\w+"?\.)?"?(\w+)"? \(.*\) FROM stdin;$')


def copy(engine_url: str, target: Path) -> Content:
    """Copy a database as it is at one moment, and return what is in it then.

    Raises BackupError, also where pg_dump is not there or is older than the server.
    """
    with _connected(engine_url) as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        options = ["--format=custom", f"--snapshot={moment}", f"--file={target}"]
        _run("pg_dump", [*_PLAIN, *options], engine_url)
        return _content(connection)


_PLAIN = ("--no-owner", "--no-privileges")


def rows_now(engine_url: str) -> dict[str, int]:
    """Return how many rows each table has now. Raises BackupError."""
    with _connected(engine_url) as connection:
        return _rows(connection)


def _rows(connection: Connection) -> dict[str, int]:
    tables = connection.execute(text(_TABLES)).scalars().all()
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
        for name in tables
    }


def _content(connection: Connection) -> Content:
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    newest = connection.execute(text(f"{NEWEST} AS newest")).scalar_one()
    return Content(rows=_rows(connection), revision=revision, newest=newest)


def rows(file: Path) -> dict[str, int]:
    """Return how many rows a copy has of each table, all of it read. Raises BackupError."""
    counted: dict[str, int] = {}
    table = None
    command = [_program("pg_restore"), "--file=-", str(file)]
    with subprocess.Popen(  # noqa: S603  # found on the path, our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        for line in process.stdout or ():
            if table is not None:
                if line == b"\\.\n":
                    table = None
                else:
                    counted[table] += 1
            elif found := _COPY.match(line.rstrip(b"\n")):
                table = found[1].decode()
                counted[table] = 0
        said = (process.stderr.read() if process.stderr else b"").decode(errors="replace")
    if process.returncode:
        raise BackupError(f"the copy of the database is damaged: {_fault_in(said)}")
    return counted


def is_empty(engine_url: str) -> bool:
    """Tell whether a database has no tables at all. Raises BackupError."""
    with _connected(engine_url) as connection:
        return not connection.execute(text(_TABLES)).scalars().all()


def put_back(engine_url: str, file: Path) -> None:
    """Fill an empty database from a copy, whole or not at all. Raises BackupError."""
    _run("pg_restore", ["--single-transaction", "--exit-on-error", *_PLAIN, str(file)], engine_url)


def clear(engine_url: str) -> None:
    """Empty a database that was empty before."""
    with _connected(engine_url) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.commit()


@contextmanager
def _connected(engine_url: str) -> Iterator[Connection]:
    engine = create_engine(engine_url)
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise BackupError(f"the database can't be used: {said}") from error
    finally:
        engine.dispose()


def _run(name: str, words: Sequence[str], engine_url: str) -> None:
    """Run a program of PostgreSQL's on a database; its password is not among the words."""
    address, password = _told_to_programs(engine_url)
    made = subprocess.run(  # noqa: S603  # found on the path, our own words
        [_program(name), *words, f"--dbname={address}"],
        env={**os.environ, **({"PGPASSWORD": password} if password else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if "server version mismatch" in made.stderr:
        raise BackupError(
            f"{name} is older than the server: install the postgresql-client of its version"
        )
    if made.returncode:
        raise BackupError(f"{name}: {_fault_in(made.stderr)}")


def _told_to_programs(engine_url: str) -> tuple[str, str]:
    """Return an address as PostgreSQL's programs read it, and the password that is not in it.

    Of several hosts they want the names and the ports apart.
    """
    from psycopg.conninfo import make_conninfo

    url = make_url(engine_url)
    _, told = url.get_dialect()().create_connect_args(url)
    told = {name: value for name, value in told.items() if isinstance(value, str | int)}
    password = str(told.pop("password", ""))
    return make_conninfo(**told), password


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupError(
            f"PostgreSQL's own {name} is not on this machine: install it"
            " (Debian: apt-get install postgresql-client)"
        )
    return found


def _fault_in(said: str) -> str:
    """The first fault that a program tells, without its own name before it."""
    faults = [line for line in said.splitlines() if "error:" in line] or said.splitlines()
    return faults[0].partition("error:")[2].strip() or faults[0] if faults else "it failed"
