"""Makes the draft of a month's sheet: its data, its JSON, and what the coordinator writes on it."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert

from registry import audit, clock
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.database import reading, writing
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.reporting import services as reporting
from registry.sheets import queries
from registry.sheets.compose import compose, headline
from registry.sheets.issue import Issue
from registry.sheets.models import SheetWords
from registry.sheets.page_data import Sheet, printed
from registry.sheets.queries import Page, Written
from registry.support import queries as support
from registry.theory.model import Theory

LONGEST_HEADLINE = 140
LONGEST_WORDS = 280


class NoSuchMonth(LookupError):
    """A month before the centre opened, or one that has not begun; the text says which."""

    code = "no_such_month"


class TooManyWords(ValueError):
    """A headline or lines of a coordinator that do not fit on the sheet."""

    code = "too_many_words"


class AlreadyIssued(Exception):
    """The month's sheet is issued: what is on it changes only by a next version."""

    code = "already_issued"


def draft(*, centre_id: uuid.UUID, month: Month, theory: Theory, at: datetime) -> Sheet:
    """Return the sheet of a month as it would be issued now, with all that is known by then.

    Raises reporting's UnknownCentre, and NoSuchMonth.
    """
    return composed(centre_id=centre_id, month=month, theory=theory, at=at).sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet as it would be issued, the figures it is of, and the headline they propose."""

    sheet: Sheet
    figures: MonthFigures
    proposal: str


def composed(
    *,
    centre_id: uuid.UUID,
    month: Month,
    theory: Theory,
    at: datetime,
    own: Written | None = None,
) -> Draft:
    """Return `draft` with what it is made of; `own` in place of what the coordinator wrote."""
    with reading():
        centre = there(centre_id, month, at)
        own = own or queries.written(centre_id=centre_id, month=month)
        figures = reporting.month(centre_id=centre_id, month=month, theory=theory, at=at, live=True)
        sheet = compose(
            figures,
            centre=centre.name,
            theory=theory,
            own_headline=own.headline,
            words=own.words,
            quote=support.story(centre_id=centre_id, month=str(month)),
            agreed=support.agreed_in(centre_id=centre_id, month=str(month)),
            example=centres.demo_last_day() is not None,
        )
    return Draft(sheet, figures, headline(figures, theory))


def sheet_json(sheet: Page) -> dict[str, Any]:
    """Return exactly what a draft prints, as plain data."""
    return dict(printed(sheet))


def issued_json(printed: str, issue: Issue) -> dict[str, Any]:
    """Return exactly what an issued sheet prints (as it was kept), with its foot's marks."""
    marks = asdict(issue) | {"issued_on": issue.issued_on.isoformat()}
    return {**json.loads(printed), "issue": marks}


def record_download(
    *, centre_id: uuid.UUID | None, period: str, kind: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Put on the record that a sheet of a period was taken along: pdf, annex, json, csv or xlsx."""
    audit.record(
        at=at,
        actor_id=by,
        action="sheet.download",
        object=f"sheet {period} {kind}",
        centre_id=centre_id,
    )


def write_words(
    *,
    centre_id: uuid.UUID,
    month: Month,
    words: str,
    headline: str = "",
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Put a coordinator's own headline and lines on a draft; empty takes them off.

    Raises TooManyWords above LONGEST_HEADLINE or LONGEST_WORDS characters, AlreadyIssued, and as
    `draft`; line breaks and double spaces become one.
    """
    own = tidied(headline, words)
    with writing():
        there(centre_id, month, at)
        if queries.current(centre_id=centre_id, period=str(month)) is not None:
            raise AlreadyIssued(str(month))
        keep(centre_id=centre_id, month=month, own=own, at=at, by=by)


def tidied(headline: str, words: str) -> Written:
    """Return what was written on one line each. Raises TooManyWords."""
    lines = " ".join(headline.split()), " ".join(words.split())
    for line, longest in zip(lines, (LONGEST_HEADLINE, LONGEST_WORDS), strict=True):
        if len(line) > longest:
            raise TooManyWords(f"{len(line)} characters")
    return Written(*(line or None for line in lines))


def keep(
    *, centre_id: uuid.UUID, month: Month, own: Written, at: datetime, by: uuid.UUID | None
) -> None:
    """Keep what a coordinator wrote, in the caller's transaction."""
    key = {"centre_id": centre_id, "month": str(month)}
    with writing() as connection:
        before = queries.written(centre_id=centre_id, month=month)
        connection.execute(delete(SheetWords).filter_by(**key))
        if own != Written():
            connection.execute(insert(SheetWords).values({**key, **asdict(own)}))
        audit.record(
            at=at,
            actor_id=by,
            action="sheet.words",
            object=f"sheet {month}",
            centre_id=centre_id,
            before=asdict(before),
            after=asdict(own),
        )


def there(centre_id: uuid.UUID, month: Month, at: datetime) -> CentreView:
    """Return a centre that was there in a month that has begun.

    Raises reporting's UnknownCentre, and NoSuchMonth.
    """
    centre = centres.by_id(centre_id)
    if centre is None:
        raise reporting.UnknownCentre(str(centre_id))
    first, last = Month.of(centre.opened_on), Month.of(clock.local_day(at))
    if not first <= month <= last:
        raise NoSuchMonth(f"{centre.name} has sheets from {first} to {last}, none of {month}")
    return centre


def is_over(month: Month, at: datetime) -> bool:
    """Tell whether a month is over, so that its sheet can be issued."""
    return month < Month.of(clock.local_day(at))
