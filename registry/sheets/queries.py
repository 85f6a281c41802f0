"""What a coordinator wrote on a month's sheet, and the sheets that were issued."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, select

from registry import clock
from registry.centres.models import Centre
from registry.database import reading
from registry.figures.facts import Month
from registry.sheets.issue import Issue, address_of
from registry.sheets.models import IssuedSheet, SheetFile, SheetWords
from registry.sheets.page_data import Sheet

PAGE = TypeAdapter(Sheet)
"""How the page data of an issued sheet is kept as JSON."""

SHEET = "sheet"
"""The form of file that is the sheet itself."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a coordinator wrote on a month's sheet; None: nothing."""

    headline: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued sheet of a centre: its period and marks, its page and what it prints as JSON.

    Both are None where it was withdrawn with its quote. `replaced` tells whether there is a later
    version.
    """

    centre_id: uuid.UUID
    period: str
    version: int
    code: str
    number: str
    checksum: str
    issued_at: datetime
    why: str | None
    page: Sheet | None
    printed: str | None
    replaced: bool

    def issue(self, public_url: str) -> Issue:
        """Return its marks as its foot prints them."""
        return Issue(
            number=self.number,
            code=self.code,
            version=self.version,
            issued_on=clock.local_day(self.issued_at),
            checksum=self.checksum,
            why=self.why,
            address=address_of(public_url, self.code),
        )


def written(*, centre_id: uuid.UUID, month: Month) -> Written:
    """Return the coordinator's own headline and lines for a month."""
    with reading() as connection:
        row = connection.execute(
            select(SheetWords.headline, SheetWords.words).where(
                SheetWords.centre_id == centre_id, SheetWords.month == str(month)
            )
        ).first()
    return Written(*row) if row else Written()


_ISSUED = select(
    IssuedSheet.centre_id,
    IssuedSheet.period,
    IssuedSheet.version,
    IssuedSheet.code,
    IssuedSheet.number,
    IssuedSheet.checksum,
    IssuedSheet.issued_at,
    IssuedSheet.why,
    IssuedSheet.page,
    IssuedSheet.printed,
)


def versions(*, centre_id: uuid.UUID, period: str) -> tuple[Issued, ...]:
    """Return the issued versions of a centre's sheet of a period, the newest first."""
    with reading() as connection:
        return _versions(
            connection, _ISSUED.where(IssuedSheet.centre_id == centre_id).filter_by(period=period)
        )


def current(*, centre_id: uuid.UUID, period: str) -> Issued | None:
    """Return the sheet of a period as it was issued last, or None."""
    return next(iter(versions(centre_id=centre_id, period=period)), None)


def all_current(*, centre_id: uuid.UUID) -> tuple[Issued, ...]:
    """Return what a centre issued, each period as it was issued last, the newest period first."""
    with reading() as connection:
        found = _versions(connection, _ISSUED.where(IssuedSheet.centre_id == centre_id))
    return tuple(one for one in found if not one.replaced)


def by_code(code: str) -> Issued | None:
    """Return the sheet that carries a code, whichever version, or None."""
    with reading() as connection:
        found = connection.execute(
            select(IssuedSheet.centre_id, IssuedSheet.period, IssuedSheet.version).where(
                IssuedSheet.centre_id.in_(select(Centre.id)), IssuedSheet.code == code
            )
        ).first()
        if found is None:
            return None
        every = versions(centre_id=found.centre_id, period=found.period)
    return next(one for one in every if one.version == found.version)


def file(sheet: Issued, *, form: str = SHEET) -> bytes | None:
    """Return a file of an issued sheet as it was made then, or None."""
    with reading() as connection:
        return connection.execute(
            select(SheetFile.body).filter_by(
                centre_id=sheet.centre_id, period=sheet.period, version=sheet.version, form=form
            )
        ).scalar_one_or_none()


def _versions(connection: Connection, found: Select[*tuple[object, ...]]) -> tuple[Issued, ...]:
    rows = connection.execute(
        found.order_by(IssuedSheet.period.desc(), IssuedSheet.version.desc())
    ).mappings()
    issued: list[Issued] = []
    for row in rows:
        values = dict(row)
        page = values.pop("page")
        issued.append(
            Issued(
                **values,
                page=None if page is None else PAGE.validate_json(page),
                replaced=bool(issued and issued[-1].period == values["period"]),
            )
        )
    return tuple(issued)
