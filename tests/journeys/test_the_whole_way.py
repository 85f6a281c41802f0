"""From a resident's pass at the camera to a printed sheet that counts the visit."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect

from registry import clock
from tests import browser
from tests.builders import check_ins_on_record, code_of
from tests.journeys.conftest import PASSWORD, House

CARD = (87, 58, 367, 234)
"""Where the first card lies on the sheet of cards at 105 dots an inch: left, top, size."""


def a_video_of_a_pass(house: House, folder: Path) -> Path:
    """Print passes, hold the first card before a camera for three seconds in every ten.

    Chromium plays MJPEG at 30 frames a second, whatever the file says.
    """
    house.run("passes", "new", "de-linde", "--count", "10", "--pdf", str(folder / "passes.pdf"))
    page = folder / "page"
    _run("pdftoppm", "-r", "105", "-png", "-f", "1", "-l", "1", folder / "passes.pdf", page)
    (picture,) = folder.glob("page*.png")
    left, top, width, height = CARD
    video = folder / "camera.mjpeg"
    card = f"[0:v]crop={width}:{height}:{left}:{top},scale=460:-2[card]"
    held = "[1:v][card]overlay=90:100:enable='lt(mod(t,10),3)',rotate=0.06:fillcolor=gray"
    _run(
        *("ffmpeg", "-y", "-loop", "1", "-i", picture),
        *("-f", "lavfi", "-i", "color=c=gray:s=640x480:r=30:d=10"),
        *("-filter_complex", f"{card};{held}", "-t", "10", "-r", "30"),
        *("-pix_fmt", "yuvj420p", "-f", "mjpeg", "-q:v", "3", video),
    )
    return video


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)  # noqa: S603


@contextmanager
def at_the_tablet(driver: Playwright, house: House, video: Path) -> Iterator[Page]:
    """Link a tablet with that camera, as a host does, and give its page."""
    with browser.launched(driver, *browser.camera(video)) as chromium:
        page = chromium.new_page(viewport=browser.LANDSCAPE)
        page.clock.install(time=clock.now())
        page.goto(f"{house.address}/kiosk/")
        page.get_by_label("Code").fill(house.enrolment_code())
        page.get_by_role("button", name="Koppel deze tablet").click()
        yield page


def sign_in(chromium: Browser, house: House, role: str) -> Page:
    """Sign in at a desk with its own browser profile."""
    email, secret = house.account_with_app(role)
    page = chromium.new_page(viewport=browser.DESK)
    page.goto(f"{house.address}/team/")
    page.get_by_label("E-mailadres van uw werk").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    if secret:
        page.get_by_label("Code uit uw app").fill(code_of(secret, clock.now()))
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/team/vandaag"))
    return page


def visits_on(page: Page) -> str:
    return page.locator("#visits").inner_text()


def test_a_scan_reaches_the_desk_and_the_sheet(
    house: House, playwright_driver: Playwright, plain_browser: Browser, tmp_path: Path
) -> None:
    desk = sign_in(plain_browser, house, "coordinator")
    assert visits_on(desk) == "0"
    with at_the_tablet(playwright_driver, house, a_video_of_a_pass(house, tmp_path)) as tablet:
        expect(tablet.get_by_role("heading", name="Gelukt!")).to_be_visible(timeout=20_000)
        answer_everything(tablet)
        expect(desk.locator("#visits")).to_have_text("1", timeout=15_000)

        expect(tablet.get_by_role("heading", name="Gelukt!")).to_be_visible(timeout=30_000)
        answer_everything(tablet)
    wait_for_check_ins(house, 2)
    desk.reload()
    assert visits_on(desk) == "1"
    assert "Er kwam 1 keer iemand binnen" in " ".join(sheet_text(desk, tmp_path).split())

    buttons = desk.get_by_role("button", name=re.compile("ongedaan", re.IGNORECASE))
    for left in (1, 0):
        expect(buttons).to_have_count(left + 1)
        buttons.first.click()
        expect(buttons).to_have_count(left)
    expect(desk.locator("#visits")).to_have_text("0")
    with house.app.app_context():
        day = clock.local_day(clock.now())
        assert check_ins_on_record(centre_id=house.centre.id, day=day) == 2


def answer_everything(tablet: Page) -> None:
    """Go from "who" to "thanks" by one tap a screen."""
    tablet.get_by_role("button", name="Verder").click()
    tablet.get_by_role("button", name="Goed", exact=True).click()
    question = tablet.locator("#screen[data-screen^='vraag']")
    expect(question).to_be_visible()
    question.locator("button.choice").first.click()
    expect(tablet.get_by_role("heading", name="Dank u wel!")).to_be_visible()
    tablet.get_by_role("button", name="Klaar", exact=True).click()


def wait_for_check_ins(house: House, count: int) -> None:
    """Wait until the tablet has sent what it holds."""
    with house.app.app_context():
        day = clock.local_day(clock.now())
        for _ in range(100):
            if check_ins_on_record(centre_id=house.centre.id, day=day) >= count:
                return
            subprocess.run(["sleep", "0.2"], check=True)  # noqa: S607
    raise TimeoutError("the tablet did not send its check-ins")


def sheet_text(desk: Page, folder: Path) -> str:
    """Fetch this month's sheet as the coordinator does and read its first page back."""
    month = f"{clock.local_day(clock.now()):%Y-%m}"
    answer = desk.request.get(f"{desk.url.split('/team')[0]}/team/maandblad/{month}.pdf")
    assert answer.ok, answer.status
    (folder / "sheet.pdf").write_bytes(answer.body())
    _run("pdftotext", "-layout", folder / "sheet.pdf", folder / "sheet.txt")
    return (folder / "sheet.txt").read_text(encoding="utf-8")
