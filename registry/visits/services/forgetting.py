"""Cutting a pass from all that came in with it: the check-ins stay, as anonymous ones."""

from __future__ import annotations

import json
import uuid

from sqlalchemy import ColumnElement, Connection, select, update

from registry.database import writing
from registry.visits.models import CheckIn, Quarantined


def forget_pass(*, centre_id: uuid.UUID, pass_id: uuid.UUID, token_hash: bytes) -> None:
    """Let a centre's check-ins, and what is apart in its quarantine, no longer name a pass."""
    with writing() as connection:
        connection.execute(
            update(CheckIn)
            .where(CheckIn.centre_id == centre_id, CheckIn.pass_id == pass_id)
            .values(pass_id=None)
        )
        empty_kept(
            connection,
            Quarantined.centre_id == centre_id,
            Quarantined.body.contains(token_hash.hex()),
        )


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
