"""The table of poster codes, one for each occurrence that a poster was asked for."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model


class Poster(Model):
    """The code of an occurrence's poster; an occurrence that is planned anew takes it along."""

    __tablename__ = "poster"
    __table_args__ = (
        ForeignKeyConstraint(
            ["centre_id", "occurrence_id"],
            ["occurrence.centre_id", "occurrence.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("centre_id", "code"),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    occurrence_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(8))
    """None: withdrawn, until the team asks for a new one."""
