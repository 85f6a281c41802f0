"""Help requests: one by its number, the open ones, all of them in an order, how many wait."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from registry.database import reading
from registry.support.models import Aftercare, HelpRequest, Partner

WAITS_LONG = timedelta(days=7)
"""An open request about which nobody talked for so long waits long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """A help request; `partner` is the name of the organisation that goes on with it.

    `aftercare_given_on` is the last day on which somebody asked how it went.
    """

    id: uuid.UUID
    number: int
    opened_on: date
    last_on: date
    topic: str
    channel: str
    outcome: str
    partner_id: uuid.UUID | None
    partner: str | None
    aftercare_due_on: date | None
    aftercare_given_on: date | None
    recorded_at: datetime | None

    @property
    def act_by(self) -> date | None:
        """The day on which somebody should take it up again; None: it is done."""
        if self.aftercare_due_on is not None:
            return self.aftercare_due_on
        return self.last_on + WAITS_LONG if self.outcome == "open" else None


def request(*, centre_id: uuid.UUID, number: int) -> HelpView | None:
    """Return the help request with a number, or None; one that was taken back is not there."""
    found = _views(_all(centre_id).where(HelpRequest.number == number))
    return found[0] if found else None


def open_requests(*, centre_id: uuid.UUID) -> tuple[HelpView, ...]:
    """Return what is still open or has aftercare due, what has to be done first on top."""
    is_open = or_(HelpRequest.outcome == "open", HelpRequest.aftercare_due_on.is_not(None))
    found = _views(_all(centre_id).where(is_open))
    return tuple(sorted(found, key=lambda one: (one.act_by or date.max, one.number)))


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Which help requests: of a topic, with an outcome, come in on a way, in a span of days."""

    topic: str = ""
    outcome: str = ""
    channel: str = ""
    span: tuple[date, date] | None = None


EVERY_ONE = HelpAsked()


def requests(
    *,
    centre_id: uuid.UUID,
    asked: HelpAsked = EVERY_ONE,
    order: str = "nummer",
    ranks: Sequence[str] = (),
    falling: bool = True,
    first: int = 0,
    most: int = 50,
) -> tuple[HelpView, ...]:
    """Return help requests from a place in an order, at most so many.

    The orders are "nummer", "dag", "onderwerp" and "stand"; `ranks` has the keys of the last two in
    the order that they have. The newest number comes first where two are equal.
    """
    by = _order(order, ranks)
    which = _all(centre_id).where(*_fitting(asked))
    ordered = which.order_by(by.desc() if falling else by, HelpRequest.number.desc())
    return _views(ordered.offset(first).limit(most))


def count_requests(*, centre_id: uuid.UUID, asked: HelpAsked = EVERY_ONE) -> int:
    """Return how many help requests these are."""
    own = HelpRequest.centre_id == centre_id, HelpRequest.taken_back_at.is_(None)
    with reading() as connection:
        return connection.execute(
            select(func.count()).select_from(HelpRequest).where(*own, *_fitting(asked))
        ).scalar_one()


def _order(order: str, ranks: Sequence[str]) -> ColumnElement[Any]:
    plain: dict[str, ColumnElement[Any]] = {
        "nummer": HelpRequest.number.expression,
        "dag": HelpRequest.opened_on.expression,
    }
    if order in plain:
        return plain[order]
    column = {"onderwerp": HelpRequest.topic, "stand": HelpRequest.outcome}[order]
    return case({key: place for place, key in enumerate(ranks)}, value=column, else_=len(ranks))


def _fitting(asked: HelpAsked) -> list[ColumnElement[bool]]:
    where = []
    if asked.topic:
        where.append(HelpRequest.topic == asked.topic)
    if asked.outcome:
        where.append(HelpRequest.outcome == asked.outcome)
    if asked.channel:
        where.append(HelpRequest.channel == asked.channel)
    if asked.span:
        where.append(HelpRequest.opened_on.between(*asked.span))
    return where


def next_number(*, centre_id: uuid.UUID) -> int:
    """Return the number that the next help request gets if nobody else records one first."""
    with reading() as connection:
        last = select(func.max(HelpRequest.number)).where(HelpRequest.centre_id == centre_id)
        return (connection.execute(last).scalar_one() or 0) + 1


def count_waiting(*, centre_id: uuid.UUID, on: date) -> int:
    """Return how many help requests somebody should take up on a day, or should have before."""
    open_long = and_(
        HelpRequest.outcome == "open",
        HelpRequest.aftercare_due_on.is_(None),
        HelpRequest.last_on <= on - WAITS_LONG,
    )
    with reading() as connection:
        return connection.execute(
            select(func.count()).where(
                HelpRequest.centre_id == centre_id,
                HelpRequest.taken_back_at.is_(None),
                or_(open_long, HelpRequest.aftercare_due_on <= on),
            )
        ).scalar_one()


def _all(centre_id: uuid.UUID) -> Select[Any]:
    given = (
        select(func.max(Aftercare.given_on))
        .where(
            Aftercare.centre_id == HelpRequest.centre_id,
            Aftercare.help_request_id == HelpRequest.id,
        )
        .scalar_subquery()
    )
    own: list[Any] = [
        HelpRequest.id,
        HelpRequest.number,
        HelpRequest.opened_on,
        HelpRequest.last_on,
        HelpRequest.topic,
        HelpRequest.channel,
        HelpRequest.outcome,
        HelpRequest.partner_id,
        HelpRequest.aftercare_due_on,
        HelpRequest.recorded_at,
    ]
    its_partner = and_(
        Partner.centre_id == HelpRequest.centre_id, Partner.id == HelpRequest.partner_id
    )
    return (
        select(*own, Partner.name.label("partner"), given.label("aftercare_given_on"))
        .outerjoin(Partner, its_partner)
        .where(HelpRequest.centre_id == centre_id, HelpRequest.taken_back_at.is_(None))
    )


def _views(which: Select[Any]) -> tuple[HelpView, ...]:
    with reading() as connection:
        return tuple(HelpView(**row._mapping) for row in connection.execute(which))
