"""The table of what a centre's kiosk says in words of its own."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class OwnText(Model):
    """The words for one text in one language that a centre corrected, or found to be right."""

    __tablename__ = "own_text"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    dutch: Mapped[str] = mapped_column(String(200), primary_key=True)
    words: Mapped[str] = mapped_column(String(200))
    checked: Mapped[bool]
    """Whether somebody who speaks the language says that the words are right."""
    changed_at: Mapped[datetime] = mapped_column(Instant)
