"""Wat we bewaren in a real browser: one sheet of A4 and nothing cut, in every language."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from registry.words import LANGUAGES, direction
from tests import browser
from tests.journeys.conftest import House

ROWS = 10


def faults(page: Page, language: str) -> list[str]:
    """Return what is wrong with the page in a language, on a phone and on paper."""
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    lines = page.locator(".rows li p").all_inner_texts()
    return [
        *browser.axe_violations(page),
        *browser.clipped(page),
        *([f"{len(printed.pages)} pages"] if len(printed.pages) != 1 else []),
        *([f"{len(lines)} rows"] if len(lines) != ROWS or not all(lines) else []),
        *([] if page.locator(f'html[dir="{direction(language)}"]').count() else ["direction"]),
    ]


def test_it_is_for_everyone_in_every_language(house: House, new_page: Callable[..., Page]) -> None:
    page, found, said = new_page(browser.PHONE), {}, set()
    for language in LANGUAGES:
        page.goto(f"{house.address}/bewaren?taal={language}")
        found[language] = faults(page, language)
        said.add(page.inner_text(".rows"))
    assert found == {language: [] for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


@pytest.mark.parametrize("path", ["/pas", "/"])
def test_a_way_leads_there(house: House, new_page: Callable[..., Page], path: str) -> None:
    page = new_page(browser.PHONE)
    page.goto(f"{house.address}{path}")
    page.get_by_role("link", name="Wat we bewaren").click()
    page.get_by_role("heading", name="Wat we bewaren").wait_for()


def test_a_language_that_nobody_speaks_is_dutch(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.PHONE)
    page.goto(f"{house.address}/bewaren?taal=xx")
    page.get_by_role("heading", name="Wat we bewaren").wait_for()
