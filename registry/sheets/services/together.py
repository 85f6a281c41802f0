"""The month of all centres together: drafted and issued from their issued sheets alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.database import reading
from registry.figures.facts import Month
from registry.sheets import queries
from registry.sheets.adding import Printed
from registry.sheets.issue import Issue
from registry.sheets.queries import Issued, Place
from registry.sheets.services.current import Current, issued_now
from registry.sheets.services.press import (
    Press,
    first_version,
    next_version,
    put_out,
    reason,
)
from registry.sheets.together import TREND_MONTHS, Contribution, compose_together
from registry.sheets.together_data import Together
from registry.theory.model import Theory

TOGETHER = Place(None)


class NothingIssued(LookupError):
    """A month of which no centre's sheet is issued: there is nothing to put together."""

    code = "nothing_issued"


@dataclass(frozen=True, slots=True)
class CentreState:
    """A centre that was open in a month, and its issued sheet (None: not issued)."""

    centre: CentreView
    issued: Issued | None


def open_in(month: Month) -> tuple[CentreView, ...]:
    """Return every centre that was open in a month, by neighbourhood and name."""
    there = [one for one in centres.all_centres() if Month.of(one.opened_on) <= month]
    return tuple(sorted(there, key=lambda one: (one.neighbourhood, one.name)))


def states(*, month: Month) -> tuple[CentreState, ...]:
    """Return the state of every centre that was open in a month, in the same order."""
    with reading():
        return tuple(
            CentreState(one, queries.current(centre_id=one.id, period=str(month)))
            for one in open_in(month)
        )


def draft_together(*, month: Month, theory: Theory) -> Together:
    """Return the joint sheet as it would be issued now. Raises NothingIssued."""
    with reading():
        found = states(month=month)
        parts = [_part(one.centre, one.issued, month) for one in found if one.issued]
        if not parts:
            raise NothingIssued(str(month))
        return compose_together(
            parts,
            month=month,
            theory=theory,
            missing=[one.centre.name for one in found if one.issued is None],
            example=centres.demo_last_day() is not None,
        )


def current_together(*, month: Month, theory: Theory) -> Current:
    """Return the joint sheet as issued, else its draft. Raises NothingIssued."""
    return issued_now(None, str(month)) or Current(draft_together(month=month, theory=theory), None)


def issue_together(*, month: Month, press: Press) -> Issue:
    """Issue the joint sheet of a month from what the centres issued.

    Raises NothingIssued, AlreadyIssued, paper.pdf.PaperError.
    """
    return _issue(month, press, version=first_version(TOGETHER, str(month)), why=None)


def correct_together(*, month: Month, why: str, press: Press) -> Issue:
    """Issue a next version from what the centres have issued by now, and say why.

    Raises NotIssued, NoReason, NothingIssued, AlreadyIssued, paper.pdf.PaperError.
    """
    line = reason(why)
    return _issue(month, press, version=next_version(TOGETHER, str(month)), why=line)


def outdated(*, issued: Issued, month: Month, theory: Theory) -> bool:
    """Tell whether a centre issued something since, so that the joint sheet would differ."""
    now, page = draft_together(month=month, theory=theory), issued.page
    return not isinstance(page, Together) or (now.centres, now.missing) != (
        page.centres,
        page.missing,
    )


def _issue(month: Month, press: Press, *, version: int, why: str | None) -> Issue:
    page = draft_together(month=month, theory=press.theory)
    return put_out(
        press,
        page,
        place=TOGETHER,
        period=str(month),
        name=page.area,
        version=version,
        why=why,
    )


def _part(centre: CentreView, issued: Issued, month: Month) -> Contribution:
    return Contribution(
        name=centre.name,
        neighbourhood=centre.neighbourhood,
        number=issued.number,
        printed=json.loads(issued.printed or "{}"),
        earlier=_before(centre, month),
    )


def _before(centre: CentreView, month: Month) -> Mapping[Month, Printed]:
    """What the centre's sheets of the twelve months before print."""
    first = month.shifted(1 - TREND_MONTHS)
    issued = queries.all_current(centre_id=centre.id)
    told = {Month.parse(one.period): one.printed for one in issued if queries.is_month(one.period)}
    return {
        one: json.loads(printed)
        for one, printed in told.items()
        if printed is not None and first <= one < month
    }
