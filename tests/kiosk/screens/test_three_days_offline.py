"""A morning without Wi-Fi, a browser killed, three days off: every tap arrives, once, on its day.

`make fault-offline` lets 300 people in; `VISITS` says how many.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Playwright
from sqlalchemy import text

from registry.database import reading
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.conftest import Tablet
from tests.kiosk.screens.profile import Profile, stock

VISITS = int(os.environ.get("VISITS", "20"))
LATER = MONDAY_TEN + timedelta(days=3)
STARTS_WITHIN = 2.0
FORGETFUL = """{
  const add = IDBObjectStore.prototype.add;
  let count = 0;
  IDBObjectStore.prototype.add = function (value, ...key) {
    count += 1;
    return count % 7 ? add.call(this, value, ...key) : this.count();
  };
}"""
"""An outbox that says "kept" of each seventh event, and keeps nothing."""


@pytest.fixture
def profile(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Profile]:
    """Return a browser that keeps what it has."""
    made = Profile(playwright_driver, tmp_path / "profile", served)
    yield made
    made.close()


def visit(tablet: Tablet) -> None:
    """Go through every screen as one visitor: a tap, a mood, an answer."""
    page = tablet.page
    page.click(tablet.card("Open inloop"))
    page.click("[data-event=detail]")
    page.click("#screen[data-screen=stemming] [data-value='4']")
    tablet.page.wait_for_function(
        "() => !['stemming', 'wie'].includes(document.querySelector('#screen').dataset.screen)"
    )
    if page.get_attribute("#screen", "data-screen") != "bewaard":
        page.click("#screen:not([data-screen=stemming]) .choice:not(.skip)")
        tablet.shows("bewaard")
    page.click("[data-go=start]")
    tablet.shows("welkom")


def start(tablet: Tablet) -> float:
    """Open the kiosk without a network; return the seconds until it can be used."""
    began = time.perf_counter()
    tablet.page.goto(f"{tablet.address}/kiosk/", wait_until="commit")
    tablet.page.wait_for_selector(".card")
    tablet.page.wait_for_function("() => document.querySelector('#i-translate')")
    return time.perf_counter() - began


def three_days(profile: Profile, visits: int, script: str = "") -> tuple[list[float], Tablet]:
    """Let people in without a network, reload half way, kill the browser, come back on Thursday."""
    tablet = profile.start(script=script).open()
    stock(tablet)
    tablet.page.context.set_offline(True)
    took = [start(tablet)]
    for number in range(visits):
        if number == visits // 2:
            took.append(start(tablet))
        visit(tablet)
    profile.kill()
    with time_machine.travel(LATER, tick=True):
        tablet = profile.start(at=LATER, offline=True)
        took.append(start(tablet))
        tablet.page.context.set_offline(False)
        waiting = """async () => {
          const db = await new Promise((done) => {
            const asked = indexedDB.open("inloop");
            asked.onsuccess = () => done(asked.result);
          });
          const count = (name) => new Promise((done) => {
            const asked = db.transaction(name).objectStore(name).count();
            asked.onsuccess = () => done(asked.result);
          });
          const left = (await count("taps")) + (await count("answers"));
          db.close();
          return left;
        }"""
        for _ in range(300):
            if tablet.page.evaluate(waiting) == 0:
                break
            tablet.page.wait_for_timeout(100)
        return took, tablet


def stored(tablet: Tablet) -> tuple[Counter[str], int]:
    """Return the check-ins at the tablet's activity by local day, and the moods of its centre."""
    occurrence = tablet.cards["Open inloop"]
    with reading() as connection:
        dialect = connection.dialect.name
        key = occurrence.hex if dialect == "sqlite" else str(occurrence)
        days = connection.execute(
            text("SELECT CAST(local_day AS TEXT) FROM check_in WHERE occurrence_id = :key"),
            {"key": key},
        ).scalars()
        moods = connection.execute(
            text(
                "SELECT COALESCE(SUM(count), 0) FROM answer_tally WHERE question = 'stemming'"
                " AND centre_id = (SELECT centre_id FROM occurrence WHERE id = :key)"
            ),
            {"key": key},
        ).scalar_one()
    return Counter(days), int(moods)


def test_everybody_arrives_once_and_on_the_right_day(profile: Profile) -> None:
    took, tablet = three_days(profile, VISITS)
    days, moods = stored(tablet)
    starts = ", ".join(f"{seconds:.2f}" for seconds in took)
    print(f"\n{VISITS} offline: {days.total()} stored, {moods} moods; started in {starts} s")  # noqa: T201
    assert days == {"2026-11-23": VISITS}
    assert moods == VISITS
    assert max(took) < STARTS_WITHIN


def test_an_outbox_that_forgets_is_caught(profile: Profile) -> None:
    _, tablet = three_days(profile, 6, FORGETFUL)
    days, moods = stored(tablet)
    assert (days, moods) != ({"2026-11-23": 6}, 6)
