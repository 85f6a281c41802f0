"""The table of passes: a keyed hash, and dates."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class Pass(Model):
    """A card with a random code. No name is behind it, here or anywhere."""

    __tablename__ = "pass"
    __table_args__ = (UniqueConstraint("centre_id", "token_hash"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    """HMAC-SHA256 of the token under a key that lives outside the database."""
    made_on: Mapped[date]
    given_on: Mapped[date | None]
    """When the team gave it out at the desk; None for a card that nobody noted as given."""
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_reason: Mapped[str | None] = mapped_column(String(20))
