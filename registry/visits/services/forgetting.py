"""Cutting a pass from all that came in with it: the check-ins stay, as anonymous ones."""

from __future__ import annotations

import json
import uuid

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from registry.centres import services as centres
from registry.database import writing
from registry.visits.models import CheckIn, PassFirst, Quarantined


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
