"""The tablet and the registry agree on what a pass's text is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from registry.passes import token

SOURCE = Path(__file__).resolve().parents[3] / "static" / "kiosk" / "pass-text.js"


@pytest.fixture
def plain_page(plain_browser: Browser) -> Iterator[Page]:
    """Return an empty page."""
    page = plain_browser.new_page()
    yield page
    page.close()


def read_by_tablet(page: Page, texts: list[str]) -> list[str | None]:
    """Return what the tablet's script makes of these texts."""
    source = SOURCE.read_text(encoding="utf-8").replace("export function", "function")
    read: list[str | None] = page.evaluate(
        f"(texts) => {{ {source}; return texts.map(readPass); }}", texts
    )
    return read


def test_the_tablet_reads_every_pass_that_the_registry_makes(plain_page: Page) -> None:
    texts = [token.make() for _ in range(300)]
    assert read_by_tablet(plain_page, texts) == texts
    assert read_by_tablet(plain_page, [text.lower().replace("-", " ") for text in texts]) == texts


def test_one_wrong_character_is_no_pass_on_either_side(plain_page: Page) -> None:
    chosen = random.Random(1)  # noqa: S311  # only to pick test cases
    wrong = []
    for _ in range(300):
        text = token.make()
        place = chosen.choice([at for at, letter in enumerate(text) if letter != "-"])
        other = chosen.choice([letter for letter in token.ALPHABET if letter != text[place]])
        wrong.append(text[:place] + other + text[place + 1 :])
    assert read_by_tablet(plain_page, wrong) == [None] * 300


def test_a_web_address_is_no_pass(plain_page: Page) -> None:
    assert read_by_tablet(plain_page, ["https://example.org/", "", "8F3K-"]) == [None] * 3
