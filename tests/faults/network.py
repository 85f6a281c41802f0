"""Twenty thousand events over a bad network, on both databases: `make fault-net`."""

from __future__ import annotations

import argparse
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from registry.database import reading
from registry.settings import Settings
from tests.browser import launched, served_here, serving
from tests.faults.both import installations
from tests.faults.chromium import Used, at_the_screen
from tests.faults.load import TABLETS, enrolled
from tests.faults.proxy import FAULTS, BadNetwork
from tests.faults.tablet import Tablet

SHARE = 0.3
TALLIES = {
    "answer": "SELECT question || ' ' || value, sum(count) FROM answer_tally GROUP BY 1",
    "language": "SELECT language, sum(count) FROM language_tally GROUP BY 1",
}
TAPS = {"check_in": "check_in", "detail": "check_in_detail", "undo": "check_in_undo"}


@dataclass(frozen=True, slots=True)
class Passage:
    """What came of a run: events sent, how they differ from those stored, what the network did."""

    sent: int
    wrong: list[str]
    batches: int
    met: Counter[str]
    seconds: float


def send_through(
    app: Flask,
    settings: Settings,
    *,
    events: int,
    kinds: Sequence[type[Tablet]] = (Tablet,) * TABLETS,
    share: float = SHARE,
    seed: int = 1,
    faults: Sequence[str] = FAULTS,
    screen: Callable[[str], Used] | None = None,
    here: bool = False,
) -> Passage:
    """Serve an app's installation, let tablets send through a bad network, and compare.

    `screen` lets visitors use a real tablet meanwhile, at the address it is given. `here` serves
    from this process: no gunicorn, but there at once.
    """
    tokens = enrolled(app, len(kinds))
    with served_here(app) if here else serving(settings) as address:
        upstream = urlsplit(address).port or 0
        with BadNetwork(upstream, share=share, seed=seed, faults=faults).running() as network:
            tablets = [
                kind(network.address, token, seed + number)
                for number, (kind, token) in enumerate(zip(kinds, tokens, strict=True))
            ]
            started = time.monotonic()
            with _let_go(tablets, events // max(1, len(tablets))), app.app_context():
                used = screen(network.address) if screen else Used()
            network.deliver_late()
            seconds = time.monotonic() - started
    sent = [event for tablet in tablets for event in tablet.sent] + [*used.sent.values()]
    with app.app_context():
        wrong = [*used.differences(), *differences(sent)]
    return Passage(len(sent), wrong, network.batches, network.met, seconds)


@contextmanager
def _let_go(tablets: Iterable[Tablet], events: int) -> Iterator[None]:
    """Let every tablet make its events and send them while it does, all at the same time."""

    def work(tablet: Tablet) -> None:
        while len(tablet.sent) < events:
            for _ in range(tablet.chance.randint(1, 12)):
                tablet.visit()
            tablet.send(tablet.waiting())
        tablet.send_all()

    threads = [threading.Thread(target=work, args=(tablet,)) for tablet in tablets]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()


def differences(sent: Iterable[dict[str, Any]]) -> list[str]:
    """Return how what is stored differs from what was sent; nothing where each is there once."""
    sent = list(sent)
    wrong = []
    with reading() as connection:
        for kind, table in TAPS.items():
            rows = connection.execute(text(f"SELECT id FROM {table}")).scalars()  # noqa: S608
            stored = Counter(str(row).replace("-", "") for row in rows)
            meant = Counter(e["id"].replace("-", "") for e in sent if e["kind"] == kind)
            wrong += _difference(kind, stored, meant)
        for kind, statement in TALLIES.items():
            counted = Counter({key: int(n) for key, n in connection.execute(text(statement))})
            wrong += _difference(kind, counted, Counter(map(_tallied, _of(sent, kind))))
        put_aside = connection.execute(text("SELECT count(*) FROM quarantined")).scalar_one()
    return [*wrong, *([f"{put_aside} in quarantine"] if put_aside else [])]


def _of(sent: Iterable[dict[str, Any]], kind: str) -> Iterable[dict[str, Any]]:
    return (event for event in sent if event["kind"] == kind)


def _tallied(event: dict[str, Any]) -> str:
    return event["language"] if "language" in event else f"{event['question']} {event['value']}"


def _difference(kind: str, stored: Counter[str], meant: Counter[str]) -> list[str]:
    lost, more = (meant - stored).total(), (stored - meant).total()
    said = {"lost": lost, "too many": more}
    return [f"{kind}: {number} {what}" for what, number in said.items() if number]


def main() -> None:
    """Send the events on SQLite and on PostgreSQL and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=20_000)
    asked.add_argument("--visits", type=int, default=40, help="at a tablet in a real Chromium")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    shown = Table("database", "events", "batches", "spoiled", "lost or doubled", "seconds")
    faults: Counter[str] = Counter()
    with sync_playwright() as driver, launched(driver) as chromium:
        made = {
            name: send_through(
                app,
                settings,
                events=options.events,
                seed=options.seed,
                screen=at_the_screen(chromium, options.visits, seed=options.seed),
            )
            for name, app, settings, _ in installations()
        }
    for name, one in made.items():
        faults += one.met
        spoiled = f"{one.met.total()} ({one.met.total() / one.batches:.0%})"
        said = "; ".join(one.wrong) or "none"
        shown.add_row(name, f"{one.sent:,}", str(one.batches), spoiled, said, f"{one.seconds:.0f}")
    console = Console()
    console.print(shown)
    console.print(", ".join(f"{name} {number}" for name, number in sorted(faults.items())))
    if any(one.wrong for one in made.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
