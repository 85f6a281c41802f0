"""What a host does at the desk: counting people in, and taking a check-in back."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import insert

from registry import audit
from registry.database import insert_once, new_id, writing
from registry.visits.events import CheckInEvent, Outcome, Source, UndoEvent
from registry.visits.models import Undo
from registry.visits.queries import found_in, was_undone
from registry.visits.services import over
from registry.visits.services.taking import DUPLICATE, STORED, Unfit, check_in, undo_row

DESK_UNDO = timedelta(minutes=10)
NOTHING = b"\0" * 32


class CannotUndo(Exception):
    """A check-in that was too long ago to be taken back at the desk."""

    code = "cannot_undo"


def walk_in(
    *,
    centre_id: uuid.UUID,
    occurrence_id: uuid.UUID | None,
    people: int,
    at: datetime,
    by: uuid.UUID,
    event_id: uuid.UUID,
    role: str = "meedoen",
) -> Outcome:
    """Store people a host counted in, anonymous, for an occurrence or none; 1 to 99 at a time.

    `event_id` is made with the form, so that sending it twice counts once. Raises Unfit for an
    occurrence that is not this centre's.
    """
    if not 1 <= people <= 99:
        raise Unfit("party")
    with writing():
        event = CheckInEvent(
            id=event_id,
            at=at,
            body=NOTHING,
            occurrence_id=occurrence_id,
            party=people,
            role=role,
        )
        outcome = check_in(source=Source(centre_id, "desk"), event=event)
        if outcome is STORED:
            after: audit.Values = {"people": people, "role": role}
            _note(centre_id, event_id, "visit.walk_in", at=at, by=by, after=after)
    return outcome


def undo_at_desk(
    *, centre_id: uuid.UUID, check_in_id: uuid.UUID, at: datetime, by: uuid.UUID
) -> None:
    """Take a check-in back at the desk, within ten minutes of it; it stays on record.

    Taking it back twice changes nothing. Raises Unfit for a check-in that is not this centre's,
    and CannotUndo.
    """
    with writing() as connection:
        found = found_in(connection, centre_id=centre_id, key=check_in_id)
        if found is None:
            raise Unfit("unknown_check_in")
        if at - found.at > DESK_UNDO:
            raise CannotUndo
        if was_undone(connection, centre_id=centre_id, key=check_in_id):
            return
        event = UndoEvent(id=new_id(), at=at, body=NOTHING, of=check_in_id)
        connection.execute(insert(Undo).values(undo_row(centre_id, event, by=by)))
        over.came_not(connection, centre_id=centre_id, day=found.local_day, pass_id=found.pass_id)
        _note(centre_id, check_in_id, "visit.undo", at=at, by=by)


def take_back(
    *, centre_id: uuid.UUID, event: UndoEvent, by: uuid.UUID, why: str | None = None
) -> Outcome:
    """Take a check-in back by a decision of the team, whenever it was; it stays on record.

    `event.id` again changes nothing. Raises Unfit for a check-in that is not this centre's.
    """
    with writing() as connection:
        found = found_in(connection, centre_id=centre_id, key=event.of)
        if found is None:
            raise Unfit("unknown_check_in")
        if not insert_once(connection, Undo, undo_row(centre_id, event, by=by)):
            return DUPLICATE
        over.came_not(connection, centre_id=centre_id, day=found.local_day, pass_id=found.pass_id)
        _note(centre_id, event.of, "visit.undo", at=event.at, by=by, why=why)
        return STORED


def _note(
    centre_id: uuid.UUID,
    key: uuid.UUID,
    action: str,
    *,
    at: datetime,
    by: uuid.UUID,
    after: audit.Values | None = None,
    why: str | None = None,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object=f"check-in {key}",
        centre_id=centre_id,
        after=after,
        why=why,
    )
