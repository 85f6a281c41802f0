"""The annex of a sheet for a funder: its figures in tables, as a paper of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registry.paper import pages, printing
from registry.sheets.annex import compose_annex
from registry.sheets.issue import Issue
from registry.sheets.queries import ANNEX
from registry.sheets.services.current import Current
from registry.sheets.services.press import kept_file
from registry.theory.model import Theory


def annex(*, sheet: Current, theory: Theory, public_url: str) -> bytes:
    """Return the annex of a sheet as a PDF of A4; of an issued one always the same bytes.

    Raises NotIssued for a sheet that was withdrawn meanwhile, and paper.pdf.PaperError.
    """
    issued = sheet.issued

    issue = issued.issue(public_url) if issued else None

    def make() -> bytes:
        return annex_pdf(sheet.figures(public_url), theory=theory, issue=issue)

    return make() if issued is None else kept_file(sheet=issued, form=ANNEX, make=make)


def annex_pdf(figures: Mapping[str, Any], *, theory: Theory, issue: Issue | None = None) -> bytes:
    """Return the annex of what a sheet prints, of an issued one with its marks.

    Raises paper.pdf.PaperError.
    """
    made = compose_annex(figures, theory)
    html = pages.fill("sheets/bijlage.html", sheet=made, issue=issue)
    return printing.render(html, keep=issue is None)
