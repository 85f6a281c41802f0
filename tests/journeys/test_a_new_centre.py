"""A new centre in a real browser: from `inloop init` to a printed poster and the first check-in.

Nothing but what README and the pages say: the link that the command prints, and then what each
page offers next. Touches, pages and typed fields are counted; docs/new-centre.md has the table.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect
from pypdf import PdfReader

from registry import clock
from registry.settings import Settings
from tests import browser, https
from tests.builders import code_of
from tests.journeys.conftest import PASSWORD

STEPS = 6
READING, TOUCHING, TYPING = 25, 3, 12
"""Seconds that a person who is new to it takes: to read a page, to touch, to fill a field in."""
A_QUARTER = 15 * 60


@dataclass
class Hand:
    """Somebody at a screen, whose every touch, typed field and new page is counted."""

    page: Page
    touches: int = 0
    typed: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Count each page that comes to stand in the window."""
        self.page.on("framenavigated", lambda frame: self.pages.append(frame.url))

    def touch(self, what: Locator) -> None:
        """Touch something."""
        self.touches += 1
        what.click()

    def type(self, label: str, text: str) -> None:
        """Fill a field in."""
        self.typed += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def press(self, name: str) -> None:
        """Touch a button or what looks like one."""
        pattern = re.compile(f"^{re.escape(name)}")
        found = self.page.get_by_role("button", name=pattern)
        self.touch(found.or_(self.page.get_by_role("link", name=pattern)).first)

    def sees(self, heading: str) -> None:
        """Wait for a page by its heading."""
        expect(self.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()

    def next_step(self) -> None:
        """Go on to the next step, by the strip on top of every page."""
        self.touch(self.page.locator(".on-the-road .button"))


@dataclass(frozen=True)
class New:
    """An installation that is made, and served behind HTTPS."""

    address: str
    link: str


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """Do what README says: `inloop init`, then `inloop serve` behind a proxy."""
    port = https.free_port()
    address = f"https://127.0.0.1:{port}"
    settings = Settings.read(data_dir=tmp_path / "data", public_url=address)
    printed = subprocess.run(  # noqa: S603  # our own command
        browser.inloop("init"),
        env={
            **os.environ,
            "INLOOP_DATA_DIR": str(settings.data_dir),
            "INLOOP_PUBLIC_URL": address,
        },
        cwd=browser.ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    link = re.search(rf"{address}/team/welkom/\S+", printed)
    assert link is not None, printed
    with browser.serving(settings, INLOOP_PUBLIC_URL=address) as served:
        upstream = int(served.rpartition(":")[2])
        with https.before(upstream, port=port, folder=tmp_path):
            yield New(address, link[0])


@pytest.fixture
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """Return a Chromium that takes the proxy's certificate."""
    with browser.launched(playwright_driver, *https.TRUSTING) as made:
        yield made


def at_a_screen(chromium: Browser, size: dict[str, int]) -> Hand:
    """Return somebody at a screen of their own."""
    context = chromium.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale="nl-NL",
        ignore_https_errors=True,
    )
    return Hand(context.new_page())


def come_in(admin: Hand, link: str) -> None:
    """Choose a password, couple an app, keep the spare codes."""
    admin.page.goto(link)
    admin.sees("Welkom, Beheerder")
    admin.type("Kies een wachtwoord", PASSWORD)
    admin.press("Bewaar en log in")
    admin.sees("Koppel een app")
    secret = admin.page.locator(".app-secret code").inner_text().replace(" ", "")
    admin.type("Code uit uw app", code_of(secret, clock.now()))
    admin.press("Koppel")
    admin.sees("Uw herstelcodes")
    admin.press("Ik heb ze bewaard")


def name_the_centre(admin: Hand) -> None:
    admin.sees("Uw eerste centrum")
    admin.type("Naam van het centrum", "De Hoek")
    admin.press("Maak dit centrum")
    admin.sees("Aan de slag")
    expect(admin.page.get_by_text(f"0 van {STEPS} stappen gedaan.")).to_be_visible()


def say_when_it_is_open(admin: Hand) -> None:
    admin.press("Vul ze in")
    admin.sees("Openingstijden")
    for day in ("Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag"):
        admin.type(day, "9-17")
    admin.press("Bewaar deze tijden")
    expect(admin.page.get_by_text("deze tijden gelden vanaf")).to_be_visible()


def plan_the_open_inloop(admin: Hand) -> None:
    admin.next_step()
    expect(admin.page.locator("#title")).to_have_value("Open inloop")
    expect(admin.page.locator("#ends-at")).to_have_value("17.00")
    admin.type("Plaats", "Huiskamer")
    admin.press("Bewaar")
    expect(admin.page.get_by_text("Bewaard: Open inloop")).to_be_visible()


def invite_a_host(admin: Hand) -> str:
    admin.next_step()
    admin.type("Naam", "Sara")
    admin.type("E-mailadres van het werk", "sara@hoek.voorbeeld")
    admin.press("Maak een link")
    return admin.page.get_by_label("De link", exact=True).input_value()


def link_the_tablet(admin: Hand, tablet: Hand, address: str) -> None:
    admin.next_step()
    admin.sees("Tablets")
    admin.type("Naam", "Ingang")
    admin.press("Geef een code")
    code = admin.page.locator(".fresh-code .big-code").inner_text()
    tablet.page.goto(f"{address}/kiosk/koppelen")
    tablet.type("Code", code)
    tablet.press("Koppel deze tablet")
    expect(tablet.page.get_by_role("button", name=re.compile("Open inloop"))).to_be_visible()


def print_a_poster(admin: Hand) -> str:
    """Return what stands on the poster. What Print opens is fetched, not shown."""
    admin.page.reload()
    admin.next_step()
    admin.sees("Posters")
    address = admin.page.get_by_role("link", name=re.compile("^Print")).first.get_attribute("href")
    admin.touches += 1
    printed = admin.page.request.get(f"{admin.page.url.partition('/team/')[0]}{address}")
    assert printed.headers["content-type"] == "application/pdf"
    return " ".join(PdfReader(BytesIO(printed.body())).pages[0].extract_text().split())


def check_in(tablet: Hand) -> None:
    tablet.touch(tablet.page.get_by_role("button", name=re.compile("Open inloop")))
    expect(tablet.page.get_by_role("heading", name="Met hoeveel bent u?")).to_be_visible()


def test_from_nothing_to_the_first_check_in(new: New, chromium: Browser) -> None:
    began = time.monotonic()
    admin = at_a_screen(chromium, browser.DESK)
    tablet = at_a_screen(chromium, browser.LANDSCAPE)
    tablet.page.clock.install(time=clock.now())
    come_in(admin, new.link)
    name_the_centre(admin)
    say_when_it_is_open(admin)
    plan_the_open_inloop(admin)
    assert invite_a_host(admin).startswith(f"{new.address}/team/welkom/")
    link_the_tablet(admin, tablet, new.address)
    poster = print_a_poster(admin)
    assert "De Hoek" in poster
    assert re.search(rf"{new.address.removeprefix('https://')}/p/\w+", poster)
    admin.page.reload()
    admin.next_step()
    expect(admin.page.locator("#visits")).to_have_text("0")
    check_in(tablet)
    expect(admin.page.locator("#visits")).to_have_text("1", timeout=15_000)
    expect(admin.page.locator(".on-the-road")).to_have_count(0)
    took = time.monotonic() - began
    told(admin, tablet, took)
    admin.page.goto(f"{new.address}/team/aan-de-slag")
    expect(admin.page.get_by_text("Alle stappen zijn gedaan.")).to_be_visible()


def told(admin: Hand, tablet: Hand, took: float) -> None:
    """Print what it took, and hold it to a quarter of an hour for a person who is new to it."""
    touches, typed = admin.touches + tablet.touches, admin.typed + tablet.typed
    pages = len(dict.fromkeys(admin.pages)) + len(dict.fromkeys(tablet.pages))
    person = READING * pages + TOUCHING * touches + TYPING * typed
    sys.stdout.write(
        f"{pages} pages, {touches} touches, {typed} fields; {took:.0f} s; a person {person} s\n"
    )
    assert touches <= 20
    assert typed <= 18
    assert person <= A_QUARTER


def test_the_next_step_is_offered_only_until_somebody_came(new: New, chromium: Browser) -> None:
    """A centre whose hours are taken away again would be sent back; nothing is ticked by hand."""
    admin = at_a_screen(chromium, browser.DESK)
    come_in(admin, new.link)
    name_the_centre(admin)
    for page in ("activiteiten", "posters", "vandaag"):
        admin.page.goto(f"{new.address}/team/{page}")
        expect(admin.page.locator(".on-the-road .button")).to_have_text("Nu: openingstijden")
    admin.page.goto(f"{new.address}/team/aan-de-slag")
    expect(admin.page.locator(".road .done")).to_have_count(0)
