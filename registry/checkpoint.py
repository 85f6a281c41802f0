"""Moves SQLite's write-ahead log into the database from the background, so no visitor waits."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from registry import logs
from registry.settings import Settings
from registry.write_lock import DatabaseBusy, WriteLock

EVERY = 5.0
"""Seconds between two looks."""
LARGE = 64 * 1024 * 1024
"""From so many bytes the log is cut off, which waits for readers; below, it is only moved."""
PATIENCE_MS = 1000


class Checkpoints:
    """A thread with a connection of its own; each checkpoint takes its turn by the write lock."""

    def __init__(self, file: Path, lock: WriteLock, *, every: float = EVERY) -> None:
        """Watch an SQLite file; nothing happens before `start`."""
        self._file = file
        self._lock = lock
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoint", daemon=True)

    def start(self) -> None:
        """Look every few seconds, until stopped."""
        self._thread.start()

    def stop(self) -> None:
        """Checkpoint a last time and end the thread."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        connection = sqlite3.connect(self._file, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        seen = -1
        while not self._stopping.wait(self._every):
            seen = self._look(connection, seen)
        self._look(connection, seen)
        connection.close()

    def _look(self, connection: sqlite3.Connection, seen: int) -> int:
        """Checkpoint if others wrote since; return up to which version all was moved."""
        try:
            version = int(connection.execute("PRAGMA data_version").fetchone()[0])
            if version == seen:
                return seen
            with self._lock.held():
                moved = self._checkpoint(connection)
        except (sqlite3.Error, DatabaseBusy) as error:
            logs.fault(error)  # the log only grows; the next look tries again
            return seen
        return version if moved else seen

    def _checkpoint(self, connection: sqlite3.Connection) -> bool:
        """Move what readers allow, in one go; tell whether that was everything."""
        log = self._file.with_name(self._file.name + "-wal")
        large = log.exists() and log.stat().st_size > LARGE
        how = "TRUNCATE" if large else "PASSIVE"
        busy, frames, moved = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
        return not busy and frames == moved


def take_over(app: Flask, *, every: float = EVERY) -> Checkpoints | None:
    """Stop an app's own connections from checkpointing and return what does it instead.

    Before the app's first query, and not yet started. None on PostgreSQL, which needs none.
    """
    settings: Settings = app.extensions["inloop_settings"]
    engines = app.extensions["inloop_engines"]
    if settings.database_file is None:
        return None

    @event.listens_for(engines["write"], "connect")
    def leave_the_log(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA wal_autocheckpoint=0")

    engines["write"].dispose()
    return Checkpoints(settings.database_file, engines["lock"], every=every)
