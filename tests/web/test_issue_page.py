"""Issuing a sheet in the browser: the check list, the issued sheet, a next version, its proof."""

import json
from datetime import date
from html import unescape

import pytest

from registry.figures.facts import Month
from registry.paper import pdf
from registry.paper.pdf import PaperError
from registry.sheets import queries
from registry.support import services as support
from tests.builders import MONDAY_TEN, a_check_in, a_story
from tests.web.conftest import Neighbourhood

pytestmark = pytest.mark.usefixtures("quick_paper")

PAGE = "/team/maandblad/2026-10"
ISSUE = f"{PAGE}/uitgeven"
CORRECT = f"{PAGE}/verbeteren"


def versions(here: Neighbourhood) -> int:
    return len(queries.versions(centre_id=here.linde, period="2026-10"))


def test_what_needs_a_look_is_listed_and_ticked_before_a_sheet_is_issued(
    neighbourhood: Neighbourhood,
) -> None:
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    neighbourhood.apart_at(neighbourhood.linde)
    browser = neighbourhood.browser("coordinator")
    page = unescape(browser.get(PAGE).text)
    assert "Op 21 open dagen is niets geteld:" in page
    assert "1 melding staat nog apart" in page
    refused = browser.post(ISSUE)
    assert refused.status_code == 422
    assert "Kijk de lijst na en zet het vinkje." in refused.text
    assert versions(neighbourhood) == 0
    answer = browser.post(ISSUE, data={"gezien": "ja"})
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = unescape(browser.get(PAGE).text)
    assert "Blad DL-2026-10-1 is uitgegeven. De cijfers liggen vast." in page
    assert "Uitgegeven op 23 november 2026." in page
    assert "Concept" not in page
    assert versions(neighbourhood) == 1
    browser.post(ISSUE, data={"gezien": "ja"})
    assert "Dit blad was al uitgegeven." in browser.get(PAGE).text
    assert versions(neighbourhood) == 1


@pytest.mark.parametrize("role", ["host", None])
def test_who_may_not_see_a_sheet_may_not_issue_one(
    neighbourhood: Neighbourhood, role: str | None
) -> None:
    browser = neighbourhood.browser(*([role] if role else []))
    for address in (ISSUE, CORRECT):
        browser.post(address, data={"gezien": "ja", "why": "Zomaar."})
    assert versions(neighbourhood) == 0


def test_another_centre_s_sheet_is_not_issued_from_here(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    answer = browser.post(f"{ISSUE}?centrum=het-anker", data={"gezien": "ja"})
    assert answer.status_code == 404
    assert queries.current(centre_id=neighbourhood.anker, period="2026-10") is None


def test_a_month_that_still_runs_is_not_issued(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    running = "/team/maandblad/2026-11"
    assert "uitgeven" not in browser.get(running).text
    browser.post(f"{running}/uitgeven", data={"gezien": "ja"})
    assert "Deze maand loopt nog. Uitgeven kan als" in browser.get(running).text
    assert queries.current(centre_id=neighbourhood.linde, period="2026-11") is None


def test_without_paper_nothing_is_issued(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise PaperError("no pango")

    monkeypatch.setattr(pdf, "render", fails)
    browser = neighbourhood.browser("coordinator")
    browser.post(ISSUE, data={"gezien": "ja"})
    assert "dus het blad is niet uitgegeven" in browser.get(PAGE).text
    assert versions(neighbourhood) == 0


def test_words_are_not_written_on_an_issued_sheet(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    browser = neighbourhood.browser("coordinator")
    browser.post(PAGE, data={"words": "Toch nog iets."})
    page = browser.get(PAGE).text
    assert "Dit blad is al uitgegeven. Maak een nieuwe versie." in page
    assert "Toch nog iets" not in page


def test_a_headline_like_the_proposed_one_is_not_kept_as_one_s_own(
    neighbourhood: Neighbourhood,
) -> None:
    browser = neighbourhood.browser("coordinator")
    proposed = "Er kwam gisteren nog 812 keer iemand binnen."
    words = {"headline": proposed, "proposal": proposed, "words": "Dag."}
    browser.post(PAGE, data=words)
    month = Month(2026, 10)
    assert queries.written(centre_id=neighbourhood.linde, month=month).headline is None
    browser.post(PAGE, data={**words, "headline": "Wij begonnen pas."})
    assert "<h2>Wij begonnen pas.</h2>" in browser.get(PAGE).text
    assert browser.post(PAGE, data={"headline": "x" * 141}).status_code == 422


def test_a_next_version_asks_what_is_better_now(neighbourhood: Neighbourhood) -> None:
    code = neighbourhood.issued_at(neighbourhood.linde)
    for _ in range(3):
        a_check_in(neighbourhood.linde, date(2026, 10, 5))
    browser = neighbourhood.browser("coordinator")
    page = " ".join(browser.get(PAGE).text.split())
    assert "cijfers van nu: 3 bezoeken en 3 deelnames. Het blad van nu zegt 0 en 0." in page
    refused = browser.post(CORRECT, data={"why": " ", "words": "Dag."})
    assert refused.status_code == 422
    assert "Schrijf op wat er anders is." in refused.text
    browser.post(CORRECT, data={"why": "Een lijst lag nog in de la.", "words": "Dag."})
    page = browser.get(PAGE).text
    assert "Blad DL-2026-10-2 is uitgegeven, in plaats van het vorige." in page
    assert "Een lijst lag nog in de la." in page
    assert "eerste uitgave" in page
    assert "Er kwam 3 keer iemand binnen" in page
    assert "Er is een nieuwere versie van dit blad" in browser.get(f"/blad/{code}").text


def test_a_next_version_of_nothing_leads_to_the_draft(neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.browser("coordinator").post(CORRECT, data={"why": "Zomaar."})
    assert answer.location == PAGE
    assert versions(neighbourhood) == 0


def test_who_holds_the_paper_sees_that_it_is_genuine(public: Neighbourhood) -> None:
    code = public.issued_at(public.linde)
    sheet = queries.by_code(code)
    assert sheet is not None
    page = public.browser().get(f"/blad/{code.lower()}").text
    assert "Dit blad is echt" in page
    assert "De Linde: blad DL-2026-10-1, uitgegeven op 23 november 2026." in page
    assert sheet.issue("").control in page
    assert "Er is deze maand nog niet geteld." in page
    assert "style=" not in page


def test_a_code_that_no_sheet_carries_is_told_kindly(neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.browser().get("/blad/0000000000")
    assert answer.status_code == 404
    assert "Dit blad kennen wij niet" in answer.text


def test_the_files_are_those_of_the_issued_sheet(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    browser = neighbourhood.browser("coordinator")
    before = browser.get(f"{PAGE}.pdf").data, browser.get(f"{PAGE}.json").data
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    assert (browser.get(f"{PAGE}.pdf").data, browser.get(f"{PAGE}.json").data) == before
    assert json.loads(before[1])["issue"]["number"] == "DL-2026-10-1"


def test_the_month_page_shows_what_was_issued(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    browser = neighbourhood.browser("coordinator")
    before = browser.get("/team/maand/2026-10").text
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    assert browser.get("/team/maand/2026-10").text == before


def test_a_withdrawn_story_is_off_the_issued_sheet(neighbourhood: Neighbourhood) -> None:
    linde = neighbourhood.linde
    story = a_story(linde, "Ik kom graag.")
    support.choose_story(centre_id=linde, story_id=story, month="2026-10", at=MONDAY_TEN, by=None)
    code = neighbourhood.issued_at(linde)
    browser = neighbourhood.browser("host")
    assert "Ik kom graag." in browser.get(f"/blad/{code}").text
    browser.post(f"/team/verhalen/{story}/trek-in")
    assert "Nieuw, zonder het verhaal: blad DL-2026-10-2." in browser.get("/team/verhalen").text
    old = browser.get(f"/blad/{code}").text
    assert "Ik kom graag." not in old
    assert "Wat op dit blad stond, is verwijderd." in old
    assert "Waarom die er is: Een bewoner trok het citaat in." in old
