"""Measures the check-in beside minimal views in one run, and prints the ratios: `make bench`."""

from __future__ import annotations

import argparse
import importlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from registry import installation
from registry.activities import recurrence
from registry.activities import services as activities
from registry.activities.plan import ActivityPlan
from registry.centres import services as centres
from registry.database import writing
from registry.passes import services as passes
from registry.settings import ROOT, Settings
from tests.bench import minimal
from tests.bench.load import Measured, Visitors, measure

CONNECTIONS = (1, 8, 32)
TABLETS, PASSES = 80, 2000
"""So many tablets that none sends faster than a tablet may."""
PRETIX_IN_CORES = {1: 96, 8: 86, 32: 119}
"""How many times faster the minimal Core view was than pretix's redeem (PERFORMANCE, anchors)."""
NAMES = ("inloop", "core", "orm")


@dataclass(frozen=True, slots=True)
class Server:
    """A server under measurement: its port, and who may come to it."""

    name: str
    port: int
    visitors: Visitors


def main() -> None:
    """Start three servers, measure them in turns, print medians and ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=3.0)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        servers = [
            running.enter_context(served_inloop(Path(folder))),
            running.enter_context(_minimal(Path(folder), "core")),
            running.enter_context(_minimal(Path(folder), "orm")),
        ]
        for server in servers:
            measure(server.visitors, server.port, connections=8, seconds=1.0)
        runs = [
            (server, connections)
            for turn in range(options.rounds)
            for connections in CONNECTIONS
            for server in servers[turn % 3 :] + servers[: turn % 3]
        ]
        found: dict[tuple[str, int], list[Measured]] = {}
        for server, connections in track(runs, "measuring", console=Console(stderr=True)):
            one = measure(
                server.visitors, server.port, connections=connections, seconds=options.seconds
            )
            found.setdefault((server.name, connections), []).append(one)
    _report(found, options.rounds)


@contextmanager
def served_inloop(folder: Path) -> Iterator[Server]:
    """Serve an app on a database of its own, with tablets and passes."""
    settings = Settings.read(data_dir=folder / "inloop")
    create_app: Callable[..., Any] = importlib.import_module("wsgi").create_app
    app = installation.prepare(create_app, settings)
    with app.app_context(), writing():
        visitors = _neighbourhood(app.config["PASS_KEY"])
    for engine in ("write", "read"):
        app.extensions["inloop_engines"][engine].dispose()
    port = _free_port()
    command = [str(Path(sys.executable).with_name("inloop")), "serve", "--port", str(port)]
    with _process(command, port, INLOOP_DATA_DIR=str(settings.data_dir)):
        yield Server("inloop", port, visitors)


def _neighbourhood(key: bytes) -> Visitors:
    """Make a centre whose open inloop runs all day, with tablets and passes."""
    at = datetime.now(UTC)
    all_day = [(weekday, wall(0), wall(23, 59)) for weekday in range(7)]
    centre_id = centres.add_centre(
        name="Meting", neighbourhood="Nergens", opened_on=at.date(), hours=all_day, at=at
    )
    plan = ActivityPlan(
        title="Open inloop",
        type_key="A1",
        main_o="ontmoeten",
        place="Huiskamer",
        pictogram="coffee",
        recurrence=recurrence.weekly(range(7)),
        first_day=at.date() - timedelta(days=1),
        starts=wall(0),
        ends=wall(23, 59),
    )
    activities.create(centre_id=centre_id, plan=plan, at=at - timedelta(days=1), by=None)
    activities.plan_until(centre_id=centre_id, last_day=at.date() + timedelta(days=30))
    tokens = [
        centres.enrol(
            code=centres.issue_enrolment_code(
                centre_id=centre_id, tablet_name=f"Tablet {number}", at=at
            ),
            at=at,
        )
        for number in range(TABLETS)
    ]
    texts = passes.make(centre_id=centre_id, count=PASSES, on=at.date(), at=at, key=key)
    return Visitors(tokens, texts)


@contextmanager
def _minimal(folder: Path, name: str) -> Iterator[Server]:
    file, port = folder / f"{name}.sqlite3", _free_port()
    visitors = Visitors(
        [f"tablet-{number}" for number in range(TABLETS)],
        [f"PASS-{number:06}" for number in range(PASSES)],
    )
    minimal.prepare(str(file), tokens=visitors.tokens, passes=visitors.passes)
    command = [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "1"),
        *("--threads", "8", "--keep-alive", "30", "--no-control-socket", "--log-level", "error"),
        *("--bind", f"127.0.0.1:{port}", f"tests.bench.minimal:{name}({str(file)!r})"),
    ]
    with _process(command, port):
        yield Server(name, port, visitors)


@contextmanager
def _process(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603  # our own commands
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{process.args!r} does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _report(found: dict[tuple[str, int], list[Measured]], rounds: int) -> None:
    rate = {key: median(one.rate for one in runs) for key, runs in found.items()}
    table = Table(title=f"Check-in POST, answers a second (median of {rounds} rounds, SQLite FULL)")
    for heading in ("c", *NAMES, "× core (bar 0.6)", "× orm (bar 1.5)", "p50 ms", "p99 ms"):
        table.add_column(heading, justify="right")
    for connections in CONNECTIONS:
        ours, core, orm = (rate[name, connections] for name in NAMES)
        runs = found["inloop", connections]
        table.add_row(
            *(str(connections), f"{ours:.0f}", f"{core:.0f}", f"{orm:.0f}"),
            *(f"{ours / core:.2f}", f"{ours / orm:.2f}"),
            *(f"{median(one.percentile(share) for one in runs):.1f}" for share in (50, 99)),
        )
    console = Console()
    console.print(table)
    tail = median(one.percentile(99) / one.percentile(50) for one in found["inloop", 32])
    times = PRETIX_IN_CORES[8] * rate["inloop", 8] / rate["core", 8]
    console.print(f"p99 / p50 at c = 32: {tail:.1f} (bar 6)")
    console.print(f"× pretix at c = 8, by way of the Core anchor: {times:.0f} (bar 40)")


if __name__ == "__main__":
    main()
