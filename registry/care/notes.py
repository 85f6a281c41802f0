"""When a backup, a drill and retention were last done: a small file in the data folder.

It lies outside the database, so that a restored one does not tell of a backup that came later.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from registry.new_file import write_over

NOTES = "care.json"
SHOULD_BE = timedelta(hours=36)
"""A nightly deed that was done longer ago than this was missed."""
DRILLED = timedelta(days=40)
"""The same of a monthly one."""
Deed = Literal["backup", "drill", "retention"]


def last(folder: Path, deed: Deed) -> datetime | None:
    """Return when something was last done in an installation; None: never, or nobody knows."""
    found = _read(folder).get(deed)
    return None if found is None else datetime.fromisoformat(found)


def is_missed(folder: Path, deed: Deed, at: datetime) -> bool:
    """Tell whether a nightly deed was not done when it should have been, or never."""
    done = last(folder, deed)
    return done is None or at - done > SHOULD_BE


def note(folder: Path, deed: Deed, at: datetime) -> None:
    """Note that something was done at a moment."""
    write_over(folder / NOTES, json.dumps({**_read(folder), deed: at.isoformat()}).encode())


def _read(folder: Path) -> dict[str, str]:
    try:
        told = json.loads((folder / NOTES).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
