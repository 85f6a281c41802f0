"""What is not on a linked tablet: posters and a pass on a phone, and linking a tablet. Each page in
every language, with large and small letters, in the colours of the system, on a small phone too.

A short form runs with the tests; `make probe` looks at all in every way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from itertools import product
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Page

from registry import words
from registry.activities import services as activities
from registry.activities.services import Why
from registry.centres import queries as centres
from registry.passes import token
from registry.posters import services as posters
from tests import browser
from tests.builders import MONDAY_TEN, a_centre, a_daily_activity, occurrence_on
from tests.kiosk.screens import looks
from tests.kiosk.screens.test_poster import public as public  # a fixture

ALL = os.environ.get("INLOOP_PROBE") == "all"
LANGUAGES = tuple(words.LANGUAGES)
DAY = MONDAY_TEN.date()
HELD = {
    "open": {"starts": time(9), "ends": time(17)},
    "child": {"starts": time(9), "ends": time(17), "for_children": True},
    "early": {"starts": time(15), "ends": time(17)},
    "over": {"starts": time(8), "ends": time(9, 30)},
    "cancelled": {"starts": time(9), "ends": time(17)},
}
POSTERS = (*HELD, "open/dank", "child/dank", "open/dank?vol=1")
PAGES = (*POSTERS, "unknown", "pas", "pas#", "bewaren")
SIZES = {
    "phone": (390, 844, 100),
    "phone, large letters": (390, 844, 200),
    "small phone": (320, 568, 100),
    "phone on its side": (844, 390, 100),
}
"""Width, height, and how large the letters are, in percent, as a phone's own settings say."""
LARGER = """(percent) => { document.documentElement.style.fontSize = `${percent}%`; }"""


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look at a page of a phone."""

    size: str
    forced: bool


LOOKS = [Look(*one) for one in product(SIZES, (False, True))]


@pytest.fixture
def addresses(book: Flask, served: str) -> dict[str, str]:
    """Return where each page is, of a centre that speaks every language."""
    centre = a_centre(f"De Linde {uuid4()}", languages=LANGUAGES)
    keys = {
        name: occurrence_on(centre, a_daily_activity(centre, f"Schilderen {name}", **more), DAY)
        for name, more in HELD.items()
    }
    view = centres.by_id(centre)
    assert view is not None
    held = posters.posters_of(centre=view, days=[DAY], at=MONDAY_TEN)
    codes = {one.item.occurrence_id: one.code for one in held}
    activities.cancel_occurrence(
        centre_id=centre, occurrence_id=keys["cancelled"], why=Why("ziek"), at=MONDAY_TEN, by=None
    )
    made = {name: f"{served}/p/{codes[key]}" for name, key in keys.items()}
    for page in POSTERS:
        name, slash, more = page.partition("/")
        made[page] = made[name] + slash + more
    others = {
        "unknown": "p/AAAAAAAA",
        "pas": "pas",
        "pas#": f"pas#{token.make()}",
        "bewaren": "bewaren",
    }
    return made | {name: f"{served}/{path}" for name, path in others.items()}


def faults(page: Page, look: Look) -> list[str]:
    """Return what axe and the probes find on a page of a phone."""
    width, height, percent = SIZES[look.size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(forced_colors="active" if look.forced else "none")
    page.evaluate(LARGER, percent)
    wide = page.evaluate("() => document.documentElement.scrollWidth") - width
    found = browser.axe_violations(page) + browser.small_targets(page, 44) + browser.clipped(page)
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]


def turns() -> Iterator[list[tuple[str, Look]]]:
    """Give for each page the languages and the ways in which it is looked at."""
    for number, page in enumerate(PAGES):
        if page == "unknown":  # no centre is behind it, so no other language
            yield list(product(["nl"], LOOKS))
        elif ALL:
            yield list(product(LANGUAGES, LOOKS))
        else:
            spoken = [LANGUAGES[(number + 3 * turn) % len(LANGUAGES)] for turn in range(4)]
            yield [(one, LOOKS[2 * turn + number % 2]) for turn, one in enumerate(spoken)]


@pytest.mark.parametrize(("page", "seen"), list(zip(PAGES, turns(), strict=True)), ids=PAGES)
def test_every_page_of_a_phone_is_for_everyone(
    new_page: Callable[..., Page],
    addresses: dict[str, str],
    page: str,
    seen: list[tuple[str, Look]],
) -> None:
    phone, found = new_page(browser.PHONE), []
    for language, look in seen:
        address, _, pass_ = addresses[page].partition("#")
        joint = "&" if "?" in address else "?"
        phone.goto(f"{address}{joint}taal={language}#{pass_}")
        assert phone.get_attribute("html", "lang") == language
        found += [f"{language}, {look}: {one}" for one in faults(phone, look)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("typed", ["", "12345678"])
def test_linking_a_tablet_is_for_everyone(
    new_page: Callable[..., Page], served: str, typed: str
) -> None:
    tablet = new_page()
    tablet.clock.install(time=MONDAY_TEN)
    tablet.goto(f"{served}/kiosk/koppelen")
    if typed:
        tablet.fill("[name=code]", typed)
        tablet.click("button")
        tablet.wait_for_selector("#code-error")
    ways = product(("gewoon", "200 %"), ("light", "forced"), (False, True))
    found = [
        f"{look}: {one}"
        for look in (looks.Look(*way) for way in ways)
        for one in looks.faults(tablet, look)
    ]
    assert not found, "\n".join(found)
