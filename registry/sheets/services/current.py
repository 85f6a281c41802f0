"""A sheet as it is now: the issued one where there is one, else the draft."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registry.figures.facts import Month
from registry.sheets import queries, spreadsheets
from registry.sheets.queries import Issued, Page
from registry.sheets.services import drafts
from registry.sheets.services.made import page_pdf
from registry.sheets.services.press import issued_file
from registry.sheets.table import Line, lines_of
from registry.theory.model import Theory


@dataclass(frozen=True, slots=True)
class Current:
    """A sheet to look at or take along; `issued` is None for a draft."""

    sheet: Page
    issued: Issued | None

    def pdf(self, public_url: str) -> bytes:
        """Return it on paper, of an issued one always the same bytes. Raises PaperError."""
        if self.issued is None:
            return page_pdf(self.sheet)
        return issued_file(sheet=self.issued, public_url=public_url)

    def figures(self, public_url: str) -> dict[str, Any]:
        """Return exactly what it prints, as plain data."""
        if self.issued is None or self.issued.printed is None:
            return drafts.sheet_json(self.sheet)
        return drafts.issued_json(self.issued.printed, self.issued.issue(public_url))

    def lines(self, public_url: str) -> tuple[Line, ...]:
        """Return exactly what it prints, as one flat table."""
        return lines_of(self.figures(public_url))

    def as_file(self, kind: str, public_url: str) -> bytes:
        """Return its figures as a file: json as they are; csv or xlsx, the table.

        Raises KeyError for another kind.
        """
        if kind == "json":
            text = json.dumps(self.figures(public_url), ensure_ascii=False, indent=2)
            return f"{text}\n".encode()
        return _TABLES[kind](self.lines(public_url))


_TABLES = {"csv": spreadsheets.as_csv, "xlsx": spreadsheets.as_xlsx}


def current(*, centre_id: uuid.UUID, month: Month, theory: Theory, at: datetime) -> Current:
    """Return a month's sheet. Raises reporting's UnknownCentre, and NoSuchMonth."""
    return issued_now(centre_id, str(month)) or Current(
        drafts.draft(centre_id=centre_id, month=month, theory=theory, at=at), None
    )


def issued_now(centre_id: uuid.UUID | None, period: str) -> Current | None:
    """Return the sheet of a period as it was issued last, of all together without a centre."""
    issued = queries.current(centre_id=centre_id, period=period)
    return Current(issued.page, issued) if issued and issued.page else None
