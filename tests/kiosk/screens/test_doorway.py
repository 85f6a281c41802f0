"""What the welcome screen offers as the day goes on, and the next ones, without the server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import time_machine

from registry.visits import queries as visits
from tests import browser
from tests.builders import MONDAY_TEN, a_daily_activity, occurrence_on
from tests.kiosk.screens.tablet import Tablet

TUESDAY = MONDAY_TEN + timedelta(days=1)
A_DAY_MS = 24 * 3600_000


@pytest.fixture
def alone(tablet: Tablet) -> Tablet:
    """Return a tablet that has all there is, and whose server has gone silent."""
    tablet.page.wait_for_load_state("networkidle")
    tablet.page.route("**/kiosk/pack.json", lambda route: route.abort())
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    return tablet


@pytest.fixture
def tomorrow(tablet: Tablet) -> Iterator[str]:
    """Return the occurrence of an activity that is held from Tuesday on, which the tablet has."""
    first_day = TUESDAY.date()
    made = a_daily_activity(
        tablet.centre, "Schaken", starts=time(14), ends=time(16), first_day=first_day
    )
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=2), tick=True):
        with tablet.page.expect_response("**/kiosk/pack/later.json*"):
            tablet.pass_time(61)
        yield str(occurrence_on(tablet.centre, made, first_day))


def wait_for_another_day(tablet: Tablet) -> None:
    """Wait until the cards are no longer Monday's."""
    monday = f"[data-occurrence='{tablet.cards['Open inloop']}']"
    tablet.page.wait_for_selector(monday, state="detached")


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
    with time_machine.travel(MONDAY_TEN + timedelta(hours=9), tick=True):
        alone.page.unroute("**/kiosk/events")
        alone.pass_time(31)
        alone.settle(1)
    (tap,) = (event for event in alone.sent if event["kind"] == "check_in")
    assert tap["occurrence"] is None


def test_past_midnight_without_a_network_the_screen_is_of_the_new_day(
    tomorrow: str, alone: Tablet
) -> None:
    alone.page.clock.fast_forward("13:50:00")
    alone.page.wait_for_selector(".shut")
    assert alone.page.locator("[data-go=meer]").count() == 0
    alone.page.clock.fast_forward("09:15:00")
    alone.page.click("[data-go=meer]")
    alone.page.click(f"[data-occurrence='{tomorrow}']")
    alone.shows("wie")
    with time_machine.travel(TUESDAY - timedelta(minutes=50), tick=True):
        alone.page.unroute("**/kiosk/events")
        alone.pass_time(31)
        alone.settle(1)
    (seen,) = visits.standing(
        centre_id=alone.centre, first_day=MONDAY_TEN.date(), last_day=TUESDAY.date()
    )
    assert (str(seen.occurrence_id), seen.local_day) == (tomorrow, TUESDAY.date())


@pytest.mark.parametrize("days", [1, 2, 3])
def test_days_later_without_a_network_the_cards_are_those_of_that_day(
    alone: Tablet, days: int
) -> None:
    alone.page.clock.fast_forward(days * A_DAY_MS)
    wait_for_another_day(alone)
    assert alone.page.locator(".home .card:visible").count() == 5
    alone.page.click(".card.hero")
    alone.shows("wie")
    assert alone.page.inner_text("[data-slot=activity-title]") == "Open inloop"
    alone.page.click("[data-event=detail]")
    alone.shows("stemming")
    alone.page.click("[data-value='4']")
    alone.page.wait_for_selector(".question")


def test_days_later_every_language_has_the_cards_of_that_day(alone: Tablet) -> None:
    alone.page.clock.fast_forward(A_DAY_MS)
    wait_for_another_day(alone)
    for language in ("ar", "ti"):
        alone.page.click(f"[data-language={language}]")
        alone.page.wait_for_selector(f"html[lang={language}] .card.hero")
        assert alone.page.locator(".home .card:visible").count() == 5


def test_on_a_day_that_it_does_not_know_the_old_cards_are_gone(alone: Tablet) -> None:
    alone.page.clock.fast_forward(4 * A_DAY_MS)
    alone.page.wait_for_selector(".empty .card.plain")
    assert not alone.page.is_visible(".card-more"), "nothing is claimed about such a day"
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
