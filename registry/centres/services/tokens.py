"""A tablet's token: whose it is, and how a new one takes its place without locking anyone out.

A new token is made of the old one and a number that only the database holds, so that however
often it is given (an answer got lost, two tabs asked at once) it is the same. It counts from its
first use; until then the old one is as good. See docs/decisions/0010.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from registry import audit
from registry.centres.models import Tablet
from registry.database import insert_once, reading, writing

RENEWED_AFTER = timedelta(days=30)
UNDER_WAY = timedelta(minutes=1)
"""How long a request that left with the old token may still be on its way."""
TOLD_EVERY = timedelta(hours=1)
TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class TabletIdentity:
    """Which tablet a cookie belongs to, and of which centre.

    `here_since` is when it became a tablet of this centre and `came_from` the centre before, if
    any. `good_until` is set for the token before the present one. `first_use` tells a token that
    was given but never used; `given_at` is when the present token began to count.
    """

    centre_id: uuid.UUID
    tablet_id: uuid.UUID
    name: str
    revoked: bool
    here_since: datetime
    given_at: datetime
    came_from: uuid.UUID | None = None
    moves_to: uuid.UUID | None = None
    good_until: datetime | None = None
    first_use: bool = False

    def is_due(self, at: datetime) -> bool:
        """Tell whether this tablet is to get a new token: after thirty days, or to move."""
        old = at - self.given_at >= RENEWED_AFTER or self.moves_to is not None
        return old and not self.revoked and self.good_until is None


def written(centre_id: uuid.UUID, tablet_id: uuid.UUID, secret: str) -> str:
    """Return a token as it stands in a cookie."""
    return f"{centre_id.hex}.{tablet_id.hex}.{secret}"


def hash_of(secret: str) -> bytes:
    """Return what the database keeps of a secret: of an enrolment code, or inside a token."""
    return hashlib.sha256(secret.encode()).digest()


def identify_tablet(*, token: str) -> TabletIdentity | None:
    """Return whose token this is, or None; a revoked tablet is still known, as revoked."""
    parts = _read(token)
    if parts is None:
        return None
    with reading() as connection:
        row = _row(connection, parts[0], parts[1])
    return None if row is None else _identity(row, hash_of(parts[2]))


def admit_tablet(*, token: str, at: datetime) -> TabletIdentity | None:
    """Return whose token this is, or None; the first use of a new token ends the one before.

    An old token is refused a minute after that, and the team is shown that it was tried: perhaps
    somebody copied the tablet. What such a tablet holds stays in its outbox.
    """
    found = identify_tablet(token=token)
    if found is None:
        return None
    if found.good_until is not None and at > found.good_until:
        _remember_refusal(found, at)
        return None
    if found.first_use and not found.revoked:
        _begin(found, at)
        return identify_tablet(token=token)
    return found


def renew_token(*, token: str, at: datetime) -> str | None:
    """Return the token that is to take this one's place, the same however often it is asked for.

    None where none is due, or this token is not the present one. A tablet that is to move gets a
    token of its next centre.
    """
    parts = _read(token)
    if parts is None:
        return None
    centre_id, tablet_id, secret = parts
    with writing() as connection:
        row = _row(connection, centre_id, tablet_id, lock=True)
        found = None if row is None else _identity(row, hash_of(secret))
        if row is None or found is None or found.first_use or not found.is_due(at):
            return None
        nonce = row.renewal_nonce or secrets.token_bytes(32)
        new = _made_of(secret, nonce)
        connection.execute(
            update(Tablet).where(*_is(found)).values(renewal_nonce=nonce, next_hash=hash_of(new))
        )
        if found.moves_to is not None:
            _expect(connection, found, found.moves_to, hash_of(new), at)
    return written(found.moves_to or centre_id, tablet_id, new)


def _read(token: str) -> tuple[uuid.UUID, uuid.UUID, str] | None:
    match = TOKEN.fullmatch(token)
    return None if match is None else (uuid.UUID(match[1]), uuid.UUID(match[2]), match[3])


def _made_of(secret: str, nonce: bytes) -> str:
    made = hmac.new(nonce, secret.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _row(
    connection: Connection, centre_id: uuid.UUID, tablet_id: uuid.UUID, *, lock: bool = False
) -> Row[Any] | None:
    columns = Tablet.__table__.columns
    asked = select(*columns).where(Tablet.centre_id == centre_id, Tablet.id == tablet_id)
    return connection.execute(asked.with_for_update() if lock else asked).one_or_none()


def _identity(row: Row[Any], presented: bytes) -> TabletIdentity | None:
    known = {
        name: hash_ is not None and secrets.compare_digest(hash_, presented)
        for name, hash_ in (
            ("present", row.token_hash),
            ("next", row.next_hash),
            ("previous", row.previous_hash),
        )
    }
    if not any(known.values()):
        return None
    return TabletIdentity(
        centre_id=row.centre_id,
        tablet_id=row.id,
        name=row.name,
        revoked=row.revoked_at is not None,
        here_since=row.enrolled_at,
        given_at=row.token_since or row.enrolled_at,
        came_from=row.came_from,
        moves_to=row.moves_to,
        good_until=row.previous_until if known["previous"] else None,
        first_use=known["next"] or (row.came_from is not None and row.token_since is None),
    )


def _is(tablet: TabletIdentity) -> tuple[Any, Any]:
    return Tablet.centre_id == tablet.centre_id, Tablet.id == tablet.tablet_id


def _begin(tablet: TabletIdentity, at: datetime) -> None:
    """Let a token count that is used for the first time; asked twice at once, it begins once."""
    with writing() as connection:
        begun = {"token_since": at, "renewal_nonce": None, "next_hash": None, "refused_at": None}
        renewed = connection.execute(
            update(Tablet)
            .where(*_is(tablet), Tablet.next_hash.is_not(None))
            .values(
                previous_hash=Tablet.token_hash,
                previous_until=at + UNDER_WAY,
                token_hash=Tablet.next_hash,
                **begun,
            )
        ).rowcount
        if not renewed and tablet.came_from is not None:
            _arrive(connection, tablet, tablet.came_from, at)


def _arrive(
    connection: Connection, tablet: TabletIdentity, before: uuid.UUID, at: datetime
) -> None:
    arrived = connection.execute(
        update(Tablet)
        .where(*_is(tablet), Tablet.token_since.is_(None))
        .values(token_since=at, enrolled_at=at)
    ).rowcount
    if arrived:
        connection.execute(
            update(Tablet)
            .where(Tablet.centre_id == before, Tablet.id == tablet.tablet_id)
            .values(revoked_at=at)
        )
        audit.record(
            at=at,
            actor_id=None,
            action="tablet.arrive",
            object=f"tablet {tablet.tablet_id}",
            centre_id=tablet.centre_id,
        )


def _expect(
    connection: Connection, tablet: TabletIdentity, to: uuid.UUID, token: bytes, at: datetime
) -> None:
    """Make a tablet known at its next centre; one that was there before is known anew."""
    key = {"centre_id": to, "id": tablet.tablet_id}
    anew = {
        **dict.fromkeys(
            (
                *("token_since", "renewal_nonce", "next_hash", "previous_hash", "previous_until"),
                *("refused_at", "revoked_at", "moves_to", "last_seen_at", "oldest_ms"),
            )
        ),
        "name": tablet.name,
        "token_hash": token,
        "enrolled_at": at,
        "came_from": tablet.centre_id,
        "waiting": 0,
    }
    if not insert_once(connection, Tablet, {**key, **anew}):
        connection.execute(
            update(Tablet)
            .where(Tablet.centre_id == to, Tablet.id == tablet.tablet_id)
            .values(**anew)
        )


def _remember_refusal(tablet: TabletIdentity, at: datetime) -> None:
    lately = and_(Tablet.refused_at.is_not(None), Tablet.refused_at > at - TOLD_EVERY)
    with writing() as connection:
        connection.execute(
            update(Tablet)
            .where(*_is(tablet), or_(Tablet.refused_at.is_(None), ~lately))
            .values(refused_at=at)
        )
