"""A disk that is full, a database that is held, a PostgreSQL that stops, while tablets send.

`make fault-disk`: each for half a minute. Nothing is answered for that is not stored, nothing is
lost, and all that waits gets there by itself once there is room again.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import psycopg
from flask import Flask
from rich.console import Console
from rich.table import Table

from registry.settings import Settings
from tests import postgres
from tests.browser import Server
from tests.faults.both import installations
from tests.faults.kill import workers
from tests.faults.load import Load, enrolled
from tests.faults.network import differences

TRACEABLE = "tests.faults.traceable"
Trouble = Callable[[Server, Settings, postgres.Server], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Met:
    """What came of a trouble: events in all, those answered for meanwhile, what differs after."""

    sent: int
    meanwhile: int
    wrong: list[str]
    drained: float


def send_through(
    app: Flask,
    settings: Settings,
    database: postgres.Server,
    trouble: Trouble,
    *,
    seconds: float,
    runner: str = TRACEABLE,
    seed: int = 1,
) -> Met:
    """Let tablets send before, during and after a trouble, and compare when all is sent."""
    tokens = enrolled(app)
    server = Server(settings, runner=runner)
    load = Load(server.address, tokens, seed=seed, pause=0.02)
    try:
        with load.sending():
            load.wait_until_answered(200)
            with trouble(server, settings, database):
                time.sleep(1)  # what was under way is done
                before = load.answered
                time.sleep(seconds)
                meanwhile = load.answered - before
            freed = time.monotonic()
            load.wait_until_answered(load.answered + 200)
        drained = time.monotonic() - freed
    finally:
        server.stop()
    with app.app_context():
        wrong = differences(load.sent)
    if load.answered != len(load.sent):
        wrong.append(f"{load.answered} answered for, of {len(load.sent)}")
    return Met(len(load.sent), meanwhile, wrong, drained)


@contextmanager
def full_disk(server: Server, _settings: Settings, _database: postgres.Server) -> Iterator[None]:
    """Let every write of a file of the server fail as on a full disk."""
    inject = ("-e", "trace=pwrite64", "-e", "inject=pwrite64:error=ENOSPC")
    who = [f"--attach={process}" for process in workers(server)]
    command = ["strace", "-f", "-qq", "-o", "/dev/null", *inject, *who]
    watcher = subprocess.Popen(command)  # noqa: S603  # fixed words and numbers
    try:
        yield
    finally:
        watcher.terminate()
        watcher.wait(timeout=20)


@contextmanager
def held(_server: Server, settings: Settings, _database: postgres.Server) -> Iterator[None]:
    """Hold the database as another program that writes would, or a careless administrator."""
    file = settings.database_file
    if file is None:
        with psycopg.connect(settings.database_url) as connection:
            connection.execute("LOCK TABLE check_in, seen_answer IN ACCESS EXCLUSIVE MODE")
            yield
            connection.rollback()
        return
    holder = sqlite3.connect(file, isolation_level=None, timeout=30)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@contextmanager
def stopped(_server: Server, _settings: Settings, database: postgres.Server) -> Iterator[None]:
    """Stop PostgreSQL as a power cut would, and start it again afterwards."""
    database.stop()
    try:
        yield
    finally:
        database.start()


BOTH = ("SQLite", "PostgreSQL")
TROUBLES: dict[str, tuple[Trouble, tuple[str, ...]]] = {
    "disk full": (full_disk, ("SQLite",)),
    "database held": (held, BOTH),
    "PostgreSQL stopped": (stopped, ("PostgreSQL",)),
}
"""What can be the matter with a database, and which."""


def main() -> None:
    """Meet each trouble on each database and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=30)
    options = asked.parse_args()
    shown = Table("trouble", "database", "events", "answered meanwhile", "lost or doubled", "after")
    bad = False
    for words, (trouble, databases) in TROUBLES.items():
        for name, app, settings, database in installations():
            if name not in databases:
                continue
            made = send_through(app, settings, database, trouble, seconds=options.seconds)
            bad = bad or bool(made.wrong)
            wrong = "; ".join(made.wrong) or "none"
            figures = (f"{made.sent:,}", f"{made.meanwhile:,}", wrong, f"{made.drained:.1f} s")
            shown.add_row(words, name, *figures)
    Console().print(shown)
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
