"""What a tablet gets over by itself: full storage, a lost camera, a sleep, a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Playwright

from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet, link
from tests.kiosk.screens.test_scan import panel_shows, video_of

EVENTS = "**/kiosk/events"
LOSE = """() => {
  for (const stream of window.streams) {
    for (const track of stream.getTracks()) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  }
}"""
REMEMBER = """{
  window.streams = [];
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wish) => {
    if (window.gone) throw new DOMException("gone", "NotFoundError");
    const stream = await ask(wish);
    window.streams.push(stream);
    return stream;
  };
}"""


@pytest.fixture
def seeing(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Tablet]:
    """Return a tablet whose camera sees another code, and can be taken away."""
    flags = browser.camera(video_of("https://example.org/", tmp_path / "held.mjpeg"))
    with browser.launched(playwright_driver, *flags) as chromium:
        context = chromium.new_context(
            viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
            service_workers="block",
        )
        context.add_init_script(REMEMBER)
        tablet = link(context, served).open()
        tablet.page.wait_for_selector("#pass[data-camera=unknown]", timeout=60_000)
        yield tablet


def fill_up(tablet: Tablet, quota: int) -> None:
    """Leave the tablet's storage this many bytes."""
    tablet.page.context.new_cdp_session(tablet.page).send(
        "Storage.overrideQuotaForOrigin", {"origin": tablet.address, "quotaSize": quota}
    )


def test_full_storage_sends_the_tap_at_once_and_tells_the_host(tablet: Tablet) -> None:
    fill_up(tablet, 1)
    with tablet.page.expect_request(lambda asked: "check_in" in (asked.post_data or "")) as sent:
        tablet.arrive()
    tablet.settle(1)
    assert tablet.kinds() == ["check_in"]
    assert sent.value.post_data_json["tablet"]["storage"] == "full"


def test_full_storage_without_a_network_never_thanks(tablet: Tablet) -> None:
    fill_up(tablet, 1)
    tablet.page.route(EVENTS, lambda route: route.abort())
    tablet.page.click(tablet.card("Open inloop"))
    tablet.shows("gastvrouw")
    assert tablet.page.is_visible("text=Vraag de gastvrouw of gastheer om u te noteren.")


def test_storage_that_has_room_again_is_used_again(tablet: Tablet) -> None:
    fill_up(tablet, 1)
    tablet.page.route(EVENTS, lambda route: route.abort())
    tablet.page.click(tablet.card("Open inloop"))
    tablet.shows("gastvrouw")
    fill_up(tablet, 100_000_000)
    tablet.page.click("[data-go=start]")
    tablet.arrive()
    with tablet.page.expect_response(
        lambda answer: "check_in" in (answer.request.post_data or "")
    ) as taken:
        tablet.page.unroute(EVENTS)
        tablet.pass_time(16)
    assert taken.value.request.post_data_json["tablet"]["storage"] in {"kept", "refused"}


def test_storage_that_never_answers_does_not_hold_a_visitor(tablet: Tablet) -> None:
    tablet.page.add_init_script("indexedDB.open = () => new EventTarget();")
    tablet.open()
    tablet.page.click(tablet.card("Open inloop"))
    tablet.pass_time(6)
    tablet.page.wait_for_timeout(200)
    tablet.pass_time(2)
    tablet.shows("wie")
    tablet.settle(1)


def test_a_lost_camera_is_told_and_found_again(seeing: Tablet) -> None:
    seeing.page.evaluate("() => { window.gone = true; }")
    seeing.page.evaluate(LOSE)
    panel_shows(seeing, "none")
    seeing.pass_time(2)
    panel_shows(seeing, "none")
    seeing.page.evaluate("() => { window.gone = false; }")
    seeing.page.evaluate("() => navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    seeing.page.wait_for_selector("#pass:not([data-camera=none])")


def test_a_camera_that_stops_for_a_moment_runs_again_by_itself(seeing: Tablet) -> None:
    seeing.page.evaluate(LOSE)
    panel_shows(seeing, "none")
    seeing.pass_time(2)
    seeing.page.wait_for_selector("#pass:not([data-camera=none])")
    assert seeing.page.evaluate("() => window.streams.length") == 2


def test_after_a_sleep_nobody_finds_the_visit_of_somebody_else(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='3']")
    tablet.page.clock.fast_forward("02:00:00")
    tablet.shows("welkom")
    tablet.settle(2)
    assert [event.get("party") for event in tablet.sent if event["kind"] == "detail"] == [3]


SEEN = """(seen) => {
  Object.defineProperty(document, "hidden", { configurable: true, value: !seen });
  Object.defineProperty(document, "visibilityState", {
    configurable: true, value: seen ? "visible" : "hidden",
  });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
JUMP = "() => { const now = Date.now; const by = 3_600_000; Date.now = () => now() + by; }"


def test_a_clock_that_is_set_right_sends_nobody_away(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='3']")
    tablet.pass_time(6)
    tablet.page.evaluate(JUMP)
    tablet.pass_time(6)
    tablet.page.wait_for_timeout(300)
    tablet.shows("wie")
    assert tablet.page.get_attribute("[data-party='3']", "aria-pressed") == "true"


def test_after_a_sleep_that_only_the_wall_clock_knows_of_the_visitor_is_gone(
    tablet: Tablet,
) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='3']")
    tablet.page.evaluate(SEEN, False)
    tablet.page.evaluate(JUMP)
    tablet.pass_time(6)
    tablet.page.evaluate(SEEN, True)
    tablet.shows("welkom")
    tablet.settle(2)
    assert [event.get("party") for event in tablet.sent if event["kind"] == "detail"] == [3]


def test_after_a_night_the_tablet_asks_for_the_new_day(tablet: Tablet) -> None:
    with (
        time_machine.travel(MONDAY_TEN.replace(day=24), tick=True),
        tablet.page.expect_response("**/kiosk/pack.json") as fresh,
    ):
        tablet.page.clock.fast_forward("24:00:00")
    assert fresh.value.json()["day"] == "2026-11-24"


def test_a_server_that_restarts_in_the_middle_of_a_visit_loses_nothing(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.settle(1)
    tablet.page.route(EVENTS, lambda route: route.fulfill(status=502))
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click("[data-value='4']")
    tablet.page.wait_for_selector(".question")
    tablet.page.click(".skip")
    tablet.page.wait_for_selector("[data-go=start]")
    tablet.page.click("[data-go=start]")
    tablet.page.unroute(EVENTS)
    tablet.pass_time(16)
    tablet.settle(4)
    assert sorted(tablet.kinds()) == ["answer", "answer", "check_in", "detail"]


def test_a_server_that_is_gone_is_asked_ever_more_seldom(tablet: Tablet) -> None:
    tried: list[str] = []
    tablet.page.route(EVENTS, lambda route: (tried.append("x"), route.abort())[1])
    tablet.page.route("**/kiosk/pack.json", lambda route: route.abort())
    for _ in range(20):
        tablet.pass_time(30)
        tablet.page.wait_for_timeout(20)
    assert 4 <= len(tried) <= 9, "15, 30, 60 and then 120 seconds in ten minutes"
    tablet.page.unroute(EVENTS)
    tablet.arrive()
    tablet.settle(1)


@pytest.mark.parametrize(
    ("asked", "quiet", "seconds"),
    [
        ({}, 8, 30),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:30 GMT"}, 8, 30),
        ({"Retry-After": "60"}, 50, 30),
        ({"Retry-After": "86400"}, 100, 45),
    ],
)
def test_a_server_that_is_too_busy_is_left_alone_for_a_while_and_no_longer(
    tablet: Tablet, asked: dict[str, str], quiet: int, seconds: int
) -> None:
    tried: list[str] = []
    tablet.page.route(
        EVENTS,
        lambda route: (tried.append("x"), route.fulfill(status=429, headers=asked))[1],
    )
    with tablet.page.expect_response(EVENTS):
        tablet.arrive()
    tablet.page.wait_for_timeout(200)
    before = len(tried)
    for _ in range(quiet // 2):
        tablet.pass_time(2)
        tablet.page.wait_for_timeout(10)
    assert len(tried) == before
    tablet.page.unroute(EVENTS)
    for _ in range(seconds // 5):
        tablet.pass_time(5)
        tablet.page.wait_for_timeout(20)
    tablet.settle(1)


def test_going_back_shows_the_welcome_screen(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.reload()
    tablet.shows("welkom")
    tablet.arrive()
    tablet.page.goto("about:blank")
    tablet.page.go_back()
    tablet.shows("welkom")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_tap_that_is_taken_back_while_the_server_is_away_is_sent_in_its_order(
    tablet: Tablet, status: int
) -> None:
    tablet.page.route(EVENTS, lambda route: route.fulfill(status=status))
    tablet.arrive()
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    tablet.page.unroute(EVENTS)
    tablet.pass_time(31)
    tablet.settle(2)
    assert tablet.kinds() == ["check_in", "undo"]


def test_a_server_that_forgot_the_tablet_for_a_moment_gets_it_back(tablet: Tablet) -> None:
    tablet.page.route("**/kiosk/**", lambda route: route.fulfill(status=401))
    tablet.pass_time(61)
    tablet.shows("koppelen")
    tablet.page.unroute("**/kiosk/**")
    tablet.pass_time(61)
    tablet.shows("welkom")
    tablet.arrive()
