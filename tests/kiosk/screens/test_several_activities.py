"""One visit, several activities: what taps and scans at a real tablet leave in the figures."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from registry.activities.queries import programme
from registry.figures import counts
from registry.figures.facts import Presence, Role
from registry.passes import services as passes
from registry.visits import queries as visits
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_scanner import Type, scan, types

__all__ = ["types"]
DAY = MONDAY_TEN.date()
BEFORE_NINE = MONDAY_TEN - timedelta(minutes=61)


class Figures:
    """What the figures say of the tablet's centre."""

    def __init__(self, centre_id: UUID) -> None:
        """Read the day's check-ins that stand."""
        rows = visits.standing(centre_id=centre_id, first_day=DAY, last_day=DAY)
        held = programme(centre_id=centre_id, day=DAY, at=MONDAY_TEN)
        titles = {item.activity_id: item.title for item in held}
        presences = [
            Presence(
                one.local_day,
                one.local_hour,
                one.pass_id.hex if one.pass_id else None,
                one.party,
                Role(one.role),
                titles[one.activity_id] if one.activity_id else None,
            )
            for one in rows
        ]
        self.visits = counts.visits(counts.arrivals(presences))
        self.attendance = {title: n for (title, _), n in counts.attendance(presences).items()}


@pytest.fixture
def card(tablet: Tablet, book: Flask) -> str:
    """Return the text of a pass of the tablet's centre."""
    (text,) = passes.make(
        centre_id=tablet.centre, count=1, on=DAY, at=MONDAY_TEN, key=book.config["PASS_KEY"]
    )
    return text


def go_home(tablet: Tablet) -> None:
    """Walk on: nobody touches the screen any more."""
    tablet.pass_time(61)
    tablet.shows("welkom")


def arrive_by_pass(tablet: Tablet, types: Type, card: str) -> None:  # the fixture
    """Scan a pass and wait for the next screen."""
    scan(tablet, types, card)
    tablet.pass_time(1)
    tablet.shows("wie")


def choose(tablet: Tablet, title: str) -> None:
    """Go to something else than what the screen shows."""
    tablet.page.click("button.chosen:visible")
    tablet.shows("meer")
    tablet.page.click(tablet.card(title))
    tablet.shows("wie")


def test_a_second_scan_adds_an_attendance_and_no_visit(
    tablet: Tablet, types: Type, card: str
) -> None:
    arrive_by_pass(tablet, types, card)
    go_home(tablet)
    arrive_by_pass(tablet, types, card)
    choose(tablet, "Fietsles")
    tablet.settle(3)
    seen = Figures(tablet.centre)
    assert seen.visits == 1
    assert seen.attendance == {"Open inloop": 1, "Fietsles": 1}


def test_who_goes_to_something_else_is_moved(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='3']")
    choose(tablet, "Naaiatelier")
    assert tablet.page.get_attribute("[data-party='3']", "aria-pressed") == "true"
    assert "Naaiatelier" in tablet.page.inner_text(".chosen:visible")
    tablet.settle(2)
    seen = Figures(tablet.centre)
    assert seen.visits == 3
    assert seen.attendance == {"Naaiatelier": 3}


def test_who_moves_twice_is_where_the_last_choice_was(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    for title in ("Naaiatelier", "Kinderclub", "Fietsles"):
        choose(tablet, title)
    tablet.settle(4)
    assert Figures(tablet.centre).attendance == {"Fietsles": 1}


def test_two_taps_without_a_pass_are_two_visits(tablet: Tablet) -> None:
    for title in ("Open inloop", "Fietsles"):
        tablet.arrive(title)
        go_home(tablet)
    tablet.settle(2)
    seen = Figures(tablet.centre)
    assert (seen.visits, seen.attendance) == (2, {"Open inloop": 1, "Fietsles": 1})


def test_a_card_says_that_it_began_and_still_checks_in(tablet: Tablet) -> None:
    begun = f"{tablet.card('Fietsles')} .begun"
    assert tablet.page.inner_text(begun) == "Al begonnen"
    tablet.page.evaluate("() => document.querySelectorAll('.begun').forEach((one) => one.remove())")
    tablet.arrive("Fietsles")
    tablet.settle(1)
    assert Figures(tablet.centre).attendance == {"Fietsles": 1}


def test_before_its_start_a_card_says_nothing_of_the_kind(tablet: Tablet) -> None:
    begun = f"{tablet.card('Fietsles')} .begun"
    with time_machine.travel(BEFORE_NINE, tick=True):
        tablet.page.clock.set_system_time(BEFORE_NINE)
        tablet.open()
        tablet.page.wait_for_load_state("networkidle")
        assert not tablet.page.is_visible(begun)
        tablet.pass_time(81)
        tablet.page.wait_for_selector(begun)
