"""The handbook of the desk, from Meer: everybody of a team may print it."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Neighbourhood

LINK = re.compile(r'href="(/team/handboek\.pdf[^"]*)"[^>]*>.*?<b>Handboek voor aan de balie</b>')


@pytest.mark.parametrize("role", ["host", "coordinator", "area", "admin"])
def test_meer_leads_every_role_to_the_handbook(neighbourhood: Neighbourhood, role: str) -> None:
    client = neighbourhood.browser(role)
    more = client.get("/team/meer").text
    (address,) = LINK.findall(more)
    response = client.get(address)
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    assert "handboek-balie.pdf" in response.headers["Content-Disposition"]
