"""A PostgreSQL that dies under load while a standby follows it: `make fault-failover`.

The standby is promoted, and the server finds it by itself: both are in its address. Just before
the end the standby is held, so that a primary that does not wait for it has answered for what the
standby never saw.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import time_machine
from rich.console import Console
from rich.table import Table

from registry import installation
from registry.settings import Settings
from tests import postgres
from tests.browser import Server
from tests.builders import MONDAY_TEN
from tests.faults.load import Load, enrolled
from tests.faults.network import differences

HELD = 1.0
"""Seconds in which the standby hears nothing before its primary dies."""
WAITS = {"synchronous_commit": "on", "synchronous_standby_names": "*"}
WAITS_NOT = {"synchronous_commit": "local"}
LIMIT = 10.0
"""Within so many seconds it has to be back."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What came of it: events made and answered for, what differs, seconds until it was back."""

    sent: int
    acknowledged: int
    wrong: list[str]
    back: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary and the standby that follows it."""

    place: postgres.Home
    primary: postgres.Server
    standby: postgres.Server

    def address(self, name: str) -> str:
        """Return the address of a database on whichever of the two takes writes."""
        hosts = "&".join(f"host=127.0.0.1:{one.port}" for one in (self.primary, self.standby))
        return f"postgresql://postgres@/{name}?{hosts}&target_session_attrs=read-write"

    def hold(self) -> None:
        """Let the primary tell the standby nothing any more."""
        sender = self.primary.ask("SELECT pid FROM pg_stat_replication")
        os.kill(int(str(sender)), signal.SIGSTOP)

    def kill_primary(self) -> None:
        """End the primary with all its processes, as a power cut would."""
        postmaster = (self.primary.data / "postmaster.pid").read_text().splitlines()[0]
        found = subprocess.run(  # noqa: S603  # our own words
            ["ps", "-o", "pid=", "--ppid", postmaster],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        for process in (postmaster, *found.stdout.split()):
            os.kill(int(process), signal.SIGKILL)
        (self.primary.data / "postmaster.pid").unlink()

    def promote(self) -> None:
        """Let the standby take writes."""
        self.place.run("pg_ctl", "-D", self.standby.data, "-w", "promote")


@contextmanager
def pair(*, waits: bool) -> Iterator[Pair]:
    """Start a primary that waits for its standby, or not, and the standby."""
    with postgres.home() as place, postgres.started(place) as primary:
        data = place.data("standby")
        whose = ("-h", "127.0.0.1", "-p", primary.port, "-U", "postgres")
        place.run("pg_basebackup", "-D", data, "-R", "-X", "stream", "-c", "fast", *whose)
        standby = place.server(data, "-c hot_standby=on")
        standby.start()
        try:
            for name, value in (WAITS if waits else WAITS_NOT).items():
                primary.run(f"ALTER SYSTEM SET {name} = '{value}'")
            primary.run("SELECT pg_reload_conf()")
            yield Pair(place, primary, standby)
        finally:
            standby.stop()


def send_through_failover(*, waits: bool, events: int = 400, seed: int = 1) -> Failed:
    """Kill the primary while tablets send, promote the standby, and compare when all is sent."""
    make_app = importlib.import_module("wsgi").create_app
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(MONDAY_TEN, tick=True))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        both = stack.enter_context(pair(waits=waits))
        address = both.address(both.primary.create())
        settings = Settings.read(data_dir=folder, database_url=address)
        app = installation.prepare(make_app, settings)
        stack.callback(installation.close, app)
        server = Server(settings)
        load = Load(server.address, enrolled(app), seed=seed)
        try:
            with load.sending():
                load.wait_until_answered(events)
                both.hold()
                time.sleep(HELD)
                both.kill_primary()
                died, before = time.monotonic(), load.answered
                both.promote()
                load.wait_until_answered(before + 1)
                back = time.monotonic() - died
                load.wait_until_answered(load.answered + events)
        finally:
            server.stop()
        with app.app_context():
            wrong = differences(load.sent)
    return Failed(len(load.sent), load.answered, wrong, back)


def main() -> None:
    """Fail over some times and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=5)
    shown = Table("time", "events", "acknowledged", "lost or doubled", "back after")
    bad = False
    for time_ in range(asked.parse_args().times):
        made = send_through_failover(waits=True, events=2_000, seed=time_ + 1)
        bad = bad or bool(made.wrong) or made.back > LIMIT
        wrong = "; ".join(made.wrong) or "none"
        shown.add_row(
            str(time_ + 1), f"{made.sent:,}", f"{made.acknowledged:,}", wrong, f"{made.back:.1f} s"
        )
    Console().print(shown)
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
