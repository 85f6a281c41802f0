"""A quarter or a year, of a centre or of all together: drafted and issued from issued months."""

from __future__ import annotations

import json
import uuid
from datetime import datetime

from registry import clock
from registry.centres import queries as centres
from registry.database import reading
from registry.figures.periods import Period
from registry.reporting.services import UnknownCentre
from registry.sheets import queries
from registry.sheets.issue import Issue
from registry.sheets.queries import Issued, Place
from registry.sheets.services.current import Current, issued_now
from registry.sheets.services.issuing import NotOver
from registry.sheets.services.press import (
    Press,
    first_version,
    next_version,
    put_out,
    reason,
)
from registry.sheets.services.together import NothingIssued
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.span_data import Span
from registry.theory.model import Theory


def draft_span(*, centre_id: uuid.UUID | None, period: Period, theory: Theory) -> Span:
    """Return the sheet of a period as it would be issued now; of all together without a centre.

    Raises NothingIssued where no month of it is issued, and reporting's UnknownCentre.
    """
    with reading():
        issued = [
            IssuedMonth(month, found.number, json.loads(found.printed))
            for month in period.months
            if (found := queries.current(centre_id=centre_id, period=str(month))) is not None
            and found.printed is not None
        ]
        if not issued:
            raise NothingIssued(str(period))
        return compose_span(
            issued,
            name=theory.area if centre_id is None else _name_of(centre_id),
            joint=centre_id is None,
            period=period,
            theory=theory,
            example=centres.demo_last_day() is not None,
        )


def current_span(*, centre_id: uuid.UUID | None, period: Period, theory: Theory) -> Current:
    """Return the sheet of a period as issued, else its draft. Raises NothingIssued."""
    return issued_now(centre_id, str(period)) or Current(
        draft_span(centre_id=centre_id, period=period, theory=theory), None
    )


def issue_span(*, centre_id: uuid.UUID | None, period: Period, press: Press) -> Issue:
    """Issue the sheet of a period that is over.

    Raises NothingIssued, NotOver, AlreadyIssued, paper.pdf.PaperError.
    """
    version = first_version(Place(centre_id), str(period))
    return _issue(centre_id, period, press, version=version, why=None)


def correct_span(*, centre_id: uuid.UUID | None, period: Period, why: str, press: Press) -> Issue:
    """Issue a next version from the months as they are issued by now, and say why.

    Raises NotIssued, NoReason, and as `issue_span`.
    """
    line = reason(why)
    version = next_version(Place(centre_id), str(period))
    return _issue(centre_id, period, press, version=version, why=line)


def span_outdated(*, issued: Issued, period: Period, theory: Theory) -> bool:
    """Tell whether a month was issued since, so that the sheet would differ."""
    now, page = draft_span(centre_id=issued.centre_id, period=period, theory=theory), issued.page
    return not isinstance(page, Span) or now.months != page.months


def period_is_over(period: Period, at: datetime) -> bool:
    """Tell whether a period is over, so that its sheet can be issued."""
    return period.months[-1].last_day < clock.local_day(at)


def _issue(
    centre_id: uuid.UUID | None, period: Period, press: Press, *, version: int, why: str | None
) -> Issue:
    if not period_is_over(period, press.at):
        raise NotOver(str(period))
    page = draft_span(centre_id=centre_id, period=period, theory=press.theory)
    return put_out(
        press,
        page,
        place=Place(centre_id),
        period=str(period),
        name=page.name,
        version=version,
        why=why,
    )


def _name_of(centre_id: uuid.UUID) -> str:
    centre = centres.by_id(centre_id)
    if centre is None:
        raise UnknownCentre(str(centre_id))
    return centre.name
