"""The words in which a month of a centre is told: what a host, a coordinator and a visitor do.

A day is written as the day of October 2026 (33 is the second of November), a time as "10.30".
"""

from __future__ import annotations

import email.utils
import re
import time
import urllib.request
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from io import BytesIO
from pathlib import Path

import time_machine
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from registry import clock
from tests.builders import code_of
from tests.journeys.conftest import PASSWORD, House
from tests.kiosk.screens.test_scanner import code_of as key_of

FIRST = date(2026, 10, 1)
SCANNER = """(keys) => keys.forEach((key) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", {cancelable: true, ...key})))"""
"""Types as fast as a scanner does, however busy the machine is."""


def scan(page: Page, card: str) -> None:
    """Type a card as a scanner does, and Enter."""
    keys = [{"key": sign, "code": key_of(sign), "bubbles": True} for sign in card]
    page.evaluate(SCANNER, [*keys, {"key": "Enter", "code": "Enter", "bubbles": True}])


def day(number: int) -> date:
    """Return a day of October 2026; 32 is the first of November."""
    return FIRST + timedelta(days=number - 1)


def moment(number: int, wall: str) -> datetime:
    """Return a time on a day of the month."""
    hour, minute = wall.split(".")
    return clock.at_local(day(number), wall_time(int(hour), int(minute)))


class Calendar:
    """What day and time it is: here, at the server, and for every browser."""

    def __init__(self, file: Path, traveller: time_machine.Traveller) -> None:
        """Begin when the traveller is; `file` tells a server what time it is."""
        self.file, self.traveller, self.pages = file, traveller, list[Page]()
        self._tell()

    def _tell(self) -> None:
        self.file.write_text(str(time.time() - time_machine.escape_hatch.time.time()), "ascii")

    def it_is(self, number: int, wall: str, address: str) -> None:
        """Let it be another day and time, and wait until the server is there too."""
        self.traveller.move_to(moment(number, wall), tick=True)
        self._tell()
        for _ in range(100):
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310
                there = email.utils.parsedate_to_datetime(answer.headers["Date"])
            if abs(there - clock.now()) < timedelta(seconds=20):
                break
            time.sleep(0.05)
        for page in self.pages:
            page.clock.set_system_time(clock.now())


class Colleague:
    """Somebody of the team at a browser; signs in when asked to."""

    def __init__(self, house: House, page: Page, role: str) -> None:
        """Make the account, and sit down at a browser."""
        self.house, self.page = house, page
        self.email, self.secret = house.account_with_app(role)

    def at(self, path: str) -> Colleague:
        """Open a page of the team, signing in first where the door asks for it."""
        self.page.goto(f"{self.house.address}/team/{path}")
        if "/inloggen" in self.page.url:
            self.types("E-mailadres van uw werk", self.email)
            self.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
            if self.secret:
                self.types("Code uit uw app", code_of(self.secret, clock.now()))
            self.presses("Log in")
            self.page.wait_for_url(re.compile("/team/(?!inloggen)"))
            self.page.goto(f"{self.house.address}/team/{path}")
        return self

    def presses(self, name: str) -> Colleague:
        """Press the button with this name that is in sight."""
        in_sight = self.page.locator(":not(.unseen)")
        self.page.get_by_role("button", name=name, exact=True).and_(in_sight).first.click()
        return self

    def follows(self, name: str) -> Colleague:
        """Follow the link with this name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        return self

    def chooses(self, *names: str) -> Colleague:
        """Tick what has these words beside it."""
        for name in names:
            self.page.get_by_label(name, exact=True).first.check(force=True)
        return self

    def picks(self, label: str, option: str) -> Colleague:
        """Pick an option of a list."""
        self.page.get_by_label(label, exact=True).first.select_option(option)
        return self

    def taps(self, words: str) -> Colleague:
        """Tap the choice that has these words in it."""
        self.page.locator("label", has_text=words).first.click()
        return self

    def types(self, label: str, text: str) -> Colleague:
        """Write in the field with this label."""
        fields = self.page.locator("input, textarea")
        self.page.get_by_label(label, exact=True).and_(fields).first.fill(text)
        return self

    def reads(self, text: str | re.Pattern[str]) -> Colleague:
        """See these words somewhere on the page."""
        expect(self.page.locator("#main")).to_contain_text(text)
        return self

    def moves_to(self, to: date, why: str) -> Colleague:
        """Move the occurrence on the page to another day, for a reason."""
        form = self.page.locator("form", has=self.page.get_by_role("button", name="Verplaats"))
        form.get_by_label("Dag").fill(str(to))
        form.get_by_label(why).check(force=True)
        form.get_by_role("button", name="Verplaats").click()
        return self

    def gives_scores(self, score: int) -> Colleague:
        """Score each of the features of the way of working the same."""
        for choice in self.page.locator(f".five-scores label:nth-child({score})").all():
            choice.click()
        return self

    def counts_in(self, title: str, times: int = 1) -> Colleague:
        """Press +1 at an activity, so many times."""
        for _ in range(times):
            self.presses(f"1 erbij, {title}")
        return self

    def sees_visits(self, number: int) -> Colleague:
        """See the number of visits of today."""
        expect(self.page.locator("#visits")).to_have_text(str(number), timeout=15_000)
        return self

    def holds_up(self, card: str) -> Colleague:
        """Hold a pass to the desk's scanner, which types what it reads."""
        self.at("passen").types("Code van de pas", card).presses("Bekijk de pas")
        self.page.get_by_role("heading", name="Wat weet deze pas?").wait_for()
        return self

    def gets_pdf(self, path: str) -> str:
        """Fetch a PDF of a page and return its words."""
        answer = self.page.request.get(f"{self.house.address}/team/{path}")
        assert answer.ok, (path, answer.status)
        pages = PdfReader(BytesIO(answer.body())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


class Visitor:
    """Whoever stands at the tablet beside the door."""

    def __init__(self, house: House, page: Page) -> None:
        """Stand before a tablet."""
        self.house, self.page = house, page

    def finds_the_tablet_on(self) -> Visitor:
        """Find the welcome screen of today."""
        with self.page.expect_response("**/kiosk/pack.json"):
            self.page.goto(f"{self.house.address}/kiosk/")
        self.page.wait_for_selector("#pass[data-camera=none]")
        self.page.wait_for_load_state("networkidle")
        return self

    def reads(self, *words: str) -> Visitor:
        """See these words on the screen."""
        for one in words:
            expect(self.page.locator("#screen")).to_contain_text(one)
        return self

    def taps(self, title: str) -> Visitor:
        """Tap the card of an activity."""
        self.page.locator("[data-occurrence]", has_text=title).first.click()
        self.page.wait_for_selector("#screen[data-screen='wie']")
        return self

    def scans(self, card: str) -> Visitor:
        """Hold a pass to the scanner beside the tablet; it types what it reads, and Enter."""
        scan(self.page, card)
        self.page.wait_for_selector("#screen[data-screen='wie']")
        return self

    def comes_with(self, people: int) -> Visitor:
        """Say with how many they are."""
        self.page.locator(f"button[data-party='{people}']").click()
        return self

    def helps(self) -> Visitor:
        """Say that they came to help."""
        self.page.get_by_role("button", name="Ik help mee").click()
        return self

    def goes_on(self, mood: str = "Overslaan") -> str:
        """Go on to the thanks, with a mood where one is asked; return what the thanks say."""
        self.page.get_by_role("button", name="Verder").click()
        screen = self.page.locator("#screen:not([data-screen='wie'])")
        screen.wait_for()
        while (screen.get_attribute("data-screen") or "") != "dank":
            asked = screen.get_attribute("data-screen") or ""
            name = mood if asked == "stemming" else "Overslaan"
            self.page.get_by_role("button", name=name, exact=True).click()
            self.page.wait_for_selector(f"#screen:not([data-screen='{asked}'])")
        thanks = screen.inner_text()
        self.page.get_by_role("button", name="Klaar", exact=True).click()
        self.page.wait_for_selector("#screen[data-screen='welkom']")
        return thanks
