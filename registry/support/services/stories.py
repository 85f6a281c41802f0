"""What happens to a resident's quote: kept with consent, chosen for a sheet, withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from registry import audit, clock
from registry.database import new_id, writing
from registry.figures.facts import Month
from registry.support.models import Story, StoryGoal
from registry.support.services.help_requests import WrongDates
from registry.support.services.lines import fitting

_note = audit.Noting("story")
"""Puts a deed on the trail, never the quote: that has to be gone when it is withdrawn."""

LONGEST_QUOTE = 200


class NoSuchStory(LookupError):
    """A story that is not there, or was withdrawn."""

    code = "no_such_story"


def add_story(
    *,
    centre_id: uuid.UUID,
    quote: str,
    consent_on: date,
    goals: Iterable[str],
    at: datetime,
    by: uuid.UUID | None,
) -> uuid.UUID:
    """Keep a resident's quote and return its key.

    `consent_on` is the day the resident agreed, `goals` are the keys of what it is about. Raises
    WrongLength, and WrongDates for a day that is yet to come.
    """
    if consent_on > clock.local_day(at):
        raise WrongDates("consent in the future")
    key = {"centre_id": centre_id, "id": new_id()}
    values = {**key, "quote": fitting(quote, LONGEST_QUOTE), "consent_on": consent_on}
    with writing() as connection:
        connection.execute(insert(Story).values(values))
        rows = [
            {"centre_id": centre_id, "story_id": key["id"], "goal": goal} for goal in set(goals)
        ]
        if rows:
            connection.execute(insert(StoryGoal), rows)
        _note(centre_id, "story.add", key["id"], at=at, by=by)
    return key["id"]


def choose_story(
    *,
    centre_id: uuid.UUID,
    story_id: uuid.UUID,
    month: str | None,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let the sheet of a month ("2026-10") print a story, instead of another; None: no sheet.

    Raises NoSuchStory, and ValueError for no month.
    """
    chosen_for = None if month is None else str(Month.parse(month))
    with writing() as connection:
        _refuse_unknown(connection, centre_id, story_id)
        own = select(Story.chosen_for).filter_by(centre_id=centre_id, id=story_id)
        before = {"month": connection.execute(own).scalar_one()}
        if chosen_for is not None:
            other = update(Story).filter_by(centre_id=centre_id, chosen_for=chosen_for)
            connection.execute(other.values(chosen_for=None))
        which = update(Story).filter_by(centre_id=centre_id, id=story_id)
        connection.execute(which.values(chosen_for=chosen_for))
        after = {"month": chosen_for}
        _note(centre_id, "story.choose", story_id, at=at, by=by, before=before, after=after)


def withdraw_story(
    *, centre_id: uuid.UUID, story_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Throw a story away, because the resident wants that: no draft has it any more.

    What issued sheets say of it is up to `sheets`. Raises NoSuchStory.
    """
    with writing() as connection:
        _refuse_unknown(connection, centre_id, story_id)
        of_story = delete(StoryGoal).filter_by(centre_id=centre_id, story_id=story_id)
        connection.execute(of_story)
        connection.execute(delete(Story).filter_by(centre_id=centre_id, id=story_id))
        _note(centre_id, "story.withdraw", story_id, at=at, by=by)


def _refuse_unknown(connection: Connection, centre_id: uuid.UUID, story_id: uuid.UUID) -> None:
    there = select(Story.id).filter_by(centre_id=centre_id, id=story_id)
    if connection.execute(there).first() is None:
        raise NoSuchStory(str(story_id))
