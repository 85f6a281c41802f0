"""Erasing what belongs to a pass: its check-ins stay as numbers, and nothing ties them together.

Each erasure is also written to a journal outside the database, so that a restored backup can
forget it again. The journal holds keyed hashes only.
"""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from registry import audit, clock
from registry.database import writing
from registry.passes import services as passes
from registry.passes.queries import PassView
from registry.visits import services as visits

JOURNAL = "erased.txt"


def erase_pass(
    *, centre_id: uuid.UUID, found: PassView, journal: Path, at: datetime, by: uuid.UUID
) -> None:
    """Forget a pass and all that it ties together, for good; `journal` is the file to note it in.

    The journal is written first: better a line too many than an erasure that a backup undoes.
    """
    with writing():
        visits.forget_pass(centre_id=centre_id, pass_id=found.pass_id, token_hash=found.token_hash)
        passes.remove(centre_id=centre_id, pass_id=found.pass_id)
        audit.record(at=at, actor_id=by, action="pass.erase", object="pass", centre_id=centre_id)
        _note(journal, f"{clock.local_day(at)} {found.token_hash.hex()}\n")


def _note(journal: Path, line: str) -> None:
    descriptor = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
