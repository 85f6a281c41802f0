"""Where no PDF can be made, each page that hands one out says so, and nothing is on the record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.figures.facts import Month
from registry.paper import pdf
from tests.builders import MONDAY_TEN, a_help_request
from tests.web.conftest import Neighbourhood

PAPERS: tuple[tuple[str, Callable[[Neighbourhood], str]], ...] = (
    ("/team/vandaag", lambda _: "/team/vandaag/turflijst.pdf"),
    ("/team/posters", lambda here: f"/team/posters/{here.inloop}.pdf"),
    ("/team/maandblad/2026-10", lambda _: "/team/maandblad/2026-10.pdf"),
    ("/team/maandblad/2026-10", lambda _: "/team/maandblad/2026-10/poster.pdf?taal=nl"),
    ("/team/maandblad/2026-10", lambda _: "/team/maandblad/2026-10/bijlage.pdf"),
    ("/team/samen/maandblad/2026-10", lambda here: joint_of(here)),
    ("/team/samen/maandblad/2026-10", lambda here: f"{joint_of(here)[:-4]}/bijlage.pdf"),
    (
        "/team/kwartaal/2026-Q4",
        lambda here: here.issued_at(here.linde) and "/team/kwartaal/2026-Q4/bijlage.pdf",
    ),
    (
        "/team/jaar/2026",
        lambda here: here.issued_at(here.linde) and "/team/jaar/2026/bijlage.pdf",
    ),
    (
        "/team/samen/kwartaal/2026-Q4",
        lambda here: f"{joint_of(here)[:12]}kwartaal/2026-Q4/bijlage.pdf",
    ),
    ("/team/samen/jaar/2026", lambda here: f"{joint_of(here)[:12]}jaar/2026/bijlage.pdf"),
    (
        "/team/kwartaal/2026-Q4",
        lambda here: here.issued_at(here.linde) and "/team/kwartaal/2026-Q4.pdf",
    ),
    ("/team/jaar/2026", lambda here: here.issued_at(here.linde) and "/team/jaar/2026.pdf"),
    ("/team/samen/kwartaal/2026-Q4", lambda here: f"{joint_of(here)[:12]}kwartaal/2026-Q4.pdf"),
    ("/team/samen/jaar/2026", lambda here: f"{joint_of(here)[:12]}jaar/2026.pdf"),
    ("/team/programma", lambda _: "/team/programma/2026-W48.pdf"),
    ("/team/hulpvragen/1", lambda here: slip_of(here)),
    ("/team/meer", lambda _: "/team/handboek.pdf"),
)
"""Every page that leads to a PDF, with its address."""


def slip_of(here: Neighbourhood) -> str:
    """Record a first help request and return the address of its slip."""
    number = a_help_request(here.linde, on=MONDAY_TEN.date())
    return f"/team/hulpvragen/{number}/briefje.pdf"


def joint_of(here: Neighbourhood) -> str:
    """Issue a sheet, so that there is a joint one, and return its address."""
    here.issued_at(here.linde)
    here.joint_at(Month(2026, 10))
    return "/team/samen/maandblad/2026-10.pdf"


@pytest.mark.parametrize(("page", "address_of"), PAPERS)
def test_where_no_pdf_can_be_made_its_page_says_so(
    public: Neighbourhood,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    address_of: Callable[[Neighbourhood], str],
) -> None:
    def refuse() -> None:
        raise pdf.PaperError("no libraries")

    monkeypatch.setattr(pdf, "_weasyprint", refuse)
    address = address_of(public)
    role = "area" if "samen" in page else "coordinator"
    answer = public.browser(role).get(address, follow_redirects=True)
    assert answer.request.path == page
    assert "De PDF maken lukt nu niet." in answer.text
    with reading() as connection:
        downloads = select(AuditEntry.action).where(AuditEntry.action == "sheet.download")
        assert connection.execute(downloads).all() == []


def test_every_pdf_of_the_team_is_among_them(neighbourhood: Neighbourhood) -> None:
    rules = neighbourhood.app.url_map.iter_rules()
    files = [rule for rule in rules if rule.rule.endswith(".pdf") or "kind" in rule.arguments]
    assert len(files) == len(PAPERS)
