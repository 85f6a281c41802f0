"""Every page of the app's own map of addresses, filled with a made-up neighbourhood, and what is
wrong with one for who has to use it. A new page is covered by itself.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page
from werkzeug.routing import Rule

from registry import clock
from registry.activities import queries as activities
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.figures.periods import Period
from registry.posters import services as posters
from registry.posters.queries import PosterView
from registry.settings import Settings
from registry.sheets import queries as sheets
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
NOWHERE = "/nergens"
NO_PAGE = ("ERR_ABORTED", "Download is starting")
"""What Chromium says of an answer without a page, and of a file that it keeps."""
EMAIL = "iedereen@linde.voorbeeld"
HOST = "balie@linde.voorbeeld"
"""Who can sign in there: a coordinator with a second step, and a host."""


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


def link(email: str = "nieuw@linde.voorbeeld", role: str = "coordinator") -> str:
    """Return the token of a link with which somebody chooses a password."""
    return staff.make_link(
        email=email, name="Iedereen", role=role, centre_id=here().id, at=clock.now()
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
    "quarter": lambda: str(Period.of(clock.local_day(clock.now()), quarter=True).previous),
    "year": lambda: str(clock.local_day(clock.now()).year),
    "sheet_code": lambda: sheets.all_current(centre_id=here().id)[0].code,
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
            f"/team/maand/{last_month()}?naast={clock.local_day(clock.now()):%Y-%m}",
            NOWHERE,
        ]


def without_samples(app: Flask) -> list[str]:
    """Return those addresses that ask for nothing of a centre but that it is there."""
    places, known = (
        app.url_map.bind("localhost"),
        {"slug", "month", "day", "week", "language", "quarter", "year"},
    )
    today = clock.local_day(clock.now())
    parts = {"month": f"{today:%Y-%m}", "day": str(today), "week": iso_week(today)}
    parts |= {"quarter": str(Period.of(today, quarter=True)), "year": str(today.year)}
    with app.app_context():
        parts |= {"slug": here().slug, "language": "en"}
        return [
            places.build(rule.endpoint, {part: parts[part] for part in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and is_open(app, rule) and rule.arguments <= known
        ]


def is_open(app: Flask, rule: Rule) -> bool:
    """Tell whether an address is a page for people: neither a file nor for a linked tablet."""
    view = app.view_functions[rule.endpoint]
    is_file = rule.endpoint == "static" or "." in rule.rule
    return not is_file and view.access != "tablet"  # type: ignore[attr-defined]


def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a made-up neighbourhood of one centre and three months, filled once."""
    folder = tmp_path_factory.getbasetemp() / "made-up"
    if not folder.exists():
        subprocess.run(  # noqa: S603  # our own command
            browser.inloop("demo", "--months", "3", "--centres", "1"),
            env={**os.environ, "INLOOP_DATA_DIR": str(folder)},
            check=True,
            capture_output=True,
            cwd=browser.ROOT,
        )
    return folder


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, make_app: Make) -> Iterator[Flask]:
    """Return the app of the made-up neighbourhood, in a copy of the module's own."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(made_up(tmp_path_factory), folder, dirs_exist_ok=True)
    settings = Settings.read(data_dir=folder)
    app = make_app(settings)
    with app.app_context():
        at, key = clock.now(), app.config["SECOND_KEY"]
        staff.use_link(token=link(HOST, "host"), password=PASSWORD, at=at)
        door = staff.use_link(token=link(EMAIL), password=PASSWORD, at=at)
        app.config["SECRET_OF_APP"] = couple(door, key=key, at=at - timedelta(minutes=5))
    yield app
    close(app)


@contextmanager
def signed_in_as(opened: Browser, address: str, email: str, secret: str = "") -> Iterator[Open]:
    """Sign in, with a second step where there is a secret, and give what opens a page."""
    context = opened.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/team/inloggen")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    if secret:
        page.wait_for_url(re.compile(r"^[^?]*/team/inloggen/code"))
        page.fill("[name=code]", code_of(secret, clock.now()))
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/team/(vandaag|aan-de-slag)"), wait_until="commit")

    def open_page(path: str, viewport: dict[str, int]) -> Page:
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(address + path)
        return page

    yield open_page
    context.close()


def pages(show: Open, paths: list[str], size: str) -> Iterator[tuple[str, Page]]:
    """Open each address that answers with a page."""
    for path in paths:
        try:
            page = show(path, SIZES[size])
        except Error as error:
            if any(said in str(error) for said in NO_PAGE):
                continue
            raise
        if page.evaluate("() => document.doctype !== null"):
            yield path, page


def faults(page: Page, size: str, *, axe: bool = True) -> list[str]:
    """Return what keeps somebody from using the page that is shown."""
    wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    small = browser.small_targets(page, FINGER) if size == "phone" else []
    return [
        *(browser.axe_violations(page) if axe else []),
        *(f"small: {one}" for one in small),
        *(f"cut: {one}" for one in browser.clipped(page)),
        *([f"{wider} px wider than the window"] if wider > 0 else []),
        *([] if page.locator("h1").first.is_visible() else ["no heading"]),
    ]
