"""Makes and revokes readers' keys, and remembers when one was last used."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from sqlalchemy import insert, or_, update

from registry import audit, clock
from registry.database import new_id, writing
from registry.readers.models import ApiKey
from registry.readers.queries import Reader, hash_of

LONGEST_NAME = 60
KEY_STARTS = "inloop_"
"""So that whoever finds a key knows what it is of."""


class NoSuchReader(LookupError):
    """A reader that is not there for who asks, or whose key is revoked already."""

    code = "no_such_reader"


def add(*, name: str, centre_id: uuid.UUID | None, at: datetime, by: uuid.UUID | None) -> str:
    """Let somebody read a centre's issued figures, None: every centre's. Return the key, once."""
    key, reader_id = KEY_STARTS + secrets.token_urlsafe(32), new_id()
    with writing() as connection:
        connection.execute(
            insert(ApiKey).values(
                id=reader_id,
                key_hash=hash_of(key),
                name=name[:LONGEST_NAME],
                centre_id=centre_id,
                made_at=at,
                made_by=by,
            )
        )
        audit.record(
            at=at,
            actor_id=by,
            action="reader.add",
            object=f"reader {reader_id}",
            centre_id=centre_id,
            after={"name": name[:LONGEST_NAME]},
        )
    return key


def revoke(
    *,
    reader_id: uuid.UUID,
    centre_id: uuid.UUID,
    everywhere: bool,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let a centre's reader read no more; with `everywhere` also one of every centre.

    Raises NoSuchReader.
    """
    here = ApiKey.centre_id == centre_id
    with writing() as connection:
        found = connection.execute(
            update(ApiKey)
            .where(
                ApiKey.id == reader_id,
                or_(here, ApiKey.centre_id.is_(None)) if everywhere else here,
                ApiKey.revoked_at.is_(None),
            )
            .values(revoked_at=at)
            .returning(ApiKey.name, ApiKey.centre_id)
        ).one_or_none()
        if found is None:
            raise NoSuchReader(str(reader_id))
        audit.record(
            at=at,
            actor_id=by,
            action="reader.revoke",
            object=f"reader {reader_id}",
            centre_id=found.centre_id,
        )


def see(*, reader: Reader, at: datetime) -> None:
    """Remember the day on which a key was used; at most one write a day."""
    today = clock.local_day(at)
    if reader.last_used_on is not None and reader.last_used_on >= today:
        return
    with writing() as connection:
        connection.execute(update(ApiKey).where(ApiKey.id == reader.id).values(last_used_on=today))
