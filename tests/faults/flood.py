"""Slow clients, and one tablet that floods: what the others notice. `make fault-flood`."""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from statistics import quantiles

from flask import Flask
from rich.console import Console
from rich.table import Table

from registry.settings import Settings
from tests.browser import ELSEWHEN, Server
from tests.faults.both import installations
from tests.faults.load import Load, at_once, enrolled
from tests.faults.network import differences
from tests.faults.soak import Timed
from tests.faults.tablet import Tablet

OTHERS = 5
PAUSE = 0.2
SLOW = 60
"""So many clients at once that never finish; a server has eight threads."""
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "
BODY = (
    b"POST /team/inloggen HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
NOISES = ("a flood", "slow heads", "slow bodies")


@dataclass(frozen=True, slots=True)
class Noticed:
    """The 95th percentile of the others' batches in milliseconds: alone, and meanwhile."""

    idle: float
    meanwhile: dict[str, float]
    wrong: list[str]
    refused: int = 0


class Flooding(Tablet):
    """Sends without end and without pause; counts how often it was told to wait."""

    refused = 0

    def storm(self, until: threading.Event) -> None:
        """Send empty batches until told to stop, on one connection."""
        way = http.client.HTTPConnection(self.where, timeout=10)
        body = json.dumps({"sent_at": datetime.now(tz=UTC).isoformat(), "events": []})
        while not until.is_set():
            try:
                way.request("POST", "/kiosk/events", body=body, headers=self.headers)
                answer = way.getresponse()
                answer.read()
                self.refused += answer.status == 429
            except (OSError, http.client.HTTPException):
                way.close()
        way.close()


@contextmanager
def flood(tablet: Flooding) -> Iterator[None]:
    """Let one tablet flood from four tabs at once."""
    done = threading.Event()
    with at_once([partial(tablet.storm, done)] * 4, done):
        yield


@contextmanager
def crawling(address: str, first: bytes, number: int = SLOW) -> Iterator[None]:
    """Hold so many connections open, a byte on each five times a second."""
    host, _, port = address.removeprefix("http://").partition(":")
    done = threading.Event()
    ways = [socket.create_connection((host, int(port))) for _ in range(number)]
    for way in ways:
        way.sendall(first)

    def crawl() -> None:
        while not done.wait(0.2):
            for way in ways:
                with suppress(OSError):
                    way.sendall(b"a")

    thread = threading.Thread(target=crawl)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        for way in ways:
            way.close()


def p95(tablets: Sequence[Timed], began: Sequence[int]) -> float:
    """Return what 95 of a hundred batches stayed under since each tablet's so-manieth."""
    took = [one for tablet, at in zip(tablets, began, strict=True) for one in tablet.took[at:]]
    return quantiles(took, n=20)[18] if len(took) > 1 else float("inf")


def noticed(
    app: Flask,
    settings: Settings,
    *,
    seconds: float,
    noises: Sequence[str] = NOISES,
    runner: str = ELSEWHEN,
) -> Noticed:
    """Let tablets send while nothing, and then while each noise goes on for so many seconds."""
    tokens = enrolled(app, OTHERS + 1)
    server = Server(settings, runner=runner)
    load = Load(server.address, tokens[1:], seed=1, pause=PAUSE, kind=Timed)
    tablets = [one for one in load.tablets if isinstance(one, Timed)]
    wild = Flooding(server.address, tokens[0], 99)
    make: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "a flood": lambda: flood(wild),
        "slow heads": lambda: crawling(server.address, HEAD),
        "slow bodies": lambda: crawling(server.address, BODY),
    }
    try:
        with load.sending():
            idle = _during(tablets, seconds)
            meanwhile = {}
            for noise in noises:
                with make[noise]():
                    meanwhile[noise] = _during(tablets, seconds)
    finally:
        server.stop()
    with app.app_context():
        return Noticed(idle, meanwhile, differences(load.sent), wild.refused)


def _during(tablets: Sequence[Timed], seconds: float) -> float:
    time.sleep(min(1.0, seconds / 4))
    began = [len(one.took) for one in tablets]
    time.sleep(seconds)
    return p95(tablets, began)


def main() -> None:
    """Make each noise on each database and print what the others noticed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=20)
    seconds = asked.parse_args().seconds
    shown = Table("database", "idle, p95", *NOISES, "told to wait", "lost or doubled")
    good = True
    for name, app, settings, _ in installations():
        made = noticed(app, settings, seconds=seconds)
        good = good and not made.wrong and max(made.meanwhile.values()) < 2 * made.idle
        times = [f"{made.meanwhile[noise]:.0f} ms" for noise in NOISES]
        wrong = "; ".join(made.wrong) or "none"
        shown.add_row(name, f"{made.idle:.0f} ms", *times, f"{made.refused:,}", wrong)
    Console().print(shown)
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
