"""Lists in a real browser: going back, without JavaScript, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from registry import clock
from registry.settings import Settings
from registry.words import day
from tests import browser
from tests.journeys.everywhere import demo
from tests.journeys.filling import fill
from tests.journeys.list_pages import LISTS
from tests.journeys.test_lists import address

__all__ = ["demo"]

CONTROLS = ("Laat zien", "Bewaar", "Toon alles", "Wijzig", "Uitloggen", "Naar de inhoud")
NOT_BLACK = """() => [...document.querySelectorAll('main *')]
    .filter((one) => !one.closest('svg') && one.checkVisibility({visibilityProperty: true}))
    .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((one) => getComputedStyle(one).color !== 'rgb(0, 0, 0)'
        || !/rgba\\(0, 0, 0, 0\\)/.test(getComputedStyle(one).backgroundColor))
    .map((one) => one.outerHTML.slice(0, 90))"""
PRESSABLE = """() => [...document.querySelectorAll(
        'header, nav:not(.pager), button, input, select, .button, .round')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}))
    .filter((one) => one.getBoundingClientRect().width > 1)
    .map((one) => one.outerHTML.slice(0, 90))"""
CUT = """() => [...document.querySelectorAll('[data-rows] > *')]
    .filter((one) => getComputedStyle(one).breakInside !== 'avoid')
    .map((one) => one.outerHTML.slice(0, 60))"""


@pytest.fixture(scope="module")
def house_of_lists(demo: Flask) -> Iterator[str]:
    """Serve the neighbourhood with something in every list."""
    with demo.app_context():
        fill()
    settings: Settings = demo.extensions["inloop_settings"]
    with browser.serving(settings, INLOOP_DEMO="1") as where:
        yield where


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Return whether the browser runs scripts."""
    run: bool = request.param
    return run


@contextmanager
def come_in(house: str, opened: Browser, *, scripts: bool) -> Iterator[Page]:
    """Open a page on which a coordinator has come in by a door of the demo."""
    context = opened.new_context(
        locale="nl-NL",
        java_script_enabled=scripts,
        viewport=browser.DESK,  # type: ignore[arg-type]
        base_url=house,
    )
    page = context.new_page()
    page.goto("/")
    page.click("form[action$='/coordinator'] button")
    page.wait_for_url("**/team/vandaag*")
    yield page
    context.close()


@pytest.fixture
def page(house_of_lists: str, plain_browser: Browser, scripts: bool) -> Iterator[Page]:
    """Return a page of a coordinator, with scripts or without."""
    with come_in(house_of_lists, plain_browser, scripts=scripts) as page:
        yield page


def shown(page: Page) -> tuple[str, list[str]]:
    """Return what a list shows: its part of the whole, and its rows."""
    return page.inner_text(".pager p"), page.locator("[data-rows] > *").all_inner_texts()


def solid(text: str) -> str:
    """Return a text without spaces: digits come from another font, which a PDF sets apart."""
    return "".join(text.split())


def test_going_back_shows_the_list_as_it_was(page: Page) -> None:
    page.goto("/team/instellingen/logboek")
    seen = [shown(page)]
    for press in (
        lambda: page.click("thead a:has-text('Wanneer')"),
        lambda: page.click("[rel=next]"),
        lambda: (page.select_option("[name=soort]", "handout"), page.click(".filters button")),
        lambda: page.click("[rel=next]"),
    ):
        before = page.url
        press()
        page.wait_for_url(lambda url, before=before: url != before)
        seen.append(shown(page))
    assert "sorteer=-wanneer" in page.url
    assert "soort=handout" in page.url
    assert len({str(one) for one in seen}) == 5
    assert [one[0].split(" ")[0] for one in seen] == ["1–50", "1–50", "51–100", "1–50", "51–100"]
    for earlier in seen[-2::-1]:
        page.go_back()
        page.wait_for_selector("[data-rows]")
        assert shown(page) == earlier
    page.go_forward()
    page.wait_for_selector("[data-rows]")
    assert shown(page) == seen[1]


def test_a_row_that_is_changed_leads_back_to_the_same_part_of_the_list(page: Page) -> None:
    page.goto("/team/partners")
    page.fill("[name=zoek]", "wijkteam")
    page.click(".filters button")
    page.wait_for_url("**zoek=wijkteam**")
    page.click("button:has-text('Haal weg'), button:has-text('Zet terug')")
    page.wait_for_selector(".told")
    assert page.url.endswith("/team/partners?zoek=wijkteam")
    assert len(shown(page)[1]) == 1


without_javascript = pytest.mark.parametrize("scripts", [False], indirect=True, ids=["without"])
with_javascript = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["with"])


@with_javascript
def test_a_list_on_paper_is_a_plain_table(demo: Flask, page: Page, house_of_lists: str) -> None:
    with demo.app_context():
        today = day(clock.local_day(clock.now()), year=True)
        lists = {endpoint: address(demo, endpoint) for endpoint in LISTS}
    wrong: dict[str, object] = {}
    for endpoint, where in lists.items():
        page.goto(where)
        page.emulate_media(media="print")
        wrong[endpoint] = [page.evaluate(script) for script in (PRESSABLE, NOT_BLACK, CUT)]
        page.emulate_media(media="null")
        heading = page.locator("h1, h2#listed-head").last.inner_text()
        sheets = [
            solid(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages
        ]
        assert solid(f"De Linde · {today}") in sheets[0], endpoint
        assert solid(heading) in sheets[0], endpoint
        assert not any(solid(word) in sheet for sheet in sheets for word in CONTROLS), endpoint
        assert f"1/{len(sheets)}" in sheets[0], endpoint
        assert "Volgorde:" in sheets[-1], endpoint
    assert {endpoint: found for endpoint, found in wrong.items() if found != [[], [], []]} == {}


@with_javascript
def test_headings_come_back_on_every_sheet(page: Page) -> None:
    page.goto("/team/instellingen/logboek")
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) > 1
    for sheet in sheets:
        text = sheet.extract_text()
        assert text.count("Van en naar") == 1 or "Volgorde" in text


@with_javascript
def test_what_a_filter_leaves_out_is_said_on_paper(page: Page) -> None:
    page.goto("/team/hulpvragen?toon=alles&onderwerp=geld&sorteer=-dag")
    text = solid(PdfReader(BytesIO(page.pdf(format="A4"))).pages[-1].extract_text())
    assert solid("Onderwerp: Geld en schulden · Volgorde: Dag, oudste eerst") in text


@with_javascript
@pytest.mark.parametrize(
    ("planted", "place"),
    [
        ("main form.filters, main .filters .button { display: flex !important; }", 0),
        (".list td { color: #4d4e66 !important; }", 1),
        (".list tbody td { background: #eee !important; }", 1),
        ("[data-rows] > * { break-inside: auto !important; }", 2),
    ],
)
def test_a_planted_fault_of_the_print_is_found(page: Page, planted: str, place: int) -> None:
    page.goto("/team/partners")
    page.emulate_media(media="print")
    found = [page.evaluate(script) for script in (PRESSABLE, NOT_BLACK, CUT)]
    assert found == [[], [], []]
    page.evaluate(
        """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
            document.adoptedStyleSheets = [sheet]; }""",
        planted,
    )
    assert page.evaluate((PRESSABLE, NOT_BLACK, CUT)[place]) != []
