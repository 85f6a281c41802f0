"""The host's corner: a long press and a code lead in, without a network too; nothing is counted."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from registry.centres import corner
from registry.passes import token
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_fitting import misfits
from tests.kiosk.screens.test_scan import Holding
from tests.kiosk.screens.test_scan import holding as holding  # a fixture

MARK = "[data-corner]"
COVERED = """const camera = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const uncovered = new Promise((done) => { window.uncover = done; });
navigator.mediaDevices.getUserMedia = (wish) => uncovered.then(() => camera(wish));"""
"""A hand before the camera until the test takes it away."""


@pytest.fixture
def code(tablet: Tablet, app: Flask) -> str:
    """Return the code that opens this tablet's corner."""
    return code_of(tablet, app)


def code_of(tablet: Tablet, app: Flask) -> str:
    return corner.code_of(key=app.config["CORNER_KEY"], centre_id=centre_of(tablet), round_=1)


def centre_of(tablet: Tablet) -> UUID:
    return UUID(token_of(tablet).split(".")[0])


def token_of(tablet: Tablet) -> str:
    (found,) = [
        cookie["value"] for cookie in tablet.page.context.cookies() if cookie["name"] == "tablet"
    ]
    return found


def press(tablet: Tablet, seconds: float = 2.1) -> None:
    """Hold the wordmark."""
    box = tablet.page.locator(MARK).bounding_box()
    assert box is not None
    tablet.page.mouse.move(box["x"] + 20, box["y"] + 20)
    tablet.page.mouse.down()
    tablet.page.clock.run_for(int(seconds * 1000))
    tablet.page.mouse.up()


def type_code(tablet: Tablet, code: str) -> None:
    for digit in code:
        tablet.page.click(f"[data-digit='{digit}']")


def enter(tablet: Tablet, code: str) -> None:
    press(tablet)
    tablet.shows("hoek")
    type_code(tablet, code)
    tablet.shows("hoekstand")


def own(tablet: Tablet, name: str, value: str) -> None:
    """Wait until the corner shows a value."""
    tablet.page.wait_for_selector(f"[data-own='{name}']:text-is('{value}')")


def test_a_tap_on_the_wordmark_does_nothing(tablet: Tablet) -> None:
    press(tablet, 1.5)
    tablet.page.clock.run_for(2000)
    tablet.shows("welkom")


def test_a_long_press_and_the_code_lead_in(tablet: Tablet, code: str) -> None:
    enter(tablet, code)
    own(tablet, "waiting", "0")
    own(tablet, "clock", "loopt goed")
    tablet.page.click("[data-go=start]")
    tablet.shows("welkom")


def test_the_keyboard_does_it_too(tablet: Tablet, code: str) -> None:
    tablet.page.focus(MARK)
    tablet.page.keyboard.down("Enter")
    tablet.page.clock.run_for(2100)
    tablet.page.keyboard.up("Enter")
    tablet.shows("hoek")
    tablet.page.keyboard.type(code)
    tablet.shows("hoekstand")


def test_a_wrong_code_shows_nothing_and_five_close_the_door_for_a_minute(
    tablet: Tablet, code: str
) -> None:
    wrong = f"{(int(code) + 1) % 10**6:06}"
    press(tablet)
    tablet.shows("hoek")
    for number in range(5):
        type_code(tablet, wrong)
        said = "closed" if number == 4 else "wrong"
        tablet.page.wait_for_selector(f"[data-said={said}]:visible")
    type_code(tablet, code)
    assert tablet.page.text_content("[data-typed]") == ""
    tablet.shows("hoek")
    tablet.page.clock.run_for(30_000)
    tablet.page.keyboard.press("Shift")
    tablet.page.clock.run_for(31_000)
    type_code(tablet, code)
    tablet.shows("hoekstand")


def test_without_a_network_it_opens_shows_what_waits_and_sends_it_when_it_can(
    tablet: Tablet, code: str
) -> None:
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.arrive()
    tablet.page.click("[data-event=undo], [data-go=back]")
    tablet.shows("welkom")
    enter(tablet, code)
    own(tablet, "waiting", "2")
    tablet.page.unroute("**/kiosk/events")
    tablet.page.click("[data-go=sendNow]")
    own(tablet, "waiting", "0")
    assert tablet.kinds() == ["check_in", "undo"]


def test_a_pass_that_is_tried_is_neither_kept_nor_sent(holding: Holding, app: Flask) -> None:
    tablet = holding(token.make())
    tablet.page.add_init_script(COVERED)
    tablet.open()
    enter(tablet, code_of(tablet, app))
    own(tablet, "waiting", "0")
    tablet.page.evaluate("() => uncover()")
    tablet.page.wait_for_selector("[data-said=readable]:visible", timeout=20_000)
    tablet.page.click("[data-go=sendNow]")
    tablet.page.wait_for_selector("[data-said=sent]:visible")
    own(tablet, "waiting", "0")
    assert tablet.sent == []


def test_an_empty_corner_goes_back_to_welcome(tablet: Tablet, code: str) -> None:
    enter(tablet, code)
    tablet.pass_time(61)
    tablet.shows("welkom")


@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)], ids=["lying", "upright"])
def test_the_corner_fits(tablet: Tablet, code: str, size: tuple[int, int]) -> None:
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})
    press(tablet)
    tablet.shows("hoek")
    assert misfits(tablet.page, (size,)) == {}
    type_code(tablet, code)
    tablet.shows("hoekstand")
    own(tablet, "waiting", "0")
    assert misfits(tablet.page, (size,)) == {}


def test_the_code_itself_never_reaches_the_tablet(tablet: Tablet, code: str) -> None:
    body = tablet.page.request.get(f"{tablet.address}/kiosk/pack.json").text()
    assert code not in body
    assert '"corner":{"salt":' in body
