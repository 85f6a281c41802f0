"""The table of recorded clips."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Clip(Model):
    """One text of the kiosk as somebody said it in a language."""

    __tablename__ = "clip"
    __table_args__ = (Index(None, "centre_id", "digest"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(String(200), primary_key=True)
    """The Dutch text, tidied: what every language is translated from."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the sound: its name in addresses, so that it can be kept for ever."""
    media_type: Mapped[str] = mapped_column(String(12))
    kept_at: Mapped[datetime] = mapped_column(Instant)
    sound: Mapped[bytes] = mapped_column(LargeBinary)
