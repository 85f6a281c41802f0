"""The pages of the team in their other states, as everybody needs them: of a centre with nothing in
it, as a host sees them, and with every form refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from registry import clock, installation
from registry.settings import Settings
from registry.staff import services as staff
from tests import browser
from tests.builders import a_centre, couple
from tests.databases import Make, close
from tests.journeys.conftest import PASSWORD
from tests.journeys.everywhere import (
    EMAIL,
    HOST,
    Open,
    addresses,
    demo,
    faults,
    pages,
    signed_in_as,
    without_samples,
)

__all__ = ["demo"]

ADMIN = "beheer@voorbeeld.nl"
TYPED = "input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea"
FORMS = f"""() => [...document.querySelectorAll('form')]
    .map((form, place) => [form, place])
    .filter(([form]) => form.method === 'post' && form.querySelector('{TYPED}'))
    .map(([, place]) => place)"""
SEND_EMPTY = f"""(place) => {{
    const form = document.querySelectorAll('form')[place];
    form.querySelectorAll('{TYPED}').forEach((one) => {{ one.value = ''; }});
    form.submit();
}}"""


@pytest.fixture(scope="module")
def served(demo: Flask) -> Iterator[str]:
    """Serve the made-up neighbourhood."""
    settings: Settings = demo.extensions["inloop_settings"]
    with browser.serving(settings, INLOOP_DEMO="1") as address:
        yield address


@pytest.fixture(scope="module")
def nothing_yet(
    tmp_path_factory: pytest.TempPathFactory, make_app: Make, plain_browser: Browser
) -> Iterator[tuple[Flask, Open]]:
    """Return an installation with one centre and nothing in it, and what opens its pages."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("nothing"))
    app = installation.prepare(make_app, settings)
    with app.app_context():
        a_centre("De Linde")
        at = clock.now()
        token = staff.make_link(email=ADMIN, name="Bo", role="admin", centre_id=None, at=at)
        door = staff.use_link(token=token, password=PASSWORD, at=at)
        before = at - timedelta(minutes=5)
        secret = couple(door, key=app.config["SECOND_KEY"], at=before)
    with (
        browser.serving(settings) as address,
        signed_in_as(plain_browser, address, ADMIN, secret) as show,
    ):
        yield app, show
    close(app)


def test_every_page_of_a_centre_with_nothing_in_it_is_for_everyone(
    nothing_yet: tuple[Flask, Open],
) -> None:
    app, show = nothing_yet
    shown = pages(show, without_samples(app), "phone")
    found = {path: faults(page, "phone") for path, page in shown}
    assert {path: list_ for path, list_ in found.items() if list_} == {}
    assert len(found) > 35


def test_every_page_is_for_everyone_as_a_host_sees_it(
    demo: Flask, served: str, plain_browser: Browser
) -> None:
    with signed_in_as(plain_browser, served, HOST) as show:
        shown = pages(show, addresses(demo), "phone")
        found = {path: faults(page, "phone") for path, page in shown if allowed(page)}
    assert {path: list_ for path, list_ in found.items() if list_} == {}
    assert 25 < len(found) < len(addresses(demo)) - 20


def allowed(page: Page) -> bool:
    """Tell whether the page is for who looks at it."""
    return page.evaluate("() => performance.getEntriesByType('navigation')[0].responseStatus") < 400


def test_every_refused_form_is_for_everyone(
    demo: Flask, served: str, plain_browser: Browser
) -> None:
    found: dict[str, list[str]] = {}
    with signed_in_as(plain_browser, served, EMAIL, demo.config["SECRET_OF_APP"]) as show:
        for path, page in pages(show, addresses(demo), "phone"):
            for place in page.evaluate(FORMS):
                if refused(page, place):
                    found[f"{path} {place}"] = faults(page, "phone")
                show(path, browser.PHONE)
    assert {form: list_ for form, list_ in found.items() if list_} == {}
    assert len(found) > 20


def refused(page: Page, place: int) -> bool:
    """Send a form with nothing in it, and tell whether it came back."""
    with page.expect_navigation() as answered:
        page.evaluate(SEND_EMPTY, place)
    return answered.value.status == 422
