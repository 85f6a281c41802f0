"""Every page of the team and of the public, filled with a made-up neighbourhood, as everybody
needs it: no axe violation, nothing cut or too small to touch, on a laptop and on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from registry.settings import Settings
from tests import browser
from tests.journeys.everywhere import (
    EMAIL,
    SIZES,
    Open,
    addresses,
    demo,
    faults,
    pages,
    signed_in_as,
)

__all__ = ["demo"]

DOORS = {
    "open": {"INLOOP_DEMO": "1"},
    "shut": {"INLOOP_PUBLIC_URL": "https://inloop.voorbeeld"},
}
"""With the doors of the demo, and as a real installation that phones can reach."""
BANNER = "Voorbeelddata"


@pytest.fixture(scope="module", params=DOORS)
def doors(request: pytest.FixtureRequest) -> str:
    """Return how the neighbourhood is served; SQLite has one server at a time."""
    how: str = request.param
    return how


@pytest.fixture(scope="module")
def signed_in(demo: Flask, doors: str, plain_browser: Browser) -> Iterator[Open]:
    """Return what opens a page as a coordinator."""
    settings: Settings = demo.extensions["inloop_settings"]
    secret = demo.config["SECRET_OF_APP"]
    with (
        browser.serving(settings, **DOORS[doors]) as address,
        signed_in_as(plain_browser, address, EMAIL, secret) as show,
    ):
        yield show


in_the_demo = pytest.mark.parametrize("doors", ["open"], indirect=True, scope="module")
"""For what is the same with every door."""


def behind(page: Page, doors: str, size: str) -> list[str]:
    """Return the faults of a page; axe looks at it with open doors only, shut ones are alike."""
    axe = doors == "open" or "/team/" not in page.url
    made_up = doors == "shut" or BANNER in page.inner_text("body")
    says = [] if made_up else ["does not say that it is made up"]
    return [*faults(page, size, axe=axe), *says]


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_for_everyone(demo: Flask, doors: str, signed_in: Open, size: str) -> None:
    shown = pages(signed_in, addresses(demo), size)
    found = {path: behind(page, doors, size) for path, page in shown}
    assert {path: list_ for path, list_ in found.items() if list_} == {}
    assert len(found) > 25


@in_the_demo
@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("min-height: 0; height: 20px", "small: "),
        ("display: block; width: 20px; overflow: hidden; white-space: nowrap", "cut: "),
        ("margin-left: 380px; white-space: nowrap", "wider than the window"),
        ("color: #ccc", "color-contrast: "),
    ],
)
def test_a_planted_fault_is_found(doors: str, signed_in: Open, planted: str, found: str) -> None:
    page = signed_in("/team/posters", browser.PHONE)
    assert behind(page, doors, "phone") == []
    page.eval_on_selector("main a.button", f"(one) => {{ one.style.cssText = '{planted}'; }}")
    assert any(found in fault for fault in behind(page, doors, "phone"))


@in_the_demo
@pytest.mark.parametrize("size", SIZES)
def test_a_refused_form_is_for_everyone(size: str, signed_in: Open) -> None:
    page = signed_in("/team/activiteiten/nieuw", SIZES[size])
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("dingen niet goed").wait_for()
    assert browser.axe_violations(page) == []


@in_the_demo
@pytest.mark.parametrize("size", SIZES)
def test_a_month_of_the_programme_is_for_everyone(doors: str, signed_in: Open, size: str) -> None:
    page = signed_in("/team/programma?maand=2026-12", SIZES[size])
    assert behind(page, doors, size) == []


@in_the_demo
@pytest.mark.parametrize("size", SIZES)
def test_one_bijeenkomst_is_for_everyone_in_every_state(
    doors: str, signed_in: Open, size: str
) -> None:
    page = signed_in("/team/programma", SIZES[size])
    page.locator("a.planned").last.click()
    page.get_by_role("button", name="Zeg het af").click()
    page.get_by_text("niet goed").wait_for()
    assert behind(page, doors, size) == []
    page.get_by_label("De begeleider is ziek").first.check()
    page.get_by_role("button", name="Zeg het af").click()
    page.get_by_role("button", name="Maak ongedaan").wait_for()
    assert behind(page, doors, size) == []
    page.get_by_role("button", name="Maak ongedaan").click()
    page.get_by_text("is weer zoals gepland").wait_for()


@in_the_demo
def test_what_is_pressed_among_the_activities_is_large_enough(signed_in: Open) -> None:
    page = signed_in("/team/activiteiten", browser.DESK)
    page.locator("main .button, main button").first.wait_for()
    small = browser.small_targets(page, 44)
    assert [one for one in small if "button" in one.split(">")[0]] == []


@in_the_demo
def test_vandaag_fits_on_a_laptop_without_scrolling(signed_in: Open) -> None:
    page = signed_in("/team/vandaag", browser.DESK)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= browser.DESK["height"]


@in_the_demo
@pytest.mark.parametrize("paper", [{"format": "A4", "landscape": True}, {"format": "A4"}])
def test_the_theory_prints_on_three_pages_however_the_paper_lies(
    paper: dict[str, object], signed_in: Open
) -> None:
    page = signed_in("/theorie", browser.DESK)
    assert len(PdfReader(BytesIO(page.pdf(**paper))).pages) == 3  # type: ignore[arg-type]
