"""A host decides about what is put apart, in a real browser, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from registry import clock
from registry.quarantine import queries
from registry.visits import queries as visits
from registry.visits import services as doors
from tests import browser
from tests.journeys.conftest import PASSWORD, House

VIEWPORTS = {"laptop": browser.DESK, "phone": browser.PHONE}


def put_apart(house: House, code: str, *, known: bool) -> None:
    """Put a check-in apart, of now or of a time nobody knows."""
    with house.app.app_context():
        event_id, at = uuid4(), clock.now()
        content = {"id": str(event_id), "kind": "check_in"}
        when = at if known else None
        misfit = doors.Misfit(event_id, code, event_id.bytes * 2, content, happened_at=when)
        source = doors.Source(house.centre.id, "tablet", uuid4())
        doors.quarantine(source=source, misfit=misfit, at=at)


def sign_in(page: Page, house: House) -> None:
    page.goto(f"{house.address}/team/inloggen")
    page.fill("#email", house.account("host"))
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/team/vandaag")


def counted(house: House) -> int:
    with house.app.app_context():
        day = clock.local_day(clock.now())
        return len(visits.standing(centre_id=house.centre.id, first_day=day, last_day=day))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_host_lets_one_count_and_takes_it_back(
    house: House, new_page: Callable[..., Page], scripts: bool
) -> None:
    put_apart(house, "unknown_pass", known=True)
    page = new_page(browser.DESK, java_script_enabled=scripts)
    sign_in(page, house)
    page.get_by_role("link", name="1 apart gezet").click()
    page.get_by_role("button", name="Telt mee", exact=True).click()
    page.get_by_text("Dit telt nu mee").wait_for()
    assert counted(house) == 1
    page.get_by_role("button", name="Maak ongedaan").click()
    page.get_by_text("Ongedaan gemaakt").wait_for()
    assert counted(house) == 0
    with house.app.app_context():
        assert queries.count_waiting(centre_id=house.centre.id) == 1


def test_the_page_is_for_everyone_whatever_is_on_it(
    house: House, new_page: Callable[..., Page]
) -> None:
    for code, known in (("unknown_pass", True), ("future", False), ("revoked_tablet", True)):
        put_apart(house, code, known=known)
    page = new_page(browser.DESK)
    sign_in(page, house)
    for name, viewport in VIEWPORTS.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(f"{house.address}/team/quarantaine")
        found = [*browser.axe_violations(page), *browser.small_targets(page, 44)]
        assert found == [], name
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Telt niet mee", exact=True).first.click()
    page.get_by_text("Dit telt niet mee.").wait_for()
    page.get_by_role("button", name="Telt mee", exact=True).first.click()
    page.locator(".said-bar, .error-summary").first.wait_for()
    assert browser.axe_violations(page) == []
