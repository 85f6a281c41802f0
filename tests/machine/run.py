"""Two thousand steps of the machine on each database, and the figures: `make machine`."""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from registry import installation
from registry.settings import Settings
from tests import postgres
from tests.databases import close
from tests.machine.machine import Played, play

SHOWN = {
    "check-ins": "check-ins",
    "visit.undo": "taken back",
    "visit.changed": "corrected",
    "visit.added": "from a list",
    "put apart": "put apart",
    "pass.revoke": "revoked",
    "pass.erase": "erased",
    "occurrence.cancel": "called off",
    "occurrence.move": "moved",
}


def main() -> None:
    """Play on SQLite and on PostgreSQL, and print what it came to."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--steps", type=int, default=2_000)
    asked.add_argument("--luck", type=int, default=1)
    options = asked.parse_args()
    shown = Table("", *SHOWN.values())
    console = Console(width=140)
    with ExitStack() as stack:
        for name, played, seconds in _on_both(stack, options.steps, options.luck):
            console.print(
                f"{name}: {played.steps:,} steps in {played.stories} stories, all compared after"
                f" each, in {seconds:.0f} s; broken: {'; '.join(played.broken) or 'nothing'}"
            )
            shown.add_row(name, *(f"{played.told[deed]:,}" for deed in SHOWN))
            if played.broken:
                raise SystemExit(1)
    console.print(shown)


def _on_both(stack: ExitStack, steps: int, luck: int) -> Iterator[tuple[str, Played, float]]:
    make_app = importlib.import_module("wsgi").create_app
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    server = stack.enter_context(postgres.running())
    for name, url in (("SQLite", None), ("PostgreSQL", server.address(server.create()))):
        more = {"database_url": url} if url else {}
        app = installation.prepare(make_app, Settings.read(data_dir=folder / name, **more))
        started = time.monotonic()
        with app.app_context():
            played = play(app, folder, steps=steps, luck=luck)
        yield name, played, time.monotonic() - started
        close(app)


if __name__ == "__main__":
    main()
