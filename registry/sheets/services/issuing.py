"""Issues a month's sheet and freezes it; a later mistake is set right by a next version."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from registry import audit, clock
from registry.centres.queries import CentreView
from registry.database import insert_once, writing
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.sheets import queries
from registry.sheets.issue import (
    Issue,
    address_of,
    canonical,
    checksum_of,
    new_code,
    number_of,
)
from registry.sheets.models import IssuedSheet, SheetFile
from registry.sheets.page_data import Sheet, printed
from registry.sheets.queries import PAGE, SHEET, Issued, Written
from registry.sheets.services import drafts
from registry.sheets.services.drafts import AlreadyIssued, tidied
from registry.support import services as support
from registry.theory.model import Theory

STATE = "uitgegeven"
LONGEST_REASON = 140
QUOTE_WITHDRAWN = "Een bewoner trok het citaat in."
"""Why there is a version without its quote; printed."""


class NotOver(Exception):
    """A month that still runs: its sheet can't be issued yet."""

    code = "month_not_over"


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
    account (None: the command line). Without `files` the PDF is made when first asked for.
    """

    theory: Theory
    public_url: str
    at: datetime
    by: uuid.UUID | None
    files: bool = True


def issue(*, centre_id: uuid.UUID, month: Month, press: Press) -> Issue:
    """Issue the sheet of a month that is over, as it is known now; return its marks.

    Raises reporting's UnknownCentre, NoSuchMonth, NotOver, AlreadyIssued, paper.pdf.PaperError.
    """
    _over(centre_id, month, press.at)
    if queries.current(centre_id=centre_id, period=str(month)) is not None:
        raise AlreadyIssued(str(month))
    return _issue(centre_id, month, press, version=1, own=None, why=None)


def correct(
    *,
    centre_id: uuid.UUID,
    month: Month,
    why: str,
    headline: str,
    words: str,
    press: Press,
) -> Issue:
    """Issue a next version of a sheet with the figures as they are known now, and say why.

    Raises NotIssued, NoReason (empty, or above LONGEST_REASON characters), TooManyWords, and as
    `issue`; AlreadyIssued where somebody else was first.
    """
    reason = " ".join(why.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NoReason(f"{len(reason)} characters")
    own = tidied(headline, words)
    _over(centre_id, month, press.at)
    last = queries.current(centre_id=centre_id, period=str(month))
    if last is None:
        raise NotIssued(str(month))
    return _issue(centre_id, month, press, version=last.version + 1, own=own, why=reason)


def issued_file(*, sheet: Issued, public_url: str) -> bytes:
    """Return the PDF of an issued sheet: the same bytes every time.

    Raises NotIssued for one that was withdrawn, and paper.pdf.PaperError.
    """
    if sheet.page is None:
        raise NotIssued(sheet.number)
    kept = queries.file(sheet)
    if kept is not None:
        return kept
    made = drafts.sheet_pdf(sheet.page, sheet.issue(public_url))
    key = {"centre_id": sheet.centre_id, "period": sheet.period, "version": sheet.version}
    with writing() as connection:
        insert_once(connection, SheetFile, {**key, "form": SHEET, "body": made})
        return queries.file(sheet) or made


def withdraw_story(
    *, centre_id: uuid.UUID, story_id: uuid.UUID, quote: str, press: Press
) -> tuple[Issue, ...]:
    """Throw a story away for good: each issued sheet that printed it gets a version without it.

    Of the earlier versions page, figures and files are deleted, their marks stay. Returns the
    marks of the new versions. Raises support's NoSuchStory, and paper.pdf.PaperError.
    """
    told = [
        one
        for one in queries.all_current(centre_id=centre_id)
        if one.page is not None and one.page.quote == quote
    ]
    made = [_without_quote(one, press) for one in told]
    with writing() as connection:
        support.withdraw_story(centre_id=centre_id, story_id=story_id, at=press.at, by=press.by)
        for ready in made:
            ready.keep(connection)
            _empty_earlier(connection, ready)
    return tuple(ready.issue for ready in made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A version of a sheet, ready to be kept."""

    centre_id: uuid.UUID
    period: str
    sheet: Sheet
    text: str
    issue: Issue
    pdf: bytes | None
    press: Press

    def keep(self, connection: Connection) -> None:
        """Keep it in the caller's transaction. Raises AlreadyIssued."""
        key = {"centre_id": self.centre_id, "period": self.period, "version": self.issue.version}
        values = {
            **key,
            "code": self.issue.code,
            "number": self.issue.number,
            "page": PAGE.dump_json(self.sheet).decode(),
            "printed": self.text,
            "checksum": self.issue.checksum,
            "issued_at": self.press.at,
            "issued_by": self.press.by,
            "why": self.issue.why,
        }
        if not insert_once(connection, IssuedSheet, values):
            raise AlreadyIssued(self.issue.number)
        if self.pdf is not None:
            row = {**key, "form": SHEET, "body": self.pdf}
            connection.execute(insert(SheetFile).values(row))
        audit.record(
            at=self.press.at,
            actor_id=self.press.by,
            action="sheet.issue" if self.issue.version == 1 else "sheet.correct",
            object=f"sheet {self.period}",
            centre_id=self.centre_id,
            after={"version": self.issue.version, "checksum": self.issue.checksum},
            why=self.issue.why,
        )


def _issue(
    centre_id: uuid.UUID,
    month: Month,
    press: Press,
    *,
    version: int,
    own: Written | None,
    why: str | None,
) -> Issue:
    """Make a version outside the transaction, as paper takes its time; then keep all of it."""
    made = drafts.composed(
        centre_id=centre_id, month=month, theory=press.theory, at=press.at, own=own, state=STATE
    )
    ready = _ready(centre_id, str(month), made.sheet, press, version=version, why=why)
    with writing() as connection:
        ready.keep(connection)
        reporting.freeze(centre_id=centre_id, figures=made.figures)
        if own is not None:
            drafts.keep(centre_id=centre_id, month=month, own=own, at=press.at, by=press.by)
    return ready.issue


def _ready(
    centre_id: uuid.UUID, period: str, sheet: Sheet, press: Press, *, version: int, why: str | None
) -> _Ready:
    text = canonical(printed(sheet))
    code = new_code()
    marks = Issue(
        number=number_of(sheet.centre, period, version),
        code=code,
        version=version,
        issued_on=clock.local_day(press.at),
        checksum=checksum_of(text),
        why=why,
        address=address_of(press.public_url, code),
    )
    return _Ready(
        centre_id=centre_id,
        period=period,
        sheet=sheet,
        text=text,
        issue=marks,
        pdf=drafts.sheet_pdf(sheet, marks) if press.files else None,
        press=press,
    )


def _without_quote(issued: Issued, press: Press) -> _Ready:
    if issued.page is None:
        raise NotIssued(issued.number)
    sheet = replace(issued.page, quote=None)
    return _ready(
        issued.centre_id,
        issued.period,
        sheet,
        press,
        version=issued.version + 1,
        why=QUOTE_WITHDRAWN,
    )


def _empty_earlier(connection: Connection, ready: _Ready) -> None:
    """Delete what earlier versions say; that they were there stays on record."""
    of_period = {"centre_id": ready.centre_id, "period": ready.period}
    files = delete(SheetFile).filter_by(**of_period)
    connection.execute(files.where(SheetFile.version < ready.issue.version))
    earlier = update(IssuedSheet).filter_by(**of_period)
    connection.execute(
        earlier.where(IssuedSheet.version < ready.issue.version).values(page=None, printed=None)
    )


def _over(centre_id: uuid.UUID, month: Month, at: datetime) -> CentreView:
    centre = drafts.there(centre_id, month, at)
    if month >= Month.of(clock.local_day(at)):
        raise NotOver(str(month))
    return centre
