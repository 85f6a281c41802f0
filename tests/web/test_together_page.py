"""Samen: all centres' sheets are issued one after the other, then the joint one; by whom may."""

import json
from datetime import date

import pytest

from registry.paper.pdf import PaperError
from registry.sheets import queries
from registry.sheets import services as sheets
from tests.builders import a_check_in
from tests.web.conftest import Neighbourhood

pytestmark = pytest.mark.usefixtures("quick_paper")

PAGE = "/team/samen/maandblad/2026-10"
ENDINGS = (".pdf", ".json", ".csv", ".xlsx", "/bijlage.pdf")
TICKED = {"gezien": "ja"}
HTMX = {"HX-Request": "true"}


def issued(here: Neighbourhood) -> list[bool]:
    return [
        queries.current(centre_id=one, period="2026-10") is not None
        for one in (here.linde, here.anker)
    ]


@pytest.mark.parametrize("role", ["host", "coordinator"])
def test_it_is_for_who_looks_after_all_centres(neighbourhood: Neighbourhood, role: str) -> None:
    browser = neighbourhood.browser(role)
    for address in (PAGE, "/team/samen", *(f"{PAGE}{ending}" for ending in ENDINGS)):
        assert browser.get(address).status_code == 403
    for deed in ("alle", "uitgeven", "verbeteren"):
        assert browser.post(f"{PAGE}/{deed}", data=TICKED).status_code == 403
    assert issued(neighbourhood) == [False, False]


def test_it_opens_on_the_last_month_that_is_over(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("area")
    assert browser.get("/team/samen").location.startswith(PAGE)
    for month in ("2026-11", "2024-12", "oktober"):
        assert browser.get(f"/team/samen/maandblad/{month}").status_code == 404
    page = browser.get(PAGE).text
    assert "0 van de 2 zijn uitgegeven." in page
    assert "punten om na te kijken" in page or "1 punt om na te kijken" in page
    for ending in ENDINGS:
        assert browser.get(f"{PAGE}{ending}").status_code == 404


def test_all_are_issued_one_by_one_and_it_can_be_stopped_in_between(
    neighbourhood: Neighbourhood,
) -> None:
    browser = neighbourhood.browser("area")
    assert browser.post(f"{PAGE}/alle").status_code == 422
    assert issued(neighbourhood) == [False, False]
    first = browser.post(f"{PAGE}/alle", data=TICKED, headers=HTMX).text
    assert "1 van de 2 zijn uitgegeven." in first
    assert 'hx-trigger="load"' in first
    assert "Stop. Wat af is, blijft uitgegeven" in first
    assert sum(issued(neighbourhood)) == 1
    assert 'hx-trigger="load"' not in browser.get(PAGE).text
    last = browser.post(f"{PAGE}/alle", data=TICKED, headers=HTMX)
    assert last.headers["HX-Redirect"].startswith(PAGE)
    assert issued(neighbourhood) == [True, True]
    page = browser.get(PAGE).text
    assert "2 van de 2 zijn uitgegeven." in page
    assert "Blad HA-2026-10-1 is uitgegeven." in page
    assert browser.post(f"{PAGE}/alle", data=TICKED).location.startswith(PAGE)


def test_without_scripts_each_press_issues_the_next(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("area")
    for done in (1, 2):
        assert browser.post(f"{PAGE}/alle", data=TICKED).location.startswith(PAGE)
        assert sum(issued(neighbourhood)) == done


def test_the_joint_sheet_is_issued_taken_along_and_set_right(
    neighbourhood: Neighbourhood,
) -> None:
    browser = neighbourhood.browser("area")
    browser.post(f"{PAGE}/uitgeven", data=TICKED)
    assert "Er is nog geen blad om dit mee te maken." in browser.get(PAGE).text
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    neighbourhood.issued_at(neighbourhood.linde)
    refused = browser.post(f"{PAGE}/uitgeven")
    assert refused.status_code == 422
    assert "Kijk de lijst na en zet het vinkje." in refused.text
    page = browser.get(PAGE).text
    assert "In één centrum kwam 1 keer iemand binnen." in page
    assert "Het Anker" in page
    browser.post(f"{PAGE}/uitgeven", data=TICKED)
    page = browser.get(PAGE).text
    assert "Blad DHZ-2026-10-1" in page
    assert "Geef een nieuwe versie uit" not in page
    figures = json.loads(browser.get(f"{PAGE}.json").text)
    table = browser.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert f";visits;;;Bezoeken;{figures['visits']};bezoeken;exact;" in table
    assert browser.get(f"{PAGE}.xlsx").data.startswith(b"PK")
    assert (figures["visits"], figures["issue"]["number"]) == (1, "DHZ-2026-10-1")
    assert browser.get(f"{PAGE}.pdf").mimetype == "application/pdf"
    public = browser.get(f"/blad/{figures['issue']['code']}").text
    assert "De ontmoetingscentra van Den Haag Zuidwest samen" in public
    neighbourhood.issued_at(neighbourhood.anker)
    assert "Een centrum gaf sindsdien een blad uit." in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/verbeteren", data={"why": " "}).status_code == 422
    browser.post(f"{PAGE}/verbeteren", data={"why": "Het Anker was er later."})
    page = browser.get(PAGE).text
    assert "Blad DHZ-2026-10-2" in page
    assert "In twee centra kwam 1 keer iemand binnen." in page


def test_a_centre_that_fails_stops_the_row(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise PaperError("no pango")

    monkeypatch.setattr(sheets, "issue", fails)
    browser = neighbourhood.browser("area")
    assert "HX-Redirect" in browser.post(f"{PAGE}/alle", data=TICKED, headers=HTMX).headers
    assert "De PDF maken lukt nu niet" in browser.get(PAGE).text
    assert issued(neighbourhood) == [False, False]
