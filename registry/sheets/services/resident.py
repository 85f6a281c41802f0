"""The page for residents of a month's sheet, to hang on the wall in a language of the centre."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from registry import icons
from registry.paper import pages, printing
from registry.sheets.issue import Issue
from registry.sheets.page_data import Sheet
from registry.sheets.resident import compose_poster
from registry.sheets.services.current import Current
from registry.sheets.services.press import kept_file
from registry.support import queries as support
from registry.support.queries import HeardView
from registry.texts import queries as texts

DRAWN = ("door-open", "clock", "hand-heart", "handshake", "chat-circle-dots")


def form_of(language: str) -> str:
    """Return the form of file that the page is in a language."""
    return f"poster-{language}"


def resident_poster(
    *, centre_id: uuid.UUID, sheet: Current, language: str, public_url: str
) -> bytes:
    """Return the page as a PDF of A4; of an issued sheet always the same bytes.

    Raises NotIssued for a sheet that was withdrawn meanwhile, and paper.pdf.PaperError.
    """
    page, issued = sheet.sheet, sheet.issued
    if not isinstance(page, Sheet):
        raise TypeError("only a centre's own sheet has a page for residents")
    own = texts.in_language(texts.own_words(centre_id=centre_id), language)
    heard = _heard(centre_id, str(page.month), language)

    def make(issue: Issue | None) -> bytes:
        return poster_pdf(page, language=language, issue=issue, heard=heard, own=own)

    if issued is None:
        return make(None)
    return kept_file(
        sheet=issued, form=form_of(language), make=lambda: make(issued.issue(public_url))
    )


def poster_pdf(
    sheet: Sheet,
    *,
    language: str,
    issue: Issue | None = None,
    heard: HeardView | None = None,
    own: Mapping[str, str] | None = None,
) -> bytes:
    """Return the page in a language; `own` are the centre's own words in it.

    Without `issue` it says that it is a draft. Raises paper.pdf.PaperError.
    """
    html = pages.fill_in(
        language,
        "sheets/bewoners.html",
        own or {},
        page=compose_poster(sheet),
        heard=heard,
        issue=issue,
        drawings={name: icons.drawing(name) for name in DRAWN},
    )
    return printing.render(html, keep=issue is None)


def _heard(centre_id: uuid.UUID, month: str, language: str) -> HeardView | None:
    """What was heard in the month, in Dutch where nobody wrote it in the language."""
    lines = support.heard_by_month(centre_id=centre_id).get(month, {})
    return lines.get(language) or lines.get("nl")
