"""Measures a month's figures after one year and after ten: `make bench-figures` prints it."""

from __future__ import annotations

import argparse
import importlib
import os
import sqlite3
import time as clocks
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from rich.console import Console
from rich.table import Table
from sqlalchemy import event

from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.figures.facts import Month
from registry.figures.month import TREND_MONTHS, MonthFigures
from registry.figures.summary import Summary, summarise
from registry.reporting import months, services
from registry.settings import Settings
from registry.theory.load import load
from tests.bench import plain
from tests.bench.plain import Headline
from tests.bench.years import LARGE, LAST_DAY, SMALL, filled, kept_visits

THEORY = load()
LINES = services.lines_of(THEORY)
MONTH = Month.of(LAST_DAY)
FIRST = MONTH.shifted(1 - TREND_MONTHS)
AT = datetime.combine(LAST_DAY, time(15), tzinfo=UTC)
ROUNDS = 5


@dataclass(slots=True)
class Book:
    """A filled database: its app, its centres, and a connection of the plain SQL's own."""

    app: Flask
    centres: tuple[CentreView, ...]
    file: sqlite3.Connection


def main() -> None:
    """Fill what is not there, measure in turns, compare the figures, print medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = asked.parse_args().rounds
    create_app: Callable[..., Any] = importlib.import_module("wsgi").create_app
    books = {size.name: _book(filled(size, create_app)) for size in (SMALL, LARGE)}
    ways: dict[str, Callable[[CentreView], object]] = {
        "rows, 0.33M": lambda centre: _with_rows(centre),
        "rows, 3.3M": lambda centre: _with_rows(centre),
        "no rows, 3.3M": lambda centre: _without(centre),
        "plain SQL, 3.3M": lambda centre: _plainly(books[LARGE.name], centre),
    }
    statements = {}
    for name in list(ways)[:2]:
        book = books[name.rpartition(" ")[2]]
        with book.app.app_context():
            for centre in book.centres:
                _with_rows(centre)
            with _counted(book.app) as said:
                _with_rows(book.centres[0])
        statements[name] = len(said)
    memory = {"with rows": _peak()}
    _compare(books[LARGE.name])
    took: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for turn in range(rounds):
        names = list(ways)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            book = books[name.rpartition(" ")[2]]
            with book.app.app_context():
                for centre in book.centres[turn % 2 :: 2]:
                    took[name].append(_timed(ways[name], centre))
    memory["counting without"] = _peak()
    _report(took, statements, memory, books, rounds)


def _book(app: Flask) -> Book:
    settings: Settings = app.extensions["inloop_settings"]
    file = sqlite3.connect(f"file:{settings.database_file}?mode=ro", uri=True)
    for pragma in ("cache_size=-65536", "mmap_size=268435456", "temp_store=MEMORY"):
        file.execute(f"PRAGMA {pragma}")
    with app.app_context():
        return Book(app, centres.all_centres(), file)


def _with_rows(centre: CentreView) -> MonthFigures:
    return services.month(centre_id=centre.id, month=MONTH, theory=THEORY, at=AT)


def _without(centre: CentreView) -> dict[Month, Summary]:
    """Count all thirteen months from the check-ins, as the page did before there were rows."""
    ledger = months.read(centre=centre, first=FIRST, last=MONTH, at=AT, kept=False)
    return {
        month: summarise(months.headline_facts(ledger, month), LINES)
        for month in (FIRST.shifted(number) for number in range(TREND_MONTHS))
    }


def _plainly(book: Book, centre: CentreView) -> dict[str, Headline]:
    return plain.headlines(
        book.file, centre_id=centre.id, first=FIRST.first_day, last=MONTH.last_day
    )


def _compare(book: Book) -> None:
    """Stop where the three ways do not give the same figures of all centres and months."""
    with book.app.app_context():
        for centre in book.centres:
            made, counted, plainly = _with_rows(centre), _without(centre), _plainly(book, centre)
            assert made.now == counted[MONTH]
            assert made.before == counted[MONTH.previous]
            shown = {str(month): _headline(summary) for month, summary in counted.items()}
            assert shown == plainly
            trend = made.trends
            for place, month in enumerate(trend.months):
                one = counted[month]
                assert trend.visits[place].value == one.visits  # type: ignore[union-attr]
                assert trend.holders[place] == one.people.holders
                assert trend.new[place] == one.people.new
                assert trend.helpers[place] == one.people.helpers
                assert trend.help_requests[place] == one.help_requests


def _headline(summary: Summary) -> Headline:
    crowd, attendance = summary.people, {o: n for o, n in summary.attendance.items() if n}
    return Headline(
        summary.visits,
        crowd.holders,
        crowd.new,
        crowd.returning,
        crowd.helpers,
        crowd.organisers,
        attendance,
    )


def _timed(way: Callable[[CentreView], object], centre: CentreView) -> tuple[float, float]:
    """Return the milliseconds that a call took, by the wall and of the processor."""
    wall, processor = clocks.perf_counter(), clocks.process_time()
    way(centre)
    return (clocks.perf_counter() - wall) * 1000, (clocks.process_time() - processor) * 1000


@contextmanager
def _counted(app: Flask) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    engine = app.extensions["inloop_engines"]["read"]
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def _peak() -> float:
    """Return the most memory the process has had so far, in MB (Linux)."""
    told = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii")
    (line,) = [one for one in told.splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _report(
    took: dict[str, list[tuple[float, float]]],
    statements: dict[str, int],
    memory: dict[str, float],
    books: dict[str, Book],
    rounds: int,
) -> None:
    table = Table(title=f"A month's figures of one centre (median of {rounds} rounds, {MONTH})")
    for heading in ("way", "ms", "CPU ms", "statements"):
        table.add_column(heading, justify="right" if heading != "way" else "left")
    middle = {name: [median(column) for column in zip(*them)] for name, them in took.items()}  # noqa: B905
    for name, (wall, processor) in middle.items():
        said = statements.get(name)
        table.add_row(name, f"{wall:.1f}", f"{processor:.1f}", "" if said is None else str(said))
    console = Console()
    console.print(table)
    for name, book in books.items():
        with book.app.app_context():
            console.print(f"{name}: {kept_visits()} check-ins, {len(book.centres)} centres")
    small, large, without, plainly = (
        middle[name] for name in ("rows, 0.33M", "rows, 3.3M", "no rows, 3.3M", "plain SQL, 3.3M")
    )
    console.print(f"3.3M against 0.33M: {large[0] / small[0]:.2f} × (bar 1.5 at most)")
    console.print(f"against plain SQL, same figures: {plainly[0] / large[0]:.1f} × (bar 10)")
    console.print(f"against counting without rows: {without[0] / large[0]:.1f} ×")
    peaks = ", ".join(f"{name} {size:.0f} MB" for name, size in memory.items())
    console.print(f"peak memory of the process: {peaks}")


if __name__ == "__main__":
    main()
