"""Residents' quotes: the one for a month's sheet, and all of them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.database import reading
from registry.support.models import Story, StoryGoal


@dataclass(frozen=True, slots=True)
class StoryView:
    """A quote, the day of consent, the month whose sheet prints it, the goals it is about."""

    id: uuid.UUID
    quote: str
    consent_on: date
    chosen_for: str | None
    goals: frozenset[str]


def story(*, centre_id: uuid.UUID, month: str) -> str | None:
    """Return the quote that was chosen for the sheet of a month ("2026-10"), or None."""
    with reading() as connection:
        return connection.execute(
            select(Story.quote).where(Story.centre_id == centre_id, Story.chosen_for == month)
        ).scalar_one_or_none()


def stories(*, centre_id: uuid.UUID) -> tuple[StoryView, ...]:
    """Return a centre's stories, the newest consent first."""
    with reading() as connection:
        goals: dict[uuid.UUID, set[str]] = defaultdict(set)
        of_centre = select(StoryGoal.story_id, StoryGoal.goal).filter_by(centre_id=centre_id)
        for story_id, goal in connection.execute(of_centre):
            goals[story_id].add(goal)
        rows = connection.execute(
            select(Story.id, Story.quote, Story.consent_on, Story.chosen_for)
            .where(Story.centre_id == centre_id)
            .order_by(Story.consent_on.desc(), Story.id.desc())
        ).all()
    return tuple(StoryView(*row, goals=frozenset(goals[row.id])) for row in rows)
