"""A filled installation moves to PostgreSQL, killed on its way, and back: `make fault-move`."""

from __future__ import annotations

import argparse
import importlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from registry import installation
from registry.care import sqlite_copy
from registry.settings import Settings
from tests import postgres
from tests.bench.years import LARGE, LAST_DAY, SMALL, filled
from tests.browser import ELSEWHEN

KILLS = 5


def move(
    to: str,
    *,
    folder: Path,
    now: datetime,
    after: float | None = None,
    environment: Mapping[str, str] = {},  # read only
) -> subprocess.CompletedProcess[str] | None:
    """Run the command on an installation; None where it was killed after so many seconds."""
    words = [sys.executable, "-m", ELSEWHEN, str(now.timestamp() - time.time()), "move", to]
    told = {**os.environ, "INLOOP_DATA_DIR": str(folder), **environment}
    process = subprocess.Popen(  # noqa: S603  # our own words
        words, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        out, err = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return None
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def there_and_back(
    folder: Path, away: str, *, now: datetime, kills: int, longest: float, seed: int = 1
) -> tuple[int, list[str]]:
    """Move an installation to PostgreSQL, killed so often, and back into a new SQLite file.

    Each run is killed within `longest` seconds. Returns how many runs were killed, and what the
    two that ended said.
    """
    chance, killed, said = random.Random(seed), 0, []  # noqa: S311  # kills, not secrets
    for _ in range(kills):
        ended = move(away, folder=folder, now=now, after=chance.uniform(1, longest))
        if ended is not None:
            raise RuntimeError(f"it ended before it was killed: {ended.stdout}{ended.stderr}")
        killed += 1
    back = f"sqlite:///{folder / 'back.sqlite3'}"
    for to, environment in ((away, {}), (back, {"INLOOP_DATABASE_URL": away})):
        ended = move(to, folder=folder, now=now, environment=environment)
        if ended is None or ended.returncode:
            raise RuntimeError(f"it did not move: {ended and ended.stderr}")
        said.append(ended.stdout)
    return killed, said


def main() -> None:
    """Copy the generated years, move them there and back, and say what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--small", action="store_true", help="0.33 million visits only")
    size = SMALL if asked.parse_args().small else LARGE
    console, now = Console(), datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 15, tzinfo=UTC)
    app = filled(size, importlib.import_module("wsgi").create_app)
    source: Settings = app.extensions["inloop_settings"]
    installation.close(app)
    with tempfile.TemporaryDirectory() as home, postgres.running() as server:
        folder = Path(home)
        (folder / "secret.key").write_bytes(source.key_file.read_bytes())
        assert source.database_file is not None
        sqlite_copy.copy(source.database_file, folder / "inloop.sqlite3", lambda *_: None)
        started = time.monotonic()
        killed, said = there_and_back(
            folder, server.address(server.create()), now=now, kills=KILLS, longest=60
        )
        console.print(f"{size.name}: killed {killed} times, then there and back")
        console.print(f"{time.monotonic() - started:.0f} s altogether", *said, sep="\n")


if __name__ == "__main__":
    main()
