"""What happens to tablets: enrolling by a code, reporting, renaming, revoking."""

from __future__ import annotations

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, insert, or_, select, update

from registry import audit
from registry.centres.models import EnrolmentCode, Tablet
from registry.centres.services.names import TABLET_NAME, tidy
from registry.centres.services.tokens import hash_of, written
from registry.database import new_id, writing

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
CODE_LASTS = timedelta(minutes=10)


class CodeRefused(Exception):
    """An enrolment code that is unknown, used or too old."""

    code = "code_refused"


class NoSuchTablet(Exception):
    """A tablet that is not this centre's, or is revoked."""

    code = "no_such_tablet"


@dataclass(frozen=True, slots=True)
class TabletReport:
    """What a tablet says of itself with each batch of events.

    `waiting` in events, `oldest_ms` and `offset_ms` in milliseconds (offset: server minus
    tablet), `battery` from 0 to 1; `storage` says how well it keeps what waits (kept, refused,
    full, none), `offline` whether it starts without a network; None where it does not know, and
    where it did not say what is `waiting` the last that it said stays.
    """

    waiting: int | None = None
    oldest_ms: int | None = None
    offset_ms: int | None = None
    battery: float | None = None
    camera: str | None = None
    build: str | None = None
    storage: str | None = None
    offline: bool | None = None


def issue_enrolment_code(
    *, centre_id: uuid.UUID, tablet_name: str, at: datetime, by: uuid.UUID | None = None
) -> str:
    """Return an 8-character code that makes one browser a tablet of the centre.

    Raises NameRefused.
    """
    tablet_name = tidy(tablet_name, longest=TABLET_NAME)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    with writing() as connection:
        connection.execute(
            insert(EnrolmentCode).values(
                centre_id=centre_id,
                id=new_id(),
                code_hash=hash_of(code),
                tablet_name=tablet_name,
                expires_at=at + CODE_LASTS,
            )
        )
        _note(centre_id, f"tablet {tablet_name}", "tablet.code", at=at, by=by)
    return code


def enrol(*, code: str, at: datetime) -> str:
    """Use up a code and return the new tablet's token, for its cookie.

    Raises CodeRefused for a code that is unknown, used or older than ten minutes.
    """
    typed = re.sub(r"[\s-]", "", code).upper()
    with writing() as connection:
        claimed = connection.execute(
            update(EnrolmentCode)
            .where(
                EnrolmentCode.code_hash == hash_of(typed),
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
                token_hash=hash_of(secret),
                enrolled_at=at,
                token_since=at,
                waiting=0,
            )
        )
        _note(claimed.centre_id, f"tablet {tablet_id}", "tablet.enrol", at=at, by=None)
    return written(claimed.centre_id, tablet_id, secret)


def report_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, report: TabletReport, at: datetime
) -> None:
    """Remember when a tablet was last seen and what it said of itself."""
    held = {"waiting": report.waiting, "oldest_ms": report.oldest_ms}
    with writing() as connection:
        connection.execute(
            update(Tablet)
            .where(Tablet.centre_id == centre_id, Tablet.id == tablet_id)
            .values(
                last_seen_at=at,
                **(held if report.waiting is not None else {}),
                offset_ms=report.offset_ms,
                battery=report.battery,
                camera=report.camera,
                build=report.build,
                storage=report.storage,
                offline=report.offline,
            )
        )


def rename_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, name: str, at: datetime, by: uuid.UUID
) -> None:
    """Give a tablet another name. Raises NameRefused, and NoSuchTablet."""
    name = tidy(name, longest=TABLET_NAME)
    ours = (Tablet.centre_id == centre_id, Tablet.id == tablet_id, Tablet.revoked_at.is_(None))
    with writing() as connection:
        before = connection.execute(select(Tablet.name).where(*ours)).scalar_one_or_none()
        if before is None:
            raise NoSuchTablet
        connection.execute(update(Tablet).where(*ours).values(name=name))
        audit.record(
            at=at,
            actor_id=by,
            action="tablet.rename",
            object=f"tablet {tablet_id}",
            centre_id=centre_id,
            before={"name": before},
            after={"name": name},
        )


def revoke_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, at: datetime, by: uuid.UUID | None = None
) -> None:
    """Stop trusting a tablet, also where it is on its way to; what it sends goes to quarantine."""
    here = Tablet.centre_id == centre_id
    on_its_way = and_(Tablet.came_from == centre_id, Tablet.token_since.is_(None))
    with writing() as connection:
        connection.execute(
            update(Tablet)
            .where(Tablet.id == tablet_id, or_(here, on_its_way), Tablet.revoked_at.is_(None))
            .values(revoked_at=at, moves_to=None)
        )
        _note(centre_id, f"tablet {tablet_id}", "tablet.revoke", at=at, by=by)


def _note(
    centre_id: uuid.UUID, what: str, action: str, *, at: datetime, by: uuid.UUID | None
) -> None:
    audit.record(at=at, actor_id=by, action=action, object=what, centre_id=centre_id)
