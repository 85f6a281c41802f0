"""What happens to centres and tablets: adding, closing, enrolling, reporting, revoking."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import insert, select, update

from registry import audit
from registry.centres.models import (
    Centre,
    Closure,
    DemoMark,
    EnrolmentCode,
    OpeningHours,
    Tablet,
)
from registry.database import insert_once, new_id, reading, writing

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CENTRE_NAME, TABLET_NAME = 60, 40
HOURS = ("centre_id", "weekday", "opens", "closes")
CODE_LASTS = timedelta(minutes=10)


class CentreExists(Exception):
    """A centre with this name is there already."""

    code = "centre_exists"


class NameRefused(Exception):
    """A name that is empty, too long, or has characters no screen shows."""

    code = "name_refused"


class CodeRefused(Exception):
    """An enrolment code that is unknown, used or too old."""

    code = "code_refused"


@dataclass(frozen=True, slots=True)
class TabletReport:
    """What a tablet says of itself with each batch of events.

    `waiting` in events, `oldest_ms` and `offset_ms` in milliseconds (offset: server minus
    tablet), `battery` from 0 to 1; `storage` says how well it keeps what waits (kept, refused,
    full, none), `offline` whether it starts without a network; None where it does not know.
    """

    waiting: int = 0
    oldest_ms: int | None = None
    offset_ms: int | None = None
    battery: float | None = None
    camera: str | None = None
    build: str | None = None
    storage: str | None = None
    offline: bool | None = None


@dataclass(frozen=True, slots=True)
class TabletIdentity:
    """Which tablet a cookie belongs to, and of which centre."""

    centre_id: uuid.UUID
    tablet_id: uuid.UUID
    name: str
    revoked: bool


def slug_of(name: str) -> str:
    """Return the address name of a centre: "Het Anker" as "het-anker"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "centrum"


def add_centre(
    *,
    name: str,
    neighbourhood: str,
    opened_on: date,
    hours: Sequence[tuple[int, time, time]],
    at: datetime,
    languages: Sequence[str] = ("nl",),
    by: uuid.UUID | None = None,
) -> uuid.UUID:
    """Add a centre with its opening hours (weekday from Monday 0, opens, closes).

    The kiosk speaks Dutch; other languages are drafts until a native speaker has checked them,
    so they are on only where somebody turned them on.

    Raises NameRefused, and CentreExists where the name gives an address that is taken.
    """
    name, neighbourhood = _tidy(name), _tidy(neighbourhood)
    slug = slug_of(name)
    centre_id = new_id()
    with writing() as connection:
        if connection.execute(select(Centre.id).where(Centre.slug == slug)).first():
            raise CentreExists(slug)
        connection.execute(
            insert(Centre).values(
                id=centre_id,
                slug=slug,
                name=name,
                neighbourhood=neighbourhood,
                languages=" ".join(languages),
                opened_on=opened_on,
            )
        )
        rows = [dict(zip(HOURS, (centre_id, *row), strict=True)) for row in hours]
        if rows:
            connection.execute(insert(OpeningHours), rows)
        audit.record(
            at=at, actor_id=by, action="centre.add", object=f"centre {slug}", centre_id=centre_id
        )
    return centre_id


def close_on(*, centre_id: uuid.UUID, day: date, reason: str) -> None:
    """Close a centre for a day; closing it twice keeps the first reason."""
    with writing() as connection:
        insert_once(connection, Closure, {"centre_id": centre_id, "day": day, "reason": reason})


def issue_enrolment_code(*, centre_id: uuid.UUID, tablet_name: str, at: datetime) -> str:
    """Return an 8-character code that makes one browser a tablet of the centre.

    Raises NameRefused.
    """
    tablet_name = _tidy(tablet_name, longest=TABLET_NAME)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    with writing() as connection:
        connection.execute(
            insert(EnrolmentCode).values(
                centre_id=centre_id,
                id=new_id(),
                code_hash=_hash(code),
                tablet_name=tablet_name,
                expires_at=at + CODE_LASTS,
            )
        )
    return code


def enrol(*, code: str, at: datetime) -> str:
    """Use up a code and return the new tablet's token, for its cookie.

    Raises CodeRefused for a code that is unknown, used or older than ten minutes.
    """
    tidy = re.sub(r"[\s-]", "", code).upper()
    with writing() as connection:
        claimed = connection.execute(
            update(EnrolmentCode)
            .where(
                EnrolmentCode.code_hash == _hash(tidy),
                EnrolmentCode.used_at.is_(None),
                EnrolmentCode.expires_at > at,
            )
            .values(used_at=at)
            .returning(EnrolmentCode.centre_id, EnrolmentCode.tablet_name)
        ).one_or_none()
        if claimed is None:
            raise CodeRefused
        tablet_id, secret = new_id(), secrets.token_urlsafe(32)
        connection.execute(
            insert(Tablet).values(
                centre_id=claimed.centre_id,
                id=tablet_id,
                name=claimed.tablet_name,
                token_hash=_hash(secret),
                enrolled_at=at,
                waiting=0,
            )
        )
        audit.record(
            at=at,
            actor_id=None,
            action="tablet.enrol",
            object=f"tablet {tablet_id}",
            centre_id=claimed.centre_id,
        )
    return f"{claimed.centre_id.hex}.{tablet_id.hex}.{secret}"


def identify_tablet(*, token: str) -> TabletIdentity | None:
    """Return whose token this is, or None; a revoked tablet is still known, as revoked."""
    match = re.fullmatch(r"([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})", token)
    if match is None:
        return None
    centre_id, tablet_id = uuid.UUID(match[1]), uuid.UUID(match[2])
    with reading() as connection:
        row = connection.execute(
            select(Tablet.name, Tablet.token_hash, Tablet.revoked_at).where(
                Tablet.centre_id == centre_id, Tablet.id == tablet_id
            )
        ).one_or_none()
    if row is None or not secrets.compare_digest(row.token_hash, _hash(match[3])):
        return None
    return TabletIdentity(centre_id, tablet_id, row.name, row.revoked_at is not None)


def report_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, report: TabletReport, at: datetime
) -> None:
    """Remember when a tablet was last seen and what it said of itself."""
    with writing() as connection:
        connection.execute(
            update(Tablet)
            .where(Tablet.centre_id == centre_id, Tablet.id == tablet_id)
            .values(
                last_seen_at=at,
                waiting=report.waiting,
                oldest_ms=report.oldest_ms,
                offset_ms=report.offset_ms,
                battery=report.battery,
                camera=report.camera,
                build=report.build,
                storage=report.storage,
                offline=report.offline,
            )
        )


def revoke_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, at: datetime, by: uuid.UUID | None = None
) -> None:
    """Stop trusting a tablet; what it still sends goes to quarantine."""
    with writing() as connection:
        connection.execute(
            update(Tablet)
            .where(
                Tablet.centre_id == centre_id, Tablet.id == tablet_id, Tablet.revoked_at.is_(None)
            )
            .values(revoked_at=at)
        )
        audit.record(
            at=at,
            actor_id=by,
            action="tablet.revoke",
            object=f"tablet {tablet_id}",
            centre_id=centre_id,
        )


def plan_reached(*, centre_id: uuid.UUID, day: date) -> None:
    """Remember up to which day a centre's occurrences have been made."""
    with writing() as connection:
        connection.execute(update(Centre).where(Centre.id == centre_id).values(planned_until=day))


def mark_as_demo(*, last_day: date, seed: int) -> None:
    """Mark the database as holding a made-up neighbourhood up to a day."""
    with writing() as connection:
        connection.execute(insert(DemoMark).values(last_day=last_day, seed=seed))


def _tidy(name: str, *, longest: int = CENTRE_NAME) -> str:
    tidy = " ".join(name.split())
    if not 0 < len(tidy) <= longest or not tidy.isprintable():
        raise NameRefused(f"{tidy[:20]!r}: a name has 1 to {longest} printable characters")
    return tidy


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
