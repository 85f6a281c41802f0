"""How many statements one event costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from registry.database import db
from tests.builders import MONDAY_TEN
from tests.kiosk.conftest import Door

STORED = ("stored", None)
MOST = 4


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what goes to the database, transaction control left out."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SET TRANSACTION")):
            seen.append(statement)

    for engine in db.engines.values():
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in db.engines.values():
        event.remove(engine, "before_cursor_execute", note)


def cost(door: Door, *events: object) -> int:
    """Send a batch from a tablet that the process knows already; return its statements."""
    door.send()
    with statements() as seen:
        assert all(result[0] in {"stored", "duplicate"} for result in door.send(*events))
    return len(seen)


def test_a_scan_costs_at_most_four_statements(door: Door) -> None:
    assert 0 < cost(door, door.tap(None, **{"pass": door.a_pass()})) <= MOST


def test_a_tap_on_a_card_costs_at_most_four_statements(door: Door) -> None:
    assert 0 < cost(door, door.tap(door.course)) <= MOST


def test_a_repeated_scan_costs_at_most_four_statements(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    door.send(scan)
    assert 0 < cost(door, scan) <= MOST


def test_a_detail_costs_at_most_four_statements(door: Door) -> None:
    tap = door.tap(door.inloop)
    door.send(tap)
    detail = door.event("detail", of=tap["id"], party=3, occurrence=str(door.course))
    assert 0 < cost(door, detail) <= MOST


def test_only_a_scan_of_a_month_that_is_over_costs_more_to_note_it(door: Door) -> None:
    card, last_month = door.a_pass(), MONDAY_TEN - timedelta(days=26)
    now = cost(door, door.tap(None, **{"pass": card}))
    late = cost(door, door.tap(None, at=last_month, **{"pass": card}))
    assert (now <= MOST, late) == (True, now + 2)


def test_an_answer_costs_two_statements(door: Door) -> None:
    assert cost(door, door.answer()) == 2
