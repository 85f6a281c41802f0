"""Tables of what else the centres do: help requests, stories, and what was done with words."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model


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
        UniqueConstraint("centre_id", "number"),
        Index(None, "centre_id", "opened_on"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    """On the slip that resident and host keep; counts up within a centre."""
    opened_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str] = mapped_column(String(20))
    aftercare_due_on: Mapped[date | None]
    aftercare_done_on: Mapped[date | None]


class Story(Model):
    """A resident's quote for the sheet of a month, with consent."""

    __tablename__ = "story"
    __table_args__ = (Index(None, "centre_id", "month"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))
    quote: Mapped[str] = mapped_column(String(200))
    consent_on: Mapped[date]


class Heard(Model):
    """One line a month: what residents said, and what the centre did with it."""

    __tablename__ = "heard"

    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    said: Mapped[str] = mapped_column(String(90))
    done: Mapped[str] = mapped_column(String(90))
