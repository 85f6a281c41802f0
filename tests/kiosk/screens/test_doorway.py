"""What the welcome screen offers as the day goes on, by the tablet's clock, without the server."""

from __future__ import annotations

import pytest

from tests import browser
from tests.kiosk.screens.tablet import Tablet


@pytest.fixture
def alone(tablet: Tablet) -> Tablet:
    """Return a tablet whose server has gone silent."""
    tablet.page.route("**/kiosk/pack.json", lambda route: route.abort())
    return tablet


def test_after_hours_the_centre_is_closed_and_says_when_it_opens(alone: Tablet) -> None:
    alone.page.clock.fast_forward("09:00:00")
    alone.page.wait_for_selector(".shut")
    assert alone.page.inner_text("[data-next] bdi") == "dinsdag 24 november, 09.00"
    assert alone.page.locator(".card").count() == 1


def test_in_the_night_before_it_opens_only_the_time_is_told(alone: Tablet) -> None:
    alone.page.clock.fast_forward("15:00:00")
    alone.page.clock.fast_forward("06:00:00")
    alone.pass_time(21)
    alone.page.wait_for_selector(".shut")
    assert alone.page.inner_text("[data-next] bdi") == "09.00"


def test_who_is_let_in_after_hours_is_counted(alone: Tablet) -> None:
    alone.page.clock.fast_forward("09:00:00")
    alone.page.click(".closed .card")
    alone.shows("wie")
    alone.settle(1)
    (tap,) = (event for event in alone.sent if event["kind"] == "check_in")
    assert tap["occurrence"] is None


def test_the_next_morning_without_a_network_yesterdays_cards_are_gone(alone: Tablet) -> None:
    alone.page.clock.fast_forward("24:00:00")
    alone.page.wait_for_selector(".empty .card.plain")
    assert not alone.page.is_visible(".card-more"), (
        "nothing is claimed about a day it does not know"
    )
    alone.page.click(".card.plain")
    alone.shows("wie")


@pytest.mark.parametrize("size", [browser.LANDSCAPE, browser.PORTRAIT])
def test_a_closed_centre_fits_the_tablet(alone: Tablet, size: dict[str, int]) -> None:
    alone.page.set_viewport_size(size)  # type: ignore[arg-type]
    alone.page.clock.fast_forward("09:00:00")
    alone.page.wait_for_selector(".shut")
    for language in ("nl", "en", "ar"):
        alone.page.click(f"[data-language={language}]")
        alone.page.wait_for_selector(f"html[lang={language}] .shut")
        assert browser.clipped(alone.page) == []
        assert browser.small_targets(alone.page, 72) == []
        tall = "() => document.documentElement.scrollHeight <= innerHeight"
        assert alone.page.evaluate(tall)
