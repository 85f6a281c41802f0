"""The table of frozen months: the figures of a month whose sheet was issued."""

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
