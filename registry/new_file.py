"""Writes a file that is not there yet: whole or not at all, and never over another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def new_file(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Claim a path and yield what writes its content, which is safely on disk after that.

    Nothing is left behind when something fails, also after writing. Raises OSError, whose text
    is FileExistsError's own for a path that is taken.
    """
    try:
        path.open("xb").close()
    except FileExistsError as error:
        reason = "is there already and is not written over; choose another name"
        raise FileExistsError(error.errno, reason, str(path)) from error
    part = path.with_name(f".{path.name}.part")

    def write(content: bytes) -> None:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    try:
        yield write
    except BaseException:
        part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
