"""What happens to posters: codes made, renewed and withdrawn; a phone that checks in by one."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from sqlalchemy import update

from registry import audit, clock
from registry.activities import queries as activities
from registry.activities.services import UnknownOccurrence as UnknownOccurrence
from registry.answers import services as answers
from registry.centres.queries import CentreView
from registry.centres.services import CODE_ALPHABET, CODE_LENGTH
from registry.database import insert_once, reading, writing
from registry.posters import queries
from registry.posters.models import Poster
from registry.posters.queries import PRINTED
from registry.posters.queries import PosterView as PosterView
from registry.visits import queries as visits_now
from registry.visits import services as visits
from registry.visits.services import CheckInEvent, Misfit, Outcome, Source

Change = Literal["renew", "withdraw"]


class NoPoster(LookupError):
    """A code that stands for nothing, any more or ever."""

    code = "no_poster"


class NotOpen(Exception):
    """A check-in while the occurrence takes nobody in."""

    code = "not_open"


def posters_of(*, centre: CentreView, days: Iterable[date], at: datetime) -> tuple[PosterView, ...]:
    """Return the posters of what a centre holds on some days, in order; codes made where needed.

    Something sensitive has no poster, and neither has what was called off.
    """
    with reading() as connection:
        items = [
            item
            for day in days
            for item in activities.programme(centre_id=centre.id, day=day, at=at)
            if not (item.sensitive or item.cancelled)
        ]
        wanted = [item.occurrence_id for item in items]
        known = queries.codes(connection, centre_id=centre.id, occurrences=wanted)
    if len(known) < len(wanted):
        known = _with_new_codes(centre.id, wanted)
    return tuple(PosterView(known[item.occurrence_id], centre, item) for item in items)


def _with_new_codes(
    centre_id: uuid.UUID, occurrences: list[uuid.UUID]
) -> dict[uuid.UUID, str | None]:
    rows = [
        {"centre_id": centre_id, "occurrence_id": one, "code": _new_code()} for one in occurrences
    ]
    with writing() as connection:
        insert_once(connection, Poster, rows)
        return queries.codes(connection, centre_id=centre_id, occurrences=occurrences)


def change_code(
    *,
    centre_id: uuid.UUID,
    occurrence_id: uuid.UUID,
    change: Change,
    at: datetime,
    by: uuid.UUID,
) -> None:
    """Stop the code of an occurrence's poster; "renew" gives another. Raises UnknownOccurrence."""
    code = _new_code() if change == "renew" else None
    with writing() as connection:
        if not activities.has_occurrence(connection, centre_id, occurrence_id):
            raise UnknownOccurrence
        key = {"centre_id": centre_id, "occurrence_id": occurrence_id}
        if not insert_once(connection, Poster, {**key, "code": code}):
            connection.execute(update(Poster).filter_by(**key).values(code=code))
        audit.record(
            at=at,
            actor_id=by,
            action=f"poster.{change}",
            object=f"occurrence {occurrence_id}",
            centre_id=centre_id,
        )


def note_print(
    *, centre_id: uuid.UUID, occurrence_id: uuid.UUID, at: datetime, by: uuid.UUID
) -> None:
    """Put on the record that somebody took a poster along to hang up."""
    audit.record(
        at=at,
        actor_id=by,
        action=PRINTED,
        object=f"occurrence {occurrence_id}",
        centre_id=centre_id,
    )


def check_in(
    *, code: str, event_id: uuid.UUID, people: int, language: str, at: datetime
) -> Outcome:
    """Store people who came by a poster, anonymous, once; 1 to 99 of them.

    `event_id` is made with the page, so that sending it twice counts once. Where they no longer
    fit in the room they are quarantined, `over_capacity`. Raises NoPoster and NotOpen.
    """
    with writing() as connection:
        poster = queries.find(code=code, at=at)
        if poster is None:
            raise NoPoster
        if poster.state(at) != "open":
            raise NotOpen
        queries.hold(connection, poster)
        event = CheckInEvent(
            id=event_id,
            at=at,
            body=hashlib.sha256(event_id.bytes).digest(),
            occurrence_id=poster.item.occurrence_id,
            party=people,
        )
        source = Source(poster.centre.id, "poster")
        if not _fits(poster, people):
            return visits.quarantine(source=source, misfit=_over_capacity(event), at=at)
        outcome = visits.check_in(source=source, event=event)
        if outcome.status == "stored":
            _count_language(source.centre_id, language, at)
        return outcome


def _fits(poster: PosterView, people: int) -> bool:
    room = poster.item.capacity
    if room is None:
        return True
    inside = visits_now.people_at(
        centre_id=poster.centre.id,
        occurrence_id=poster.item.occurrence_id,
        day=clock.local_day(poster.item.starts_at),
    )
    return inside + people <= room


def _over_capacity(event: CheckInEvent) -> Misfit:
    content: dict[str, str | int | None] = {
        "id": str(event.id),
        "kind": "check_in",
        "at": event.at.isoformat(),
        "occurrence": str(event.occurrence_id),
        "party": event.party,
        "pass": None,
    }
    return Misfit(id=event.id, code="over_capacity", body_hash=event.body, content=content)


def _count_language(centre_id: uuid.UUID, language: str, at: datetime) -> None:
    answers.count_language(
        centre_id=centre_id,
        month=f"{clock.local_day(at):%Y-%m}",
        event_id=uuid.uuid4(),
        language=language,
        known=(language,),
    )


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
