"""What happens to one occurrence apart from its plan: called off, moved, put back as planned."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, update

from registry import audit, clock
from registry.activities import queries
from registry.activities.models import Occurrence
from registry.activities.plan import PLACE_LENGTH
from registry.activities.queries import ProgrammeItem
from registry.activities.reasons import Why
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.database import writing


class UnknownOccurrence(Exception):
    """An occurrence that this centre does not have."""

    code = "unknown_occurrence"


class MoveRefused(ValueError):
    """A move that can't be; `code` says why."""

    def __init__(self, code: str) -> None:
        """Take one of: over, times, past, closed, place, same."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where one occurrence goes: a day, local times, a place. Raises MoveRefused."""

    day: date
    starts: time
    ends: time
    place: str

    def __post_init__(self) -> None:
        if self.starts >= self.ends:
            raise MoveRefused("times")
        if not 0 < len(self.place.strip()) <= PLACE_LENGTH:
            raise MoveRefused("place")

    @property
    def starts_at(self) -> datetime:
        """Return when it begins, in UTC."""
        return clock.at_local(self.day, self.starts)

    @property
    def ends_at(self) -> datetime:
        """Return when it ends, in UTC."""
        return clock.at_local(self.day, self.ends)


def cancel_occurrence(
    *, centre_id: uuid.UUID, occurrence_id: uuid.UUID, why: Why, at: datetime, by: uuid.UUID | None
) -> None:
    """Call an occurrence off; doing it again keeps the first moment. Raises UnknownOccurrence."""
    with writing():
        item = _found(centre_id, occurrence_id, at)
        if item.cancelled:
            return
        values = {"cancelled_at": at, **_reason(why)}
        _change(centre_id, item, "occurrence.cancel", values, at=at, by=by)


def move_occurrence(
    *,
    centre_id: uuid.UUID,
    occurrence_id: uuid.UUID,
    to: Move,
    why: Why,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Hold an occurrence at another time or place than planned, or again at another.

    Who is in already stays in. Raises UnknownOccurrence and MoveRefused.
    """
    with writing():
        item = _found(centre_id, occurrence_id, at)
        refuse_move(centre_id=centre_id, item=item, to=to, at=at)
        values = {
            "planned_day": func.coalesce(Occurrence.planned_day, Occurrence.local_day),
            "planned_starts_at": func.coalesce(Occurrence.planned_starts_at, Occurrence.starts_at),
            "planned_ends_at": func.coalesce(Occurrence.planned_ends_at, Occurrence.ends_at),
            "local_day": to.day,
            "starts_at": to.starts_at,
            "ends_at": to.ends_at,
            "place": None if to.place == item.usual_place else to.place,
            **_reason(why),
        }
        _change(
            centre_id,
            item,
            "occurrence.move",
            values,
            at=at,
            by=by,
            before=_told(item.starts_at, item.ends_at, item.place),
            after=_told(to.starts_at, to.ends_at, to.place),
        )


def refuse_move(*, centre_id: uuid.UUID, item: ProgrammeItem, to: Move, at: datetime) -> None:
    """Raise MoveRefused where an occurrence can't be moved there: over, past, closed, same."""
    open_then = centres.hours_on(centre_id, to.day)
    starts, ends = item.planned_starts_at or item.starts_at, item.planned_ends_at or item.ends_at
    faults = {
        "over": item.cancelled or item.ends_at <= at,
        "past": to.ends_at <= at,
        "closed": not open_then,
        "same": (to.starts_at, to.ends_at, to.place) == (starts, ends, item.usual_place),
    }
    for code, wrong in faults.items():
        if wrong:
            raise MoveRefused(code)


def restore_occurrence(
    *, centre_id: uuid.UUID, occurrence_id: uuid.UUID, at: datetime, by: uuid.UUID | None
) -> None:
    """Put an occurrence back as it was planned; where nothing was changed nothing happens.

    What was moved can't go back to a time that is over. Raises UnknownOccurrence and MoveRefused.
    """
    with writing():
        item = _found(centre_id, occurrence_id, at)
        if not (item.cancelled or item.moved):
            return
        if item.planned_ends_at is not None and item.planned_ends_at <= at:
            raise MoveRefused("past")
        values = {
            "cancelled_at": None,
            "local_day": func.coalesce(Occurrence.planned_day, Occurrence.local_day),
            "starts_at": func.coalesce(Occurrence.planned_starts_at, Occurrence.starts_at),
            "ends_at": func.coalesce(Occurrence.planned_ends_at, Occurrence.ends_at),
            "planned_day": None,
            "planned_starts_at": None,
            "planned_ends_at": None,
            "place": None,
            "reason": "",
            "reason_words": "",
        }
        _change(centre_id, item, "occurrence.restore", values, at=at, by=by)


def _found(centre_id: uuid.UUID, occurrence_id: uuid.UUID, at: datetime) -> ProgrammeItem:
    item = queries.occurrence(centre_id=centre_id, occurrence_id=occurrence_id, at=at)
    if item is None:
        raise UnknownOccurrence
    return item


def _told(starts_at: datetime, ends_at: datetime, place: str) -> audit.Values:
    starts, ends = clock.to_local(starts_at), clock.to_local(ends_at)
    return {"when": f"{starts:%d-%m-%Y %H.%M}-{ends:%H.%M}", "place": place}


def _reason(why: Why) -> dict[str, str]:
    return {"reason": why.key, "reason_words": why.words}


def _change(
    centre_id: uuid.UUID,
    item: ProgrammeItem,
    action: str,
    values: dict[str, Any],
    *,
    at: datetime,
    by: uuid.UUID | None,
    before: audit.Values | None = None,
    after: audit.Values | None = None,
) -> None:
    with writing() as connection:
        connection.execute(
            update(Occurrence)
            .where(Occurrence.centre_id == centre_id, Occurrence.id == item.occurrence_id)
            .values(**values, changed_at=at, revision=Occurrence.revision + 1)
        )
        centre_services.day_changed(centre_id=centre_id, day=clock.local_day(item.starts_at))
        audit.record(
            at=at,
            actor_id=by,
            action=action,
            object=f"occurrence {item.occurrence_id}",
            centre_id=centre_id,
            before=before,
            after=after,
            why=values["reason_words"] or values["reason"] or None,
        )
