"""The table of old lists that were counted in: numbers only, and nothing of the file itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class ListImport(Model):
    """One file that was counted in; its key is the batch of its check-ins."""

    __tablename__ = "list_import"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[uuid.UUID]
    rows: Mapped[int]
    """How many rows were counted in; of those left out `refused` had a fault."""
    refused: Mapped[int]
    people: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    opened_on: Mapped[date | None]
    opened_before: Mapped[date | None]
    """The centre's first day that this list brought, and the one before; None: it stayed."""
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)
