"""The desk in a real browser: quick taps, taking back, a lost line, no scripts, access for all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry import clock
from registry.passes import services as passes
from tests import browser
from tests.builders import a_tablet
from tests.journeys.conftest import PASSWORD, House
from tests.kiosk.screens.test_scanner import code_of

NewPage = Callable[..., Page]


def at_the_desk(house: House, new_page: NewPage, **options: object) -> Page:
    """Sign a host in and return the page with Vandaag."""
    page = new_page(browser.DESK, **options)
    page.goto(f"{house.address}/team/vandaag")
    page.get_by_label("E-mailadres").fill(house.account("host"))
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Nu bezig")).to_be_visible()
    return page


def test_ten_quick_taps_are_ten_people_and_the_last_can_be_taken_back(
    house: House, new_page: NewPage
) -> None:
    page = at_the_desk(house, new_page)
    one_more = page.get_by_role("button", name="1 erbij, Fietsles")
    for _ in range(10):
        one_more.click(no_wait_after=True)
    expect(page.locator("#visits")).to_have_text("10")
    expect(one_more).to_be_focused()
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator("#visits")).to_have_text("9")
    expect(page.get_by_role("status")).to_contain_text("Ongedaan gemaakt.")


def tab_to(page: Page, name: str, *, most: int = 60) -> None:
    """Press Tab until what has this name has the focus, which stays within the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(at => at.getAttribute('aria-label') || at.textContent.trim())(document.activeElement)"
        )
        if said.startswith(name):
            return
    pytest.fail(f"no Tab leads to {name}")


def test_the_day_runs_by_the_keyboard_alone(house: House, new_page: NewPage) -> None:
    page = at_the_desk(house, new_page)
    tab_to(page, "1 erbij, Fietsles")
    for people in ("1", "2"):
        page.keyboard.press("Enter")
        expect(page.locator("#visits")).to_have_text(people)
    with page.expect_response("**/team/vandaag/stand*"):  # the live part comes by itself
        pass
    expect(page.get_by_role("button", name="1 erbij, Fietsles")).to_be_focused()
    tab_to(page, "5 erbij, Fietsles", most=1)
    page.keyboard.press("Space")
    expect(page.locator("#visits")).to_have_text("7")
    tab_to(page, "Maak ongedaan")
    page.keyboard.press("Enter")
    expect(page.locator("#visits")).to_have_text("2")
    expect(page.locator("#said")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body")
    page.goto(page.url)
    tab_to(page, "Mensen erbij")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mensen erbij")).to_be_visible()


def test_quick_taps_on_one_and_five_in_turn_all_count(house: House, new_page: NewPage) -> None:
    page = at_the_desk(house, new_page)
    slow = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    plus = {n: page.get_by_role("button", name=f"{n} erbij, Fietsles") for n in (1, 5)}
    for people in (1, 5, 1, 5):
        plus[people].click(no_wait_after=True)
        page.wait_for_timeout(100)
    expect(page.locator("#visits")).to_have_text("12")


def test_a_tap_without_a_line_is_told_and_counts_once_when_tapped_again(
    house: House, new_page: NewPage
) -> None:
    page = at_the_desk(house, new_page)
    one_more = page.get_by_role("button", name="1 erbij, Fietsles")
    page.context.set_offline(True)
    one_more.click()
    expect(page.get_by_text("Geen verbinding.")).to_be_visible()
    page.context.set_offline(False)
    one_more.click()
    expect(page.locator("#visits")).to_have_text("1")
    expect(page.get_by_text("Geen verbinding.")).to_be_hidden()


def test_counting_in_and_taking_back_need_no_script(house: House, new_page: NewPage) -> None:
    page = at_the_desk(house, new_page, java_script_enabled=False)
    page.get_by_role("button", name="5 erbij, Open inloop").click()
    expect(page.locator("#visits")).to_have_text("5")
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.locator("#visits")).to_have_text("0")


def test_a_public_page_is_for_everyone(house: House, new_page: NewPage) -> None:
    page = new_page(browser.DESK)
    for path in ("/", "/theorie", "/team/inloggen", "/bestaat-niet"):
        page.goto(house.address + path)
        for size in (browser.DESK, browser.PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert browser.axe_violations(page) == [], path
            assert browser.small_targets(page, 44) == [], path


def test_vandaag_is_for_everyone_and_fits_its_screen(house: House, new_page: NewPage) -> None:
    page = at_the_desk(house, new_page)
    page.get_by_role("button", name="5 erbij, Open inloop").click()
    expect(page.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    assert browser.axe_violations(page) == []
    assert browser.small_targets(page, 44) == []
    assert page.evaluate("() => document.documentElement.scrollHeight") == browser.DESK["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    assert browser.axe_violations(page) == []
    assert browser.small_targets(page, 44) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("tablets", "listed", "more"), [(3, 3, None), (5, 2, "En nog 3 tablets.")])
def test_vandaag_fits_its_screen_with_many_tablets(
    house: House, new_page: NewPage, tablets: int, listed: int, more: str | None
) -> None:
    with house.app.app_context():
        for number in range(tablets):
            a_tablet(house.centre.id, f"Ingang {number} aan het plein", at=clock.now())
    page = at_the_desk(house, new_page)
    for title in ("Open inloop", "Fietsles"):
        page.get_by_role("button", name=f"5 erbij, {title}").click()
        expect(page.get_by_role("button", name="Maak ongedaan")).to_be_visible()
    expect(page.locator(".tablets li")).to_have_count(listed)
    if more:
        expect(page.get_by_text(more)).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollHeight") == browser.DESK["height"]


def test_a_goal_of_the_theory_shows_what_leads_to_it_without_a_script(
    house: House, new_page: NewPage
) -> None:
    page = new_page(browser.DESK, java_script_enabled=False)
    page.goto(f"{house.address}/theorie")
    column = page.locator("#subdoelen .lead-3")
    expect(column).to_have_css("box-shadow", "none")
    page.locator("#doel-3").check()
    expect(column).not_to_have_css("box-shadow", "none")
    expect(page.locator("#subdoelen .lead-2")).to_have_css("box-shadow", "none")
    expect(page.locator(".lead-all")).not_to_have_css("box-shadow", "none")


def test_a_pass_scanned_at_the_desk_opens_what_it_knows_and_stands_in_no_address(
    house: House, new_page: NewPage
) -> None:
    with house.app.app_context():
        at = clock.now()
        (card,) = passes.make(
            centre_id=house.centre.id,
            count=1,
            on=clock.local_day(at),
            at=at,
            key=house.app.config["PASS_KEY"],
        )
    page = at_the_desk(house, new_page)
    page.goto(f"{house.address}/team/passen")
    page.wait_for_load_state("networkidle")
    heading = page.get_by_role("heading", name="Wat weet deze pas?")
    wire = page.context.new_cdp_session(page)
    for _ in range(3):  # a busy machine may type slower than a scanner
        for sign in card:
            key = {"key": sign, "code": code_of(sign), "text": sign}
            wire.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
        page.keyboard.press("Enter")
        with contextlib.suppress(AssertionError):
            expect(heading).to_be_visible()
            break
    expect(page.get_by_text("Nog niet uitgegeven.")).to_be_visible()
    assert card not in page.url
    page.get_by_role("button", name="Geef uit").click()
    expect(page.get_by_role("status").first).to_contain_text("De pas is uitgegeven.")
