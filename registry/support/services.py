"""What happens beside visits: recording help requests, stories, and what was done with words."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import func, insert, select, update

from registry.centres.models import Centre
from registry.database import new_id, writing
from registry.figures.facts import Month, Outcome
from registry.support.models import Heard, HelpRequest, Story

TOPICS = ("post", "geld", "wonen", "werk", "taal", "zorg", "opvoeding", "recht", "anders")
CHANNELS = ("spreekuur", "inloop", "telefoon")
LONGEST_QUOTE = 200
LONGEST_LINE = 90


class UnknownKind(ValueError):
    """A topic, channel or outcome that help requests do not have."""

    code = "unknown_kind"


class WrongDates(ValueError):
    """Aftercare that is due or done before the request was there."""

    code = "wrong_dates"


class WrongLength(ValueError):
    """A text that is empty or too long for its place."""

    code = "wrong_length"


def record_help(
    *,
    centre_id: uuid.UUID,
    opened_on: date,
    topic: str,
    channel: str,
    outcome: str,
    aftercare_due_on: date | None = None,
    aftercare_done_on: date | None = None,
) -> int:
    """Record a help request and return its number, which counts up within the centre.

    Raises UnknownKind for another topic, channel or outcome, and WrongDates for aftercare before
    the request.
    """
    if topic not in TOPICS or channel not in CHANNELS or outcome not in tuple(Outcome):
        raise UnknownKind(f"{topic}, {channel}, {outcome}")
    if any(day is not None and day < opened_on for day in (aftercare_due_on, aftercare_done_on)):
        raise WrongDates("aftercare comes after the request")
    with writing() as connection:
        # the centre's row keeps two requests of one moment from the same number
        connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())
        last = connection.execute(
            select(func.max(HelpRequest.number)).where(HelpRequest.centre_id == centre_id)
        ).scalar_one()
        number = (last or 0) + 1
        connection.execute(
            insert(HelpRequest).values(
                centre_id=centre_id,
                id=new_id(),
                number=number,
                opened_on=opened_on,
                topic=topic,
                channel=channel,
                outcome=outcome,
                aftercare_due_on=aftercare_due_on,
                aftercare_done_on=aftercare_done_on,
            )
        )
    return number


def add_story(*, centre_id: uuid.UUID, month: str, quote: str, consent_on: date) -> uuid.UUID:
    """Keep a resident's quote for the sheet of a month ("2026-10") and return its key.

    `consent_on` is the day the resident agreed. Raises WrongLength, and ValueError for no month.
    """
    values = {
        "centre_id": centre_id,
        "id": new_id(),
        "month": str(Month.parse(month)),
        "quote": _fitting(quote, LONGEST_QUOTE),
        "consent_on": consent_on,
    }
    with writing() as connection:
        connection.execute(insert(Story).values(values))
    return values["id"]  # type: ignore[return-value]  # the new id


def say_heard(*, centre_id: uuid.UUID, month: str, language: str, said: str, done: str) -> None:
    """Write what residents said and what was done with it, one line a month and language.

    What stood there is replaced. Raises WrongLength, and ValueError for no month.
    """
    key = {"centre_id": centre_id, "month": str(Month.parse(month)), "language": language}
    line = {"said": _fitting(said, LONGEST_LINE), "done": _fitting(done, LONGEST_LINE)}
    with writing() as connection:
        replaced = connection.execute(update(Heard).filter_by(**key).values(line)).rowcount
        if not replaced:
            connection.execute(insert(Heard).values({**key, **line}))


def _fitting(text: str, longest: int) -> str:
    """Return a text without stray spaces. Raises WrongLength."""
    trimmed = " ".join(text.split())
    if not 0 < len(trimmed) <= longest:
        raise WrongLength(f"between 1 and {longest} characters")
    return trimmed
