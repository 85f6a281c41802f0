"""The pages that no address alone shows, as everybody needs them: the doors from link to spare
codes, what is asked once more, what is shown once, and what stands there after a deed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import update

from registry import clock
from registry.database import writing
from registry.passes import services as passes
from registry.passes import token
from registry.staff import services as staff
from registry.staff.models import SignIn
from registry.visits import services as visits
from registry.visits.events import Misfit, Source
from tests import browser
from tests.builders import a_check_in, a_daily_activity, code_of
from tests.journeys.conftest import ALL_DAY, PASSWORD, House
from tests.journeys.everywhere import faults

NewPage = Callable[..., Page]


class Looked:
    """A page on a phone, and what was wrong with each state of it that was looked at."""

    def __init__(self, page: Page, house: House) -> None:
        """Take a page at an installation."""
        self.page, self.house = page, house
        self.found: dict[str, list[str]] = {}

    def at(self, path: str) -> Looked:
        """Go to an address."""
        self.page.goto(self.house.address + path)
        return self

    def presses(self, name: str) -> Looked:
        """Press the first button or link of a name."""
        pattern = re.compile(f"^{re.escape(name)}")
        button = self.page.get_by_role("button", name=pattern)
        button.or_(self.page.get_by_role("link", name=pattern)).first.click()
        return self

    def types(self, label: str, text: str) -> Looked:
        """Fill a field in."""
        self.page.get_by_label(label, exact=True).first.fill(text)
        return self

    def comes_in(self, email: str, password: str = PASSWORD, code: str = "") -> Looked:
        """Fill in the sign-in page and send it."""
        self.at("/team/inloggen").page.fill("#email", email)
        self.page.fill("#password", password)
        self.page.fill("#code", code)
        return self.presses("Log in")

    def sees(self, text: str) -> Looked:
        """Wait for a text, and look for faults."""
        expect(
            self.page.get_by_text(text).and_(self.page.locator(":visible")).first
        ).to_be_visible()
        self.found[text] = faults(self.page, "phone")
        return self

    @property
    def wrong(self) -> dict[str, list[str]]:
        """What was wrong, by state."""
        return {state: list_ for state, list_ in self.found.items() if list_}


def test_every_door_is_for_everyone(house: House, new_page: NewPage) -> None:
    with house.app.app_context():
        link = staff.make_link(
            email="nieuw@linde.voorbeeld",
            name="Bo",
            role="coordinator",
            centre_id=house.centre.id,
            at=clock.now(),
        )
    new = Looked(new_page(browser.PHONE), house)
    new.at("/team/welkom/x").sees("Deze link werkt niet meer")
    new.at(f"/team/welkom/{link}").sees("Welkom, Bo")
    new.types("Kies een wachtwoord", "123456789012").presses("Bewaar en log in")
    new.sees("Dit is makkelijk te raden.")
    new.types("Kies een wachtwoord", PASSWORD).presses("Bewaar en log in").sees("Koppel een app")
    new.types("Code uit uw app", "000000").presses("Koppel").sees("Deze code klopt niet. Staat")
    secret = new.page.locator(".app-secret code").inner_text().replace(" ", "")
    new.types("Code uit uw app", code_of(secret, clock.now())).presses("Koppel")
    new.sees("Uw herstelcodes").presses("Ik heb ze bewaard")
    new.page.context.clear_cookies()
    new.comes_in("nieuw@linde.voorbeeld", "een ander").sees("horen niet bij elkaar")
    new.comes_in("nieuw@linde.voorbeeld").sees("De tweede stap")
    new.page.fill("#code", "000000")
    new.presses("Log in").sees("of is al gebruikt")
    assert new.wrong == {}
    assert len(new.found) == 9


def test_what_is_asked_once_more_and_shown_once_is_for_everyone(
    house: House, new_page: NewPage
) -> None:
    email, secret = house.account_with_app("coordinator")
    looked = Looked(new_page(browser.PHONE), house)
    looked.comes_in(email, code=code_of(secret, clock.now()))
    looked.page.wait_for_url(re.compile("/team/(vandaag|aan-de-slag)"))
    with house.app.app_context(), writing() as connection:
        long_ago = clock.now() - timedelta(hours=1)
        connection.execute(update(SignIn).values(proved_at=long_ago))
    looked.at("/team/instellingen/tablets").types("Naam", "Ingang").presses("Geef een code")
    looked.sees("Bent u het zelf?")
    looked.page.locator("#bewijs").fill("iets anders")
    looked.presses("Ga verder").sees("Dit klopt niet.")
    looked.page.locator("#bewijs").fill(PASSWORD)
    looked.presses("Ga verder").sees("Ingang")
    expect(looked.page.locator(".fresh-code .big-code")).to_be_visible()
    looked.at("/team/instellingen/collegas").types("Naam", "Sara")
    looked.types("E-mailadres van het werk", "sara@linde.voorbeeld").presses("Maak een link")
    looked.sees("De link voor Sara")
    looked.at("/team/instellingen")
    here = looked.page.locator(".ways [aria-current]")
    expect(here).to_be_in_viewport(ratio=0.99)
    looked.at("/team/mijn-account").presses("Geef mij een pincode")
    looked.sees("U ziet hem alleen nu.")
    looked.at("/team/mijn-account").presses("Nieuwe herstelcodes").sees("Uw herstelcodes")
    assert looked.wrong == {}
    assert len(looked.found) == 6


def test_a_pass_that_is_held_up_is_for_everyone(house: House, new_page: NewPage) -> None:
    here, email = house.centre.id, house.account("host")
    with house.app.app_context():
        at, key = clock.now(), house.app.config["PASS_KEY"]
        day = clock.local_day(at)
        blank, used = passes.make(centre_id=here, count=2, on=day, at=at, key=key)
        hash_ = token.hash_of(token.read(used), key)
        a_check_in(here, day, pass_hash=hash_)
        apart = Misfit(here, "future", b"x" * 32, {"kind": "check_in", "pass": hash_.hex()})
        visits.quarantine(source=Source(here, "tablet"), misfit=apart, at=at)
    looked = Looked(new_page(browser.PHONE), house)
    looked.comes_in(email)
    looked.page.wait_for_url(re.compile("/team/(vandaag|aan-de-slag)"))
    for card, said in ((blank, "Nog niet uitgegeven."), (used, "Apart gezet")):
        looked.at("/team/passen").types("Code van de pas", card).presses("Bekijk de pas").sees(said)
    looked.presses("Wis deze pas").sees("Zet eerst het vinkje")
    looked.at("/team/passen").types("Code van de pas", blank).presses("Bekijk de pas")
    looked.presses("Trek in").sees("De pas is ingetrokken.")
    looked.at("/team/passen").types("Code van de pas", blank).presses("Bekijk de pas")
    looked.sees("Ingetrokken op")
    assert looked.wrong == {}
    assert len(looked.found) == 5


def test_a_paper_day_with_a_long_name_fits_a_phone(house: House, new_page: NewPage) -> None:
    email, title = house.account("host"), "Huiswerkbegeleidingsbijeenkomst"
    with house.app.app_context():
        a_daily_activity(house.centre.id, title, **ALL_DAY)
    looked = Looked(new_page(browser.PHONE), house)
    looked.comes_in(email)
    looked.page.wait_for_url(re.compile("/team/(vandaag|aan-de-slag)"))
    looked.at(f"/team/dag/{clock.local_day(clock.now())}").sees(title)
    assert looked.wrong == {}
