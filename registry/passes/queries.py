"""Finding a pass by its hash, and how many there are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, select

from registry.centres.models import Centre
from registry.database import reading
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PassView:
    """A pass of a centre, revoked or not, as the team sees it at the desk."""

    pass_id: uuid.UUID
    token_hash: bytes
    made_on: date
    given_on: date | None
    revoked_at: datetime | None
    revoked_reason: str | None


@dataclass(frozen=True, slots=True)
class Sheetful:
    """The passes that were made on a day: how many, given out at the desk, and revoked."""

    made_on: date
    made: int
    given: int
    revoked: int


def held(*, centre_id: uuid.UUID, token_hash: bytes) -> PassView | None:
    """Return a centre's own pass that is held up at the desk, or None where it has no such one."""
    with reading() as connection:
        row = (
            connection.execute(
                select(
                    Pass.id.label("pass_id"),
                    Pass.token_hash,
                    Pass.made_on,
                    Pass.given_on,
                    Pass.revoked_at,
                    Pass.revoked_reason,
                ).where(Pass.centre_id == centre_id, Pass.token_hash == token_hash)
            )
            .mappings()
            .one_or_none()
        )
    return None if row is None else PassView(**row)


def register(*, centre_id: uuid.UUID) -> tuple[Sheetful, ...]:
    """Return how many passes were made on which day, the last first; nothing about visits."""
    with reading() as connection:
        rows = connection.execute(
            select(
                Pass.made_on,
                func.count(),
                func.count(Pass.given_on),
                func.count(Pass.revoked_at),
            )
            .where(Pass.centre_id == centre_id)
            .group_by(Pass.made_on)
            .order_by(Pass.made_on.desc())
        ).all()
    return tuple(Sheetful(*row) for row in rows)


def owners(*, token_hash: bytes) -> tuple[tuple[uuid.UUID, uuid.UUID], ...]:
    """Return the centre and key of every pass with this hash: one, or none."""
    with reading() as connection:
        rows = connection.execute(
            select(Pass.centre_id, Pass.id).where(Pass.token_hash == token_hash)
        ).all()
    return tuple((row.centre_id, row.id) for row in rows)
