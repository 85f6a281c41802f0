"""Finding a pass by its hash."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from registry.centres.models import Centre
from registry.passes.models import Pass


@dataclass(frozen=True, slots=True)
class Found:
    """A live pass: its key at the asking centre, or None when it is another centre's."""

    pass_id: uuid.UUID | None


_OWN = select(Pass.id).where(
    Pass.centre_id == bindparam("centre_id"),
    Pass.token_hash == bindparam("token_hash"),
    Pass.revoked_at.is_(None),
)
_ELSEWHERE = select(Pass.id).where(
    Pass.centre_id.in_(select(Centre.id)),
    Pass.token_hash == bindparam("token_hash"),
    Pass.revoked_at.is_(None),
)


def find(connection: Connection, *, centre_id: uuid.UUID, token_hash: bytes) -> Found | None:
    """Return the live pass with this hash, or None when it is unknown or revoked everywhere.

    At another centre a pass counts as anonymous: what is returned then links to nothing.
    """
    own = connection.execute(
        _OWN, {"centre_id": centre_id, "token_hash": token_hash}
    ).scalar_one_or_none()
    if own is not None:
        return Found(own)
    elsewhere = connection.execute(_ELSEWHERE, {"token_hash": token_hash}).first()
    return None if elsewhere is None else Found(None)
