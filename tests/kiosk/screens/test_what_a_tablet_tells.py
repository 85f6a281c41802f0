"""What a tablet tells of itself: may the browser clear what waits, how full is its battery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_corner import code_of, enter, own

LASTING = """navigator.storage.persist = async () => {{
  window.asked = true;
  return {answer};
}};"""


def told(tablet: Tablet) -> dict[str, Any]:
    """Start the tablet anew; return what it says of itself once it is of use."""
    with tablet.page.expect_request("**/kiosk/events"):
        tablet.open()
    tablet.page.wait_for_load_state("networkidle")
    with tablet.page.expect_request("**/kiosk/events") as asked:
        tablet.pass_time(16)
    body: dict[str, dict[str, Any]] = asked.value.post_data_json or {}
    return body["tablet"]


@pytest.mark.parametrize(
    ("answer", "storage", "words"),
    [
        ("true", "kept", "bewaart goed"),
        ("false", "refused", "niet zeker: de browser mag wissen"),
    ],
)
def test_it_asks_to_keep_what_waits_and_tells_what_the_browser_says(
    tablet: Tablet, app: Flask, answer: str, storage: str, words: str
) -> None:
    tablet.page.add_init_script(LASTING.format(answer=answer))
    assert told(tablet)["storage"] == storage
    assert tablet.page.evaluate("() => window.asked")
    enter(tablet, code_of(tablet, app))
    own(tablet, "storage", words)


def test_what_is_not_known_yet_is_not_told_as_a_trouble(tablet: Tablet) -> None:
    with tablet.page.expect_request("**/kiosk/events") as asked:
        tablet.open()
    body: dict[str, dict[str, Any]] = asked.value.post_data_json or {}
    assert body["tablet"]["offline"] is None
    tablet.page.wait_for_load_state("networkidle")
    with tablet.page.expect_request("**/kiosk/events") as asked:
        tablet.pass_time(16)
    later: dict[str, dict[str, Any]] = asked.value.post_data_json or {}
    assert later["tablet"]["offline"] is not None
    assert later["tablet"]["camera"] in {"ok", "none", "denied"}


def test_it_tells_how_full_its_battery_is(tablet: Tablet) -> None:
    tablet.page.add_init_script("navigator.getBattery = async () => ({ level: 0.42 });")
    assert told(tablet)["battery"] == 0.42


def test_a_battery_that_is_not_known_is_not_made_up(tablet: Tablet) -> None:
    tablet.page.add_init_script("navigator.getBattery = undefined;")
    assert "battery" not in told(tablet)


def said(tablet: Tablet, *, times: int) -> Iterator[dict[str, Any]]:
    """Yield what the tablet says of itself each time; while its outbox is busy not all of it."""
    for _ in range(times):
        with tablet.page.expect_request("**/kiosk/events") as asked:
            tablet.pass_time(61)
        body: dict[str, dict[str, Any]] = asked.value.post_data_json or {}
        yield body["tablet"]


def test_it_tells_how_much_waits_since_when_and_which_version_it_is(tablet: Tablet) -> None:
    tablet.page.wait_for_load_state("networkidle")
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    for title in ("Open inloop", "Fietsles"):
        tablet.arrive(title)
        tablet.page.click("[data-go=done]")
        tablet.shows("welkom")
    tablet.page.clock.fast_forward("00:03:00")
    about = next(one for one in said(tablet, times=3) if "waiting" in one)
    assert about["waiting"] == 4, "two taps and the language of each"
    assert 180_000 <= about["oldest_ms"] <= 400_000
    assert about["build"] == tablet.page.get_attribute("body", "data-build")
