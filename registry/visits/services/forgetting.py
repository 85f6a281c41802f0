"""Cutting a pass from all that came in with it: the check-ins stay, as anonymous ones."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, select, update

from registry.centres import services as centres
from registry.database import insert_once, writing
from registry.passes.models import Pass
from registry.visits.models import CheckIn, PassFirst, Quarantined, Undo
from registry.visits.queries import are_idle


def forget_pass(*, centre_id: uuid.UUID, pass_id: uuid.UUID, token_hash: bytes) -> None:
    """Let a centre's check-ins, and what is apart in its quarantine, no longer name a pass."""
    with writing() as connection:
        of_pass = (CheckIn.centre_id == centre_id, CheckIn.pass_id == pass_id)
        first = connection.execute(select(func.min(CheckIn.local_day)).where(*of_pass)).scalar()
        connection.execute(update(CheckIn).where(*of_pass).values(pass_id=None))
        connection.execute(delete(PassFirst).filter_by(centre_id=centre_id, pass_id=pass_id))
        if first is not None:
            centres.day_changed(centre_id=centre_id, day=first, onwards=True)
        empty_kept(
            connection,
            Quarantined.centre_id == centre_id,
            Quarantined.body.contains(token_hash.hex()),
        )


def forget_apart(*, token_hash: bytes) -> None:
    """Let what is apart in any quarantine no longer name a pass that may be gone itself."""
    with writing() as connection:
        empty_kept(connection, Quarantined.body.contains(token_hash.hex()))


def empty_kept(connection: Connection, *which: ColumnElement[bool]) -> None:
    """Take the pass out of events in quarantine."""
    found = select(Quarantined.centre_id, Quarantined.id, Quarantined.body_hash, Quarantined.body)
    for row in connection.execute(found.where(*which)).all():
        this = (
            Quarantined.centre_id == row.centre_id,
            Quarantined.id == row.id,
            Quarantined.body_hash == row.body_hash,
        )
        emptied = json.dumps({**json.loads(row.body), "pass": None})
        connection.execute(update(Quarantined).where(*this).values(body=emptied))


def let_go(*, centre_id: uuid.UUID, before: date) -> int:
    """Cut the passes from a centre's check-ins of before a day; return how many were cut.

    The first day of each stays with it. What happened does not change, so the figures that are
    kept of those months stay as they are.
    """
    old = (
        CheckIn.centre_id == centre_id,
        CheckIn.local_day < before,
        CheckIn.pass_id.is_not(None),
    )
    undone = exists(
        select(Undo.of).where(Undo.centre_id == CheckIn.centre_id, Undo.of == CheckIn.id)
    )
    firsts = select(CheckIn.pass_id, func.min(CheckIn.local_day).label("day")).where(*old, ~undone)
    with writing() as connection:
        rows = [
            {"centre_id": centre_id, "pass_id": row.pass_id, "day": row.day}
            for row in connection.execute(firsts.group_by(CheckIn.pass_id))
        ]
        if rows:
            insert_once(connection, PassFirst, rows)
        return connection.execute(update(CheckIn).where(*old).values(pass_id=None)).rowcount


def forget_idle(*, centre_id: uuid.UUID, day: date) -> int:
    """Forget a centre's passes that were made before a day and not used from it on; how many.

    Their check-ins have to be let go of before.
    """
    which = and_(*are_idle(centre_id, day))
    idle = select(Pass.id).where(which)
    with writing() as connection:
        connection.execute(
            delete(PassFirst).where(PassFirst.centre_id == centre_id, PassFirst.pass_id.in_(idle))
        )
        return connection.execute(delete(Pass).where(which)).rowcount


def forget_put_apart(*, centre_id: uuid.UUID, before: datetime) -> int:
    """Forget what a centre put apart before a moment, decided or not; return how many events.

    What was decided stays, and so does what came of it.
    """
    which = (Quarantined.centre_id == centre_id, Quarantined.received_at < before)
    with writing() as connection:
        return connection.execute(delete(Quarantined).where(*which)).rowcount
