"""What residents said: a quote for the sheet, and what the centre did with a wish."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import insert, update

from registry.database import new_id, writing
from registry.figures.facts import Month
from registry.support.models import Heard, Story
from registry.support.services.lines import fitting

LONGEST_QUOTE = 200
LONGEST_LINE = 90


def add_story(*, centre_id: uuid.UUID, month: str, quote: str, consent_on: date) -> uuid.UUID:
    """Keep a resident's quote for the sheet of a month ("2026-10") and return its key.

    `consent_on` is the day the resident agreed. Raises WrongLength, and ValueError for no month.
    """
    key = new_id()
    values = {
        "centre_id": centre_id,
        "id": key,
        "month": str(Month.parse(month)),
        "quote": fitting(quote, LONGEST_QUOTE),
        "consent_on": consent_on,
    }
    with writing() as connection:
        connection.execute(insert(Story).values(values))
    return key


def say_heard(*, centre_id: uuid.UUID, month: str, language: str, said: str, done: str) -> None:
    """Write what residents said and what was done with it, one line a month and language.

    What stood there is replaced. Raises WrongLength, and ValueError for no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month)), "language": language}
    line = {"said": fitting(said, LONGEST_LINE), "done": fitting(done, LONGEST_LINE)}
    with writing() as connection:
        replaced = connection.execute(update(Heard).filter_by(**key).values(line)).rowcount
        if not replaced:
            connection.execute(insert(Heard).values({**key, **line}))
