"""Ten tasks take no more touches than they may, and the documents say how many."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from registry import clock
from registry.passes import services as passes
from registry.support import services as support
from tests.browser import ROOT
from tests.builders import a_help_request
from tests.journeys.conftest import House
from tests.journeys.tasks import TASKS, Hand, do, document, walk_in
from tests.journeys.test_the_desk import at_the_desk

DOCUMENT = ROOT / "docs" / "tasks.md"
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<touches>\d+) \| (?P<most>\d+) \| (?P<keys>\d+) \|", re.M
)


@pytest.fixture
def hand(house: House, new_page: Callable[..., Page]) -> Hand:
    """Return a host's hand at the desk; a meal was given out, slip 1 and a pass are about."""
    with house.app.app_context():
        here, at = house.centre.id, clock.now()
        day = clock.local_day(at)
        a_help_request(here, on=day)
        key = house.app.config["PASS_KEY"]
        (card,) = passes.make(centre_id=here, count=1, on=day, at=at, key=key)
        support.hand_out(centre_id=here, kind="maaltijd", number=1, at=at, by=None)
    return Hand(at_the_desk(house, new_page), house.address, card)


def test_ten_tasks_take_the_touches_that_the_documents_say(hand: Hand) -> None:
    done = [do(hand, task) for task in TASKS]
    assert [one for one in done if one.touches > TASKS[one.task]] == []
    if "TASKS" in os.environ:
        Path(os.environ["TASKS"]).write_text(document(done), encoding="utf-8")
    told = [match.groups() for match in ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))]
    counted = [(one.what, str(one.touches), str(TASKS[one.task]), str(one.keys)) for one in done]
    assert told == counted


def test_a_detour_is_counted(hand: Hand) -> None:
    def detour(hand: Hand) -> None:
        """The way by a page that is not needed."""
        hand.touch("Programma", "link")
        hand.touch("Vandaag", "link")
        walk_in(hand)

    done = do(hand, detour)
    assert (done.touches, done.keys) == (3, 0)
