"""What the team decides about an event in quarantine: accept it, set it aside, open it again.

Every decision is a row of its own, so the record shows all of them. Accepting goes through the
same door as a tablet's tap, so an event counts once whatever was decided before.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select

from registry import audit
from registry.activities.queries import slot_of
from registry.database import new_id, writing
from registry.passes import queries as passes
from registry.quarantine.content import Kept, read
from registry.quarantine.queries import about, following, last_decision, stands
from registry.visits import services as visits
from registry.visits.models import Decision, Quarantined
from registry.visits.queries import found_in
from registry.visits.services import (
    DESK_UNDO,
    NOTHING,
    STORED,
    CheckInEvent,
    DetailEvent,
    Outcome,
    Source,
    UndoEvent,
    Unfit,
)

REASONS = ("seen", "clock", "pass", "tablet", "room", "agreed")
"""Why an event may be accepted: a short list, and never words about a person."""


class NoSuchEvent(Exception):
    """An event that is not in this centre's quarantine."""

    code = "no_such_event"


class TimeNeeded(Exception):
    """An event whose time nobody knows, and a chosen one at which it can't have been."""

    code = "time_needed"


class CannotAccept(Exception):
    """An event of which nothing can be made.

    It is unreadable, its check-in is not there, or at its own time there was no centre yet.
    """

    code = "cannot_accept"


class CannotReopen(Exception):
    """A decision that stands: too long ago, or what it changed can't be taken back."""

    code = "cannot_reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who decides about which event, when and why; `reason` is one of REASONS, or ""."""

    centre_id: uuid.UUID
    event_id: uuid.UUID
    body_hash: bytes
    at: datetime
    by: uuid.UUID
    reason: str = ""


def accept(*, deed: Deed, moment: datetime | None = None) -> Outcome:
    """Let an event and what followed it count after all, on the day on which it was.

    `moment` is when it was, for an event whose own time can't be believed. A pass that is unknown
    counts as anonymous. Returns a duplicate where a decision stands already, or where the event
    had been counted. Raises NoSuchEvent, TimeNeeded and CannotAccept.
    """
    with writing() as connection:
        event = _locked(connection, deed)
        if stands(connection, deed.centre_id, event.key):
            return visits.DUPLICATE
        if event.kind == "check_in":
            return _accept_check_in(connection, deed, event, _moment(deed, event, moment))
        if event.of is None:
            raise CannotAccept
        check_in = found_in(connection, centre_id=deed.centre_id, key=event.of)
        if check_in is None:
            raise CannotAccept
        outcome = _follow(connection, deed, event, event.of, event.happened_at or check_in.at)
        _note(deed, "quarantine.accept")
        return outcome


def set_aside(*, deed: Deed) -> None:
    """Leave an event and what followed it uncounted; once decided, nothing changes.

    Raises NoSuchEvent.
    """
    with writing() as connection:
        event = _locked(connection, deed)
        if stands(connection, deed.centre_id, event.key):
            return
        for one in (event, *_waiting_after(connection, deed, event)):
            _decide(connection, deed, one, "set_aside", None)
        _note(deed, "quarantine.set_aside")


def reopen(*, deed: Deed) -> None:
    """Take a decision back: within ten minutes where it counted somebody in, else at any time.

    What was counted stays on record, taken back. Raises NoSuchEvent and CannotReopen.
    """
    with writing() as connection:
        event = _locked(connection, deed)
        if not stands(connection, deed.centre_id, event.key):
            return
        last = last_decision(connection, deed.centre_id, event.key)
        if last.verdict == "accepted":
            if event.kind != "check_in" or last.at is None or deed.at - last.at > DESK_UNDO:
                raise CannotReopen
            if last.became is not None:
                undo = UndoEvent(id=new_id(), at=deed.at, body=NOTHING, of=last.became)
                visits.take_back(centre_id=deed.centre_id, event=undo, by=deed.by)
        later = following(connection, centre_id=deed.centre_id, of=event.id)
        decided = [one for one in later if stands(connection, deed.centre_id, one.key)]
        for one in (event, *decided):
            _decide(connection, deed, one, "reopened", None)
        _note(deed, "quarantine.reopen")


def _locked(connection: Connection, deed: Deed) -> Kept:
    """Return the event, and let nobody else decide about it meanwhile."""
    row = (
        connection.execute(
            select(*Quarantined.__table__.columns)
            .where(
                Quarantined.centre_id == deed.centre_id,
                Quarantined.id == deed.event_id,
                Quarantined.body_hash == deed.body_hash,
            )
            .with_for_update()
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NoSuchEvent
    return read(row)


def _moment(deed: Deed, event: Kept, chosen: datetime | None) -> datetime:
    moment = event.happened_at or chosen
    if moment is None:
        raise TimeNeeded
    if not visits.can_have_been(centre_id=deed.centre_id, moment=moment, at=deed.at):
        raise CannotAccept if event.happened_at else TimeNeeded
    return moment


def _accept_check_in(connection: Connection, deed: Deed, event: Kept, moment: datetime) -> Outcome:
    source, made = _source(deed, event), _check_in(connection, deed, event, moment)
    try:
        outcome = visits.check_in(source=source, event=made)
    except Unfit:  # its id was taken by another event
        made = replace(made, id=new_id())
        outcome = visits.check_in(source=source, event=made)
    later = _waiting_after(connection, deed, event)
    _decide(connection, deed, event, "accepted", made.id if outcome is STORED else None)
    for one in later:
        _follow(connection, deed, one, made.id, moment)
    _note(deed, "quarantine.accept")
    return outcome


def _check_in(connection: Connection, deed: Deed, event: Kept, moment: datetime) -> CheckInEvent:
    known = event.pass_hash is not None and passes.find(
        connection, centre_id=deed.centre_id, token_hash=event.pass_hash
    )
    return CheckInEvent(
        id=_free_id(connection, deed.centre_id, event),
        at=moment,
        body=event.body_hash,
        occurrence_id=_own_occurrence(connection, deed, event),
        pass_hash=event.pass_hash if known else None,
        party=event.party or 1,
        role=event.role or "meedoen",
    )


def _follow(
    connection: Connection, deed: Deed, event: Kept, of: uuid.UUID, moment: datetime
) -> Outcome:
    """Let a detail or an undo count for a check-in that is there; `moment` where it has none."""
    key = _free_id(connection, deed.centre_id, event)
    at = event.happened_at or moment
    chosen = _own_occurrence(connection, deed, event)
    outcome = visits.DUPLICATE
    if event.kind == "undo":
        undo = UndoEvent(id=key, at=at, body=event.body_hash, of=of)
        outcome = visits.take_back(centre_id=deed.centre_id, event=undo, by=deed.by)
    elif event.party or event.role or chosen:
        detail = DetailEvent(
            id=key,
            at=at,
            body=event.body_hash,
            of=of,
            seq=event.seq,
            party=event.party,
            role=event.role,
            occurrence_id=chosen,
        )
        outcome = _add_detail(_source(deed, event), detail)
    _decide(connection, deed, event, "accepted", key if outcome is STORED else None)
    return outcome


def _add_detail(source: Source, detail: DetailEvent) -> Outcome:
    try:
        return visits.add_detail(source=source, event=detail)
    except Unfit:  # its id was taken by another event
        return visits.add_detail(source=source, event=replace(detail, id=new_id()))


def _source(deed: Deed, event: Kept) -> Source:
    channel = "poster" if event.tablet_id is None else "tablet"
    return Source(deed.centre_id, channel, event.tablet_id)


def _own_occurrence(connection: Connection, deed: Deed, event: Kept) -> uuid.UUID | None:
    if event.occurrence_id is None:
        return None
    slot = slot_of(connection, centre_id=deed.centre_id, occurrence_id=event.occurrence_id)
    return None if slot is None else slot.occurrence_id


def _free_id(connection: Connection, centre_id: uuid.UUID, event: Kept) -> uuid.UUID:
    """Return the event's own id, so that it stays a duplicate; once taken back, another one."""
    accepted = connection.execute(
        select(exists().where(*about(centre_id, event.key), Decision.verdict == "accepted"))
    ).scalar_one()
    return new_id() if accepted else event.id


def _waiting_after(connection: Connection, deed: Deed, event: Kept) -> list[Kept]:
    if event.kind != "check_in":
        return []
    later = following(connection, centre_id=deed.centre_id, of=event.id)
    return [one for one in later if not stands(connection, deed.centre_id, one.key)]


def _decide(
    connection: Connection, deed: Deed, event: Kept, verdict: str, became: uuid.UUID | None
) -> None:
    connection.execute(
        insert(Decision).values(
            centre_id=deed.centre_id,
            id=new_id(),
            event_id=event.id,
            body_hash=event.body_hash,
            verdict=verdict,
            reason=deed.reason,
            at=deed.at,
            by=deed.by,
            became=became,
        )
    )


def _note(deed: Deed, action: str) -> None:
    audit.record(
        at=deed.at,
        actor_id=deed.by,
        action=action,
        object=f"event {deed.event_id}",
        centre_id=deed.centre_id,
        why=deed.reason or None,
    )
