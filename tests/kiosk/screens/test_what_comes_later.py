"""Files of the pack that come while somebody stands at the tablet: what they bring is put there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.kiosk.screens.tablet import Tablet

A_DAY_MS = 24 * 3600_000
LATER, TURKISH = "later", "tr"
Release = Callable[[], None]


def hold_back(tablet: Tablet, name: str) -> Release:
    """Keep one file of the pack back; return what lets it come."""
    held: list[Route] = []
    address = f"**/kiosk/pack/{name}.json*"
    tablet.page.route(address, lambda route: held.append(route))

    def release() -> None:
        while not held:
            tablet.page.wait_for_timeout(20)
        held[0].continue_()
        tablet.page.unroute(address)

    return release


@pytest.fixture
def next_days(tablet: Tablet) -> Release:
    """Start the tablet anew on Tuesday without its server; return what lets the next days come."""
    tablet.page.wait_for_load_state("networkidle")
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.page.clock.fast_forward(A_DAY_MS)
    release = hold_back(tablet, LATER)
    tablet.open()
    tablet.page.wait_for_selector(".card.plain")
    return release


def cards(tablet: Tablet) -> int:
    """Return how many cards the welcome screen has."""
    return tablet.page.locator(".home .card:visible").count()


def test_who_chose_a_language_before_the_next_days_came_gets_their_cards(
    tablet: Tablet, next_days: Release
) -> None:
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[lang=ar] .card.plain")
    assert cards(tablet) == 1
    next_days()
    tablet.page.wait_for_selector("html[lang=ar] .card.hero:not(.plain)")
    assert cards(tablet) == 5
    tablet.page.click(".card.hero")
    tablet.shows("wie")
    assert tablet.page.get_attribute("html", "lang") == "ar"


def test_who_goes_by_the_keyboard_keeps_their_place(tablet: Tablet, next_days: Release) -> None:
    place = tablet.page.locator("#screen [data-language=pl]")
    place.focus()
    next_days()
    tablet.page.wait_for_selector(".card.hero:not(.plain)")
    expect(place).to_be_focused()


def test_nothing_changes_under_a_finger(tablet: Tablet, next_days: Release) -> None:
    finger = tablet.page.mouse
    plain = tablet.page.locator(".card.plain").bounding_box()
    assert plain is not None
    finger.move(plain["x"] + 30, plain["y"] + 30)
    finger.down()
    with tablet.page.expect_response(f"**/kiosk/pack/{LATER}.json*"):
        next_days()
    tablet.page.wait_for_timeout(300)
    assert cards(tablet) == 1
    finger.up()
    tablet.shows("wie")


def test_what_came_under_a_finger_is_there_soon_after_it(
    tablet: Tablet, next_days: Release
) -> None:
    tablet.page.mouse.move(30, 400)
    tablet.page.mouse.down()
    with tablet.page.expect_response(f"**/kiosk/pack/{LATER}.json*"):
        next_days()
    tablet.page.wait_for_timeout(300)
    tablet.page.mouse.up()
    tablet.pass_time(21)
    tablet.page.wait_for_selector(".card.hero:not(.plain)")


def test_a_language_that_is_late_is_there_for_whoever_chose_it(tablet: Tablet) -> None:
    tablet.page.wait_for_load_state("networkidle")
    release = hold_back(tablet, TURKISH)
    tablet.open()
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-go=talen]")
    tablet.page.click("[data-language=tr]")
    tablet.shows("wie")
    tablet.pass_time(5)
    release()
    tablet.page.wait_for_selector("html[lang=tr] #screen[data-screen=wie]")
    assert tablet.page.get_attribute("[data-party='2']", "aria-pressed") == "true"


def test_a_card_that_is_over_goes_for_whoever_chose_a_language(tablet: Tablet) -> None:
    tablet.page.wait_for_load_state("networkidle")
    for silent in ("pack.json", "events"):
        tablet.page.route(f"**/kiosk/{silent}", lambda route: route.abort())
    tablet.page.clock.fast_forward("06:59:30")
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[lang=ar] .card.hero")
    tablet.pass_time(35)
    tablet.page.wait_for_selector("html[lang=ar] .card.plain")
