"""Kwartaal and jaar in the browser: of a centre and of all together; issued once they are over."""

import json

import pytest
import time_machine

from registry.figures.facts import Month
from registry.sheets import queries
from tests.web.conftest import Neighbourhood

pytestmark = pytest.mark.usefixtures("quick_paper")

OWN = ("/team/kwartaal/2026-Q4", "/team/jaar/2026")
JOINT = ("/team/samen/kwartaal/2026-Q4", "/team/samen/jaar/2026")
SUMMER = "/team/kwartaal/2026-Q3"
TICKED = {"gezien": "ja"}
ENDINGS = (".pdf", ".json", ".csv", ".xlsx", "/bijlage.pdf")


@pytest.mark.parametrize("page", [*OWN, *JOINT])
def test_before_anything_is_issued_it_says_so(neighbourhood: Neighbourhood, page: str) -> None:
    browser = neighbourhood.browser("area")
    assert "nog geen maandblad uitgegeven" in browser.get(page).text
    for ending in ENDINGS:
        assert browser.get(f"{page}{ending}").status_code == 404


@pytest.mark.parametrize("page", JOINT)
def test_all_together_is_not_for_one_centre(neighbourhood: Neighbourhood, page: str) -> None:
    browser = neighbourhood.browser("coordinator")
    for address in (page, *(f"{page}{ending}" for ending in ENDINGS)):
        assert browser.get(address).status_code == 403
    for deed in ("uitgeven", "verbeteren"):
        assert browser.post(f"{page}/{deed}").status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/team/kwartaal/2026",
        "/team/jaar/2026-Q4",
        "/team/kwartaal/2026-Q5",
        "/team/kwartaal/2027-Q1",
        "/team/jaar/2027",
        "/team/jaar/herfst",
    ],
)
def test_what_is_no_period_or_has_not_begun_is_not_found(
    neighbourhood: Neighbourhood, address: str
) -> None:
    assert neighbourhood.browser("coordinator").get(address).status_code == 404


def test_a_quarter_is_shown_taken_along_and_issued(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde, Month(2026, 9))
    browser = neighbourhood.browser("coordinator")
    page = browser.get(SUMMER).text
    assert "In het derde kwartaal van 2026 is geen bezoek geteld." in page
    assert "2 maanden zijn nog niet uitgegeven: juli, augustus." in " ".join(page.split())
    refused = browser.post(f"{SUMMER}/uitgeven")
    assert refused.status_code == 422
    assert "Kijk de lijst na en zet het vinkje." in refused.text
    browser.post(f"{SUMMER}/uitgeven", data=TICKED)
    page = browser.get(SUMMER).text
    assert "Blad DL-2026-Q3-1 is uitgegeven." in page
    figures = json.loads(browser.get(f"{SUMMER}.json").text)
    assert figures["issue"]["number"] == "DL-2026-Q3-1"
    table = browser.get(f"{SUMMER}.csv")
    assert "blad-de-linde-2026-Q3.csv" in table.headers["Content-Disposition"]
    assert "De Linde;2026-Q3;DL-2026-Q3-1;Bezoeken;visits;" in table.data.decode("utf-8-sig")
    assert browser.get(f"{SUMMER}.xlsx").data.startswith(b"PK")
    assert browser.get(f"{SUMMER}.pdf").mimetype == "application/pdf"
    assert "Dit blad is echt" in browser.get(f"/blad/{figures['issue']['code']}").text
    neighbourhood.issued_at(neighbourhood.linde, Month(2026, 8))
    assert "Sindsdien is een maand uitgegeven" in browser.get(SUMMER).text
    assert browser.post(f"{SUMMER}/verbeteren", data={"why": ""}).status_code == 422
    browser.post(f"{SUMMER}/verbeteren", data={"why": "Augustus erbij."})
    assert "Blad DL-2026-Q3-2" in browser.get(SUMMER).text


def test_a_period_that_runs_is_not_issued(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    browser = neighbourhood.browser("coordinator")
    for page in OWN:
        assert f"{page}/uitgeven" not in browser.get(page).text
        browser.post(f"{page}/uitgeven", data=TICKED)
        assert "Deze periode loopt nog." in browser.get(page).text
    assert queries.current(centre_id=neighbourhood.linde, period="2026") is None


def test_all_together_follows_the_joint_sheets(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde, Month(2026, 9))
    browser = neighbourhood.browser("area")
    browser.post("/team/samen/maandblad/2026-09/uitgeven", data=TICKED)
    page = "/team/samen/kwartaal/2026-Q3"
    browser.post(f"{page}/uitgeven", data=TICKED)
    assert "Blad DHZ-2026-Q3-1" in browser.get(page).text
    with time_machine.travel("2027-01-04T09:00:00+00:00", tick=False):
        neighbourhood.browser("area").post("/team/samen/jaar/2026/uitgeven", data=TICKED)
    assert queries.current(centre_id=None, period="2026") is not None
