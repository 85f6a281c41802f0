"""Makes the papers of a sheet: the sheet itself, its annex for a funder, its posters."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from registry import icons
from registry.centres import queries as centres
from registry.paper import pages, printing
from registry.sheets.annex import compose_annex
from registry.sheets.issue import Issue
from registry.sheets.page_data import Sheet
from registry.sheets.queries import ANNEX, SHEET, Page
from registry.sheets.resident import compose_poster
from registry.sheets.services.drafts import issued_json
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together
from registry.support import queries as support
from registry.support.queries import HeardView
from registry.texts import queries as texts
from registry.theory.model import Theory

TEMPLATES: Mapping[type[Page], str] = {
    Sheet: "sheets/maandblad.html",
    Together: "sheets/samen.html",
    Span: "sheets/periode.html",
}
DRAWN = ("door-open", "clock", "hand-heart", "handshake", "chat-circle-dots")


def papers(
    page: Page, text: str, issue: Issue, *, theory: Theory, centre_id: uuid.UUID | None
) -> Iterator[tuple[str, bytes]]:
    """Make every file of an issued sheet, each after its form; `text` is what the sheet prints.

    Where the theory of change is another one than the sheet was made with, it has no annex: that
    would tell today's words as if they were those of the sheet. Raises paper.pdf.PaperError.
    """
    yield SHEET, page_pdf(page, issue)
    if theory.version == page.theory_version:
        yield ANNEX, annex_pdf(issued_json(text, issue), theory=theory, issue=issue)
    if isinstance(page, Sheet) and centre_id is not None:
        centre = centres.by_id(centre_id)
        for language in centre.languages if centre else ():
            made = poster_in(language, page, centre_id=centre_id, issue=issue)
            yield form_of(language), made


def form_of(language: str) -> str:
    """Return the form of file that the poster is in a language."""
    return f"poster-{language}"


def page_pdf(page: Page, issue: Issue | None = None) -> bytes:
    """Return a page as a tagged PDF of A4; without `issue` it says that it is a draft.

    Raises paper.pdf.PaperError.
    """
    html = pages.fill(TEMPLATES[type(page)], sheet=page, issue=issue)
    return printing.render(html, keep=issue is None)


def annex_pdf(figures: Mapping[str, Any], *, theory: Theory, issue: Issue | None = None) -> bytes:
    """Return the annex of what a sheet prints, of an issued one with its marks.

    Raises paper.pdf.PaperError.
    """
    made = compose_annex(figures, theory)
    html = pages.fill("sheets/bijlage.html", sheet=made, issue=issue)
    return printing.render(html, keep=issue is None)


def poster_in(
    language: str, sheet: Sheet, *, centre_id: uuid.UUID, issue: Issue | None = None
) -> bytes:
    """Return the poster of a centre's month with what was heard there and the centre's own words.

    Raises paper.pdf.PaperError.
    """
    own = texts.in_language(texts.own_words(centre_id=centre_id), language)
    heard = _heard(centre_id, str(sheet.month), language)
    return poster_pdf(sheet, language=language, issue=issue, heard=heard, own=own)


def poster_pdf(
    sheet: Sheet,
    *,
    language: str,
    issue: Issue | None = None,
    heard: HeardView | None = None,
    own: Mapping[str, str] | None = None,
) -> bytes:
    """Return the poster in a language; `own` are the centre's own words in it.

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
