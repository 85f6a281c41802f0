"""A server killed and started again on its port while a tablet waits: it gets all, untouched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Playwright

from registry.answers import queries as answers
from registry.quarantine import queries as quarantine
from registry.visits import queries as visits
from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.profile import Profile, stock, waiting
from tests.kiosk.screens.tablet import Tablet


@pytest.fixture
def server(app: Flask, served: str) -> Iterator[browser.Server]:
    """Return a real server of its own process, on a Monday at ten."""
    made = browser.Server(app.extensions["inloop_settings"])
    yield made
    made.kill()


@pytest.fixture
def profile(
    playwright_driver: Playwright, server: browser.Server, tmp_path: Path
) -> Iterator[Profile]:
    """Return a browser whose tablet knows that server."""
    made = Profile(playwright_driver, tmp_path / "profile", server.address)
    yield made
    made.close()


def come_in(tablet: Tablet) -> None:
    """Tap a card and go on to the faces."""
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")


def answer(tablet: Tablet) -> str:
    """Answer what is asked, end the visit, and return which screen ended it."""
    tablet.page.click("#screen [data-value='4']")
    tablet.page.wait_for_selector("#screen[data-screen^='vraag'] .answers")
    tablet.page.click("#screen .skip")
    tablet.page.wait_for_selector(".ending")
    ended = str(tablet.page.get_attribute("#screen", "data-screen"))
    tablet.page.click(".ending [data-go=start]")
    tablet.shows("welkom")
    return ended


def test_a_server_that_is_killed_and_started_again_gets_all_that_waits(
    server: browser.Server, profile: Profile
) -> None:
    tablet = profile.start().open()
    stock(tablet)
    loads: list[str] = []
    tablet.page.on("load", lambda page: loads.append(page.url))
    come_in(tablet)
    tablet.settle(2)
    server.kill()
    assert answer(tablet) == "bewaard" or waiting(tablet)
    come_in(tablet)
    assert answer(tablet) == "bewaard"
    for _ in range(6):
        tablet.pass_time(30)
        tablet.page.wait_for_timeout(100)
    assert waiting(tablet) == 8
    server.start()
    for _ in range(20):
        tablet.pass_time(15)
        tablet.page.wait_for_timeout(200)
        if waiting(tablet) == 0:
            break
    assert waiting(tablet) == 0
    assert loads == []
    come_in(tablet)
    assert answer(tablet) == "dank"
    tablet.settle(12)
    day = MONDAY_TEN.date()
    standing = visits.standing(centre_id=tablet.centre, first_day=day, last_day=day)
    assert [one.party for one in standing] == [2, 2, 2]
    tallies = answers.tallies(centre_id=tablet.centre, month="2026-11")
    counted = Counter({one.value: 0 for one in tallies})
    for one in tallies:
        counted[one.value] += one.count
    assert counted == {"4": 3, "skip": 3}
    assert quarantine.count_waiting(centre_id=tablet.centre) == 0
