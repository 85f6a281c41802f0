"""Counting answers and languages, tied to nobody; choosing what a month asks."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert

from registry import audit, clock
from registry.answers import deal, queries
from registry.answers.models import (
    AnswerTally,
    AskedThisMonth,
    AsksFrom,
    LanguageTally,
    RefusedTally,
    SeenAnswer,
)
from registry.database import add_to, insert_once, writing
from registry.theory.model import Theory, Variant

SEEN_FOR = timedelta(days=45)
"""How long the id of an answer is known at the least, so that it counts once."""


class CannotAsk(ValueError):
    """A choice that can't be asked; `question` is the one that is wrong, None for the whole.

    `code` is closed_month, wrong_number, unknown_question, no_felt_change or other_variant (it was
    answered the other way in that month already).
    """

    def __init__(self, code: str, question: str | None = None) -> None:
        """Take what is wrong, and with which question."""
        super().__init__(code if question is None else f"{code}: {question}")
        self.code, self.question = code, question


@dataclass(frozen=True, slots=True)
class Answer:
    """One tap on a question. `id` is random; there is no time, tablet or check-in."""

    id: uuid.UUID
    question: str
    variant: str
    value: str
    suspect: bool = False


def count_answer(
    *, centre_id: uuid.UUID, month: str, answer: Answer, allowed: Collection[str]
) -> str:
    """Add one to the tally of an answer; return stored, duplicate or malformed.

    `month` is the month of arrival ("2026-11"), `allowed` the question's values, skip among
    them; empty for an unknown question. What can't be counted is counted as refused, and its
    content dropped.
    """
    with writing() as connection:
        if not _first_time(connection, centre_id, month, answer.id):
            return "duplicate"
        if answer.value not in allowed:
            _refuse(connection, centre_id, month)
            return "malformed"
        key = {
            "centre_id": centre_id,
            "month": month,
            "question": answer.question,
            "variant": answer.variant,
            "value": answer.value,
            "suspect": answer.suspect,
        }
        add_to(connection, AnswerTally, key, "count", 1)
    return "stored"


def count_language(
    *, centre_id: uuid.UUID, month: str, event_id: uuid.UUID, language: str, known: Collection[str]
) -> str:
    """Add one to the tally of a screen language; return stored, duplicate or malformed."""
    with writing() as connection:
        if not _first_time(connection, centre_id, month, event_id):
            return "duplicate"
        if language not in known:
            _refuse(connection, centre_id, month)
            return "malformed"
        key = {"centre_id": centre_id, "month": month, "language": language}
        add_to(connection, LanguageTally, key, "count", 1)
    return "stored"


def refuse(*, centre_id: uuid.UUID, month: str, event_id: uuid.UUID, code: str) -> str:
    """Count an answer that can't be taken as refused, once; nothing else of it is kept.

    Returns quarantined, or duplicate.
    """
    with writing() as connection:
        if not _first_time(connection, centre_id, month, event_id):
            return "duplicate"
        _refuse(connection, centre_id, month, code)
    return "quarantined"


def _first_time(connection: Connection, centre_id: uuid.UUID, month: str, key: uuid.UUID) -> bool:
    row = {"centre_id": centre_id, "id": key, "month": month}
    return bool(insert_once(connection, SeenAnswer, row))


def _refuse(
    connection: Connection, centre_id: uuid.UUID, month: str, code: str = "malformed"
) -> None:
    key = {"centre_id": centre_id, "month": month, "code": code}
    add_to(connection, RefusedTally, key, "count", 1)


def forget_seen(*, on: date, centre_id: uuid.UUID | None = None) -> int:
    """Forget the ids of answers that arrived 45 days or longer before a day; return how many.

    An id carries its month and nothing finer, so a whole month goes at once, 45 days after its
    last day: every id is known for 45 to 76 days. At one centre, or at all.
    """
    old = delete(SeenAnswer).where(SeenAnswer.month < f"{on - SEEN_FOR:%Y-%m}")
    with writing() as connection:
        if centre_id is not None:
            old = old.where(SeenAnswer.centre_id == centre_id)
        return connection.execute(old).rowcount


def choose_set(
    *,
    centre_id: uuid.UUID,
    month: str,
    chosen: Mapping[str, str],
    theory: Theory,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let a month ask these questions (key to variant) in place of its turn. Raises CannotAsk.

    This month or the next. As many as the rotation asks: fewer bother nobody less, for a visitor
    gets at most one, and more leave each with too few answers to show.
    """
    rotating = theory.rotating()
    for key, variant in chosen.items():
        if key not in rotating:
            raise CannotAsk("unknown_question", key)
        if variant == Variant.VERANDERING and theory.question(key).change is None:
            raise CannotAsk("no_felt_change", key)
    if len(chosen) != deal.set_size(rotating):
        raise CannotAsk("wrong_number")
    with writing():
        before = _told(centre_id, month, rotating)
        _set(centre_id, month, chosen, at)
        after = _told(centre_id, month, rotating)
        what = f"questions {month}"
        _note(centre_id, "questions.choose", what, at=at, by=by, before=before, after=after)


def follow_turn(
    *, centre_id: uuid.UUID, month: str, theory: Theory, at: datetime, by: uuid.UUID | None
) -> None:
    """Let a month, this or the next, ask the questions whose turn it is. Raises CannotAsk."""
    rotating = theory.rotating()
    turn = dict.fromkeys(deal.month_set(rotating, int(month[-2:])), Variant.NIVEAU.value)
    with writing():
        before = _told(centre_id, month, rotating)
        _set(centre_id, month, {}, at, asked=turn)
        after = _told(centre_id, month, rotating)
        what = f"questions {month}"
        _note(centre_id, "questions.turn", what, at=at, by=by, before=before, after=after)


def ask(*, centre_id: uuid.UUID, asks: bool, at: datetime, by: uuid.UUID | None) -> None:
    """Let a centre ask questions from now on, or ask nothing at all."""
    month = open_months(clock.local_day(at))[0]
    key = {"centre_id": centre_id, "month": month}
    with writing() as connection:
        before = {"asks": queries.asks(centre_id=centre_id, month=month)}
        connection.execute(delete(AsksFrom).filter_by(**key))
        connection.execute(insert(AsksFrom).values({**key, "asks": asks}))
        action, after = "questions.on" if asks else "questions.off", {"asks": asks}
        _note(centre_id, action, "questions", at=at, by=by, before=before, after=after)


def open_months(day: date) -> tuple[str, str]:
    """Return the months whose questions can be chosen on a day: its own and the next."""
    after = day.replace(day=1) + timedelta(days=31)
    return f"{day:%Y-%m}", f"{after:%Y-%m}"


def _set(
    centre_id: uuid.UUID,
    month: str,
    chosen: Mapping[str, str],
    at: datetime,
    *,
    asked: Mapping[str, str] | None = None,
) -> None:
    """Keep a choice; `asked` is what it comes to, where nothing chosen means the rotation."""
    if month not in open_months(clock.local_day(at)):
        raise CannotAsk("closed_month")
    key = {"centre_id": centre_id, "month": month}
    with writing() as connection:
        for tally in queries.tallies(centre_id=centre_id, month=month):
            if (asked or chosen).get(tally.question, tally.variant) != tally.variant:
                raise CannotAsk("other_variant", tally.question)
        connection.execute(delete(AskedThisMonth).filter_by(**key))
        for question, variant in chosen.items():
            row = {**key, "question": question, "variant": variant}
            connection.execute(insert(AskedThisMonth).values(row))


def _told(centre_id: uuid.UUID, month: str, rotating: Sequence[str]) -> audit.Values:
    """Return what the audit trail says of a month's questions."""
    asked = queries.set_of_month(centre_id=centre_id, month=month, rotating=rotating)
    felt = {key for key, variant in asked.items() if variant == Variant.VERANDERING}
    return {"questions": ", ".join(asked), "felt_change": ", ".join(sorted(felt))}


def _note(
    centre_id: uuid.UUID,
    action: str,
    what: str,
    *,
    at: datetime,
    by: uuid.UUID | None,
    before: audit.Values,
    after: audit.Values,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object=what,
        centre_id=centre_id,
        before=before,
        after=after,
    )
