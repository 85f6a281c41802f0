"""The journal of erasures, which lies outside the database: read, joined and carried out again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from registry.care.archive import BackupError
from registry.database import writing
from registry.new_file import write_over
from registry.passes import queries as found
from registry.passes import services as passes
from registry.visits import services as visits

_LINE = re.compile(r"\d{4}-\d\d-\d\d [0-9a-f]{64}")


def read(file: Path) -> tuple[str, ...]:
    """Return the lines of a journal, none where there is no such file.

    A last line that a power cut left half is passed over: its erasure was never begun. Raises
    BackupError for a file that is no journal.
    """
    if not file.exists():
        return ()
    text = file.read_text(encoding="ascii", errors="replace")
    whole, _, half = text.rpartition("\n")
    lines = [*whole.splitlines(), *([half] if _LINE.fullmatch(half) else [])]
    for number, line in enumerate(lines, 1):
        if line and not _LINE.fullmatch(line):
            raise BackupError(f"{file}, line {number}: no day and hash of an erased pass")
    return tuple(line for line in lines if line)


def joined(journals: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the lines of several journals, each once, by day."""
    return tuple(sorted({line for lines in journals for line in lines}))


def keep(file: Path, lines: Iterable[str]) -> None:
    """Write a journal, over another where there is one."""
    write_over(file, "".join(f"{line}\n" for line in lines).encode("ascii"))
    file.chmod(0o600)


def replay(lines: Iterable[str]) -> int:
    """Erase again what a journal names; return how many passes were there to be erased.

    What is apart in quarantine lets go of it too, also where the pass itself is gone.
    """
    count = 0
    with writing():
        for token_hash in {bytes.fromhex(line.partition(" ")[2]) for line in lines}:
            for centre_id, pass_id in found.owners(token_hash=token_hash):
                visits.forget_pass(centre_id=centre_id, pass_id=pass_id, token_hash=token_hash)
                passes.remove(centre_id=centre_id, pass_id=pass_id)
                count += 1
            visits.forget_apart(token_hash=token_hash)
    return count
