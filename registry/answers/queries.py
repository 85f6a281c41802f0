"""The tallies of a month, what it asks, and how many people it asks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from registry.answers import deal
from registry.answers.models import (
    AnswerTally,
    AskedThisMonth,
    AsksFrom,
    LanguageTally,
    SeenAnswer,
)
from registry.database import reading
from registry.theory.model import Value, Variant

NO_ANSWER = ("skip", Value.NVT)
"""Values that are counted, and say nothing about an indicator."""

_CHOSEN = select(AskedThisMonth.question, AskedThisMonth.variant).where(
    AskedThisMonth.centre_id == bindparam("centre"), AskedThisMonth.month == bindparam("month")
)
_ASKS = (
    select(AsksFrom.asks)
    .where(AsksFrom.centre_id == bindparam("centre"), AsksFrom.month <= bindparam("month"))
    .order_by(AsksFrom.month.desc())
    .limit(1)
)


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
    """Return how often each question was answered in a month; what is no answer is left out.

    That are skips, "does not apply", and taps that are suspect.
    """
    return _sums(AnswerTally.question, centre_id, AnswerTally.month == month)


def share_asked(*, centre_id: uuid.UUID, month: str, rotating: Sequence[str]) -> float:
    """Return the share of visitors to ask in a month, by what the months before it brought.

    An answer counts in the month in which it arrives, so a month that is over changes no more, and
    the share that was asked in it follows from those before it: nothing has to be kept.
    """
    before = (AnswerTally.question.in_(rotating), AnswerTally.month < month)
    share = 1.0
    for _, answers in sorted(_sums(AnswerTally.month, centre_id, *before).items()):
        share = deal.share_asked(answers, deal.set_size(rotating), asked=share)
    return share


def _sums(
    by: InstrumentedAttribute[str], centre_id: uuid.UUID, *conditions: ColumnElement[bool]
) -> dict[str, int]:
    with reading() as connection:
        rows = connection.execute(
            select(by.label("key"), func.sum(AnswerTally.count).label("total"))
            .where(
                AnswerTally.centre_id == centre_id,
                AnswerTally.value.not_in(NO_ANSWER),
                AnswerTally.suspect.is_(False),
                *conditions,
            )
            .group_by(by)
        ).all()
    return {row.key: int(row.total) for row in rows}


def chosen_set(*, centre_id: uuid.UUID, month: str) -> dict[str, str]:
    """Return what a coordinator chose for a month, question to variant; {}: the rotation holds."""
    with reading() as connection:
        rows = connection.execute(_CHOSEN, {"centre": centre_id, "month": month}).all()
    return {row.question: row.variant for row in rows}


def set_of_month(*, centre_id: uuid.UUID, month: str, rotating: Sequence[str]) -> dict[str, str]:
    """Return the rotating questions of a month ("2026-11"), each with the variant it is asked in.

    What the coordinator chose, else those whose turn it is, in the order of `rotating` (the keys
    of the theory's questions that take turns); none where the centre asks nothing.
    """
    return questions_of_month(centre_id=centre_id, month=month, rotating=rotating, leaving=())


def questions_of_month(
    *, centre_id: uuid.UUID, month: str, rotating: Sequence[str], leaving: Sequence[str]
) -> dict[str, str]:
    """Return the same, and after them the questions that are always asked on leaving."""
    with reading():
        if not asks(centre_id=centre_id, month=month):
            return {}
        chosen = chosen_set(centre_id=centre_id, month=month)
    turn = dict.fromkeys(deal.month_set(rotating, int(month[-2:])), Variant.NIVEAU.value)
    asked = {key: chosen[key] for key in rotating if key in chosen} or turn
    return asked | dict.fromkeys(leaving, Variant.NIVEAU.value)


def asks(*, centre_id: uuid.UUID, month: str) -> bool:
    """Tell whether a centre asks anything at all in a month; it does until it is turned off."""
    with reading() as connection:
        said = connection.execute(_ASKS, {"centre": centre_id, "month": month}).scalar()
    return said is not False


def question_on_leaving(
    *, centre_id: uuid.UUID, month: str, leaving: Sequence[str], seed: str
) -> str | None:
    """Return a question on leaving, oftener one short of answers; None where nothing is asked.

    `leaving` are the keys of the theory's questions on leaving; `seed` makes the chance.
    """
    with reading():
        if not asks(centre_id=centre_id, month=month):
            return None
        so_far = answered(centre_id=centre_id, month=month)
    return deal.deal_one(leaving, answered=so_far, seed=seed)


def languages(*, centre_id: uuid.UUID, month: str) -> dict[str, int]:
    """Return how often the kiosk was used in each language in a month."""
    with reading() as connection:
        rows = connection.execute(
            select(LanguageTally.language, LanguageTally.count.label("times")).where(
                LanguageTally.centre_id == centre_id, LanguageTally.month == month
            )
        ).all()
    return {row.language: row.times for row in rows}


def seen_before(*, centre_id: uuid.UUID, month: str) -> int:
    """Return how many ids of answers of months before one are still known."""
    counted = select(func.count()).where(
        SeenAnswer.centre_id == centre_id, SeenAnswer.month < month
    )
    with reading() as connection:
        return connection.execute(counted).scalar_one()
