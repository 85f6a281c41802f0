"""A server killed again and again while tablets send, on both databases: `make fault-kill`."""

from __future__ import annotations

import argparse
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask
from rich.console import Console
from rich.table import Table

from registry.settings import Settings
from tests.browser import ELSEWHEN, Server
from tests.faults.both import installations
from tests.faults.load import Load, enrolled
from tests.faults.network import differences

WHOLE = 0.1
"""The share of the kills that takes the whole server; the others take a worker that stores."""
BETWEEN = (20, 180)
"""So many events are answered between two kills, by chance: it dies at work, never at rest."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of a run: events answered for, how the stored ones differ, seconds until back."""

    sent: int
    acknowledged: int
    wrong: list[str]
    kills: int
    back: list[float]
    seconds: float


def send_while_killed(
    app: Flask,
    settings: Settings,
    *,
    kills: int,
    between: tuple[int, int] = BETWEEN,
    seed: int = 1,
    runner: str = ELSEWHEN,
) -> Killed:
    """Serve an app's installation, kill it while tablets send, and compare when all is sent."""
    tokens = enrolled(app)
    server = Server(settings, runner=runner)
    load = Load(server.address, tokens, seed=seed)
    started = time.monotonic()
    try:
        with load.sending():
            chance = random.Random(seed)  # noqa: S311  # kills, not secrets
            back = [_kill(server, load, chance, between) for _ in range(kills)]
    finally:
        server.stop()
    seconds = time.monotonic() - started
    with app.app_context():
        wrong = differences(load.sent)
    return Killed(len(load.sent), load.answered, wrong, kills, back, seconds)


def _kill(server: Server, load: Load, chance: random.Random, between: tuple[int, int]) -> float:
    """Kill a worker, or the server, once it has answered for some events.

    Return how many seconds later it answered for the next one.
    """
    load.wait_until_answered(load.answered + chance.randint(*between))
    time.sleep(chance.uniform(0, 0.02))  # anywhere in a batch
    before, killed = load.answered, time.monotonic()
    if chance.random() < WHOLE:
        server.kill()
        server.start()
    else:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(workers(server)), signal.SIGKILL)
    load.wait_until_answered(before + 1)
    return time.monotonic() - killed


def workers(server: Server) -> list[int]:
    """Return the processes that serve, by their numbers; wait where one is being replaced."""
    master = server.process.pid
    children = Path(f"/proc/{master}/task/{master}/children")
    while not (found := children.read_text(encoding="ascii").split()):
        time.sleep(0.005)
    return [int(one) for one in found]


def main() -> None:
    """Kill servers on SQLite and on PostgreSQL and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    shown = Table("database", "kills", "events", "acknowledged", "lost or doubled", "back", "took")
    made = {
        name: send_while_killed(app, settings, kills=options.kills, seed=options.seed)
        for name, app, settings, _ in installations()
    }
    for name, one in made.items():
        back = f"{median(one.back):.2f} s, at most {max(one.back):.1f} s"
        wrong = "; ".join(one.wrong) or "none"
        figures = (f"{one.kills}", f"{one.sent:,}", f"{one.acknowledged:,}")
        shown.add_row(name, *figures, wrong, back, f"{one.seconds:.0f} s")
    Console().print(shown)
    if any(one.wrong for one in made.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
