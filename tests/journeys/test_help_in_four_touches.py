"""A question at the desk, in a real browser: four touches, two slips, found again by its number."""

from collections.abc import Callable
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from registry.support import queries
from registry.support.queries import HelpView
from tests import browser
from tests.journeys.conftest import House
from tests.journeys.test_the_desk import at_the_desk


def the_request(house: House) -> HelpView:
    with house.app.app_context():
        (found,) = queries.requests(centre_id=house.centre.id)
    return found


class Fingers:
    """Counts what a host touches."""

    def __init__(self, page: Page) -> None:
        self.page, self.touches = page, 0

    def touch(self, role: str, name: str) -> None:
        """Touch what has this name."""
        one = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        one.first.click(force=role == "radio")
        self.touches += 1


def test_a_help_request_is_four_touches_from_vandaag(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = at_the_desk(house, new_page)
    host = Fingers(page)
    host.touch("link", "Hulpvraag")
    host.touch("radio", "Geld en schulden")
    host.touch("radio", "Nog open")
    host.touch("button", "Bewaar")
    expect(page.get_by_role("status")).to_contain_text("Bewaard onder nummer 1.")
    assert host.touches == 4
    found = the_request(house)
    assert (found.topic, found.outcome, found.channel) == ("geld", "open", "inloop")


def test_to_whom_and_when_is_asked_only_of_who_is_referred_and_the_number_leads_back(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = at_the_desk(house, new_page)
    page.set_viewport_size(browser.PHONE)  # type: ignore[arg-type]
    page.goto(f"{house.address}/team/hulpvragen")
    aftercare = page.get_by_role("group", name="Nazorg")
    host = Fingers(page)
    host.touch("radio", "Wonen")
    host.touch("radio", "Hier geholpen")
    expect(aftercare).to_be_hidden()
    host.touch("radio", "Verwezen")
    expect(aftercare).to_be_visible()
    host.touch("radio", "over 1 week")
    host.touch("button", "Bewaar")
    slips = page.get_by_role("link", name="Print de briefjes").get_attribute("href")
    answer = page.request.get(f"{house.address}{slips}")
    assert len(PdfReader(BytesIO(answer.body())).pages) == 2
    page.get_by_label("Nummer van het briefje").fill("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hulpvraag 1")).to_be_visible()
    page.get_by_role("button", name="Vandaag gevraagd hoe het ging").click()
    expect(page.get_by_role("status")).to_contain_text("Nazorg bij 1 is gedaan.")
    assert the_request(house).aftercare_due_on is None
