"""A poster's page in a phone's browser, and posters on the tablet: weight, no script, fitting."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response

from registry.centres import queries as centres
from registry.posters import services as posters
from registry.visits import queries as visits
from tests import browser
from tests.builders import MONDAY_TEN, a_centre, a_daily_activity
from tests.kiosk.screens.tablet import link
from tests.kiosk.screens.test_phone_pass import codes_in

DAY = MONDAY_TEN.date()
MOST = 30 * 1024
ADDRESS = "https://inloop.voorbeeld"


@pytest.fixture(autouse=True)
def public(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let phones know the address."""
    known = app.extensions["inloop_settings"].model_copy(update={"public_url": ADDRESS})
    monkeypatch.setitem(app.extensions, "inloop_settings", known)


@pytest.fixture
def centre(book: Flask) -> UUID:
    """Return a centre that paints, in a room with a long name."""
    made = a_centre(f"De Linde {uuid4()}")
    a_daily_activity(made, "Schilderen", main_o="ontspannen", pictogram="paint-brush")
    return made


@pytest.fixture
def address(centre: UUID, served: str) -> str:
    """Return the address of today's poster."""
    return f"{served}/p/{code_of(centre)}"


def code_of(centre: UUID) -> str:
    """Return the code of the centre's poster of today."""
    view = centres.by_id(centre)
    assert view is not None
    (found,) = posters.posters_of(centre=view, days=[DAY], at=MONDAY_TEN)
    return str(found.code)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """Return a phone."""
    return new_page(browser.PHONE)


@pytest.fixture
def plain_phone(plain_browser: Browser) -> Iterator[Page]:
    """Return a phone that runs no script."""
    context = plain_browser.new_context(viewport=browser.PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def people(centre: UUID) -> list[int]:
    """Return how many people each poster check-in has."""
    rows = visits.standing(centre_id=centre, first_day=DAY, last_day=DAY)
    return [one.party for one in rows if one.channel == "poster"]


def test_a_poster_weighs_at_most_30_kb_with_all_it_loads(phone: Page, address: str) -> None:
    parts: dict[str, bytes] = {}

    def weigh(response: Response) -> None:
        parts[response.url] = response.body()

    phone.on("response", weigh)
    phone.goto(address, wait_until="networkidle")
    raw = sum(map(len, parts.values()))
    packed = sum(len(gzip.compress(body)) for body in parts.values())
    print(f"poster: {len(parts)} files, {raw} bytes, {packed} packed")  # noqa: T201  # a figure
    assert 5_000 < packed < raw <= MOST
    assert len(parts) <= 6


def test_it_works_without_a_script(plain_phone: Page, address: str, centre: UUID) -> None:
    plain_phone.goto(address)
    for _ in range(2):
        plain_phone.click("[data-step='1']")
    plain_phone.click("[data-step='-1']")
    assert plain_phone.inner_text("output") == "2"
    plain_phone.click("button")
    assert plain_phone.inner_text("h1") == "Dank u wel!"
    assert people(centre) == [2]
    assert plain_phone.context.cookies() == []


def test_with_a_script_it_counts_in_place(phone: Page, address: str, centre: UUID) -> None:
    phone.goto(address)
    phone.click("[data-step='-1']")
    assert phone.inner_text("output") == "1"
    phone.click("[data-step='1']")
    phone.focus("[data-step='1']")
    phone.keyboard.press(" ")
    phone.keyboard.press("Enter")
    assert phone.inner_text("output") == "4"
    assert phone.url == address, "no page was asked for"
    phone.dblclick("button")
    phone.wait_for_selector(".told")
    assert people(centre) == [4]


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
@pytest.mark.parametrize("page", ["", "/dank", "/dank?vol=1"])
def test_everybody_can_use_it(phone: Page, address: str, language: str, page: str) -> None:
    joint = "&" if "?" in page else "?"
    phone.goto(f"{address}{page}{joint}taal={language}")
    assert phone.get_attribute("html", "lang") == language
    assert browser.axe_violations(phone) == []
    assert browser.small_targets(phone, 44) == []
    assert browser.clipped(phone) == []
    phone.set_viewport_size({"width": 320, "height": 568})
    assert browser.clipped(phone) == []
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_the_tablet_shows_codes_that_its_own_reader_reads(
    plain_browser: Browser, served: str, book: Flask
) -> None:
    context = plain_browser.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
    tablet = link(context, served).open()
    tablet.page.click("[data-go=meer]")
    tablet.page.click("[data-go=telefoon]")
    tablet.shows("telefoon")
    shown = tablet.page.locator(".poster")
    titles = [title.strip() for title in shown.locator("bdi").all_inner_texts()]
    assert sorted(titles) == ["Fietsles", "Kinderclub", "Naaiatelier", "Open inloop"]
    view = centres.by_id(tablet.centre)
    assert view is not None
    held = posters.posters_of(centre=view, days=[DAY], at=MONDAY_TEN)
    codes = {one.item.title: f"{ADDRESS}/p/{one.code}" for one in held}
    tablet.page.wait_for_timeout(400)
    picture = tablet.page.screenshot()
    reading = context.new_page()
    reading.goto(f"{served}/pas")
    read = codes_in(reading, f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    assert sorted(read) == sorted(codes.values())
    for viewport in (browser.LANDSCAPE, browser.PORTRAIT):
        tablet.page.set_viewport_size(viewport)  # type: ignore[arg-type]
        assert browser.axe_violations(tablet.page) == []
        assert browser.clipped(tablet.page) == []
    tablet.page.click("[data-go=back]")
    tablet.shows("welkom")
    assert tablet.kinds() == []
    context.close()


def test_who_has_checked_in_is_not_offered_to_do_so_by_phone(
    plain_browser: Browser, served: str, book: Flask
) -> None:
    context = plain_browser.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
    tablet = link(context, served).open()
    tablet.arrive("Fietsles")
    tablet.page.click("button.chosen:visible")
    tablet.shows("meer")
    assert not tablet.page.is_visible("[data-go=telefoon]")
    context.close()
