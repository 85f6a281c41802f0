"""Makes a month's sheet: its data, its PDF, its JSON, and the coordinator's own lines on it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert

from registry import audit, clock
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.database import reading, writing
from registry.figures.facts import Month
from registry.paper import pages, press
from registry.reporting import services as reporting
from registry.sheets import queries
from registry.sheets.compose import compose
from registry.sheets.models import SheetWords
from registry.sheets.page_data import Sheet, printed
from registry.support import queries as support
from registry.theory.model import Theory

LONGEST_WORDS = 280


class NoSuchMonth(LookupError):
    """A month before the centre opened, or one that has not begun; the text says which."""

    code = "no_such_month"


class TooManyWords(ValueError):
    """Lines of a coordinator that do not fit on the sheet."""

    code = "too_many_words"


def draft(*, centre_id: uuid.UUID, month: Month, theory: Theory, at: datetime) -> Sheet:
    """Return the sheet of a month with its figures as known at a moment.

    Raises reporting's UnknownCentre, and NoSuchMonth.
    """
    with reading():
        centre = _there(centre_id, month, at)
        return compose(
            reporting.month(centre_id=centre_id, month=month, theory=theory, at=at),
            centre=centre.name,
            theory=theory,
            words=queries.words(centre_id=centre_id, month=month),
            quote=support.story(centre_id=centre_id, month=str(month)),
            example=centres.demo_last_day() is not None,
        )


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return a sheet as a tagged PDF of A4 pages. Raises paper.pdf.PaperError."""
    return press.render(pages.fill("sheets/maandblad.html", sheet=sheet), keep=True)


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """Return exactly what a sheet prints, as plain data."""
    return dict(printed(sheet))


def record_download(
    *, centre_id: uuid.UUID, month: Month, kind: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Put on the record that somebody took a sheet along, as "pdf" or as "json"."""
    audit.record(
        at=at,
        actor_id=by,
        action="sheet.download",
        object=f"sheet {month} {kind}",
        centre_id=centre_id,
    )


def write_words(
    *, centre_id: uuid.UUID, month: Month, words: str, at: datetime, by: uuid.UUID | None
) -> None:
    """Put a coordinator's own lines on the sheet of a month; empty takes them off.

    Raises TooManyWords above LONGEST_WORDS characters, and as `draft`; line breaks and double
    spaces become one.
    """
    trimmed = " ".join(words.split())
    if len(trimmed) > LONGEST_WORDS:
        raise TooManyWords(f"{len(trimmed)} characters")
    key = {"centre_id": centre_id, "month": str(month)}
    with writing() as connection:
        _there(centre_id, month, at)
        before = queries.words(centre_id=centre_id, month=month)
        connection.execute(delete(SheetWords).filter_by(**key))
        if trimmed:
            connection.execute(insert(SheetWords).values({**key, "words": trimmed}))
        audit.record(
            at=at,
            actor_id=by,
            action="sheet.words",
            object=f"sheet {month}",
            centre_id=centre_id,
            before={"words": before},
            after={"words": trimmed},
        )


def _there(centre_id: uuid.UUID, month: Month, at: datetime) -> CentreView:
    """Return a centre that was there in a month that has begun."""
    centre = centres.by_id(centre_id)
    if centre is None:
        raise reporting.UnknownCentre(str(centre_id))
    first, last = Month.of(centre.opened_on), Month.of(clock.local_day(at))
    if not first <= month <= last:
        raise NoSuchMonth(f"{centre.name} has sheets from {first} to {last}, none of {month}")
    return centre
