"""The audit trail: who did what to which object, what it was and became, and why; append-only.

Triggers in the database refuse to change an entry, and to remove one of the last 24 months.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import JSON, ForeignKey, Index, String, Uuid, delete, insert
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model, new_id, writing

Values: TypeAlias = Mapping[str, str | int | bool | None]
"""Fields by name, as they were or became; never anything about a resident."""


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
    centre_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("centre.id"))
    before: Mapped[Values | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Values | None] = mapped_column(JSON(none_as_null=True))
    why: Mapped[str | None] = mapped_column(String(280))


def record(
    *,
    at: datetime,
    actor_id: uuid.UUID | None,
    action: str,
    object: str,
    centre_id: uuid.UUID | None = None,
    before: Values | None = None,
    after: Values | None = None,
    why: str | None = None,
) -> None:
    """Write one entry, in the caller's transaction where there is one.

    `object` names the thing by kind and id ("activity 0198…"), never a resident or a pass code.
    Of `before` and `after` only what differs is kept.
    """
    if before is not None and after is not None:
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        before = {name: before[name] for name in names if name in before}
        after = {name: after[name] for name in names if name in after}
    values = {
        "id": new_id(),
        "at": at,
        "actor_id": actor_id,
        "action": action,
        "object": object,
        "centre_id": centre_id,
        "before": before,
        "after": after,
        "why": why,
    }
    with writing() as connection:
        connection.execute(insert(AuditEntry).values(values))


def forget_before(*, centre_id: uuid.UUID | None, at: datetime) -> int:
    """Remove a centre's entries from before a moment, or those of none; return how many.

    The database refuses to let go of any of the last 24 months.
    """
    which = (AuditEntry.centre_id == centre_id, AuditEntry.at < at)
    with writing() as connection:
        return connection.execute(delete(AuditEntry).where(*which)).rowcount


class Noting:
    """Writes entries about a kind of things of a centre ("activity", "story"), each by its key."""

    def __init__(self, kind: str) -> None:
        """Take what the things are called in an entry's `object`."""
        self.kind = kind

    def __call__(
        self,
        centre_id: uuid.UUID,
        action: str,
        key: object,
        *,
        at: datetime,
        by: uuid.UUID | None,
        before: Values | None = None,
        after: Values | None = None,
        why: str | None = None,
    ) -> None:
        """Write one, in the caller's transaction where there is one; see `record`."""
        record(
            at=at,
            actor_id=by,
            action=action,
            object=f"{self.kind} {key}",
            centre_id=centre_id,
            before=before,
            after=after,
            why=why,
        )
