"""Tables of months: figures of issued ones, frozen; headlines of those that are over, kept."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model


class FrozenMonth(Model):
    """A month's figures as its issued sheet has them, already guarded; JSON."""

    __tablename__ = "frozen_month"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    figures: Mapped[str] = mapped_column(Text)


class MonthSum(Model):
    """A month that is over, as later months need it; nothing in it is about a person."""

    __tablename__ = "month_sum"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    made_by: Mapped[str] = mapped_column(String(64))
    """Which lines and which way of counting made it: a row of others counts no more."""
    changes: Mapped[int]
    """How often the month had changed since it was over; with one more the row counts no more."""
    kept: Mapped[str] = mapped_column(Text)
    """Guarded headline figures, and the people at each activity and day; JSON."""
