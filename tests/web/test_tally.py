"""Turflijst printen: today's programme on paper, from Vandaag."""

from __future__ import annotations

import subprocess

import pytest

from tests.web.conftest import Neighbourhood

SHEET = "/team/vandaag/turflijst.pdf"


def words_of(pdf: bytes) -> str:
    words = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(words, input=pdf, check=True, capture_output=True)  # noqa: S603
    return " ".join(done.stdout.decode().split())


def test_vandaag_leads_to_the_sheet_of_its_own_centre(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert 'href="/team/vandaag/turflijst.pdf"' in client.get("/team/vandaag").text
    response = client.get("/team/vandaag/turflijst.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "turflijst-de-linde-2026-11-23.pdf" in response.headers["Content-Disposition"]


def test_the_programme_leads_to_a_sheet_of_a_day_to_come(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    week = client.get("/team/programma?week=2026-W50").text
    assert f'href="{SHEET}?dag=2026-12-07" aria-label="Turflijst van maandag 7 december"' in week
    printed = words_of(client.get(f"{SHEET}?dag=2026-12-07").data)
    assert "maandag 7 december 2026" in printed
    assert "Open inloop" in printed


def test_a_sheet_is_printed_of_a_day_that_nobody_looked_at_before(
    neighbourhood: Neighbourhood,
) -> None:
    printed = words_of(neighbourhood.browser("host").get(f"{SHEET}?dag=2027-03-01").data)
    assert "Open inloop" in printed


@pytest.mark.parametrize("day", ["morgen", "1999-01-01", "2099-01-01"])
def test_of_a_day_that_cannot_be_there_is_no_sheet(neighbourhood: Neighbourhood, day: str) -> None:
    assert neighbourhood.browser("host").get(f"{SHEET}?dag={day}").status_code == 404
