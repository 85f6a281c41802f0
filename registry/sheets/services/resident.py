"""The poster for residents of a month's sheet, to hang on the wall in a language of the centre."""

from __future__ import annotations

import uuid

from registry.sheets.page_data import Sheet
from registry.sheets.services.current import Current
from registry.sheets.services.made import form_of, poster_in
from registry.sheets.services.press import kept_file


def resident_poster(
    *, centre_id: uuid.UUID, sheet: Current, language: str, public_url: str
) -> bytes:
    """Return the poster as a PDF of A4; of an issued sheet always the same bytes.

    Raises NotIssued for a sheet that was withdrawn, and paper.pdf.PaperError.
    """
    page, issued = sheet.sheet, sheet.issued
    if not isinstance(page, Sheet):
        raise TypeError("only a centre's own sheet has a page for residents")
    if issued is None:
        return poster_in(language, page, centre_id=centre_id)
    marks = issued.issue(public_url)
    return kept_file(
        sheet=issued,
        form=form_of(language),
        make=lambda: poster_in(language, page, centre_id=centre_id, issue=marks),
    )
