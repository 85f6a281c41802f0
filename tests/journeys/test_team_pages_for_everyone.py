"""Every page of the team and of the public, filled with a made-up neighbourhood, as everybody
needs it: no axe violation, nothing cut or too small to touch, on a laptop and on a phone.

The pages are those of the app's own map of addresses: a new one is covered by itself.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page
from pypdf import PdfReader
from werkzeug.routing import Rule

from registry import clock
from registry.activities import queries as activities
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.posters import services as posters
from registry.posters.queries import PosterView
from registry.settings import Settings
from registry.staff import queries as people
from registry.staff import services as staff
from registry.staff.queries import Person
from registry.support.queries import help_requests
from registry.texts.catalogue import key_of
from registry.visits import queries as visits
from registry.words import iso_week
from tests import browser
from tests.builders import code_of, couple
from tests.databases import Make, close
from tests.journeys.conftest import PASSWORD

Open = Callable[[str, dict[str, int]], Page]
SIZES = {"laptop": browser.DESK, "phone": browser.PHONE}
FINGER = 44
"""How many pixels a control on a phone has at least; axe knows what a mouse needs."""
DOORS = {
    "open": {"INLOOP_DEMO": "1"},
    "shut": {"INLOOP_PUBLIC_URL": "https://inloop.voorbeeld"},
}
"""With the doors of the demo, and as a real installation that phones can reach."""
BANNER = "Voorbeelddata"
NOWHERE = "/nergens"
NO_PAGE = ("ERR_ABORTED", "Download is starting")
"""What Chromium says of an answer without a page, and of a file that it keeps."""
EMAIL = "iedereen@linde.voorbeeld"


def here() -> CentreView:
    """Return the only centre."""
    (centre,) = centres.all_centres()
    return centre


def poster() -> PosterView:
    """Return a poster of today or of the days after it."""
    today = clock.local_day(clock.now())
    days = [today + timedelta(days=ahead) for ahead in range(7)]
    return posters.posters_of(centre=here(), days=days, at=clock.now())[0]


def last_month() -> str:
    """Return the last month that is over."""
    return f"{clock.local_day(clock.now()).replace(day=1) - timedelta(days=1):%Y-%m}"


def a_host() -> Person:
    """Return a host of the centre."""
    found = people.first_with(role="host", centre_id=here().id)
    assert found is not None
    return found


def a_check_in() -> visits.Standing:
    """Return the last check-in before today."""
    today = clock.local_day(clock.now())
    week = {"first_day": today - timedelta(days=7), "last_day": today - timedelta(days=1)}
    return visits.standing(centre_id=here().id, **week)[-1]


def link(email: str = "nieuw@linde.voorbeeld") -> str:
    """Return the token of a link with which a coordinator chooses a password."""
    return staff.make_link(
        email=email, name="Iedereen", role="coordinator", centre_id=here().id, at=clock.now()
    )


SAMPLES: dict[str, Callable[[], object]] = {
    "activity_id": lambda: activities.activities(centre_id=here().id)[0].id,
    "tablet_id": lambda: centres.tablets_to_care_for(here().id)[0].id,
    "occurrence_id": lambda: poster().item.occurrence_id,
    "code": lambda: poster().code,
    "language": lambda: "en",
    "text": lambda: key_of("Welkom"),
    "month": last_month,
    "digest": lambda: "0" * 64,
    "number": lambda: help_requests.open_requests(centre_id=here().id)[0].number,
    "token": link,
    "slug": lambda: here().slug,
    "account_id": lambda: a_host().account_id,
    "day": lambda: a_check_in().local_day,
    "check_in_id": lambda: a_check_in().id,
    "week": lambda: iso_week(clock.local_day(clock.now())),
}
"""What to fill in for each part of an address. A new kind of part needs a line here."""


def addresses(app: Flask) -> list[str]:
    """Return everything that the team or anybody may ask for, and something that is nowhere."""
    places = app.url_map.bind("localhost")
    with app.app_context():
        return [
            *(
                places.build(rule.endpoint, {part: SAMPLES[part]() for part in rule.arguments})
                for rule in app.url_map.iter_rules()
                if "GET" in (rule.methods or ()) and is_open(app, rule)
            ),
            NOWHERE,
        ]


def is_open(app: Flask, rule: Rule) -> bool:
    """Tell whether an address is a page for people: neither a file nor for a linked tablet."""
    view = app.view_functions[rule.endpoint]
    is_file = rule.endpoint == "static" or "." in rule.rule
    return not is_file and view.access != "tablet"  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, make_app: Make) -> Iterator[Flask]:
    """Return the app of a made-up neighbourhood of one centre and three months."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("demo"))
    subprocess.run(  # noqa: S603  # our own command
        browser.inloop("demo", "--months", "3", "--centres", "1"),
        env={**os.environ, "INLOOP_DATA_DIR": str(settings.data_dir)},
        check=True,
        capture_output=True,
        cwd=browser.ROOT,
    )
    app = make_app(settings)
    with app.app_context():
        at, key = clock.now(), app.config["SECOND_KEY"]
        door = staff.use_link(token=link(EMAIL), password=PASSWORD, at=at)
        app.config["SECRET_OF_APP"] = couple(door, key=key, at=at - timedelta(minutes=5))
    yield app
    close(app)


@pytest.fixture(scope="module", params=DOORS)
def doors(request: pytest.FixtureRequest) -> str:
    """Return how the neighbourhood is served; SQLite has one server at a time."""
    how: str = request.param
    return how


@pytest.fixture(scope="module")
def signed_in(demo: Flask, doors: str, plain_browser: Browser) -> Iterator[Open]:
    """Return what opens a page as a coordinator."""
    settings: Settings = demo.extensions["inloop_settings"]
    with browser.serving(settings, **DOORS[doors]) as address:
        context = plain_browser.new_context(locale="nl-NL")
        page = context.new_page()
        page.goto(f"{address}/team/inloggen")
        page.fill("[name=email]", EMAIL)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"^[^?]*/team/inloggen/code"))
        page.fill("[name=code]", code_of(demo.config["SECRET_OF_APP"], clock.now()))
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"^[^?]*/team/vandaag"), wait_until="commit")

        def open_page(path: str, viewport: dict[str, int]) -> Page:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.goto(address + path)
            return page

        yield open_page
        context.close()


in_the_demo = pytest.mark.parametrize("doors", ["open"], indirect=True, scope="module")
"""For what is the same with every door."""


def faults(page: Page, doors: str, size: str) -> list[str]:
    """Return what keeps somebody from using the page that is shown.

    axe looks at the pages with open doors only: shut ones are made of the same pieces.
    """
    wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    small = browser.small_targets(page, FINGER) if size == "phone" else []
    said = page.inner_text("body")
    return [
        *(browser.axe_violations(page) if doors == "open" or "/team/" not in page.url else []),
        *(f"small: {one}" for one in small),
        *(f"cut: {one}" for one in browser.clipped(page)),
        *([f"{wider} px wider than the window"] if wider > 0 else []),
        *([] if page.locator("h1").first.is_visible() else ["no heading"]),
        *(["does not say that it is made up"] if doors == "open" and BANNER not in said else []),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_for_everyone(demo: Flask, doors: str, signed_in: Open, size: str) -> None:
    found = {}
    for path in addresses(demo):
        try:
            page = signed_in(path, SIZES[size])
        except Error as error:
            if any(said in str(error) for said in NO_PAGE):
                continue
            raise
        if page.evaluate("() => document.doctype !== null"):
            found[path] = faults(page, doors, size)
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
    assert faults(page, doors, "phone") == []
    page.eval_on_selector("main a.button", f"(one) => {{ one.style.cssText = '{planted}'; }}")
    assert any(found in fault for fault in faults(page, doors, "phone"))


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
    assert faults(page, doors, size) == []


@in_the_demo
@pytest.mark.parametrize("size", SIZES)
def test_one_bijeenkomst_is_for_everyone_in_every_state(
    doors: str, signed_in: Open, size: str
) -> None:
    page = signed_in("/team/programma", SIZES[size])
    page.locator("a.planned").last.click()
    page.get_by_role("button", name="Zeg het af").click()
    page.get_by_text("niet goed").wait_for()
    assert faults(page, doors, size) == []
    page.get_by_label("De begeleider is ziek").first.check()
    page.get_by_role("button", name="Zeg het af").click()
    page.get_by_role("button", name="Maak ongedaan").wait_for()
    assert faults(page, doors, size) == []
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
