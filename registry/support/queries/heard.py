"""What was done with what residents said: a month's line in a language, and all of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from registry.database import reading
from registry.support.models import Heard


@dataclass(frozen=True, slots=True)
class HeardView:
    """What residents said, and what the centre did with it, in a language."""

    said: str
    done: str
    language: str


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
    return None if row is None else HeardView(row.said, row.done, language)


def heard_by_month(*, centre_id: uuid.UUID) -> dict[str, dict[str, HeardView]]:
    """Return every month's lines by language, the newest month first."""
    with reading() as connection:
        rows = connection.execute(
            select(Heard.month, Heard.said, Heard.done, Heard.language)
            .where(Heard.centre_id == centre_id)
            .order_by(Heard.month.desc())
        ).all()
    months: dict[str, dict[str, HeardView]] = {}
    for month, said, done, language in rows:
        months.setdefault(month, {})[language] = HeardView(said, done, language)
    return months
