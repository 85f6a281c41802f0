"""What was called off or moved, as a visitor sees it: nothing to touch, in words that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import time

import pytest
from playwright.sync_api import Browser

from registry.activities import services as activities
from registry.activities.services import Move, Why
from registry.words import LANGUAGES
from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.changes import changed_programme
from tests.kiosk.screens.states import speak
from tests.kiosk.screens.tablet import FIVE, Tablet, link
from tests.kiosk.screens.test_fitting import MAIN_SIZES, MISFITS

Opened = Callable[[Callable[[Tablet], None]], Tablet]


@pytest.fixture
def opened(plain_browser: Browser, served: str) -> Iterator[Opened]:
    """Return what opens a tablet after its centre did something; no script fails."""
    with ExitStack() as stack:
        faults: list[str] = []

        def open_after(deed: Callable[[Tablet], None]) -> Tablet:
            context = plain_browser.new_context(
                viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
                service_workers="block",
            )
            stack.callback(context.close)
            made = link(context, served)
            browser.watch(made.page, faults)
            deed(made)
            return made.open()

        yield open_after
        assert faults == []


def all_off(tablet: Tablet) -> None:
    """Call everything of the day off."""
    for key in tablet.cards.values():
        activities.cancel_occurrence(
            centre_id=tablet.centre, occurrence_id=key, why=Why("weer"), at=MONDAY_TEN, by=None
        )


def all_changed(tablet: Tablet) -> None:
    """Change four of five, one of them with much to say."""
    changed_programme(tablet)
    activities.move_occurrence(
        centre_id=tablet.centre,
        occurrence_id=tablet.cards["Hulp bij brieven"],
        to=Move(day=MONDAY_TEN.date(), starts=time(11), ends=time(16), place="Grote zaal"),
        why=Why("weinig"),
        at=MONDAY_TEN,
        by=None,
    )


def test_a_touch_on_what_is_off_does_nothing(opened: Opened) -> None:
    changed = opened(changed_programme)
    off = changed.page.locator(".card.off")
    assert off.inner_text().split("\n")[0] == "Naaiatelier"
    off.click()
    changed.page.wait_for_timeout(300)
    assert changed.page.get_attribute("#screen", "data-screen") == "welkom"
    assert changed.kinds() == []
    changed.arrive("Fietsles")
    changed.settle(1)


def test_it_is_gone_when_it_would_have_ended_also_without_a_network(opened: Opened) -> None:
    changed = opened(changed_programme)
    for address in ("**/kiosk/pack.json", "**/kiosk/events"):
        changed.page.route(address, lambda route: route.abort())
    changed.page.clock.fast_forward("06:45:00")
    changed.pass_time(21)
    assert changed.page.locator(".card.off").count() == 1
    changed.page.clock.fast_forward("00:20:00")
    changed.page.wait_for_selector(".card.off", state="detached")


def test_where_nothing_else_is_held_it_stands_beside_the_card_to_touch(opened: Opened) -> None:
    tablet = opened(all_off)
    tablet.page.wait_for_selector(".card.off")
    assert tablet.page.locator(".card.off").count() == len(FIVE)
    for width, height in MAIN_SIZES:
        tablet.page.set_viewport_size({"width": width, "height": height})
        assert tablet.page.locator(".card.plain").is_visible()
        assert browser.clipped(tablet.page) == []
    tablet.page.click(".card.plain")
    tablet.shows("wie")


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_fits_in_every_language(opened: Opened, code: str) -> None:
    changed = opened(all_changed)
    if code != "nl":
        speak(changed, code)
    for width, height in MAIN_SIZES:
        changed.page.set_viewport_size({"width": width, "height": height})
        assert changed.page.evaluate(MISFITS) == []
        assert browser.clipped(changed.page) == []
