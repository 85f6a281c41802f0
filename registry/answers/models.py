"""Tables of answers: counts only, and the ids seen so that no answer counts twice."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Model


class AnswerTally(Model):
    """How often a value was given to a question in a month. Nothing else is kept of an answer."""

    __tablename__ = "answer_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    """As 2026-11: the month in which the answer arrived."""
    question: Mapped[str] = mapped_column(String(12), primary_key=True)
    variant: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(8), primary_key=True)
    suspect: Mapped[bool] = mapped_column(primary_key=True)
    count: Mapped[int]


class LanguageTally(Model):
    """How often the kiosk was used in a language in a month."""

    __tablename__ = "language_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int]


class RefusedTally(Model):
    """How many answers could not be counted in a month, and why; their bodies are dropped."""

    __tablename__ = "refused_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    count: Mapped[int]


class SeenAnswer(Model):
    """The random id of an answer, and the month it came in: no time, no sequence, no body.

    Kept without row order: the key is random. The month says no more than the tallies do; it is
    there so that ids can be forgotten.
    """

    __tablename__ = "seen_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7))


class AskedThisMonth(Model):
    """An indicator a coordinator chose for a month's set, in place of the rotation.

    The variant is no part of the key: a question is asked one way in a month.
    """

    __tablename__ = "asked_this_month"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    question: Mapped[str] = mapped_column(String(12), primary_key=True)
    variant: Mapped[str] = mapped_column(String(12))


class AsksFrom(Model):
    """From a month on, until a later one says otherwise, whether a centre asks anything at all."""

    __tablename__ = "asks_from"

    centre_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("centre.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    asks: Mapped[bool]
