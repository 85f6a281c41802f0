"""A month's story, and what was done with what residents said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from registry.database import reading
from registry.support.models import Heard, Story


@dataclass(frozen=True, slots=True)
class HeardView:
    """What residents said, and what the centre did with it, in a language."""

    said: str
    done: str
    language: str


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
    return None if row is None else HeardView(row.said, row.done, language)
