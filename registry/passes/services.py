"""What happens to passes: making, giving out, revoking, and forgetting."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, insert, update

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


def discard(*, centre_id: uuid.UUID, texts: Sequence[str], key: bytes) -> None:
    """Forget passes that were made and could not be printed: nobody has them."""
    hashes = [token.hash_of(token.read(text), key) for text in texts]
    with writing() as connection:
        connection.execute(
            delete(Pass).where(Pass.centre_id == centre_id, Pass.token_hash.in_(hashes))
        )


def give(
    *, centre_id: uuid.UUID, pass_id: uuid.UUID, on: date, at: datetime, by: uuid.UUID
) -> None:
    """Note that a card from the drawer was given out; a second time changes nothing."""
    with writing() as connection:
        changed = connection.execute(
            update(Pass)
            .where(Pass.centre_id == centre_id, Pass.id == pass_id, Pass.given_on.is_(None))
            .values(given_on=on)
        ).rowcount
        if changed:
            what = f"pass {pass_id}"
            audit.record(at=at, actor_id=by, action="pass.give", object=what, centre_id=centre_id)


def remove(*, centre_id: uuid.UUID, pass_id: uuid.UUID) -> None:
    """Forget a pass. Nothing may point to it any more."""
    with writing() as connection:
        connection.execute(delete(Pass).where(Pass.centre_id == centre_id, Pass.id == pass_id))


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
