"""Turflijst printen: today's programme on paper, from Vandaag."""

from __future__ import annotations

from tests.web.conftest import Neighbourhood


def test_vandaag_leads_to_the_sheet_of_its_own_centre(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert 'href="/team/vandaag/turflijst.pdf"' in client.get("/team/vandaag").text
    response = client.get("/team/vandaag/turflijst.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "turflijst-de-linde-2026-11-23.pdf" in response.headers["Content-Disposition"]
