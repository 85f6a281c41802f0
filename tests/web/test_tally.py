"""Turflijst printen: today's programme on paper, from Vandaag."""

from __future__ import annotations

import pytest

from registry.paper import tally
from registry.paper.pdf import PaperError
from tests.web.conftest import Neighbourhood


def test_vandaag_leads_to_the_sheet_of_its_own_centre(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert 'href="/team/vandaag/turflijst.pdf"' in client.get("/team/vandaag").text
    response = client.get("/team/vandaag/turflijst.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "turflijst-de-linde-2026-11-23.pdf" in response.headers["Content-Disposition"]


def test_where_no_pdf_can_be_made_vandaag_says_so(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise PaperError("no libraries")

    monkeypatch.setattr(tally, "render", refuse)
    response = neighbourhood.browser("host").get(
        "/team/vandaag/turflijst.pdf", follow_redirects=True
    )
    assert response.request.path == "/team/vandaag"
    assert "De PDF maken lukt nu niet." in response.text
