"""October at De Linde: twenty scenes in real browsers, and the book and the sheet tell the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Page

from registry.activities import recurrence
from registry.activities import services as activities
from registry.centres.queries import all_centres
from registry.figures.facts import Month
from registry.passes import queries as passes
from registry.passes import services as pass_services
from registry.passes import token
from registry.quarantine import queries as quarantine
from registry.reporting import services as reporting
from registry.settings import Settings
from registry.support import queries as support
from registry.theory.load import load
from registry.visits import queries as visits
from tests import browser
from tests.builders import a_centre, an_activity
from tests.journeys.conftest import House
from tests.journeys.october import SCENES, Linde, the_draft_is_printed
from tests.journeys.vocabulary import FIRST, Calendar, Colleague, Visitor, day, moment

OCTOBER = Month(2026, 10)
EVERY_DAY = {"recurrence": recurrence.weekly(range(5)), "first_day": FIRST}
PROGRAMME = {
    "Open inloop": {"type_key": "A1", "main_o": "ontmoeten", "starts": time(9), "ends": time(17)},
    "Taalles": {"starts": time(9, 30), "ends": time(12)},
    "Kinderatelier": {
        "type_key": "A4",
        "main_o": "ontspannen",
        "for_children": True,
        "starts": time(13),
        "ends": time(15),
    },
    "Hulp bij brieven": {
        "type_key": "A2",
        "main_o": "ondersteunen",
        "sensitive": True,
        "starts": time(13),
        "ends": time(16),
    },
}


@pytest.fixture
def linde(
    settings: Settings,
    make_app: Callable[[Settings], Flask],
    new_page: Callable[..., Page],
    tmp_path: Path,
) -> Iterator[Linde]:
    """Open a centre on the first of October, at half past eight, its programme made."""
    with time_machine.travel(moment(1, "8.30"), tick=True) as traveller:
        calendar = Calendar(tmp_path / "clock", traveller)
        app, at = make_app(settings), moment(1, "8.30")
        with app.app_context():
            centre_id = a_centre("De Linde", opened_on=FIRST)
            for title, more in PROGRAMME.items():
                an_activity(centre_id, at=at, title=title, **{**EVERY_DAY, **more})
            activities.plan_until(centre_id=centre_id, last_day=date(2026, 11, 30))
            made = {"count": 3, "on": FIRST, "at": at, "key": app.config["PASS_KEY"]}
            cards = pass_services.make(centre_id=centre_id, **made)
            (centre,) = all_centres()
        server = browser.Server(settings, clock=calendar.file)
        try:
            house = House(settings, app, server.address, centre)
            pages = [
                new_page(browser.DESK),
                new_page(browser.DESK),
                new_page(browser.LANDSCAPE, service_workers="block"),
            ]
            for page in pages:
                page.clock.install(time=at)
            calendar.pages += pages
            host, coordinator = (
                Colleague(house, page, role)
                for page, role in zip(pages, ("host", "coordinator"), strict=False)
            )
            yield Linde(house, calendar, host, coordinator, Visitor(house, pages[2]), cards)
        finally:
            server.stop()


VISITS = {1: 5, 2: 2, 5: 24, 6: 2, 7: 2, 8: 6, 9: 22, 16: 4, 22: 1, 30: 1}
"""What the scenes come to: how often somebody came in, by day of October.

The pass that was held up twice on the second was one visit, until it was erased: nothing ties the
two any more (docs/decisions/0015).
"""
ACTIVITIES = {
    "Kinderatelier": (22, 24),
    "Open inloop": (22, 25),
    "Taalles": (21, 10),
    "Breicafé": (5, 9),
    None: (22, 1),
}
"""How often each was held, and by how many people; the spreekuur is not named on a sheet."""
ON_PAPER = (
    "Er kwam 69 keer iemand binnen.",
    "Kinderatelier elke werkdag, 13 uur 22 24",
    "Open inloop elke werkdag, 9–17 uur 22 25",
    "Taalles elke werkdag, 9.30 uur 21 10",
    "Breicafé donderdag, 14 uur 5 9",
    "Ondersteunen 1 activiteit zonder naam 22 1",
    "minder dan 5 hulpvragen warm overgedragen",
    "‘Hier drink ik koffie met de hele straat.’",
    "Concept: deze cijfers kunnen nog veranderen.",
)
"""What the sheet prints of it."""


def test_a_month_of_a_centre_is_told_the_same_by_book_and_sheet(linde: Linde) -> None:
    for scene in SCENES:
        scene(linde)
    printed = the_draft_is_printed(linde)
    assert [line for line in ON_PAPER if line not in printed] == []
    assert "Hulp bij brieven" not in printed
    with linde.house.app.app_context():
        what_came_in(linde)
        what_is_on_record(linde)
        what_else_was_done(linde)


def what_came_in(linde: Linde) -> None:
    """The figures of the month are those of the scenes."""
    figures = reporting.month(
        centre_id=linde.house.centre.id, month=OCTOBER, theory=load(), at=moment(33, "9.30")
    )
    assert {one.day.day: one.visits for one in figures.days if one.visits} == VISITS
    assert {one.title: (one.times, one.attendance) for one in figures.activities} == ACTIVITIES
    assert figures.now.visits == sum(VISITS.values())


def what_is_on_record(linde: Linde) -> None:
    """Nothing that was taken back, corrected or erased is gone from the record."""
    here = linde.house.centre.id
    dark = visits.record(centre_id=here, day=day(9))
    deeds = sorted(one.deed for entry in dark for one in entry.corrections)
    assert deeds == ["added", "added", "changed"]
    assert sorted((one.party, one.stands) for one in dark) == [
        (1, True),
        (5, False),
        (8, True),
        (13, True),
    ]
    assert {entry.with_pass for entry in visits.record(centre_id=here, day=day(2))} == {False}
    assert {entry.with_pass for entry in visits.record(centre_id=here, day=day(8))} == {False}
    key = linde.house.app.config["PASS_KEY"]
    first, lost, drawer = (
        passes.held(centre_id=here, token_hash=token.hash_of(token.read(card), key))
        for card in linde.cards
    )
    assert first is None
    assert lost is not None
    assert lost.revoked_reason == "lost"
    assert drawer is not None
    assert drawer.given_on is None
    assert quarantine.count_waiting(centre_id=here) == 0


def what_else_was_done(linde: Linde) -> None:
    """The help request, the meals, the story, the line, the reflection and the log are there."""
    here = linde.house.centre.id
    (asked,) = support.requests(centre_id=here)
    assert (asked.topic, asked.outcome) == ("geld", "warm_overgedragen")
    assert (asked.partner, asked.aftercare_given_on) == ("Wijkteam Zuidwest", day(15))
    assert support.handed_out(centre_id=here, day=day(14))["maaltijd"] == 13
    (lines,) = support.heard_by_month(centre_id=here).values()
    assert lines["nl"].done == "Er brandt nu een lamp."
    assert (
        support.story(centre_id=here, month="2026-10") == "Hier drink ik koffie met de hele straat."
    )
    assert support.scorers(centre_id=here, month="2026-10") == 2
    (agreed,) = support.agreed(centre_id=here)
    assert agreed.line == "Wij vragen elke week wat beter kan."
