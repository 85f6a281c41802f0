"""On the pages of quarters, years and all together: what each figure is, another period beside."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from registry.figures.facts import Month
from registry.sheets import queries
from tests.web.conftest import Neighbourhood

pytestmark = pytest.mark.usefixtures("quick_paper")

TICKED = {"gezien": "ja"}
SAMEN = "/team/samen/maandblad"
QUARTERS = ("/team/kwartaal/2026-Q2", "/team/kwartaal/2026-Q3")


def issued_months(here: Neighbourhood) -> None:
    for month in (6, 9):
        here.issued_at(here.linde, Month(2026, month))


def test_a_quarter_stands_beside_another_issued_one(neighbourhood: Neighbourhood) -> None:
    issued_months(neighbourhood)
    browser = neighbourhood.browser("coordinator")
    assert "Leg ernaast" not in browser.get(QUARTERS[1]).text
    assert browser.get(f"{QUARTERS[1]}?naast=2026-Q2").status_code == 200
    for page in QUARTERS:
        browser.post(f"{page}/uitgeven", data=TICKED)
    page = browser.get(QUARTERS[1]).text
    assert "Leg ernaast" in page
    assert '<option value="2026-Q2">2e kwartaal 2026</option>' in page
    page = browser.get(f"{QUARTERS[1]}?naast=2026-Q2").text
    assert "3e kwartaal 2026 naast 2e kwartaal 2026" in page
    for other in ("2026", "2026-Q1", "2026-Q3", "2026-06", "zomer"):
        assert browser.get(f"{QUARTERS[1]}?naast={other}").status_code == 404


def test_a_joint_month_stands_beside_another(neighbourhood: Neighbourhood) -> None:
    issued_months(neighbourhood)
    browser = neighbourhood.browser("area")
    for month in ("2026-06", "2026-09"):
        browser.post(f"{SAMEN}/{month}/uitgeven", data=TICKED)
    page = browser.get(f"{SAMEN}/2026-09?naast=2026-06").text
    assert "September 2026 naast juni 2026" in page
    assert "Bezoeken per centrum, in de volgorde van het blad" in page


def test_each_figure_is_defined_on_every_page_of_a_sheet(neighbourhood: Neighbourhood) -> None:
    issued_months(neighbourhood)
    browser = neighbourhood.browser("area")
    browser.post(f"{SAMEN}/2026-09/uitgeven", data=TICKED)
    sheet = queries.current(centre_id=None, period="2026-09")
    assert sheet is not None
    own = neighbourhood.browser("coordinator")
    for page in (
        browser.get(f"{SAMEN}/2026-09").text,
        browser.get(f"/blad/{sheet.code}").text,
        own.get(QUARTERS[1]).text,
        own.get("/team/maandblad/2026-09").text,
        own.get("/team/maandblad/2026-10").text,
    ):
        assert "Wat is elk getal?" in page
        assert "Een bezoek is één persoon op één dag." in unescape(page)


def test_questions_of_another_theory_are_not_explained(neighbourhood: Neighbourhood) -> None:
    issued_months(neighbourhood)
    own = neighbourhood.app.extensions["inloop_theory"]
    browser = neighbourhood.browser("coordinator")
    code = queries.current(centre_id=neighbourhood.linde, period="2026-09")
    assert code is not None
    assert "Gevraagd op de tablet</h3>" in browser.get(f"/blad/{code.code}").text
    neighbourhood.app.extensions["inloop_theory"] = replace(own, version="99.0")
    page = browser.get(f"/blad/{code.code}").text
    assert "Gevraagd op de tablet</h3>" not in page
    assert "Wat is elk getal?" in page
