"""Over a network that drops, doubles, delays, reorders and cuts, each event is stored once."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import Connection, text

from registry.database import writing
from registry.settings import Settings
from tests.faults.chromium import BACKWARDS, CREDULOUS, at_the_screen
from tests.faults.network import send_through
from tests.faults.tablet import Forgetful, Hasty, Hesitant, Passing, Tablet

AGAIN = ("twice", "unanswered", "later")
"""What makes a tablet's batch arrive more than once."""
AWAY = ("drop", "away")
UNIQUE = {
    "check_in": ("check_in", Passing),
    "check_in_detail": ("detail", Tablet),
    "check_in_undo": ("undo", Hesitant),
    "seen_answer": ("answer", Tablet),
}
"""For each table with a key on the event's id: the event, and tablets that send enough of it.

With two check-ins of one id nothing can be said of either, so that run has no details.
"""


def test_what_was_sent_is_what_is_stored(app: Flask, settings: Settings) -> None:
    made = send_through(app, settings, events=600, seed=5)
    assert made.wrong == []
    assert made.sent >= 600
    assert made.met.total() >= 0.25 * made.batches


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_real_tablet_among_others_sends_all_that_its_visitors_did(
    app: Flask, settings: Settings, plain_browser: Browser
) -> None:
    screen = at_the_screen(plain_browser, 8)
    made = send_through(app, settings, events=100, kinds=(Tablet,), screen=screen, share=0.5)
    assert made.wrong == []
    assert made.sent >= 125
    assert made.met["away"] > 0


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(("planted", "caught"), [(BACKWARDS, "quarantine"), (CREDULOUS, "lost")])
def test_a_real_tablet_that_sends_out_of_order_or_believes_too_soon_is_caught(
    app: Flask, settings: Settings, plain_browser: Browser, planted: str, caught: str
) -> None:
    screen = at_the_screen(plain_browser, 6, script=planted)
    made = send_through(
        app, settings, events=0, kinds=(), screen=screen, share=0.75, faults=AWAY, here=True
    )
    assert any(caught in found for found in made.wrong), made.wrong


def test_what_arrives_again_and_again_is_stored_once(app: Flask, settings: Settings) -> None:
    kinds = (Tablet, Passing, Hesitant)
    made = send_through(app, settings, events=300, kinds=kinds, share=0.75, faults=AGAIN, here=True)
    assert made.wrong == []


@pytest.mark.parametrize("table", UNIQUE)
def test_a_table_that_lets_an_id_in_twice_is_caught(
    app: Flask, settings: Settings, table: str
) -> None:
    kind, tablet = UNIQUE[table]
    with app.app_context(), writing() as connection:
        drop_key(connection, table)
    made = send_through(
        app, settings, events=150, kinds=(tablet,) * 2, share=0.75, faults=AGAIN, here=True
    )
    assert any(found.startswith(f"{kind}: ") for found in made.wrong), made.wrong
    assert all(found.endswith("too many") for found in made.wrong), made.wrong
    assert {found.partition(":")[0] for found in made.wrong} <= {kind, "language"}


def drop_key(connection: Connection, table: str) -> None:
    """Let a table take the same id twice; what pointed at it points at nothing."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT pk_{table} CASCADE"))
        return
    copy = f"CREATE TABLE {table} AS SELECT * FROM old WHERE 0"  # noqa: S608
    for statement in (f"ALTER TABLE {table} RENAME TO old", copy, "DROP TABLE old"):
        connection.execute(text(statement))


@pytest.mark.parametrize(("planted", "caught"), [(Forgetful, "lost"), (Hasty, "quarantine")])
def test_a_tablet_that_forgets_too_early_or_sends_out_of_order_is_caught(
    app: Flask, settings: Settings, planted: type[Tablet], caught: str
) -> None:
    made = send_through(
        app, settings, events=450, kinds=(Tablet, planted), share=0.75, faults=AWAY, here=True
    )
    assert any(caught in found for found in made.wrong), made.wrong
