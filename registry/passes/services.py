"""What happens to passes: making and revoking."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import insert, update

from registry import audit
from registry.database import new_id, writing
from registry.passes import token
from registry.passes.models import Pass


def make(
    *,
    centre_id: uuid.UUID,
    count: int,
    on: date,
    at: datetime,
    key: bytes,
    by: uuid.UUID | None = None,
) -> list[str]:
    """Make passes for a centre and return their texts, to print: they are kept nowhere.

    `key` is the installation's key for passes.
    """
    texts = [token.make() for _ in range(count)]
    rows = [
        {
            "centre_id": centre_id,
            "id": new_id(),
            "token_hash": token.hash_of(token.read(text), key),
            "made_on": on,
        }
        for text in texts
    ]
    with writing() as connection:
        if rows:
            connection.execute(insert(Pass), rows)
        audit.record(
            at=at,
            actor_id=by,
            action="passes.make",
            object=f"passes {count}",
            centre_id=centre_id,
        )
    return texts


def revoke(
    *,
    centre_id: uuid.UUID,
    pass_id: uuid.UUID,
    at: datetime,
    reason: str,
    by: uuid.UUID | None = None,
) -> bool:
    """Stop a pass from being recognised; return False when it was unknown or revoked already."""
    with writing() as connection:
        changed = connection.execute(
            update(Pass)
            .where(Pass.centre_id == centre_id, Pass.id == pass_id, Pass.revoked_at.is_(None))
            .values(revoked_at=at, revoked_reason=reason)
        ).rowcount
        if changed:
            audit.record(
                at=at,
                actor_id=by,
                action="pass.revoke",
                object=f"pass {pass_id}",
                centre_id=centre_id,
                why=reason,
            )
    return bool(changed)
