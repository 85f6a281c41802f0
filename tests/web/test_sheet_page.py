"""Maandblad: the preview, its files, the coordinator's lines; who may see it and of which month."""

import io
import json
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from tests.builders import a_check_in
from tests.sheets.build import text_of
from tests.web.conftest import Neighbourhood

PAGE = "/team/maandblad/2026-10"


def test_it_opens_on_the_last_whole_month(neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.browser("coordinator").get("/team/maandblad")
    assert answer.status_code == 302
    assert answer.location == PAGE


KINDS = ("pdf", "json", "csv", "xlsx", "annex")
FILES = (*(f"{PAGE}.{kind}" for kind in KINDS[:-1]), f"{PAGE}/bijlage.pdf")


@pytest.mark.parametrize("address", [PAGE, *FILES, "/team/maandblad"])
def test_a_host_may_not_see_it_and_a_stranger_signs_in_first(
    neighbourhood: Neighbourhood, address: str
) -> None:
    assert neighbourhood.browser("host").get(address).status_code == 403
    assert "/team/inloggen" in neighbourhood.browser().get(address).location


def test_the_preview_is_the_sheet_with_its_downloads(neighbourhood: Neighbourhood) -> None:
    page = neighbourhood.browser("coordinator").get(PAGE).text
    assert "Er is deze maand nog niet geteld." in page
    assert "Concept: deze cijfers kunnen nog veranderen." in page
    for address in FILES:
        assert f'href="{address}"' in page
    assert "Duurt een paar tellen." in page
    assert "style=" not in page


def test_the_pdf_and_the_json_are_files_of_the_centre_and_month(
    neighbourhood: Neighbourhood, tmp_path: Path
) -> None:
    browser = neighbourhood.browser("coordinator")
    pdf, figures = browser.get(f"{PAGE}.pdf"), browser.get(f"{PAGE}.json")
    assert pdf.mimetype == "application/pdf"
    assert pdf.headers["Content-Disposition"] == (
        'attachment; filename="maandblad-de-linde-2026-10.pdf"'
    )
    assert pdf.headers["Cache-Control"] == "no-store"
    assert "De Linde, oktober 2026." in text_of(pdf.data, tmp_path)[0]
    assert figures.mimetype == "application/json"
    assert json.loads(figures.text)["month"] == "2026-10"


def test_the_annex_is_a_paper_of_its_own_and_of_an_issued_sheet_always_the_same_bytes(
    neighbourhood: Neighbourhood, tmp_path: Path
) -> None:
    browser, address = neighbourhood.browser("coordinator"), f"{PAGE}/bijlage.pdf"
    draft = browser.get(address)
    assert draft.mimetype == "application/pdf"
    assert "maandblad-de-linde-2026-10-bijlage.pdf" in draft.headers["Content-Disposition"]
    assert "De Linde, oktober 2026." in text_of(draft.data, tmp_path)[0]
    neighbourhood.issued_at(neighbourhood.linde)
    first = browser.get(address).data
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    assert browser.get(address).data == first
    assert "Bijlage bij blad DL-2026-10-1" in text_of(first, tmp_path)[-1]


def test_the_tables_are_files_of_the_centre_and_month(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    table, book = browser.get(f"{PAGE}.csv"), browser.get(f"{PAGE}.xlsx")
    assert table.mimetype == "text/csv"
    assert "maandblad-de-linde-2026-10.csv" in table.headers["Content-Disposition"]
    assert "\r\nDe Linde;2026-10;concept;" in table.data.decode("utf-8-sig")
    assert "maandblad-de-linde-2026-10.xlsx" in book.headers["Content-Disposition"]
    sheets = load_workbook(io.BytesIO(book.data)).sheetnames
    assert sheets == ["Cijfers", "Uitleg"]


def test_the_tables_of_an_issued_sheet_keep_its_figures(neighbourhood: Neighbourhood) -> None:
    neighbourhood.issued_at(neighbourhood.linde)
    a_check_in(neighbourhood.linde, date(2026, 10, 5))
    table = neighbourhood.browser("coordinator").get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert "\r\nDe Linde;2026-10;DL-2026-10-1;Bezoeken;visits.count;;;Bezoeken;0;" in table


def test_taking_a_file_along_is_on_the_record(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    for address in (PAGE, *FILES):
        assert browser.get(address).status_code == 200
    with reading() as connection:
        told: Any = connection.execute(
            select(AuditEntry.object, AuditEntry.centre_id)
            .where(AuditEntry.action == "sheet.download", AuditEntry.actor_id.is_not(None))
            .order_by(AuditEntry.object)
        )
        assert told.all() == [
            (f"sheet 2026-10 {kind}", neighbourhood.linde) for kind in sorted(KINDS)
        ]


@pytest.mark.parametrize(
    "month", ["2026-12", "2024-12", "2026-13", "oktober", "2026-1", "0000-01", "2026-10.xml"]
)
def test_a_month_that_is_not_there_is_not_found(neighbourhood: Neighbourhood, month: str) -> None:
    browser = neighbourhood.browser("coordinator")
    for address in (f"/team/maandblad/{month}", f"/team/maandblad/{month}.pdf"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/team/maandblad/{month}", data={"words": "Dag."}).status_code == 404


def test_the_arrows_stop_at_this_month_and_at_the_first(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    now, first = (
        browser.get("/team/maandblad/2026-11").text,
        browser.get("/team/maandblad/2025-01").text,
    )
    assert "Deze maand loopt nog" in now
    assert "Vorige maand" in now
    assert "Volgende maand" not in now
    assert "Volgende maand" in first
    assert "Vorige maand" not in first


def test_own_lines_are_put_on_the_sheet(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    answer = browser.post(PAGE, data={"words": "De kachel\nwas stuk."})
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = browser.get(PAGE).text
    assert "Uw regels staan op het blad." in page
    assert "<b>De coördinator:</b> De kachel was stuk." in page
    assert "De kachel was stuk.</textarea>" in page.replace("\r\n", "")
    assert "De kachel" not in browser.get("/team/maandblad/2026-09").text


def test_lines_that_are_too_long_are_kept_in_the_form_and_not_on_the_sheet(
    neighbourhood: Neighbourhood,
) -> None:
    browser = neighbourhood.browser("coordinator")
    long = "Het was een drukke maand. " * 11
    answer = browser.post(PAGE, data={"words": long})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "Dit zijn meer dan 280 tekens." in page
    assert 'id="words-error"' in page
    assert long.strip() in page
    assert "De coördinator:" not in page


def test_another_centre_s_sheet_is_not_there_for_a_coordinator_but_is_for_the_area(
    neighbourhood: Neighbourhood,
) -> None:
    foreign = f"{PAGE}?centrum=het-anker"
    coordinator = neighbourhood.browser("coordinator")
    assert coordinator.get(foreign).status_code == 404
    assert coordinator.post(foreign, data={"words": "Dag."}).status_code == 404
    area = neighbourhood.browser("area")
    assert "Het Anker" in area.get(foreign).text
    answer = area.post(foreign, data={"words": "Dag."})
    assert answer.location == foreign
    assert "<b>De coördinator:</b> Dag." in area.get(foreign).text
