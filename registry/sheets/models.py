"""The tables of sheets: what a coordinator writes on one, and what was issued, with its files."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model


class SheetWords(Model):
    """What a coordinator writes on a month's sheet: an own headline, own lines beside it."""

    __tablename__ = "sheet_words"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    headline: Mapped[str | None] = mapped_column(String(140))
    """None: the one that follows from the figures."""
    words: Mapped[str | None] = mapped_column(String(280))


class _Issued:
    """What is kept of an issued sheet. `period` is "2026-10", "2026-Q4" or "2026"."""

    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(10))
    """What its QR code says, after /blad/."""
    number: Mapped[str] = mapped_column(String(24))
    page: Mapped[str | None] = mapped_column(Text)
    """The page data as JSON, with what charts draw; None: withdrawn with its quote."""
    printed: Mapped[str | None] = mapped_column(Text)
    """Exactly what it prints, as JSON; its checksum is taken over these bytes."""
    checksum: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by: Mapped[uuid.UUID | None]
    why: Mapped[str | None] = mapped_column(String(280))
    """Why there is this version; None: the first one."""


class _File:
    """A file of an issued sheet, to be printed again with the same bytes."""

    period: Mapped[str] = mapped_column(String(7), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(10), primary_key=True)
    """sheet, poster or annex."""
    body: Mapped[bytes] = mapped_column(LargeBinary)


class IssuedSheet(_Issued, Model):
    """A centre's sheet of a month, quarter or year. A row is never changed but to withdraw it."""

    __tablename__ = "issued_sheet"
    __table_args__ = (UniqueConstraint("centre_id", "code"),)

    centre_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("centre.id"), primary_key=True, sort_order=-1
    )


class SheetFile(_File, Model):
    """A file of a centre's issued sheet."""

    __tablename__ = "sheet_file"
    __table_args__ = (
        ForeignKeyConstraint(
            ["centre_id", "period", "version"],
            ["issued_sheet.centre_id", "issued_sheet.period", "issued_sheet.version"],
        ),
    )

    centre_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)


class JointSheet(_Issued, Model):
    """A sheet of all centres together, made from their issued sheets."""

    __tablename__ = "joint_sheet"
    __table_args__ = (UniqueConstraint("code"),)


class JointFile(_File, Model):
    """A file of an issued joint sheet."""

    __tablename__ = "joint_file"
    __table_args__ = (
        ForeignKeyConstraint(["period", "version"], ["joint_sheet.period", "joint_sheet.version"]),
    )
