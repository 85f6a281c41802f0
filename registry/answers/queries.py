"""The tallies of a month."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from registry.answers import deal
from registry.answers.models import AnswerTally, AskedThisMonth, LanguageTally
from registry.database import reading

SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a value was given to a question in a month."""

    question: str
    variant: str
    value: str
    suspect: bool
    count: int


def tallies(*, centre_id: uuid.UUID, month: str) -> tuple[Tally, ...]:
    """Return all tallies of a month ("2026-11"), in the order of their keys."""
    with reading() as connection:
        rows = connection.execute(
            select(
                AnswerTally.question,
                AnswerTally.variant,
                AnswerTally.value,
                AnswerTally.suspect,
                AnswerTally.count,
            )
            .where(AnswerTally.centre_id == centre_id, AnswerTally.month == month)
            .order_by(AnswerTally.question, AnswerTally.variant, AnswerTally.value)
        ).all()
    return tuple(Tally(*row) for row in rows)


def answered(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how often each question was answered in a month, skips and suspect taps left out."""
    return _sums(centre_id, month, AnswerTally.value != SKIP, AnswerTally.suspect.is_(False))


def asked(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how often each question was shown in a month, answered or not."""
    return _sums(centre_id, month)


def _sums(centre_id: uuid.UUID, month: str, *conditions: ColumnElement[bool]) -> dict[str, int]:
    with reading() as connection:
        rows = connection.execute(
            select(AnswerTally.question, func.sum(AnswerTally.count).label("total"))
            .where(AnswerTally.centre_id == centre_id, AnswerTally.month == month, *conditions)
            .group_by(AnswerTally.question)
        ).all()
    return {row.question: int(row.total) for row in rows}


def chosen_set(*, centre_id: uuid.UUID, month: str) -> tuple[str, ...]:
    """Return the questions a coordinator chose for a month; empty where the rotation holds."""
    with reading() as connection:
        return tuple(
            connection.execute(
                select(AskedThisMonth.question)
                .where(AskedThisMonth.centre_id == centre_id, AskedThisMonth.month == month)
                .order_by(AskedThisMonth.question)
            ).scalars()
        )


def set_of_month(*, centre_id: uuid.UUID, month: str, rotating: Sequence[str]) -> tuple[str, ...]:
    """Return the questions of a month ("2026-11"): what the coordinator chose, else its turn.

    `rotating` are the keys of the theory's questions that take turns, in order.
    """
    chosen = chosen_set(centre_id=centre_id, month=month)
    return chosen or deal.month_set(rotating, int(month[-2:]))


def languages(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how often the kiosk was used in each language in a month."""
    with reading() as connection:
        rows = connection.execute(
            select(LanguageTally.language, LanguageTally.count.label("times")).where(
                LanguageTally.centre_id == centre_id, LanguageTally.month == month
            )
        ).all()
    return {row.language: row.times for row in rows}
