"""The table of readers' keys."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class ApiKey(Model):
    """A key with which one reader reads issued figures; the key itself is kept nowhere."""

    __tablename__ = "api_key"
    __table_args__ = (Index(None, "centre_id", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    """Who reads with it: an organisation or a program."""
    centre_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("centre.id"))
    """Whose sheets it reads; None: those of every centre, and the joint ones."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[uuid.UUID | None]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
