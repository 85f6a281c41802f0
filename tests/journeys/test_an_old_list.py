"""A coordinator reads an old list in: looks, chooses, counts it in, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from registry import clock
from registry.visits import queries as visits
from tests import browser
from tests.builders import code_of
from tests.imports.old_list import a_town, an_old_list
from tests.journeys.conftest import PASSWORD, House

NewPage = Callable[..., Page]
FRIDAY, MONDAY = date(2026, 11, 6), date(2026, 11, 9)
ROWS = """Presentie november;;;
Datum;Activiteit;Bezoeker;Aantal
6 november 2026;open inloop;Fatima;12
ma 9-11-2026;Fietsles;Jan;7
31-11-2026;Fietsles;Ans;4
9-11-2026;Bingo;Precious;9
"""


def sign_in(house: House, page: Page, role: str, path: str) -> None:
    """Go to a page and sign somebody in on the way."""
    email, secret = house.account_with_app(role)
    page.goto(house.address + path)
    page.get_by_label("E-mailadres").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_label("Code uit uw app").fill(code_of(secret, clock.now()))
    page.get_by_role("button", name="Log in").click()


def send(page: Page, file: Path) -> None:
    """Go to the page of old lists the way one finds it, and send a file."""
    page.get_by_role("link", name="Meer", exact=True).click()
    page.get_by_role("link", name="Oude lijsten").click()
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Bekijk de lijst").click()
    expect(page.get_by_role("heading", name="Klopt deze lijst?")).to_be_visible()


def counted(house: House, day: date) -> list[int]:
    """Return the parties that count on a day."""
    with house.app.app_context():
        found = visits.standing(centre_id=house.centre.id, first_day=day, last_day=day)
    return sorted(one.party for one in found)


def is_for_everyone(page: Page) -> None:
    """Look at a page on a laptop and on a phone."""
    for size in (browser.DESK, browser.PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert browser.axe_violations(page) == []
        assert browser.clipped(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    assert browser.small_targets(page, 44) == []
    page.set_viewport_size(browser.DESK)  # type: ignore[arg-type]


def test_a_list_is_read_in_and_taken_back(house: House, new_page: NewPage, tmp_path: Path) -> None:
    file = tmp_path / "presentie.csv"
    file.write_text(ROWS, encoding="cp1252")
    page = new_page(browser.DESK)
    sign_in(house, page, "coordinator", "/team/vandaag")
    send(page, file)
    expect(page.get_by_text("Er is nog niets geteld.")).to_be_visible()
    expect(page.locator(".why-not li", has_text="Regel 5")).to_contain_text("31-11-2026")
    expect(page.locator(".why-not li", has_text="Regel 6")).to_contain_text("Bingo")
    is_for_everyone(page)
    page.get_by_label("Bingo").select_option("Open inloop")
    page.get_by_role("button", name="Kijk opnieuw").click()
    expect(page.locator(".why-not li", has_text="Regel 6")).to_be_hidden()
    expect(page.get_by_label("Bingo")).to_have_value(
        page.get_by_label("Bingo").locator("option", has_text="Open inloop").get_attribute("value")
        or "?"
    )
    assert counted(house, FRIDAY) == []
    page.get_by_role("button", name="Zet 3 regels erbij").click()
    expect(page.locator(".told")).to_contain_text("3 regels erbij: 28 mensen.")
    assert counted(house, FRIDAY) == [12]
    assert counted(house, MONDAY) == [7, 9]
    is_for_everyone(page)
    page.goto(f"{house.address}/team/dag/{MONDAY}")
    expect(page.locator(".record")).to_contain_text("9 personen, van een oude lijst")
    send(page, file)
    expect(page.get_by_text("stonden er al")).to_be_visible()
    page.get_by_role("link", name="Terug naar Oude lijsten").click()
    page.get_by_role("button", name="Neem alles terug").click()
    expect(page.locator(".told")).to_contain_text("28 mensen tellen niet meer mee")
    assert counted(house, MONDAY) == []


def test_two_thousand_rows_are_read_in_without_a_script(
    house: House, new_page: NewPage, tmp_path: Path
) -> None:
    with house.app.app_context():
        made = an_old_list(a_town("De Buurt"))
    file = tmp_path / "presentie.xlsx"
    file.write_bytes(made.as_xlsx())
    page = new_page(browser.DESK, java_script_enabled=False)
    sign_in(house, page, "area", "/team/oude-lijsten?centrum=de-buurt")
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Bekijk de lijst").click()
    expect(page.get_by_text("40 regels gaan niet mee")).to_be_visible()
    shown = page.locator(".why-not li b").all_inner_texts()
    assert sorted(int(text.split()[1]) for text in shown) == sorted(made.faults)
    for _ in range(2):
        page.get_by_label("Aantal").select_option(index=0)
        page.get_by_role("button", name="Kijk opnieuw").click()
        expect(page.get_by_text("Eén bezoeker")).to_be_attached()
        page.get_by_label("Aantal").select_option(index=5)
        page.get_by_label("Wat is één regel?").select_option("meeting")
        page.get_by_role("button", name="Kijk opnieuw").click()
        expect(page.get_by_text("40 regels gaan niet mee")).to_be_visible()
    page.get_by_role("button", name="Zet 1.960 regels erbij").click()
    expect(page.locator(".told")).to_contain_text("1.960 regels erbij")
