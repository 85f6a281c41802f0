"""A day at the shared desk in a real browser: made by a coordinator, handed over by hosts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from registry import clock
from registry.database import reading, writing
from registry.staff import queries, services
from registry.staff.models import SignIn
from tests import browser
from tests.builders import code_of
from tests.journeys.conftest import PASSWORD, House

VIEWPORTS = {"laptop": browser.DESK, "phone": browser.PHONE}
TODAY = re.compile("/team/vandaag")
LOCK = re.compile("/team/balie")


def a_pin(house: House, role: str) -> str:
    """Give the person of a role a PIN."""
    with house.app.app_context():
        person = queries.first_with(role=role, centre_id=house.centre.id)
        assert person is not None
        return services.issue_pin(account_id=person.account_id, at=clock.now())


def sign_in(page: Page, house: House, email: str, secret: str = "") -> None:
    page.goto(f"{house.address}/team/inloggen")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    if secret:
        page.fill("#code", code_of(secret, clock.now()))
    page.press("#password", "Enter")
    expect(page).to_have_url(TODAY)


def a_desk(page: Page, house: House) -> tuple[str, str]:
    """Make this browser a desk and lock it; return the PINs of coordinator and host."""
    email, secret = house.account_with_app("coordinator")
    house.account("host")
    sign_in(page, house, email, secret)
    page.goto(f"{house.address}/team/instellingen/balies")
    page.get_by_label("Naam").fill("Ingang")
    page.get_by_role("button", name="Maak er een balie van").click()
    page.get_by_text("Deze browser is nu balie Ingang").wait_for()
    pins = a_pin(house, "coordinator"), a_pin(house, "host")
    page.get_by_role("button", name="Wissel").click()
    expect(page.get_by_role("heading", name="Wie is er?")).to_be_visible()
    return pins


def a_host_at_the_desk(page: Page, house: House) -> str:
    """Make this browser a desk at which the host is in; return the host's PIN."""
    _, host = a_desk(page, house)
    page.get_by_role("link", name="host").click()
    expect(page.get_by_role("button", name="Wis", exact=True)).to_be_visible()
    page.keyboard.type(host)
    expect(page).to_have_url(TODAY)
    return host


def test_handing_over_takes_two_seconds_by_keys_alone(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.DESK)
    coordinator, host = a_desk(page, house)
    took = []
    for name, pin in (("host", host), ("coordinator", coordinator), ("host", host)):
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("button", name="Wis", exact=True)).to_be_visible()
        page.keyboard.type(pin)
        expect(page).to_have_url(TODAY)
        began = time.monotonic()
        page.get_by_role("button", name="Wissel").click()
        expect(page.get_by_role("heading", name="Wie is er?")).to_be_visible()
        took.append(time.monotonic() - began)
    assert min(took) < 1


def test_a_wrong_pin_is_told_until_six_new_digits_are_there(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.DESK)
    _, host = a_desk(page, house)
    page.get_by_role("link", name="host").click()
    wrong = f"{(int(host) + 1) % 10**6:06}"
    for digit in wrong:
        page.get_by_role("button", name=digit, exact=True).click()
    expect(page.get_by_text("Die code klopt niet. Nog 4 keer.")).to_be_visible()
    page.keyboard.type(host[:5])
    expect(page.locator(".dots .on")).to_have_count(5)
    expect(page.get_by_text("Die code klopt niet.")).to_be_visible()
    page.get_by_role("button", name="Laatste cijfer weg").click()
    page.keyboard.type(host[4:])
    expect(page).to_have_url(TODAY)


def test_without_scripts_there_is_a_plain_field(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.DESK, java_script_enabled=False)
    _, host = a_desk(page, house)
    page.get_by_role("link", name="host").click()
    page.get_by_label("Zes cijfers").fill(host)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(TODAY)


def seen_ago(house: House) -> timedelta:
    """Return how long ago the host was last there."""
    with house.app.app_context(), reading() as connection:
        newest = select(SignIn.last_seen_at).where(SignIn.desk_id.is_not(None))
        return clock.now() - max(connection.execute(newest).scalars())


def test_who_types_a_long_list_is_there_and_says_so_once_a_minute(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.DESK)
    a_host_at_the_desk(page, house)
    page.goto(f"{house.address}/team/dag/{clock.local_day(clock.now())}")
    page.wait_for_load_state("networkidle")
    with house.app.app_context(), writing() as connection:
        a_while_ago = clock.now() - timedelta(minutes=3)
        connection.execute(update(SignIn).values(last_seen_at=a_while_ago))
    with page.expect_response("**/team/balie/hier", timeout=20_000):
        pass
    assert seen_ago(house) > timedelta(minutes=3)
    told = list[str]()
    page.on("request", lambda sent: told.extend({"inloop-typed"} & set(sent.headers)))
    field = page.get_by_label("Mensen van papier bij Open inloop", exact=True)
    with page.expect_response("**/team/balie/hier"):
        field.press_sequentially("31")
    field.press_sequentially("2")
    page.wait_for_load_state("networkidle")
    assert seen_ago(house) < timedelta(minutes=1)
    assert told == ["inloop-typed"]


def test_the_page_shows_the_lock_once_the_server_locked_it_and_comes_back(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(browser.DESK)
    host = a_host_at_the_desk(page, house)
    page.goto(f"{house.address}/team/passen")
    with house.app.app_context(), writing() as connection:
        long_ago = clock.now() - queries.DESK_LOCKS_AFTER
        connection.execute(update(SignIn).values(last_seen_at=long_ago))
    expect(page).to_have_url(LOCK, timeout=20_000)
    expect(page.get_by_text("Dag host")).to_be_visible()
    expect(page.get_by_role("button", name="Wis", exact=True)).to_be_visible()
    page.keyboard.type(host)
    expect(page).to_have_url(f"{house.address}/team/passen")
    expect(page.get_by_role("heading", name="Passen", level=1)).to_be_visible()


@pytest.mark.parametrize("viewport", VIEWPORTS.values(), ids=VIEWPORTS)
def test_the_lock_is_for_everyone(
    house: House, new_page: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = new_page(viewport)
    _, host = a_desk(page, house)
    found = [*browser.axe_violations(page), *browser.small_targets(page, 44)]
    page.get_by_role("link", name="host").click()
    expect(page.get_by_role("button", name="Wis", exact=True)).to_be_visible()
    page.keyboard.type(f"{(int(host) + 1) % 10**6:06}")
    expect(page.get_by_text("Die code klopt niet.")).to_be_visible()
    found += [*browser.axe_violations(page), *browser.small_targets(page, 44)]
    assert found == []
    wider = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0
