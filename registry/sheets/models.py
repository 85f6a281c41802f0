"""The table of what a coordinator writes on a month's sheet."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model


class SheetWords(Model):
    """The coordinator's own lines beside the headline of a month's sheet."""

    __tablename__ = "sheet_words"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    words: Mapped[str] = mapped_column(String(280))
