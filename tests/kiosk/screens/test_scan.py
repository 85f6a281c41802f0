"""A pass in front of the tablet's camera; the camera plays a drawn video."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import qrcode
import time_machine
from PIL import Image
from playwright.sync_api import Playwright

from registry.passes import token
from tests import browser
from tests.bench import held
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet, link

Holding = Callable[[str | bytes], Tablet]


def video_of(seen: str | bytes, file: Path) -> Path:
    """Write a motion JPEG of a QR code that is held still, or of a frame that is given."""
    file.write_bytes((seen if isinstance(seen, bytes) else frame_of(seen)) * 10)
    return file


def frame_of(text: str) -> bytes:
    """Return a frame, as a JPEG, of a text's QR code in full view; without a text, of nothing."""
    frame = Image.new("RGB", (640, 480), (150, 140, 130))
    if text:
        code = qrcode.make(text, box_size=8).get_image().convert("RGB")
        frame.paste(code, ((640 - code.width) // 2, (480 - code.height) // 2))
    picture = BytesIO()
    frame.save(picture, "JPEG", quality=90, subsampling="4:2:0")
    return picture.getvalue()


@pytest.fixture
def holding(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Holding]:
    """Return what makes a tablet whose camera sees a text as a QR code; it is not opened yet."""
    with ExitStack() as opened:

        def hold(seen: str | bytes) -> Tablet:
            flags = browser.camera(video_of(seen, tmp_path / "held.mjpeg"))
            chromium = opened.enter_context(browser.launched(playwright_driver, *flags))
            return link(chromium.new_context(viewport=browser.LANDSCAPE), served)  # type: ignore[arg-type]

        yield hold


def panel_shows(tablet: Tablet, state: str) -> None:
    """Wait for a state of the pass panel."""
    tablet.page.wait_for_selector(f"#pass[data-camera={state}]", timeout=20_000)


def test_a_pass_is_found_and_checks_in_without_an_activity(holding: Holding) -> None:
    text = token.make()
    tablet = holding(text).open()
    panel_shows(tablet, "found")
    assert "Gelukt!" in (tablet.page.text_content("#announcement") or "")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.settle(1)
    (tap,) = (event for event in tablet.sent if event["kind"] == "check_in")
    assert (tap["pass"], tap["occurrence"]) == (text, None)
    assert tablet.page.inner_text("button.chosen:visible bdi") == "Open inloop"


def test_a_pass_is_found_also_where_nothing_is_going_on(holding: Holding) -> None:
    evening = MONDAY_TEN + timedelta(hours=12)
    tablet = holding(token.make())
    tablet.page.clock.set_system_time(evening)
    with time_machine.travel(evening, tick=True):
        tablet.open()
        panel_shows(tablet, "found")
        tablet.pass_time(1)
        tablet.shows("wie")
        assert tablet.page.inner_text("button.chosen:visible bdi") == "Wat komt u doen?"


@pytest.mark.parametrize("way", ["leaned", "tilted", "dim"])
def test_a_printed_card_at_an_angle_or_in_the_dark_is_found(
    holding: Holding, tmp_path: Path, way: str
) -> None:
    (frame,) = (one for one in held.frames(tmp_path, hard=(3,)) if one.way == way)
    tablet = holding(frame.jpeg).open()
    panel_shows(tablet, "found")
    tablet.settle(1)
    assert [event["pass"] for event in tablet.sent if "pass" in event] == [frame.text]


def test_a_pass_that_stays_in_view_is_one_scan(holding: Holding) -> None:
    tablet = holding(token.make()).open()
    panel_shows(tablet, "found")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.pass_time(61)
    tablet.shows("welkom")
    tablet.page.wait_for_timeout(1_500)
    tablet.shows("welkom")
    assert tablet.kinds() == ["check_in"]


def test_another_code_is_no_pass_and_the_panel_looks_again(holding: Holding) -> None:
    tablet = holding("https://example.org/").open()
    panel_shows(tablet, "unknown")
    assert tablet.page.is_visible("text=Deze pas kennen we niet.")
    assert "kennen we niet" in (tablet.page.text_content("#announcement") or "")
    tablet.pass_time(7)
    panel_shows(tablet, "looking")
    assert tablet.kinds() == []


def test_choosing_a_spreekuur_takes_the_pass_out_of_what_waits(holding: Holding) -> None:
    tablet = holding(token.make())
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.open()
    panel_shows(tablet, "found")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.click("button.chosen:visible")
    tablet.page.click(tablet.card("Hulp bij brieven"))
    tablet.page.wait_for_selector("body[data-o=ou] .who")
    tablet.page.unroute("**/kiosk/events")
    tablet.pass_time(16)
    tablet.settle(2)
    tap, detail = (event for event in tablet.sent if event["kind"] != "language")
    assert tap["pass"] is None
    assert detail["occurrence"] == str(tablet.cards["Hulp bij brieven"])


def test_a_pass_that_is_still_held_after_terug_counts_again(holding: Holding) -> None:
    tablet = holding(token.make()).open()
    panel_shows(tablet, "found")
    tablet.pass_time(1)
    tablet.page.click("[data-event=undo]:visible")
    tablet.shows("welkom")
    panel_shows(tablet, "looking")
    tablet.pass_time(5)
    panel_shows(tablet, "found")
    tablet.settle(3)
    assert tablet.kinds() == ["check_in", "undo", "check_in"]
