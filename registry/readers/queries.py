"""Readers of the issued figures, and whose key is whose."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from registry.database import reading
from registry.readers.models import ApiKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader with a key; `centre_id` None: of every centre's sheets."""

    id: uuid.UUID
    name: str
    centre_id: uuid.UUID | None
    made_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None

    def may_read(self, centre_id: uuid.UUID) -> bool:
        """Tell whether its key opens the sheets of a centre."""
        return self.centre_id is None or self.centre_id == centre_id


def reader_of(*, key: str) -> Reader | None:
    """Return whose key this is, or None; a revoked key is nobody's."""
    found = _readers(ApiKey.key_hash == hash_of(key), ApiKey.revoked_at.is_(None))
    return found[0] if found else None


def readers(*, centre_id: uuid.UUID, everywhere: bool) -> tuple[Reader, ...]:
    """Return a centre's readers by name, revoked ones too; with `everywhere` those of every one."""
    here = ApiKey.centre_id == centre_id
    return _readers(or_(here, ApiKey.centre_id.is_(None)) if everywhere else here)


def hash_of(key: str) -> bytes:
    """Return what is kept of a key: 256 random bits need no salt."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _readers(*where: Any) -> tuple[Reader, ...]:
    with reading() as connection:
        rows = connection.execute(
            select(
                ApiKey.id,
                ApiKey.name,
                ApiKey.centre_id,
                ApiKey.made_at,
                ApiKey.last_used_on,
                ApiKey.revoked_at,
            )
            .where(*where)
            .order_by(ApiKey.name, ApiKey.id)
        ).mappings()
        return tuple(Reader(**row) for row in rows)
