"""Counting answers and languages: one more on a tally, tied to nobody."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from registry.answers.models import AnswerTally, LanguageTally, RefusedTally, SeenAnswer
from registry.database import add_to, insert_once, writing


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
        if not _first_time(connection, centre_id, answer.id):
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
        if not _first_time(connection, centre_id, event_id):
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
        if not _first_time(connection, centre_id, event_id):
            return "duplicate"
        _refuse(connection, centre_id, month, code)
    return "quarantined"


def _first_time(connection: Connection, centre_id: uuid.UUID, key: uuid.UUID) -> bool:
    return bool(insert_once(connection, SeenAnswer, {"centre_id": centre_id, "id": key}))


def _refuse(
    connection: Connection, centre_id: uuid.UUID, month: str, code: str = "malformed"
) -> None:
    key = {"centre_id": centre_id, "month": month, "code": code}
    add_to(connection, RefusedTally, key, "count", 1)
