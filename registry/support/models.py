"""Tables of what else the centres do: help requests, stories, and what was done with words."""

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
)
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Partner(Model):
    """An organisation that a centre hands people over to, or refers them to."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("centre_id", "name"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
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

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
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

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
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

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int]


class Story(Model):
    """A resident's quote, with consent. One that is withdrawn is not here any more."""

    __tablename__ = "story"
    __table_args__ = (UniqueConstraint("centre_id", "chosen_for"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
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

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    said: Mapped[str] = mapped_column(String(90))
    done: Mapped[str] = mapped_column(String(90))
