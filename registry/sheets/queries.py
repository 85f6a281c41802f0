"""What a coordinator wrote on a month's sheet, and the sheets that were issued."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import select

from registry import clock
from registry.centres.models import Centre
from registry.database import reading
from registry.figures.facts import Month
from registry.sheets.issue import Issue, address_of
from registry.sheets.models import IssuedSheet, JointFile, JointSheet, SheetFile, SheetWords
from registry.sheets.page_data import Sheet
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together

Page: TypeAlias = Sheet | Together | Span
"""What stands on an issued sheet: a centre's month, all centres' month, a quarter or a year."""

_SHEET: TypeAdapter[Page] = TypeAdapter(Sheet)
_TOGETHER: TypeAdapter[Page] = TypeAdapter(Together)
_SPAN: TypeAdapter[Page] = TypeAdapter(Span)
"""How pages are kept as JSON."""

SHEET = "sheet"
"""The form of file that is the sheet itself."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a coordinator wrote on a month's sheet; None: nothing."""

    headline: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued sheet: its period and marks, its page and what it prints as JSON.

    `centre_id` is None for the one of all centres together. Page and `printed` are None where it
    was withdrawn with its quote. `replaced` tells whether there is a later version.
    """

    centre_id: uuid.UUID | None
    period: str
    version: int
    code: str
    number: str
    checksum: str
    issued_at: datetime
    why: str | None
    page: Page | None
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where issued sheets are kept: a centre's, or (None) those of all centres together."""

    centre_id: uuid.UUID | None

    @property
    def sheets(self) -> type[IssuedSheet | JointSheet]:
        """The table of sheets."""
        return JointSheet if self.centre_id is None else IssuedSheet

    @property
    def files(self) -> type[SheetFile | JointFile]:
        """The table of their files."""
        return JointFile if self.centre_id is None else SheetFile

    @property
    def key(self) -> dict[str, uuid.UUID]:
        """What every row of both tables begins with."""
        return {} if self.centre_id is None else {"centre_id": self.centre_id}


def versions(*, centre_id: uuid.UUID | None, period: str) -> tuple[Issued, ...]:
    """Return the issued versions of the sheet of a period, the newest first."""
    return _issued(centre_id, period=period)


def current(*, centre_id: uuid.UUID | None, period: str) -> Issued | None:
    """Return the sheet of a period as it was issued last, or None."""
    return next(iter(versions(centre_id=centre_id, period=period)), None)


def all_versions(*, centre_id: uuid.UUID | None) -> tuple[Issued, ...]:
    """Return every version that was issued, the newest period and version first."""
    return _issued(centre_id)


def all_current(*, centre_id: uuid.UUID | None) -> tuple[Issued, ...]:
    """Return what was issued, each period as it was issued last, the newest period first."""
    return tuple(one for one in _issued(centre_id) if not one.replaced)


def by_code(code: str) -> Issued | None:
    """Return the sheet that carries a code, whichever version, or None."""
    with reading() as connection:
        own = connection.execute(
            select(IssuedSheet.centre_id, IssuedSheet.period).where(
                IssuedSheet.centre_id.in_(select(Centre.id)), IssuedSheet.code == code
            )
        ).first()
        joint = connection.execute(
            select(JointSheet.period).where(JointSheet.code == code)
        ).scalar_one_or_none()
        if own is not None:
            every = versions(centre_id=own.centre_id, period=own.period)
        elif joint is not None:
            every = versions(centre_id=None, period=joint)
        else:
            return None
    return next(one for one in every if one.code == code)


def file(sheet: Issued, *, form: str = SHEET) -> bytes | None:
    """Return a file of an issued sheet as it was made then, or None."""
    place = Place(sheet.centre_id)
    with reading() as connection:
        return connection.execute(
            select(place.files.body).filter_by(
                **place.key, period=sheet.period, version=sheet.version, form=form
            )
        ).scalar_one_or_none()


_COLUMNS = [field.name for field in fields(Issued) if field.name not in ("centre_id", "replaced")]


def _issued(centre_id: uuid.UUID | None, **which: str) -> tuple[Issued, ...]:
    place = Place(centre_id)
    table = place.sheets
    with reading() as connection:
        rows = connection.execute(
            select(*(getattr(table, name) for name in _COLUMNS))
            .filter_by(**place.key, **which)
            .order_by(table.period.desc(), table.version.desc())
        ).mappings()
        issued: list[Issued] = []
        for row in rows:
            page = row["page"]
            values = {
                **row,
                "page": None
                if page is None
                else _adapter(place, row["period"]).validate_json(page),
                "replaced": bool(issued and issued[-1].period == row["period"]),
            }
            issued.append(Issued(centre_id=centre_id, **values))
    return tuple(issued)


def _adapter(place: Place, period: str) -> TypeAdapter[Page]:
    if not is_month(period):
        return _SPAN
    return _TOGETHER if place.centre_id is None else _SHEET


def is_month(period: str) -> bool:
    """Tell whether a written period is a month, and no quarter or year."""
    return len(period) == len("2026-10") and "Q" not in period


def page_text(place: Place, period: str, page: Page) -> str:
    """Return a page as it is kept."""
    return _adapter(place, period).dump_json(page).decode()
