"""The power cut a thousand times, with SQLite: `make fault-power`.

Tablets send to a server whose every write and sync is logged. Each cut is a moment of that log:
what was not synced by then is dropped, torn or there, by chance. Then the database has to be whole,
and to hold all that tablets had an answer about by then.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from rich.console import Console

from registry.settings import Settings
from tests.browser import ELSEWHEN, Server
from tests.databases import close
from tests.faults.both import installations
from tests.faults.disk import WATCH, WATCHED, Call, Disk, calls
from tests.faults.load import Load, enrolled

TABLETS = 4
LONGER = 6.0
"""Seconds that tablets go on at least, so that the log is moved into the database meanwhile."""
TABLES = ("check_in", "check_in_detail", "check_in_undo", "seen_answer")
ANSWERED = re.compile(rb'"id":\s?"([0-9a-f-]{36})",\s?"status":\s?"(?:stored|duplicate)"')


@dataclass(frozen=True, slots=True)
class Cuts:
    """What came of the cuts: how many, of which events were under way, and what was wrong."""

    cuts: int
    acknowledged: int
    unsynced: int
    wrong: list[str]


def cut_while_sending(
    app: Flask,
    settings: Settings,
    *,
    events: int,
    cuts: int,
    seed: int = 1,
    runner: str = ELSEWHEN,
) -> Cuts:
    """Let tablets send to a watched server, then cut the power at moments of what it did."""
    file = settings.database_file
    assert file is not None
    tokens = enrolled(app, TABLETS)
    close(app)
    disk = Disk([file, file.with_name(f"{file.name}-wal")])
    log = settings.data_dir / "calls.log"
    under = (*WATCH, "-e", f"trace={','.join(WATCHED)}", "-o", str(log))
    server = Server(settings, runner=runner, under=under)
    try:
        load = Load(server.address, tokens, seed=seed, pause=0.01)
        least = time.monotonic() + LONGER
        with load.sending():
            load.wait_until_answered(events)
            time.sleep(max(0.0, least - time.monotonic()))
    finally:
        server.kill()
    with log.open(encoding="ascii", errors="replace") as lines:
        return _cut(disk, list(calls(lines)), cuts, random.Random(seed))  # noqa: S311


def _cut(disk: Disk, log: list[Call], cuts: int, chance: random.Random) -> Cuts:
    """Follow the log, and cut the power at so many of its moments."""
    first = next(number for number, call in enumerate(log) if _answered(call))
    moments = sorted(chance.choices(range(first, len(log)), k=cuts))
    answered, wrong, unsynced = set[bytes](), list[str](), 0
    for number, call in enumerate(log):
        disk.follow(call)
        answered |= _answered(call)
        while moments and moments[0] == number:
            moments.pop(0)
            unsynced += any(file.since for file in disk.files.values())
            wrong += _faults(disk, answered, chance)
    return Cuts(cuts, len(answered), unsynced, wrong)


def _answered(call: Call) -> set[bytes]:
    """Return the events that an answer to a tablet is about."""
    if call.kind != "answer":
        return set()
    return {uuid.UUID(found.decode()).bytes for found in ANSWERED.findall(call.data)}


def _faults(disk: Disk, answered: set[bytes], chance: random.Random) -> Iterator[str]:
    """Yield what is wrong with what is left after a cut now."""
    with tempfile.TemporaryDirectory() as folder:
        disk.after_a_cut(Path(folder), chance)
        (file,) = (Path(folder) / Path(path).name for path in disk.files if path[-4:] != "-wal")
        connection = sqlite3.connect(file)
        try:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
            stored = set[bytes]()
            for table in TABLES:
                rows = connection.execute(f"SELECT id FROM {table}")  # noqa: S608  # our own names
                stored.update(_as_bytes(one) for (one,) in rows)
        except sqlite3.DatabaseError as error:
            yield f"not readable: {error}"
        else:
            if whole != "ok":
                yield f"damaged: {whole}"
            if lost := answered - stored:
                yield f"{len(lost)} lost"
        finally:
            connection.close()


def _as_bytes(value: bytes | str) -> bytes:
    return value if isinstance(value, bytes) else uuid.UUID(value).bytes


def main() -> None:
    """Cut the power and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cuts", type=int, default=1_000)
    asked.add_argument("--events", type=int, default=4_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    made = next(
        cut_while_sending(
            app, settings, events=options.events, cuts=options.cuts, seed=options.seed
        )
        for _, app, settings, _ in installations()  # the first is on SQLite
    )
    found = "; ".join(sorted(set(made.wrong))) or "lost 0, damaged 0"
    Console().print(
        f"{made.cuts:,} cuts, {made.unsynced:,} of them with writes under way,"
        f" {made.acknowledged:,} events acknowledged: {found}"
    )
    if made.wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
