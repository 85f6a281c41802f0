"""A tap is kept before the next screen shows, and leaves the tablet only with an answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.kiosk.screens.tablet import Tablet, events_in

EVENTS = "**/kiosk/events"


def test_what_a_silent_server_did_not_take_arrives_later_and_once(tablet: Tablet) -> None:
    tablet.page.route(EVENTS, lambda route: route.abort())
    for _ in range(3):
        tablet.arrive()
        tablet.page.click("[data-event=detail]")
        tablet.shows("stemming")
        tablet.page.click(".skip")
        tablet.page.wait_for_selector(".question")
        tablet.page.click(".skip")
        tablet.shows("bewaard")
        tablet.page.click("[data-go=start]")
        tablet.shows("welkom")
    tablet.page.unroute(EVENTS)
    tablet.pass_time(16)
    tablet.settle(9)
    assert tablet.kinds().count("check_in") == 3
    assert len({event["id"] for event in tablet.sent}) == len(tablet.sent)


def test_a_tap_outlives_a_reload_but_not_its_age(tablet: Tablet) -> None:
    tablet.page.route(EVENTS, lambda route: route.abort())
    tablet.arrive()
    tablet.open()
    tablet.page.unroute(EVENTS)
    tablet.pass_time(61)
    tablet.settle(1)
    (tap,) = (event for event in tablet.sent if event["kind"] == "check_in")
    assert tap["age_ms"] is None


@pytest.mark.parametrize("answered", ["an answer cut short", "another origin"])
def test_an_answer_that_says_nothing_of_the_visit_is_no_thanks(
    tablet: Tablet, answered: str
) -> None:
    tablet.page.wait_for_load_state("networkidle")
    status, body = (200, '{"server_time": "2026-') if "cut" in answered else (403, "{}")
    tablet.page.route(
        "**/kiosk/events",
        lambda route: route.fulfill(status=status, body=body, content_type="application/json"),
    )
    tablet.arrive("Hulp bij brieven")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.pass_time(1)
    tablet.page.click("[data-value='4']")
    tablet.shows("bewaard")
    tablet.page.unroute("**/kiosk/events")
    tablet.pass_time(31)
    tablet.settle(1)
    assert tablet.kinds().count("check_in") >= 1


def test_one_event_the_server_chokes_on_does_not_block_the_others(tablet: Tablet) -> None:
    poisoned: set[str] = set()

    def choke(route: Route) -> None:
        ids = [event["id"] for event in events_in(route.request)]
        poisoned.update(ids[:1] if not poisoned else [])
        if poisoned.isdisjoint(ids):
            route.continue_()
        else:
            route.fulfill(status=500)

    tablet.page.route(EVENTS, choke)
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.arrive("Fietsles")
    tablet.settle(1)
    (tap,) = (event for event in tablet.sent if event["kind"] == "check_in")
    assert (tap["kind"], tap["occurrence"]) == ("check_in", str(tablet.cards["Fietsles"]))
    tablet.page.unroute(EVENTS)
    tablet.pass_time(16)
    tablet.settle(3)
    assert tablet.kinds() == ["check_in", "check_in", "detail"], "no detail before its check-in"


def test_where_nothing_can_be_kept_the_tap_is_sent_at_once(tablet: Tablet) -> None:
    tablet.page.add_init_script("indexedDB.open = () => { throw new Error('no storage'); };")
    tablet.open()
    tablet.arrive()
    tablet.settle(1)
    assert tablet.kinds() == ["check_in"]


def test_where_nothing_can_be_kept_or_sent_the_screen_says_so(tablet: Tablet) -> None:
    tablet.page.add_init_script("indexedDB.open = () => { throw new Error('no storage'); };")
    tablet.open()
    tablet.page.route(EVENTS, lambda route: route.abort())
    tablet.page.click(tablet.card("Open inloop"))
    tablet.shows("gastvrouw")


def test_a_tablet_the_server_does_not_know_asks_to_be_linked(tablet: Tablet) -> None:
    tablet.page.route(EVENTS, lambda route: route.fulfill(status=401))
    tablet.pass_time(16)
    tablet.shows("koppelen")
    tablet.page.click("[data-go=link]")
    tablet.page.wait_for_url("**/kiosk/koppelen")


def test_a_storage_that_refuses_at_once_is_no_fault_of_the_page(tablet: Tablet) -> None:
    tablet.page.evaluate(
        """() => { const add = IDBObjectStore.prototype.add; let count = 0;
          IDBObjectStore.prototype.add = function (...what) {
            count += 1;
            if (count % 2 === 0) throw new DOMException("no room", "QuotaExceededError");
            return add.apply(this, what);
          }; }"""
    )
    tablet.arrive()
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click(".skip")
    tablet.page.wait_for_selector(".question")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(3)
    assert sorted(tablet.kinds()) == ["answer", "answer", "check_in"]


def test_two_pages_of_one_tablet_never_send_at_once(tablet: Tablet) -> None:
    tablet.page.wait_for_load_state("networkidle")
    context = tablet.page.context
    other = Tablet(context.new_page(), tablet.address, tablet.centre, tablet.cards).open()
    other.page.wait_for_load_state("networkidle")
    held: list[Route] = []
    context.route(EVENTS, lambda route: held.append(route))
    tablet.arrive()
    for _ in range(100):
        if held:
            break
        tablet.page.wait_for_timeout(50)
    other.arrive("Fietsles")
    other.page.wait_for_timeout(1_000)
    assert len(held) == 1
    held[0].continue_()
    context.unroute(EVENTS)
    other.pass_time(31)
    for _ in range(100):
        if len(tablet.kinds() + other.kinds()) == 2:
            break
        other.page.wait_for_timeout(50)
    assert tablet.kinds() + other.kinds() == ["check_in", "check_in"]
