"""Issues a month's sheet and freezes it; a later mistake is set right by a next version."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from registry import clock
from registry.database import writing
from registry.figures.facts import Month
from registry.paper import printing
from registry.reporting import services as reporting
from registry.sheets import queries
from registry.sheets.issue import Issue
from registry.sheets.page_data import Sheet
from registry.sheets.queries import Issued, Place, Written
from registry.sheets.services import drafts
from registry.sheets.services.drafts import tidied
from registry.sheets.services.press import (
    Press,
    Ready,
    empty,
    first_version,
    next_version,
    ready,
    reason,
)
from registry.support import services as support

QUOTE_WITHDRAWN = "Een bewoner trok het citaat in."
"""Why there is a version without its quote; printed."""


class NotOver(Exception):
    """A month that still runs: its sheet can't be issued yet."""

    code = "month_not_over"


class PassesGone(Exception):
    """A month whose check-ins lost their passes since: its people can't be counted any more."""

    code = "passes_gone"


def issue(*, centre_id: uuid.UUID, month: Month, press: Press) -> Issue:
    """Issue the sheet of a month that is over, as it is known now; return its marks.

    Raises reporting's UnknownCentre, NoSuchMonth, NotOver, PassesGone, AlreadyIssued,
    paper.pdf.PaperError.
    """
    _refuse(centre_id, month, press.at)
    version = first_version(Place(centre_id), str(month))
    return _issue(centre_id, month, press, version=version, own=None, why=None)


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

    Raises NotIssued, NoReason, TooManyWords, and as `issue`; AlreadyIssued where somebody else
    was first.
    """
    line, own = reason(why), tidied(headline, words)
    _refuse(centre_id, month, press.at)
    version = next_version(Place(centre_id), str(month))
    return _issue(centre_id, month, press, version=version, own=own, why=line)


def withdraw_story(
    *, centre_id: uuid.UUID, story_id: uuid.UUID, quote: str, press: Press
) -> tuple[Issue, ...]:
    """Throw a story away for good: each issued sheet that prints it gets a version without it.

    Of the versions before, page, figures and files are deleted, their marks stay. Returns the
    marks of the new versions. Raises support's NoSuchStory, and paper.pdf.PaperError.
    """
    told = _versions_with(quote, queries.all_versions(centre_id=centre_id))
    made = [_without_quote(one, quote, press) for one in told]
    with writing() as connection:
        support.withdraw_story(centre_id=centre_id, story_id=story_id, at=press.at, by=press.by)
        for last, next_one in zip(told, made, strict=True):
            if next_one is not None:
                next_one.keep(connection)
            before = last.version if next_one is None else next_one.issue.version
            empty(connection, Place(centre_id), last.period, before=before)
    printing.forget()
    return tuple(one.issue for one in made if one is not None)


def _versions_with(quote: str, issued: Iterable[Issued]) -> list[Issued]:
    """Return the last version of each period of which some version prints a quote."""
    periods = [list(versions) for _, versions in groupby(issued, key=lambda one: one.period)]
    return [every[0] for every in periods if any(_prints(one, quote) for one in every)]


def _prints(issued: Issued, quote: str) -> bool:
    return isinstance(issued.page, Sheet) and issued.page.quote == quote


def _without_quote(issued: Issued, quote: str, press: Press) -> Ready | None:
    """Return the next version, without its quote; None where only earlier ones had it."""
    if not (isinstance(issued.page, Sheet) and issued.page.quote == quote):
        return None
    return ready(
        press,
        replace(issued.page, quote=None),
        place=Place(issued.centre_id),
        period=issued.period,
        name=issued.page.centre,
        version=issued.version + 1,
        why=QUOTE_WITHDRAWN,
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
        centre_id=centre_id, month=month, theory=press.theory, at=press.at, own=own
    )
    version_of = ready(
        press,
        made.sheet,
        place=Place(centre_id),
        period=str(month),
        name=made.sheet.centre,
        version=version,
        why=why,
    )
    with writing() as connection:
        version_of.keep(connection)
        reporting.freeze(centre_id=centre_id, figures=made.figures)
        if own is not None:
            drafts.keep(centre_id=centre_id, month=month, own=own, at=press.at, by=press.by)
    return version_of.issue


def _refuse(centre_id: uuid.UUID, month: Month, at: datetime) -> None:
    drafts.there(centre_id, month, at)
    if not drafts.is_over(month, at):
        raise NotOver(str(month))
    if month.first_day < reporting.tied_since(clock.local_day(at)):
        raise PassesGone(str(month))
