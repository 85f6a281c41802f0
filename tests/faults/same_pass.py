"""The same pass at two tablets in the same moment, a thousand passes: `make fault-pass`."""

from __future__ import annotations

import argparse
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from rich.console import Console
from rich.table import Table

from registry.clock import local_day
from registry.passes import services as passes
from registry.reporting import services as reporting
from registry.settings import Settings
from registry.theory.load import load
from tests.browser import serving
from tests.builders import a_centre, a_tablet, check_ins_on_record
from tests.faults.both import installations
from tests.faults.tablet import Tablet

TOGETHER = 30
"""How many seconds a tablet waits for the other one."""


@dataclass(frozen=True, slots=True)
class Twice:
    """What came of it: the check-ins on record, the visits they make, and batches refused."""

    check_ins: int
    visits: int
    refused: int


class Scanning(Tablet):
    """Sends one scan at a time, at the same moment as the other tablet."""

    refused = 0

    def scan(self, card: str) -> None:
        """Send a scan of a card once."""
        self._tap("check_in", occurrence=None, **{"pass": card})
        self.send(self.waiting())
        self.refused += len(self.taps)
        self.taps.clear()


def hold_up_twice(app: Flask, settings: Settings, *, number: int) -> Twice:
    """Hold each of so many new passes up at two tablets at once; count what is on record."""
    now = datetime.now(tz=UTC)
    with app.app_context():
        centre = a_centre()
        tokens = [a_tablet(centre, name, at=now) for name in ("Left", "Right")]
        key = app.config["PASS_KEY"]
        cards = passes.make(centre_id=centre, count=number, on=local_day(now), at=now, key=key)
    with serving(settings) as address:
        tablets = [Scanning(address, token, seed) for seed, token in enumerate(tokens)]
        _all_at_both(tablets, cards)
    with app.app_context():
        today = reporting.today(centre_id=centre, theory=load(), at=datetime.now(tz=UTC))
        return Twice(
            check_ins_on_record(centre_id=centre, day=local_day(now)),
            today.visits,
            sum(tablet.refused for tablet in tablets),
        )


def _all_at_both(tablets: list[Scanning], cards: list[str]) -> None:
    together = threading.Barrier(len(tablets))

    def work(tablet: Scanning) -> None:
        for card in cards:
            together.wait(TOGETHER)
            tablet.scan(card)

    threads = [threading.Thread(target=work, args=(tablet,)) for tablet in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Hold up a thousand passes on each database and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--passes", type=int, default=1_000)
    number = asked.parse_args().passes
    shown = Table("database", "passes", "check-ins", "visits", "refused")
    meant = Twice(2 * number, number, 0)
    made = {
        name: hold_up_twice(app, settings, number=number)
        for name, app, settings, _ in installations()
    }
    for name, one in made.items():
        shown.add_row(
            name, f"{number:,}", f"{one.check_ins:,}", f"{one.visits:,}", f"{one.refused}"
        )
    Console().print(shown)
    if any(one != meant for one in made.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
