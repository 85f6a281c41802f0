"""The audit trail: who did what to which object, append-only."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, insert
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model, new_id, writing


class AuditEntry(Model):
    """One deed. Never changed and never removed but by retention."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "centre_id", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[uuid.UUID | None]
    """The account; None for the command line."""
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(120))
    centre_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("centre.id"))


def record(
    *,
    at: datetime,
    actor_id: uuid.UUID | None,
    action: str,
    object: str,
    centre_id: uuid.UUID | None = None,
) -> None:
    """Write one entry, in the caller's transaction where there is one.

    `object` names the thing by kind and id ("activity 0198…"), never a resident or a pass code.
    """
    values = {
        "id": new_id(),
        "at": at,
        "actor_id": actor_id,
        "action": action,
        "object": object,
        "centre_id": centre_id,
    }
    with writing() as connection:
        connection.execute(insert(AuditEntry).values(values))
