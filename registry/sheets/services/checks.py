"""The check list of a draft of any kind: what had better be looked at before it is issued."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from registry.activities import queries as activities
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.quarantine import queries as quarantine
from registry.reporting import services as reporting
from registry.sheets import queries, wording
from registry.sheets.page_data import Sheet
from registry.sheets.services.current import Current
from registry.sheets.services.drafts import Draft
from registry.sheets.services.together import outdated
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together
from registry.theory.model import Theory


@dataclass(frozen=True, slots=True)
class Check:
    """A point of the list that needs a look, with how many there are and what they are called.

    `kind` is `empty_days` (dates as 2026-10-05), `silent` (tablets, by name, that were silent on a
    day on which others came), `apart` (events that wait for a decision), `on_tablets` (taps that
    tablets, by name, have not sent), `links` (activities, by title, whose O and goals nobody
    confirmed), `thin` (questions with too few answers to show), or `earlier` (the month before is
    not issued). Of all together and of longer also `centres` (by name, that did not issue),
    `months` (by name, that are not issued), or `behind` (months whose joint sheet lacks what a
    centre issued since).
    """

    kind: str
    count: int
    names: tuple[str, ...] = ()


def checks(made: Draft, *, centre_id: uuid.UUID, at: datetime) -> tuple[Check, ...]:
    """Return the points of a draft that need a look; an empty list: nothing does."""
    month = made.sheet.month
    found = (
        *_empty_days(made.figures),
        *_silent(made.figures),
        *_waiting(centre_id),
        *_links(centre_id, month, at),
        *_thin(made.sheet),
        *_earlier(centre_id, month, made.figures),
    )
    return tuple(one for one in found if one.count)


def checks_put_together(made: Current | None, *, theory: Theory) -> tuple[Check, ...]:
    """Return the points of the draft of a joint sheet, a quarter or a year; of no other any.

    All that is on it was issued before, and looked at then.
    """
    if made is None or made.issued is not None:
        return ()
    if isinstance(made.sheet, Together):
        found = _joint(made.sheet)
    elif isinstance(made.sheet, Span):
        found = _span(made.sheet, theory)
    else:
        raise TypeError("a centre's own month has a check list of its own")
    return tuple(one for one in found if one.count)


def _joint(made: Together) -> Iterator[Check]:
    yield Check("centres", len(made.missing), made.missing)
    lines = (line for goal in made.goals for line in goal.asked)
    thin = tuple(line.text for line in lines if line.percent is line.of_ten is None)
    yield Check("thin", len(thin), thin)


def _span(made: Span, theory: Theory) -> Iterator[Check]:
    missing = tuple(wording.month_name(month) for month in made.missing)
    yield Check("months", len(missing), missing)
    behind = _behind(made, theory) if made.joint else ()
    yield Check("behind", len(behind), behind)
    rows = (row for goal in made.goals for row in goal.indicators if row.asked)
    thin = tuple(
        row.question or row.text
        for row in rows
        if all(one.percent is one.of_ten is None for one in row.asked)
    )
    yield Check("thin", len(thin), thin)


def _behind(made: Span, theory: Theory) -> tuple[str, ...]:
    issued = {
        one.month: queries.current(centre_id=None, period=str(one.month)) for one in made.months
    }
    return tuple(
        wording.month_name(month)
        for month, sheet in issued.items()
        if sheet is not None and outdated(issued=sheet, month=month, theory=theory)
    )


def _silent(figures: MonthFigures) -> Iterator[Check]:
    names = tuple(one.name for one in figures.gaps.tablets)
    yield Check("silent", len(names), names)


def _empty_days(figures: MonthFigures) -> Iterator[Check]:
    if figures.counting:
        days = tuple(str(one.day) for one in figures.days if not one.visits)
        yield Check("empty_days", len(days), days)


def _waiting(centre_id: uuid.UUID) -> Iterator[Check]:
    yield Check("apart", quarantine.count_waiting(centre_id=centre_id))
    holding = [one for one in centres.tablets(centre_id) if one.waiting and not one.revoked_at]
    names = tuple(one.name for one in holding)
    yield Check("on_tablets", sum(one.waiting for one in holding), names)


def _links(centre_id: uuid.UUID, month: Month, at: datetime) -> Iterator[Check]:
    lines = reporting.activity_lines(centre_id=centre_id, month=month, at=at)
    held = {line.activity_id for line in lines}
    names = tuple(
        one.title
        for one in activities.activities(centre_id=centre_id, archived=True)
        if one.id in held and not one.links_confirmed
    )
    yield Check("links", len(names), names)


def _thin(sheet: Sheet) -> Iterator[Check]:
    asked = (line for goal in sheet.answers.goals for line in goal.asked)
    thin = tuple(line.text for line in asked if line.withheld is not None)
    yield Check("thin", len(thin), thin)


def _earlier(centre_id: uuid.UUID, month: Month, figures: MonthFigures) -> Iterator[Check]:
    """The month before was counted and is not issued: this sheet prints its figures as they are."""
    if figures.before is not None:
        issued = queries.current(centre_id=centre_id, period=str(month.previous))
        yield Check("earlier", int(issued is None))
