"""What comes in at the door: check-ins, details, undos; and what can't be taken in as it is.

Every event is stored once: its id is unique within the centre, and a second one with the same
id changes nothing. The statements are prebuilt, because this is the hot path.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select, update

from registry import clock
from registry.activities.queries import Slot, slot_of, slot_open_at
from registry.centres import services as centres
from registry.database import insert_once, reading, writing
from registry.passes import queries as passes
from registry.visits.events import (
    CheckInEvent,
    DetailEvent,
    Misfit,
    Outcome,
    Source,
    UndoEvent,
)
from registry.visits.models import CheckIn, Detail, Quarantined, Undo
from registry.visits.queries import found_in, tapped_since
from registry.visits.services import over
from registry.visits.services.forgetting import empty_kept

SAME_MINUTE = timedelta(minutes=1)
TABLET_UNDO = timedelta(minutes=2)

STORED = Outcome("stored")
DUPLICATE = Outcome("duplicate")


class Unfit(Exception):
    """An event that can't be stored as it is; `code` says why and goes into the answer."""

    def __init__(self, code: str) -> None:
        """Take the code of the event format."""
        super().__init__(code)
        self.code = code


@contextmanager
def together() -> Iterator[None]:
    """Take in several events with one commit; a refusal that the caller catches undoes nothing.

    Every refusal comes before the first write of its event.
    """
    with writing():
        yield


def check_in(*, source: Source, event: CheckInEvent) -> Outcome:
    """Store a tap or scan, once. Raises Unfit for an unknown pass or occurrence.

    Who tapped an occurrence of another day (a screen that stood there since yesterday) counts
    where a scan without a choice does; the pass of who chose a sensitive one is dropped anyway.
    Whom the team itself counts in without an activity came for none.
    """
    with writing() as connection:
        chosen = _chosen(connection, source.centre_id, event.occurrence_id)
        slot, by_team = chosen, source.channel == "desk"
        other_day = chosen is not None and chosen.local_day != clock.local_day(event.at)
        if other_day or (chosen is None and not by_team):
            slot = slot_open_at(connection, centre_id=source.centre_id, at=event.at)
        sensitive = any(one is not None and one.sensitive for one in (chosen, slot))
        pass_id = None if sensitive else _pass_of(connection, source, event)
        local = clock.to_local(event.at)
        row = {
            "centre_id": source.centre_id,
            "id": event.id,
            "at": event.at,
            "local_day": local.date(),
            "local_hour": local.hour,
            "channel": source.channel,
            "tablet_id": source.tablet_id,
            "pass_id": pass_id,
            "occurrence_id": None if slot is None else slot.occurrence_id,
            "party": event.party,
            "role": event.role,
            "body_hash": event.body,
        }
        outcome = _store(connection, CheckIn, row)
        if outcome is STORED:
            over.came(connection, centre_id=source.centre_id, day=local.date(), pass_id=pass_id)
            if sensitive:
                _forget_last_scan(connection, source, event.at)
        return outcome


def add_detail(*, source: Source, event: DetailEvent) -> Outcome:
    """Store what a person chose after checking in, once. Raises Unfit.

    Choosing a sensitive activity empties the pass of that check-in in place. An occurrence of
    another day than the check-in's is not taken in: the visit stays where it was, and with how
    many and in which role counts all the same, which in quarantine would wait for a host.
    """
    with writing() as connection:
        found = found_in(connection, centre_id=source.centre_id, key=event.of)
        if found is None:
            raise Unfit("unknown_check_in")
        chosen = _chosen(connection, source.centre_id, event.occurrence_id)
        moves = chosen is not None and chosen.local_day == clock.local_day(found.at)
        row = {
            "centre_id": source.centre_id,
            "id": event.id,
            "of": event.of,
            "seq": event.seq,
            "at": event.at,
            "party": event.party,
            "role": event.role,
            "occurrence_id": event.occurrence_id if moves else None,
            "body_hash": event.body,
        }
        outcome = _store(connection, Detail, row)
        if outcome is STORED:
            centres.day_changed(centre_id=source.centre_id, day=found.local_day)
        if chosen is not None and chosen.sensitive:
            _empty_pass(connection, source.centre_id, event.of, found.local_day, found.pass_id)
        return outcome


def undo(*, source: Source, event: UndoEvent) -> Outcome:
    """Take back the tablet's own last tap, within two minutes of it. Raises Unfit."""
    with writing() as connection:
        found = found_in(connection, centre_id=source.centre_id, key=event.of)
        if found is None:
            raise Unfit("unknown_check_in")
        if found.tablet_id != source.tablet_id:
            raise Unfit("not_own")
        if abs(event.at - found.at) > TABLET_UNDO:
            raise Unfit("too_late")
        if tapped_since(connection, source=source, after=found.at, until=event.at):
            raise Unfit("not_last")
        outcome = _store(connection, Undo, undo_row(source.centre_id, event, by=None))
        if outcome is STORED:
            day, pass_id = found.local_day, found.pass_id
            over.came_not(connection, centre_id=source.centre_id, day=day, pass_id=pass_id)
        return outcome


def is_known_at(centre_id: uuid.UUID, key: uuid.UUID | None) -> bool:
    """Tell whether a centre has an occurrence or a check-in with this key."""
    if key is None:
        return False
    with reading() as connection:
        slot = slot_of(connection, centre_id=centre_id, occurrence_id=key)
        return slot is not None or (found_in(connection, centre_id=centre_id, key=key) is not None)


def quarantine(*, source: Source, misfit: Misfit, at: datetime) -> Outcome:
    """Keep an event that can't be stored as it is, for a host to decide.

    What is stored already (its pass was revoked since, a clock jumped) is a duplicate and not
    kept, except of a revoked tablet. Nothing ties a pass to a sensitive activity, here neither.
    """
    with writing() as connection:
        known = {"centre": source.centre_id, "key": misfit.id}
        stored = (connection.execute(one, known).scalar() for one in _STORED_BODY.values())
        if misfit.code != "revoked_tablet" and misfit.body_hash in stored:
            return DUPLICATE
        content = dict(misfit.content)
        if _is_sensitive(connection, source.centre_id, content.get("occurrence")):
            content["pass"] = None
            _forget_kept_pass(connection, source.centre_id, content.get("of"))
        where = {"centre_id": source.centre_id, "tablet_id": source.tablet_id, "received_at": at}
        where["happened_at"] = misfit.happened_at
        what = {"id": misfit.id, "body_hash": misfit.body_hash, "code": misfit.code}
        insert_once(connection, Quarantined, {**where, **what, "body": json.dumps(content)})
    return Outcome("quarantined", misfit.code)


def _is_sensitive(connection: Connection, centre_id: uuid.UUID, occurrence: object) -> bool:
    if not isinstance(occurrence, str):
        return False
    slot = slot_of(connection, centre_id=centre_id, occurrence_id=uuid.UUID(occurrence))
    return slot is not None and slot.sensitive


def _forget_kept_pass(connection: Connection, centre_id: uuid.UUID, of: object) -> None:
    if not isinstance(of, str):
        return
    empty_kept(connection, Quarantined.centre_id == centre_id, Quarantined.id == uuid.UUID(of))
    found = found_in(connection, centre_id=centre_id, key=uuid.UUID(of))
    if found is not None:
        _empty_pass(connection, centre_id, uuid.UUID(of), found.local_day, found.pass_id)


def _empty_pass(
    connection: Connection,
    centre_id: uuid.UUID,
    key: uuid.UUID,
    day: date,
    pass_id: uuid.UUID | None,
) -> None:
    if pass_id is not None:
        connection.execute(_EMPTY_PASS, {"centre": centre_id, "key": key})
        over.came_not(connection, centre_id=centre_id, day=day, pass_id=pass_id)


_THIS = (CheckIn.centre_id == bindparam("centre"), CheckIn.id == bindparam("key"))
_EMPTY_PASS = update(CheckIn).where(*_THIS, CheckIn.pass_id.is_not(None)).values(pass_id=None)
_STORED_BODY = {
    model: select(model.body_hash).where(
        model.centre_id == bindparam("centre"), model.id == bindparam("key")
    )
    for model in (CheckIn, Detail, Undo)
}


def _chosen(
    connection: Connection, centre_id: uuid.UUID, occurrence_id: uuid.UUID | None
) -> Slot | None:
    if occurrence_id is None:
        return None
    slot = slot_of(connection, centre_id=centre_id, occurrence_id=occurrence_id)
    if slot is None:
        raise Unfit("unknown_occurrence")
    return slot


def _pass_of(connection: Connection, source: Source, event: CheckInEvent) -> uuid.UUID | None:
    if event.pass_hash is None:
        return None
    found = passes.find(connection, centre_id=source.centre_id, token_hash=event.pass_hash)
    if found is None:
        raise Unfit("unknown_pass")
    return found.pass_id


def _forget_last_scan(connection: Connection, source: Source, at: datetime) -> None:
    if source.tablet_id is None:
        return
    first = at - SAME_MINUTE
    of_this_minute = (
        CheckIn.centre_id == source.centre_id,
        CheckIn.local_day.in_([clock.local_day(first), clock.local_day(at)]),
        CheckIn.tablet_id == source.tablet_id,
        CheckIn.at.between(first, at),
        CheckIn.pass_id.is_not(None),
    )
    last = select(func.max(CheckIn.at)).where(*of_this_minute).scalar_subquery()
    scans = select(CheckIn.id, CheckIn.local_day, CheckIn.pass_id)
    for key, day, pass_id in connection.execute(scans.where(*of_this_minute, CheckIn.at == last)):
        _empty_pass(connection, source.centre_id, key, day, pass_id)


def _store(
    connection: Connection, model: type[CheckIn | Detail | Undo], row: dict[str, object]
) -> Outcome:
    if insert_once(connection, model, row):
        return STORED
    known = {"centre": row["centre_id"], "key": row["id"]}
    if connection.execute(_STORED_BODY[model], known).scalar_one() != row["body_hash"]:
        raise Unfit("other_body")
    return DUPLICATE


def undo_row(centre_id: uuid.UUID, event: UndoEvent, *, by: uuid.UUID | None) -> dict[str, object]:
    """Return an undo as it is stored; `by` is the account at the desk, None for the tablet."""
    return {
        "centre_id": centre_id,
        "id": event.id,
        "of": event.of,
        "at": event.at,
        "by": by,
        "body_hash": event.body,
    }
