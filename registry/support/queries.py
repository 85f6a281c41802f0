"""What is known beside visits: help requests as counts, a month's story, what was heard."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from registry.database import reading
from registry.figures.facts import HelpFact, Month, Outcome
from registry.support.models import Heard, HelpRequest, Story


@dataclass(frozen=True, slots=True)
class HeardView:
    """What residents said, and what the centre did with it."""

    said: str
    done: str


def help_counts(*, centre_id: uuid.UUID, month: str) -> tuple[HelpFact, ...]:
    """Return how many help requests opened in a month ("2026-10"), by topic and outcome."""
    span = Month.parse(month)
    with reading() as connection:
        rows = connection.execute(
            select(HelpRequest.topic, HelpRequest.outcome, func.count().label("requests"))
            .where(
                HelpRequest.centre_id == centre_id,
                HelpRequest.opened_on.between(span.first_day, span.last_day),
            )
            .group_by(HelpRequest.topic, HelpRequest.outcome)
            .order_by(HelpRequest.topic, HelpRequest.outcome)
        ).all()
    return tuple(HelpFact(row.topic, Outcome(row.outcome), row.requests) for row in rows)


def aftercare(*, centre_id: uuid.UUID, month: str) -> int:
    """Return how often aftercare was given in a month ("2026-10")."""
    span = Month.parse(month)
    with reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(HelpRequest)
            .where(
                HelpRequest.centre_id == centre_id,
                HelpRequest.aftercare_done_on.between(span.first_day, span.last_day),
            )
        ).scalar_one()


def story(*, centre_id: uuid.UUID, month: str) -> str | None:
    """Return the quote for the sheet of a month ("2026-10"): the last that was kept, or None."""
    with reading() as connection:
        return connection.execute(
            select(Story.quote)
            .where(Story.centre_id == centre_id, Story.month == month)
            .order_by(Story.id.desc())
            .limit(1)
        ).scalar_one_or_none()


def heard(*, centre_id: uuid.UUID, month: str, language: str) -> HeardView | None:
    """Return the line of a month ("2026-10"), or of the last month before it that has one.

    None where nothing was ever written in this language.
    """
    with reading() as connection:
        row = connection.execute(
            select(Heard.said, Heard.done)
            .where(Heard.centre_id == centre_id, Heard.language == language, Heard.month <= month)
            .order_by(Heard.month.desc())
            .limit(1)
        ).one_or_none()
    return None if row is None else HeardView(row.said, row.done)
