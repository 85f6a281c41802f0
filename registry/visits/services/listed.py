"""A whole list of long ago at once: counted in by the thousand, and taken back as one.

It goes the way of a paper list (anonymous, at the desk, each check-in with its reason on record),
but in few statements, so that no visitor at the door waits for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

from registry import clock
from registry.centres import services as centres
from registry.database import insert_once, new_id, writing
from registry.visits.models import CheckIn, Corrected, Undo
from registry.visits.queries import batch
from registry.visits.services.desk import NOTHING
from registry.visits.services.later import LARGEST_PARTY, LISTED, Setting

AT_ONCE = 1000
"""So many rows go in with one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """People of a row: its key, how many (1 to 999), when, for which occurrence, in which role."""

    key: uuid.UUID
    people: int
    moment: datetime
    occurrence_id: uuid.UUID
    role: str


def parts_of(key: uuid.UUID, people: int) -> list[tuple[uuid.UUID, int]]:
    """Return the check-ins of a row, of at most 99 people each."""
    parties = [LARGEST_PARTY] * (people // LARGEST_PARTY)
    if rest := people % LARGEST_PARTY:
        parties.append(rest)
    return [(uuid.uuid5(key, str(number)), party) for number, party in enumerate(parties)]


def add_listed(*, setting: Setting, listed: Sequence[Listed], batch_id: uuid.UUID) -> int:
    """Store people of a list whose rows are not there yet; return how many check-ins they made.

    The caller has looked that each occurrence is the centre's, and has its transaction open.
    """
    rows = (row for one in listed for row in _check_ins(setting.centre_id, one))
    made = 0
    with writing() as connection:
        while some := list(islice(rows, AT_ONCE)):
            made += insert_once(connection, CheckIn, some)
            keys = [row["id"] for row in some]
            _note(connection, setting, keys, "added", batch_id)
        _days_changed(setting, {clock.local_day(one.moment) for one in listed})
    return made


def take_back_listed(*, setting: Setting, batch_id: uuid.UUID) -> int:
    """Take back what of a list still counts, and return how many people that were; it stays on
    record. Zero where nothing of it counts.
    """
    with writing() as connection:
        found = batch(connection, centre_id=setting.centre_id, key=batch_id)
        if found is None:
            return 0
        of_all = iter(found.check_ins)
        while some := list(islice(of_all, AT_ONCE)):
            connection.execute(insert(Undo), [_undo(setting, key) for key in some])
            _note(connection, setting, some, "taken_back", batch_id)
        _days_changed(setting, found.days)
    return found.people


def _days_changed(setting: Setting, days: Iterable[date]) -> None:
    """Once for each month: whoever is on a list is anonymous, and nobody's first visit moves."""
    for day in {day.replace(day=1) for day in days}:
        centres.day_changed(centre_id=setting.centre_id, day=day)


def _check_ins(centre_id: uuid.UUID, listed: Listed) -> Iterator[dict[str, Any]]:
    local = clock.to_local(listed.moment)
    for key, party in parts_of(listed.key, listed.people):
        yield {
            "centre_id": centre_id,
            "id": key,
            "at": listed.moment,
            "local_day": local.date(),
            "local_hour": local.hour,
            "channel": "desk",
            "tablet_id": None,
            "pass_id": None,
            "occurrence_id": listed.occurrence_id,
            "party": party,
            "role": listed.role,
            "body_hash": NOTHING,
        }


def _undo(setting: Setting, key: uuid.UUID) -> dict[str, Any]:
    return {
        "centre_id": setting.centre_id,
        "id": new_id(),
        "of": key,
        "at": setting.at,
        "by": setting.by,
        "body_hash": NOTHING,
    }


def _note(
    connection: Connection,
    setting: Setting,
    keys: Sequence[uuid.UUID],
    deed: str,
    batch_id: uuid.UUID,
) -> None:
    rows = [
        {
            "centre_id": setting.centre_id,
            "id": new_id(),
            "of": key,
            "batch": batch_id,
            "deed": deed,
            "reason": LISTED,
            "at": setting.at,
            "by": setting.by,
        }
        for key in keys
    ]
    connection.execute(insert(Corrected), rows)
