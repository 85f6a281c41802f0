"""What a coordinator wrote on a month's sheet, and the sheets that were issued."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import func, null, select

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

ANNEX = "annex"
"""The form of file that is its annex."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a coordinator wrote on a month's sheet; None: nothing."""

    headline: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What marks an issued sheet: its period, version, code, number and checksum, when and why."""

    period: str
    version: int
    code: str
    number: str
    checksum: str
    issued_at: datetime
    why: str | None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(Marks):
    """An issued sheet: its marks, its page and what it prints as JSON.

    `centre_id` is None for the one of all centres together. Page and `printed` are None where it
    was withdrawn with its quote. `replaced` tells whether there is a later version.
    """

    centre_id: uuid.UUID | None
    page: Page | None
    printed: str | None
    replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Marks):
    """A version of an issued sheet as it is listed; `centre_id` None: one of all centres together.

    `current` tells whether it is the last version, `withdrawn` whether what it printed is gone.
    """

    centre_id: uuid.UUID | None
    current: bool
    withdrawn: bool


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


def kept(
    *, centre_ids: Collection[uuid.UUID] | None, period: str | None = None, first: int, most: int
) -> tuple[tuple[Kept, ...], int]:
    """Return versions of these centres' sheets, None: of the joint ones; and how many there are.

    The newest period comes first; at most so many are returned, from a place on.
    """
    table = JointSheet if centre_ids is None else IssuedSheet
    whose = [] if centre_ids is None else [IssuedSheet.centre_id]
    where = [] if centre_ids is None else [IssuedSheet.centre_id.in_(centre_ids)]
    which = select(table).where(*where)
    if period is not None:
        which = which.where(table.period == period)
    newest = func.max(table.version).over(partition_by=[*whose, table.period])
    found = which.with_only_columns(
        *(getattr(table, field.name) for field in fields(Marks)),
        (whose[0] if whose else null()).label("centre_id"),
        (newest == table.version).label("current"),
        table.printed.is_(None).label("withdrawn"),
    ).order_by(table.period.desc(), *whose, table.version.desc())
    with reading() as connection:
        count = connection.execute(which.with_only_columns(func.count())).scalar_one()
        rows = connection.execute(found.limit(most).offset(first)).mappings()
        return tuple(Kept(**row) for row in rows), count


def printed_of(one: Kept) -> str | None:
    """Return exactly what a listed sheet prints, as JSON; None: it was withdrawn."""
    place = Place(one.centre_id)
    with reading() as connection:
        return connection.execute(
            select(place.sheets.printed).filter_by(
                **place.key, period=one.period, version=one.version
            )
        ).scalar_one_or_none()


def file(sheet: Issued, *, form: str = SHEET) -> bytes | None:
    """Return a file of an issued sheet as it was made then, or None."""
    place = Place(sheet.centre_id)
    with reading() as connection:
        return connection.execute(
            select(place.files.body).filter_by(
                **place.key, period=sheet.period, version=sheet.version, form=form
            )
        ).scalar_one_or_none()


def forms(sheet: Issued) -> frozenset[str]:
    """Return the forms of the files that are kept of an issued sheet."""
    place = Place(sheet.centre_id)
    which = {**place.key, "period": sheet.period, "version": sheet.version}
    with reading() as connection:
        return frozenset(connection.execute(select(place.files.form).filter_by(**which)).scalars())


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
                "page": None if page is None else page_of(place, row["period"], page),
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


def page_of(place: Place, period: str, text: str) -> Page:
    """Return a page from how it is kept, by this version or by one before it."""
    return _adapter(place, period).validate_json(text)


def page_text(place: Place, period: str, page: Page) -> str:
    """Return a page as it is kept."""
    return _adapter(place, period).dump_json(page).decode()
