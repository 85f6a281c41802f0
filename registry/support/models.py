"""Tables of what else the centres do: help, handouts, stories, reflection, volunteers, steps."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Partner(Model):
    """An organisation that a centre hands people over to, or refers them to."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    archived_on: Mapped[date | None]


class HelpRequest(Model):
    """A question brought to the centre. No name, no free text: a number on a slip."""

    __tablename__ = "help_request"
    __table_args__ = (
        CheckConstraint(
            "topic IN ('post', 'geld', 'wonen', 'werk', 'taal', 'zorg', 'opvoeding', 'recht',"
            " 'anders')",
            name="known_topic",
        ),
        CheckConstraint("channel IN ('spreekuur', 'inloop', 'telefoon')", name="known_channel"),
        CheckConstraint(
            "outcome IN ('geholpen', 'warm_overgedragen', 'verwezen', 'open')",
            name="known_outcome",
        ),
        ForeignKeyConstraint(["centre_id", "partner_id"], ["partner.centre_id", "partner.id"]),
        UniqueConstraint("centre_id", "number"),
        Index(None, "centre_id", "opened_on"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    """On the slip that resident and host keep; counts up within a centre."""
    opened_on: Mapped[date]
    last_on: Mapped[date]
    """The day of the last conversation about it."""
    topic: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str] = mapped_column(String(20))
    partner_id: Mapped[uuid.UUID | None]
    aftercare_due_on: Mapped[date | None]
    """The day on which somebody asks how it went; None: nothing is agreed, or it was done."""
    recorded_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was recorded by mistake: it counts nowhere, and its number is not given again."""


class Aftercare(Model):
    """One time that somebody asked how it went after a help request."""

    __tablename__ = "aftercare"
    __table_args__ = (
        ForeignKeyConstraint(
            ["centre_id", "help_request_id"], ["help_request.centre_id", "help_request.id"]
        ),
        Index(None, "centre_id", "given_on"),
        Index(None, "centre_id", "help_request_id"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    help_request_id: Mapped[uuid.UUID]
    given_on: Mapped[date]
    recorded_at: Mapped[datetime | None] = mapped_column(Instant)


class Handout(Model):
    """What was given away on a day: meals, parcels or clothes, a number a day and kind."""

    __tablename__ = "handout"
    __table_args__ = (
        CheckConstraint("kind IN ('maaltijd', 'pakket', 'kleding')", name="known_kind"),
        CheckConstraint("number >= 0", name="not_negative"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int]


class Story(Model):
    """A resident's quote, with consent. One that is withdrawn is not here any more."""

    __tablename__ = "story"
    __table_args__ = (UniqueConstraint("centre_id", "chosen_for"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    quote: Mapped[str] = mapped_column(String(200))
    consent_on: Mapped[date]
    chosen_for: Mapped[str | None] = mapped_column(String(7))
    """The month whose sheet prints it; a sheet has room for one."""


class StoryGoal(Model):
    """A goal of the theory of change that a story is about."""

    __tablename__ = "story_goal"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "story_id"], ["story.centre_id", "story.id"]),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    story_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    goal: Mapped[str] = mapped_column(String(8), primary_key=True)


class Heard(Model):
    """One line a month: what residents said, and what the centre did with it."""

    __tablename__ = "heard"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    said: Mapped[str] = mapped_column(String(90))
    done: Mapped[str] = mapped_column(String(90))


class ReflectionScore(Model):
    """How somebody of the team scores one feature of how they work in a month, 1 to 5."""

    __tablename__ = "reflection_score"
    __table_args__ = (CheckConstraint("score BETWEEN 1 AND 5", name="one_to_five"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("account.id"), primary_key=True)
    """Whose it is, so that it can be changed; no page tells it."""
    feature: Mapped[str] = mapped_column(String(8), primary_key=True)
    score: Mapped[int]


class ReflectionLine(Model):
    """What the team agreed to do differently in a month, and whether that worked."""

    __tablename__ = "reflection_line"
    __table_args__ = (
        CheckConstraint("result IN ('gelukt', 'deels', 'niet')", name="known_result"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    line: Mapped[str] = mapped_column(String(140))
    result: Mapped[str | None] = mapped_column(String(8))


class VolunteerEffort(Model):
    """Hours that a group of volunteers gave on a day, or a training that they had."""

    __tablename__ = "volunteer_effort"
    __table_args__ = (
        CheckConstraint("(sort = 'uren') = (minutes IS NOT NULL)", name="hours_have_minutes"),
        CheckConstraint("sort IN ('uren', 'training')", name="known_sort"),
        Index(None, "centre_id", "day"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date]
    sort: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    people: Mapped[int]
    minutes: Mapped[int | None]
    """Of each of the people."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class Step(Model):
    """How many residents took a step of a kind in a month: to volunteering, work or a course."""

    __tablename__ = "step"
    __table_args__ = (
        CheckConstraint("kind IN ('vrijwilligerswerk', 'werk', 'cursus')", name="known_kind"),
        CheckConstraint("number >= 0", name="not_negative"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]
