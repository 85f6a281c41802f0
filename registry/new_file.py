"""Writes files whole or not at all: one that is not there yet, or one over another."""

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
    try:
        yield lambda content: write_over(path, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_over(path: Path, content: bytes) -> None:
    """Write a file, over another where there is one; it is safely on disk after that.

    What was there stays whole until then. Raises OSError.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
