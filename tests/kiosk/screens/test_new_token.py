"""The tablet's token changes while it works: nobody in front of it notices, nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from playwright.sync_api import Route

from registry.centres.services.tokens import RENEWED_AFTER
from tests.builders import MONDAY_TEN, a_tablet
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_corner import centre_of, token_of


def with_old_token(tablet: Tablet) -> str:
    """Make the tablet one whose token is due, open it anew and return that token."""
    tablet.page.wait_for_load_state("networkidle")
    old = a_tablet(centre_of(tablet), "Hal", at=MONDAY_TEN - RENEWED_AFTER)
    put_back(tablet, old)
    tablet.sent.clear()
    return old


def put_back(tablet: Tablet, token: str) -> None:
    tablet.page.context.clear_cookies(name="tablet")
    cookie = {"name": "tablet", "value": token, "url": tablet.address}
    tablet.page.context.add_cookies([cookie])  # type: ignore[list-item]


def test_a_new_token_comes_with_an_answer_and_two_tabs_go_on(tablet: Tablet) -> None:
    old = with_old_token(tablet)
    other = Tablet(
        tablet.page.context.new_page(), tablet.address, tablet.centre, tablet.cards
    ).open()
    tablet.open()
    tablet.arrive()
    tablet.settle(1)
    assert token_of(tablet) != old
    for page in (other, tablet):
        page.open()
        page.arrive("Fietsles")
        page.settle(1)


def test_a_lost_answer_leaves_the_old_token_good(tablet: Tablet) -> None:
    old = with_old_token(tablet)

    heard: list[str] = []

    def lose(route: Route) -> None:
        if not heard:
            heard.append(route.fetch().text())  # the server has it
            put_back(tablet, old)
        route.abort()  # the tablet does not know

    tablet.page.route("**/kiosk/events", lose)  # nothing else is asked for meanwhile
    tablet.arrive()
    tablet.page.wait_for_timeout(300)
    tablet.page.unroute("**/kiosk/events")
    tablet.open()
    tablet.settle(1)
    assert heard
    assert token_of(tablet) != old


def test_a_replaced_token_is_refused_and_the_tap_waits_on_the_tablet(tablet: Tablet) -> None:
    old = with_old_token(tablet)
    tablet.open()
    tablet.arrive()
    tablet.settle(1)
    tablet.open()
    tablet.page.wait_for_load_state("networkidle")
    new = token_of(tablet)
    assert new != old
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=3), tick=True):
        put_back(tablet, old)
        with tablet.page.expect_response(lambda answer: answer.status == 401):
            tablet.arrive("Fietsles")
        put_back(tablet, new)
        tablet.open()
        tablet.settle(2)
    assert tablet.kinds() == ["check_in", "check_in"]
