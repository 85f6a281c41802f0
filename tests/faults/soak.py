"""Forty tablets, a busy day in a few minutes: `make soak` prints how long answers take, and memory.

A centre's tablet sees some 90 visits on a busy day. So 40 of them do what 40 centres do in a day.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from flask import Flask
from rich.console import Console
from rich.table import Table

from registry.settings import Settings
from tests.browser import ELSEWHEN, Server
from tests.faults.both import installations
from tests.faults.kill import workers
from tests.faults.load import Load, enrolled
from tests.faults.network import differences
from tests.faults.tablet import Event, Tablet

TABLETS = 40
A_DAY = 90
"""How many visits a tablet has on a busy day."""
BAR_MS = 300
MOST_GROWTH = 0.10
"""So much more memory than after a third of the day is still called flat."""


class Timed(Tablet):
    """Knows how long each batch took, in milliseconds."""

    def __init__(self, *words: Any) -> None:
        """Begin with none."""
        super().__init__(*words)
        self.took: list[float] = []

    def _post(self, batch: list[Event]) -> list[dict[str, str]]:
        began = time.monotonic()
        answer = super()._post(batch)
        self.took.append((time.monotonic() - began) * 1000)
        return answer


@dataclass(frozen=True, slots=True)
class Day:
    """What a day took: milliseconds of every batch, megabytes as it went on, what differs."""

    events: int
    took: list[float]
    wrong: list[str]
    memory: list[float] = field(default_factory=list)

    def percentile(self, number: int) -> float:
        """Return the milliseconds that so many of a hundred batches stayed under."""
        return quantiles(self.took, n=100)[number - 1]

    @property
    def growth(self) -> float:
        """Return how much memory came between a third of the day and its end, as a share."""
        third = self.memory[len(self.memory) // 3]
        return self.memory[-1] / third - 1


def a_day(app: Flask, settings: Settings, *, seconds: float, runner: str = ELSEWHEN) -> Day:
    """Let forty tablets live a day in so many seconds."""
    tokens = enrolled(app, TABLETS)
    server = Server(settings, runner=runner)
    pause = seconds / A_DAY
    load = Load(server.address, tokens, seed=1, pause=pause, kind=Timed)
    memory, end = [], time.monotonic() + seconds
    try:
        with load.sending():
            while time.monotonic() < end:
                time.sleep(seconds / 30)
                memory.append(_megabytes(server))
    finally:
        server.stop()
    took = [one for tablet in load.tablets if isinstance(tablet, Timed) for one in tablet.took]
    with app.app_context():
        wrong = differences(load.sent)
    return Day(len(load.sent), took, wrong, memory)


def _megabytes(server: Server) -> float:
    """Return the memory of all that serves, shared pages counted once."""
    kilobytes = 0
    for process in (server.process.pid, *workers(server)):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def main() -> None:
    """Live a day on each database and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=240)
    seconds = asked.parse_args().seconds
    shown = Table("database", "events", "batches", "p50", "p95", "p99", "memory", "lost or doubled")
    good = True
    for name, app, settings, _ in installations():
        day = a_day(app, settings, seconds=seconds)
        good = good and not day.wrong and day.percentile(99) < BAR_MS and day.growth < MOST_GROWTH
        times = [f"{day.percentile(number):.0f} ms" for number in (50, 95, 99)]
        memory = f"{day.memory[-1]:.0f} MB, {day.growth:+.0%}"
        wrong = "; ".join(day.wrong) or "none"
        shown.add_row(name, f"{day.events:,}", f"{len(day.took):,}", *times, memory, wrong)
    Console().print(shown)
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
