"""Whoever holds a pass up gets a sign, on every screen and however soon after another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,  # what a wait in a browser raises
)

from registry.passes import token
from tests import browser
from tests.kiosk.screens.states import TYPE
from tests.kiosk.screens.tablet import MANY, Tablet, link
from tests.kiosk.screens.test_scan import Holding, frame_of, holding, panel_shows
from tests.kiosk.screens.test_scanner import OTHER, PASS, Type, passes_sent, scan, types

__all__ = ["holding", "types"]
SIGN = ".again:has-text('Gelukt!')"
CHOICES = ["meer", "letters"]


@pytest.fixture
def tablet(plain_browser: Browser, served: str) -> Iterator[Tablet]:
    """Return a tablet of a centre where more is on than its welcome screen has room for."""
    context = plain_browser.new_context(
        viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
        service_workers="block",
    )
    yield link(context, served, MANY).open()
    context.close()


def scan_again(tablet: Tablet, text: str) -> None:
    """Scan the pass of the visit on the screen, in a burst without gaps, and see its sign."""
    tablet.page.evaluate(TYPE, text)
    tablet.page.wait_for_selector(SIGN)


def to_choices(tablet: Tablet, screen: str) -> None:
    """Go from the screen that is shown to one where something is chosen."""
    tablet.page.click(f"[data-go={screen}]:visible")
    tablet.shows(screen)


@pytest.mark.parametrize("screen", CHOICES)
def test_a_pass_checks_in_also_where_something_is_chosen(
    tablet: Tablet, types: Type, screen: str
) -> None:
    to_choices(tablet, screen)
    scan(tablet, types, PASS)
    tablet.shows("welkom")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.settle(1)
    assert passes_sent(tablet) == [PASS]


@pytest.mark.parametrize("screen", CHOICES)
def test_what_is_no_pass_is_said_there_too(tablet: Tablet, types: Type, screen: str) -> None:
    to_choices(tablet, screen)
    scan(tablet, types, "8711327350106", "unknown")
    assert tablet.page.is_visible("text=Deze pas kennen we niet.")


def test_what_was_chosen_before_the_scan_stays(tablet: Tablet, types: Type) -> None:
    tablet.page.click("[data-language=tr]")
    tablet.page.wait_for_selector("html[lang=tr]")
    tablet.page.click("[data-go=letters]")
    tablet.page.click("[data-letters='1']")
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    assert tablet.page.get_attribute("html", "lang") == "tr"
    assert tablet.page.get_attribute("html", "data-size") == "1"


@pytest.mark.parametrize("screen", ["wie", "stemming", "talen", "dank"])
def test_the_same_pass_again_gets_the_same_sign_and_no_second_check_in(
    tablet: Tablet, types: Type, screen: str
) -> None:
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.click("[data-party='2']")
    if screen == "talen":
        tablet.page.click("[data-go=talen]")
    elif screen != "wie":
        tablet.page.click("[data-event=detail]")
        tablet.shows("stemming")
    if screen == "dank":
        tablet.page.click(".skip")
        tablet.page.wait_for_selector(".question")
        tablet.page.click(".skip")
    tablet.shows(screen)
    scan_again(tablet, PASS)
    assert "Gelukt!" in (tablet.page.text_content("#announcement") or "")
    tablet.shows(screen)
    if screen == "wie":
        assert tablet.page.get_attribute("[data-party='2']", "aria-pressed") == "true"
        tablet.page.click("[data-event=detail]")  # the sign is in nobody's way
        tablet.shows("stemming")
    tablet.pass_time(3)
    assert tablet.page.locator(SIGN).count() == 0
    tablet.page.wait_for_timeout(300)
    assert passes_sent(tablet) == [PASS]


def test_a_scan_that_bounces_is_one_sign(tablet: Tablet, types: Type) -> None:
    scan(tablet, types, PASS)
    types(PASS)
    assert tablet.page.locator(SIGN).count() == 0
    tablet.pass_time(1)
    tablet.shows("wie")
    assert tablet.page.locator(SIGN).count() == 0
    tablet.settle(1)
    assert passes_sent(tablet) == [PASS]


def test_another_pass_is_never_dropped_not_even_while_the_first_is_being_greeted(
    tablet: Tablet, types: Type
) -> None:
    scan(tablet, types, PASS)
    for _ in range(3):  # a busy machine may put a gap into a burst
        types(OTHER)
    for _ in range(40):
        tablet.pass_time(1)
        tablet.page.wait_for_timeout(50)
        if len(passes_sent(tablet)) == 2:
            break
    tablet.shows("wie")
    assert passes_sent(tablet) == [PASS, OTHER]


@pytest.mark.parametrize("screen", ["meer", "letters", "talen"])
def test_another_pass_is_the_next_visitor_from_there_too(
    tablet: Tablet, types: Type, screen: str
) -> None:
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.click("[data-party='3']")
    to_choices(tablet, screen)
    scan(tablet, types, OTHER)
    tablet.pass_time(1)
    tablet.shows("wie")
    assert tablet.page.get_attribute("[data-party='3']", "aria-pressed") == "false"
    tablet.settle(2)
    assert passes_sent(tablet) == [PASS, OTHER]


def test_a_pass_straight_after_a_tap_is_not_dropped(tablet: Tablet, types: Type) -> None:
    tablet.arrive()
    scan(tablet, types, PASS)
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.settle(2)
    assert passes_sent(tablet) == [None, PASS]


def test_after_what_did_not_work_a_pass_tries_again(tablet: Tablet, types: Type) -> None:
    tablet.page.add_init_script("indexedDB.open = () => { throw new Error('no storage'); };")
    tablet.open()
    tablet.page.wait_for_load_state("networkidle")
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.page.click(tablet.card("Open inloop"))
    tablet.shows("gastvrouw")
    tablet.page.unroute("**/kiosk/events")
    scan(tablet, types, PASS)
    tablet.settle(1)
    assert passes_sent(tablet) == [PASS]


@pytest.mark.parametrize("screen", ["letters", "welkom"])
def test_the_camera_looks_there_too_and_takes_two_passes_after_each_other(
    holding: Holding, screen: str
) -> None:
    one, two = token.make(), token.make()
    tablet = holding(frame_of(one) * 5 + frame_of(two) * 5)
    tablet.page.add_init_script(
        """navigator.mediaDevices.getUserMedia = ((open) => async (wanted) => {
          await new Promise((go) => { window.lookNow = go; });
          return open.call(navigator.mediaDevices, wanted);
        })(navigator.mediaDevices.getUserMedia);"""
    )
    tablet.open()
    if screen != "welkom":
        tablet.page.click(f"[data-go={screen}]")
        tablet.shows(screen)
    tablet.page.wait_for_function("() => window.lookNow")
    tablet.page.evaluate("() => window.lookNow()")
    panel_shows(tablet, "found")
    for _ in range(100):
        tablet.pass_time(1)
        tablet.page.wait_for_timeout(50)
        if len(passes_sent(tablet)) == 2:
            break
    assert sorted(map(str, passes_sent(tablet))) == sorted((one, two))
