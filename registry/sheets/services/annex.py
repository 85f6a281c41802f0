"""The annex of a sheet for a funder: its figures in tables, as a paper of its own."""

from __future__ import annotations

from registry.sheets.queries import ANNEX
from registry.sheets.services.current import Current
from registry.sheets.services.made import annex_pdf
from registry.sheets.services.press import kept_file
from registry.theory.model import Theory


class OtherTheory(LookupError):
    """An issued sheet of another theory of change, without an annex that was kept at the time."""

    code = "other_theory"


def annex(*, sheet: Current, theory: Theory, public_url: str) -> bytes:
    """Return the annex of a sheet as a PDF of A4; of an issued one always the same bytes.

    Raises NotIssued for a sheet that was withdrawn meanwhile, OtherTheory, and
    paper.pdf.PaperError.
    """
    issued = sheet.issued
    figures = sheet.figures(public_url)
    if issued is None:
        return annex_pdf(figures, theory=theory)

    def make() -> bytes:
        if theory.version != sheet.sheet.theory_version:
            raise OtherTheory(f"{issued.number} is of theory {sheet.sheet.theory_version}")
        return annex_pdf(figures, theory=theory, issue=issued.issue(public_url))

    return kept_file(sheet=issued, form=ANNEX, make=make)
