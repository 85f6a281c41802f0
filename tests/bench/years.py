"""Generates years of visits for the measurement of figures; made once, kept in data/bench.

Twelve centres with a dozen activities each, about ninety check-ins on each of six days a week,
six in ten with a pass, a third with a detail, some taken back: about 27,500 a centre and year.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from flask import Flask
from rich.console import Console
from rich.progress import track

from registry import installation
from registry.activities import recurrence
from registry.activities import services as activities
from registry.activities.holidays import each_day
from registry.activities.plan import ActivityPlan
from registry.centres import queries
from registry.centres import services as centres
from registry.database import reading
from registry.demo import store
from registry.settings import ROOT, Settings
from registry.support import services as support
from registry.support.services import HelpContent

VERSION = 1
FOLDER = ROOT / "data" / "bench"
CENTRES = 12
LAST_DAY = date(2026, 9, 24)
"""The open month is September 2026, four fifths of it."""
A_DAY = 89
AT_ONCE = 20_000
OFFERS = (
    ("Open inloop", "ontmoeten", range(6), 9, 17),
    ("Koffie-ochtend", "ontmoeten", (0, 2, 4), 10, 12),
    ("Samen eten", "ontmoeten", (2, 4), 17, 19),
    ("Wandelgroep", "ontspannen", (0, 3), 10, 11),
    ("Schilderen", "ontspannen", (2,), 14, 16),
    ("Taalles", "ontwikkelen", (1, 3), 10, 12),
    ("Computerles", "ontwikkelen", (4,), 13, 15),
    ("Naaiatelier", "ondernemen", (0, 3), 13, 16),
    ("Koken", "ondernemen", (1,), 15, 17),
    ("Spreekuur", "ondersteunen", (1, 4), 14, 16),
)
ROLES = ("meedoen",) * 17 + ("meehelpen",) * 2 + ("organiseren",)
_INDEXES = """SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
  AND tbl_name IN ('check_in', 'check_in_detail', 'check_in_undo')"""


@dataclass(frozen=True, slots=True)
class Size:
    """A database by its name and how many years of visits it has."""

    name: str
    years: int

    @property
    def first_day(self) -> date:
        """The day on which the centres opened."""
        return LAST_DAY.replace(year=LAST_DAY.year - self.years)


SMALL, LARGE = Size("0.33M", 1), Size("3.3M", 10)


def filled(size: Size, create_app: installation.CreateApp) -> Flask:
    """Return the app on a filled database, made where it is not there yet."""
    folder = FOLDER / f"{size.name}-{VERSION}"
    if not folder.exists():
        making = folder.with_name(f"{folder.name}-making")
        shutil.rmtree(making, ignore_errors=True)
        installation.close(_fill(size, making, create_app))
        making.rename(folder)
    return installation.prepare(create_app, Settings.read(data_dir=folder))


def _fill(size: Size, folder: Path, create_app: installation.CreateApp) -> Flask:
    settings = Settings.read(data_dir=folder)
    app = installation.prepare(create_app, settings)
    assert settings.database_file is not None
    with app.app_context(), store.unsynced(app):
        made = [_a_centre(size, number) for number in range(CENTRES)]
    installation.close(app)
    file = sqlite3.connect(settings.database_file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-262144"):
        file.execute(f"PRAGMA {pragma}")
    indexes = file.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        file.execute(f"DROP INDEX {name}")
    progress = track(made, f"{size.name} visits", console=Console(stderr=True))
    for number, centre in enumerate(progress):
        _visit(file, centre, size, random.Random(number))  # noqa: S311  # who comes, no secret
    for _, definition in indexes:
        file.execute(definition)
    file.close()
    store.settle(app)
    return app


def _a_centre(size: Size, number: int) -> str:
    """Make a centre with its programme and help requests, and return its key."""
    opened = size.first_day
    at = datetime.combine(opened, time(8), tzinfo=UTC)
    key = centres.add_centre(
        name=f"Meting {number}",
        neighbourhood="Nergens",
        opened_on=opened,
        hours=[(weekday, time(9), time(21)) for weekday in range(6)],
        at=at,
    )
    for title, o, weekdays, starts, ends in OFFERS:
        plan = ActivityPlan(
            title=title,
            type_key="A1" if title == "Open inloop" else "A10",
            main_o=o,
            place="Zaal",
            pictogram="coffee",
            recurrence=recurrence.weekly(weekdays),
            first_day=opened,
            starts=time(starts),
            ends=time(ends),
            sensitive=o == "ondersteunen",
        )
        activities.create(centre_id=key, plan=plan, at=at, by=None)
    activities.plan_until(centre_id=key, last_day=LAST_DAY)
    content = HelpContent(topic="post", channel="inloop", outcome="geholpen")
    for day in islice(each_day(LAST_DAY - timedelta(days=390), LAST_DAY), 0, None, 3):
        if day >= opened:
            support.record_help(centre_id=key, content=content, on=day, at=at, by=None)
    assert queries.by_id(key) is not None
    return key.hex


def _visit(file: sqlite3.Connection, centre: str, size: Size, chance: random.Random) -> None:
    """Let years of visits happen in a centre, in one transaction."""
    held: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    programme = file.execute(
        "SELECT o.local_day, o.id, a.sensitive FROM occurrence o JOIN activity a"
        " ON a.centre_id = o.centre_id AND a.id = o.activity_id WHERE o.centre_id = ?",
        (centre,),
    )
    for day, occurrence, sensitive in programme:
        held[day].append((occurrence, bool(sensitive)))
    cards = [f"{chance.getrandbits(128):032x}" for _ in range(320 * size.years + 200)]
    file.execute("BEGIN")
    file.executemany(
        "INSERT INTO pass (centre_id, id, token_hash, made_on) VALUES (?, ?, ?, ?)",
        ((centre, card, chance.randbytes(32), str(size.first_day)) for card in cards),
    )
    days = [day for day in each_day(size.first_day, LAST_DAY) if day.weekday() < 6]
    rows = _rows(centre, days, held, cards, chance)
    while some := list(islice(rows, AT_ONCE)):
        for number, statement in enumerate(_STATEMENTS):
            file.executemany(statement, [one[number] for one in some if one[number]])
    file.execute("COMMIT")


_STATEMENTS = (
    """INSERT INTO check_in (centre_id, id, at, local_day, local_hour, channel, pass_id,
    occurrence_id, party, role, body_hash) VALUES (?, ?, ?, ?, ?, 'tablet', ?, ?, ?, ?, ?)""",
    """INSERT INTO check_in_detail (centre_id, id, "of", seq, at, party, body_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?)""",
    'INSERT INTO check_in_undo (centre_id, id, "of", at, body_hash) VALUES (?, ?, ?, ?, ?)',
)
_BODY = b"\0" * 32


def _rows(
    centre: str,
    days: Sequence[date],
    held: dict[str, list[tuple[str, bool]]],
    cards: Sequence[str],
    chance: random.Random,
) -> Iterator[tuple[Any, Any, Any]]:
    """Yield check-ins, each with its detail and its undo or None."""
    number = count()
    for place, day in enumerate(days):
        written, offered = str(day), held[str(day)]
        known = 200 + (len(cards) - 200) * place // len(days)
        for turn in range(A_DAY + chance.randrange(-8, 9)):
            hour = 8 + turn * 10 // A_DAY
            key = f"{place:08x}{next(number):08x}{chance.getrandbits(64):016x}"
            at = f"{written} {hour:02}:{turn % 60:02}:00.000000"
            occurrence, sensitive = chance.choice(offered) if offered else (None, False)
            card = None
            if chance.random() < 0.6 and not sensitive:
                card = cards[max(0, known - 1 - int(chance.random() ** 2 * 400))]
            role = chance.choice(ROLES)
            check_in = (centre, key, at, written, hour + 1, card, occurrence, 1, role, _BODY)
            detail = undo = None
            if chance.random() < 0.35:
                detail = (centre, key, key, turn, at, chance.choice((1, 1, 2, 3)), _BODY)
            if chance.random() < 0.006:
                undo = (centre, key, key, at, _BODY)
            yield check_in, detail, undo


def kept_visits() -> str:
    """Tell how many check-ins the database of the context has."""
    with reading() as connection:
        (number,) = connection.exec_driver_sql("SELECT count(*) FROM check_in").one()
    return f"{number:,}"
