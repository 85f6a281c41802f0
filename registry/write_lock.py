"""One writer at a time on SQLite: a lock file shared by the server and the command line."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DatabaseBusy(Exception):
    """Another writer held the database for too long; nothing was written."""

    code = "database_busy"


class WriteLock:
    """A lock between the threads of this process and between processes.

    Not re-entrant. The file stays; only the lock on it comes and goes, and the kernel lets go
    of it when a process dies.
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        """Use a file at path; wait for at most `patience` seconds."""
        self._threads = threading.Lock()
        self._patience = patience
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextmanager
    def held(self, patience: float | None = None) -> Iterator[None]:
        """Hold the lock. Raises DatabaseBusy when it is not had in time."""
        patience = self._patience if patience is None else patience
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise DatabaseBusy
        try:
            self._lock_file(deadline)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def _lock_file(self, deadline: float) -> None:
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise DatabaseBusy from None
                time.sleep(0.002)
            else:
                return
