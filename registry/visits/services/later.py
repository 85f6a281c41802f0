"""What is set right afterwards: people of earlier today or of a paper list, and what was wrong.

Nothing is changed in place: setting right adds a check-in, a detail or an undo, and says why.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from registry import audit, clock
from registry.activities.queries import activity
from registry.centres import queries as centres
from registry.database import new_id, writing
from registry.visits.events import CheckInEvent, DetailEvent, Source, UndoEvent
from registry.visits.models import Corrected
from registry.visits.queries import batch, found_in, standing, was_undone
from registry.visits.services.desk import DESK_UNDO, NOTHING, CannotUndo, take_back
from registry.visits.services.taking import STORED, Unfit, add_detail, check_in

REASONS = ("paper", "forgotten", "double", "activity", "number", "agreed")
"""Why something is set right: a short list, and never words about a person."""
LISTED = "list"
"""The reason of what came from an old list, which nobody can choose."""
MOST_AT_ONCE = 999
LARGEST_PARTY = 99
AFTER_ALL = 1 << 52
"""Sequences of the desk start here, so that what it sets right counts after any tablet's."""


class NotThen(Exception):
    """A moment at which nobody can have come: not yet, or before the centre was there."""

    code = "not_then"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Who sets right, where, when and why; `reason` is one of REASONS."""

    centre_id: uuid.UUID
    at: datetime
    by: uuid.UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """People who came, anonymous: 1 to 999, at a moment, for an occurrence or None."""

    people: int
    moment: datetime
    occurrence_id: uuid.UUID | None = None
    role: str = "meedoen"


def add_later(*, setting: Setting, came: Sequence[Came], event_id: uuid.UUID) -> int:
    """Store people who came earlier, once, and return how many were counted now.

    `event_id` is made with the form, so that sending it twice counts once. All or nothing. Raises
    NotThen, and Unfit for an occurrence that is not this centre's or a number that can't be.
    """
    counted = 0
    with writing() as connection:
        for number, one in enumerate(came):
            _check(setting, one)
            for event in _events(one, uuid.uuid5(event_id, str(number))):
                if check_in(source=Source(setting.centre_id, "desk"), event=event) is STORED:
                    counted += event.party
                    after: audit.Values = {"people": event.party, "role": event.role}
                    _note(connection, setting, event.id, "added", batch_id=event_id, after=after)
    return counted


def change_later(
    *,
    setting: Setting,
    check_in_id: uuid.UUID,
    people: int,
    role: str,
    occurrence_id: uuid.UUID | None,
) -> None:
    """Let a check-in count otherwise from now on; the first stays on record.

    Raises Unfit for a check-in or occurrence that is not this centre's, and CannotUndo for a
    check-in that was taken back.
    """
    with writing() as connection:
        if not _stands(connection, setting, check_in_id):
            raise CannotUndo
        before = _told(connection, setting, check_in_id)
        detail = DetailEvent(
            id=new_id(),
            at=setting.at,
            body=NOTHING,
            of=check_in_id,
            seq=AFTER_ALL + int(setting.at.timestamp() * 1000),
            party=people,
            role=role,
            occurrence_id=occurrence_id,
        )
        add_detail(source=Source(setting.centre_id, "desk"), event=detail)
        after = _told(connection, setting, check_in_id)
        _note(connection, setting, check_in_id, "changed", before=before, after=after)


def take_back_later(*, setting: Setting, check_in_id: uuid.UUID) -> None:
    """Let a check-in no longer count, whenever it was; it stays on record.

    Taking it back twice changes nothing. Raises Unfit for a check-in that is not this centre's.
    """
    with writing() as connection:
        if _stands(connection, setting, check_in_id):
            _take_back(connection, setting, check_in_id)


def take_back_added(*, setting: Setting, batch_id: uuid.UUID) -> None:
    """Take back what was added at once, within ten minutes of it; it stays on record.

    Raises CannotUndo later than that, where nothing of it stands, and for an old list, which has
    a way back of its own.
    """
    with writing() as connection:
        added = batch(connection, centre_id=setting.centre_id, key=batch_id)
        if added is None or added.reason == LISTED or setting.at - added.at > DESK_UNDO:
            raise CannotUndo
        for key in added.check_ins:
            _take_back(connection, setting, key)


def _check(setting: Setting, came: Came) -> None:
    if not 1 <= came.people <= MOST_AT_ONCE:
        raise Unfit("party")
    if not can_have_been(centre_id=setting.centre_id, moment=came.moment, at=setting.at):
        raise NotThen


def can_have_been(*, centre_id: uuid.UUID, moment: datetime, at: datetime) -> bool:
    """Tell whether anybody can have come at a moment: not later than now, nor before the centre."""
    centre = centres.by_id(centre_id)
    return centre is not None and moment <= at and clock.local_day(moment) >= centre.opened_on


def _events(came: Came, key: uuid.UUID) -> Iterator[CheckInEvent]:
    """Yield check-ins of at most 99 people each."""
    left, number = came.people, 0
    while left:
        party = min(left, LARGEST_PARTY)
        yield CheckInEvent(
            id=uuid.uuid5(key, str(number)),
            at=came.moment,
            body=NOTHING,
            occurrence_id=came.occurrence_id,
            party=party,
            role=came.role,
        )
        left, number = left - party, number + 1


def _stands(connection: Connection, setting: Setting, check_in_id: uuid.UUID) -> bool:
    if found_in(connection, centre_id=setting.centre_id, key=check_in_id) is None:
        raise Unfit("unknown_check_in")
    return not was_undone(connection, centre_id=setting.centre_id, key=check_in_id)


def _told(connection: Connection, setting: Setting, check_in_id: uuid.UUID) -> audit.Values:
    """Return what the audit trail says of a check-in that stands."""
    found = found_in(connection, centre_id=setting.centre_id, key=check_in_id)
    day = clock.local_day(found.at) if found else clock.local_day(setting.at)
    of_day = standing(centre_id=setting.centre_id, first_day=day, last_day=day)
    one = next(one for one in of_day if one.id == check_in_id)
    known = one.activity_id and activity(centre_id=setting.centre_id, activity_id=one.activity_id)
    return {"people": one.party, "role": one.role, "activity": known.title if known else ""}


def _take_back(connection: Connection, setting: Setting, check_in_id: uuid.UUID) -> None:
    event = UndoEvent(id=new_id(), at=setting.at, body=NOTHING, of=check_in_id)
    take_back(centre_id=setting.centre_id, event=event, by=setting.by, why=setting.reason)
    _note(connection, setting, check_in_id, "taken_back")


def _note(
    connection: Connection,
    setting: Setting,
    check_in_id: uuid.UUID,
    deed: str,
    *,
    batch_id: uuid.UUID | None = None,
    before: audit.Values | None = None,
    after: audit.Values | None = None,
) -> None:
    key = new_id()
    connection.execute(
        insert(Corrected).values(
            centre_id=setting.centre_id,
            id=key,
            of=check_in_id,
            batch=batch_id or key,
            deed=deed,
            reason=setting.reason,
            at=setting.at,
            by=setting.by,
        )
    )
    if deed != "taken_back":
        audit.record(
            at=setting.at,
            actor_id=setting.by,
            action=f"visit.{deed}",
            object=f"check-in {check_in_id}",
            centre_id=setting.centre_id,
            before=before,
            after=after,
            why=setting.reason,
        )
