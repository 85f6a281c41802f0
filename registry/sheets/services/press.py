"""Makes what is issued and keeps it: page, figures, marks and file, one row per version."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit, clock
from registry.database import insert_once, writing
from registry.sheets import queries
from registry.sheets.issue import (
    Issue,
    address_of,
    canonical,
    checksum_of,
    new_code,
    number_of,
)
from registry.sheets.page_data import printed
from registry.sheets.queries import SHEET, Issued, Page, Place, page_text
from registry.sheets.services.drafts import AlreadyIssued
from registry.sheets.services.made import page_pdf, papers
from registry.theory.model import Theory

STATE = "uitgegeven"
LONGEST_REASON = 140


class NotIssued(LookupError):
    """A sheet that was not issued, so that there is nothing to set right."""

    code = "not_issued"


class NoReason(ValueError):
    """A next version without a reason, or with one that is too long."""

    code = "no_reason"


@dataclass(frozen=True, slots=True)
class Press:
    """With what a sheet is issued.

    The theory of change, the installation's public address ("" without), when, and by which
    account (None: the command line). Without `files` each file is made when first asked for.
    """

    theory: Theory
    public_url: str
    at: datetime
    by: uuid.UUID | None
    files: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A version of a sheet, ready to be kept; `place` says whose, `files` are its PDFs by form."""

    place: Place
    period: str
    page: Page
    text: str
    issue: Issue
    files: Mapping[str, bytes]
    press: Press

    def keep(self, connection: Connection) -> None:
        """Keep it in the caller's transaction. Raises AlreadyIssued."""
        key = {**self.place.key, "period": self.period, "version": self.issue.version}
        values = {
            **key,
            "code": self.issue.code,
            "number": self.issue.number,
            "page": page_text(self.place, self.period, self.page),
            "printed": self.text,
            "checksum": self.issue.checksum,
            "issued_at": self.press.at,
            "issued_by": self.press.by,
            "why": self.issue.why,
        }
        if not insert_once(connection, self.place.sheets, values):
            raise AlreadyIssued(self.issue.number)
        for form, body in self.files.items():
            row = {**key, "form": form, "body": body}
            connection.execute(insert(self.place.files).values(row))
        audit.record(
            at=self.press.at,
            actor_id=self.press.by,
            action="sheet.issue" if self.issue.version == 1 else "sheet.correct",
            object=f"sheet {self.period}",
            centre_id=self.place.centre_id,
            after={"version": self.issue.version, "checksum": self.issue.checksum},
            why=self.issue.why,
        )


def empty(connection: Connection, place: Place, period: str, *, before: int) -> None:
    """Delete what versions before one say, in the caller's transaction; their marks stay."""
    of_period = {**place.key, "period": period}
    files, sheets = place.files, place.sheets
    connection.execute(delete(files).filter_by(**of_period).where(files.version < before))
    earlier = update(sheets).filter_by(**of_period).where(sheets.version < before)
    connection.execute(earlier.values(page=None, printed=None))


def ready(
    press: Press,
    page: Page,
    *,
    place: Place,
    period: str,
    name: str,
    version: int,
    why: str | None,
) -> Ready:
    """Make an issued version with its marks and files; `name` is whose initials its number has.

    Raises paper.pdf.PaperError.
    """
    page = replace(page, state=STATE)
    text = canonical(printed(page))
    code = new_code()
    marks = Issue(
        number=number_of(name, period, version),
        code=code,
        version=version,
        issued_on=clock.local_day(press.at),
        checksum=checksum_of(text),
        why=why,
        address=address_of(press.public_url, code),
    )
    made = papers(page, text, marks, theory=press.theory, centre_id=place.centre_id)
    files = dict(made) if press.files else {}
    return Ready(
        place=place, period=period, page=page, text=text, issue=marks, files=files, press=press
    )


def put_out(
    press: Press,
    page: Page,
    *,
    place: Place,
    period: str,
    name: str,
    version: int,
    why: str | None,
) -> Issue:
    """Make a version as `ready` does and keep it. Raises AlreadyIssued, paper.pdf.PaperError."""
    made = ready(press, page, place=place, period=period, name=name, version=version, why=why)
    with writing() as connection:
        made.keep(connection)
    return made.issue


def first_version(place: Place, period: str) -> int:
    """Return the version of a first issue. Raises AlreadyIssued where there was one."""
    if queries.current(centre_id=place.centre_id, period=period) is not None:
        raise AlreadyIssued(period)
    return 1


def next_version(place: Place, period: str) -> int:
    """Return the version after the last one. Raises NotIssued where there is none."""
    last = queries.current(centre_id=place.centre_id, period=period)
    if last is None:
        raise NotIssued(period)
    return last.version + 1


def issued_file(*, sheet: Issued, public_url: str) -> bytes:
    """Return the PDF of an issued sheet: the same bytes every time.

    Raises NotIssued for one that was withdrawn, and paper.pdf.PaperError.
    """
    page = sheet.page
    if page is None:
        raise NotIssued(sheet.number)
    return kept_file(sheet=sheet, form=SHEET, make=lambda: page_pdf(page, sheet.issue(public_url)))


def kept_file(*, sheet: Issued, form: str, make: Callable[[], bytes]) -> bytes:
    """Return a file of an issued sheet, made where there is none yet: the same bytes ever after.

    Raises NotIssued where the sheet was withdrawn meanwhile, and what `make` raises.
    """
    kept = queries.file(sheet, form=form)
    if kept is not None:
        return kept
    made = make()
    place = Place(sheet.centre_id)
    key = {**place.key, "period": sheet.period, "version": sheet.version}
    with writing() as connection:
        there = select(place.sheets.page).filter_by(**key)
        if connection.execute(there).scalar_one() is None:
            raise NotIssued(sheet.number)
        insert_once(connection, place.files, {**key, "form": form, "body": made})
        return queries.file(sheet, form=form) or made


def reason(why: str) -> str:
    """Return the reason of a next version on one line. Raises NoReason."""
    line = " ".join(why.split())
    if not 0 < len(line) <= LONGEST_REASON:
        raise NoReason(f"{len(line)} characters")
    return line
