"""Tables of activities, what they contribute to, and their dated occurrences."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Uuid, true
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model

KNOWN_O = "IN ('ontmoeten', 'ontwikkelen', 'ontspannen', 'ondersteunen', 'ondernemen')"


class Activity(Model):
    """Something on offer at a centre, of one type of the theory of change."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint(f"main_o {KNOWN_O}", name="known_o"),
        CheckConstraint("led_by IN ('team', 'volunteers', 'residents')", name="known_leader"),
        CheckConstraint("starts < ends", name="starts_before_it_ends"),
        CheckConstraint("capacity > 0", name="some_room"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(32))
    description: Mapped[str] = mapped_column(String(80), default="")
    type_key: Mapped[str] = mapped_column(String(8))
    main_o: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(40))
    capacity: Mapped[int | None]
    pictogram: Mapped[str] = mapped_column(String(40))
    led_by: Mapped[str] = mapped_column(String(12), default="team")
    target_group: Mapped[str] = mapped_column(String(40), server_default="")
    partner: Mapped[str] = mapped_column(String(80), server_default="")
    """The organisation that it is done with."""
    in_holidays: Mapped[bool] = mapped_column(server_default=true())
    """Whether it goes on in school holidays and on public holidays."""
    for_children: Mapped[bool] = mapped_column(default=False)
    sensitive: Mapped[bool] = mapped_column(default=False)
    sensitive_reason: Mapped[str] = mapped_column(String(200), default="")
    """Why the mark differs from what the type starts with."""
    links_confirmed: Mapped[bool] = mapped_column(default=False)
    """Whether a coordinator has confirmed or changed the proposed O and goals."""
    recurrence: Mapped[str] = mapped_column(String(200))
    """An RFC 5545 RRULE over local dates, without DTSTART."""
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
    archived_at: Mapped[datetime | None] = mapped_column(Instant)


class ActivityTitle(Model):
    """An activity's name in another language than Dutch."""

    __tablename__ = "activity_title"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "activity_id"], ["activity.centre_id", "activity.id"]),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    title: Mapped[str] = mapped_column(String(60))


class ActivityOtherO(Model):
    """An O that an activity also serves, besides its main one."""

    __tablename__ = "activity_other_o"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "activity_id"], ["activity.centre_id", "activity.id"]),
        CheckConstraint(f"o {KNOWN_O}", name="known_o"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    o: Mapped[str] = mapped_column(String(12), primary_key=True)


class ActivityGoal(Model):
    """A goal an activity may contribute to: mainly, or also."""

    __tablename__ = "activity_goal"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "activity_id"], ["activity.centre_id", "activity.id"]),
        CheckConstraint("strength IN ('vooral', 'draagt_bij')", name="known_strength"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    goal: Mapped[str] = mapped_column(String(8), primary_key=True)
    strength: Mapped[str] = mapped_column(String(12))


class ActivitySubgoal(Model):
    """A subgoal of such a goal that an activity works on."""

    __tablename__ = "activity_subgoal"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "activity_id"], ["activity.centre_id", "activity.id"]),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    activity_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    subgoal: Mapped[str] = mapped_column(String(8), primary_key=True)


class Occurrence(Model):
    """One dated instance of an activity."""

    __tablename__ = "occurrence"
    __table_args__ = (
        ForeignKeyConstraint(["centre_id", "activity_id"], ["activity.centre_id", "activity.id"]),
        Index(None, "centre_id", "local_day"),
        Index(None, "centre_id", "activity_id", "local_day"),
        Index(None, "centre_id", "planned_day"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    """Follows from the activity and the day, so that making it again changes nothing."""
    activity_id: Mapped[uuid.UUID]
    local_day: Mapped[date]
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    planned_day: Mapped[date | None]
    """With the two below: when it would have been, where it was moved. None: it was not."""
    planned_starts_at: Mapped[datetime | None] = mapped_column(Instant)
    planned_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str | None] = mapped_column(String(40))
    """Where it is held instead of at the activity's place."""
    reason: Mapped[str] = mapped_column(String(10), server_default="")
    """Why it was called off or moved, as registry/activities/reasons.py has it."""
    reason_words: Mapped[str] = mapped_column(String(60), server_default="")
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was last called off, moved or put back, or got other times from its plan."""
    revision: Mapped[int] = mapped_column(server_default="0")
    """How often that was: calendars go by it."""
