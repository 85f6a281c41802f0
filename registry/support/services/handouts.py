"""What is given away: counted as it goes, and set right on the same day or later with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, insert

from registry import audit, clock
from registry.centres.services import day_changed
from registry.database import add_to, writing
from registry.support.models import Handout
from registry.support.queries.handouts import KINDS, handed_out
from registry.support.services.help_requests import UnknownKind

_note = audit.Noting("handout")
MOST_A_DAY = 9999


class NotThatMany(ValueError):
    """A number that no day has."""

    code = "not_that_many"


class DayIsOver(Exception):
    """A correction of a day that is not today any more, without a reason; or of one to come."""

    code = "day_is_over"


def hand_out(
    *, centre_id: uuid.UUID, kind: str, number: int, at: datetime, by: uuid.UUID | None
) -> None:
    """Count some more of a kind on the day of `at`. Raises UnknownKind and NotThatMany."""
    if kind not in KINDS:
        raise UnknownKind(kind)
    day = clock.local_day(at)
    with writing() as connection:
        there = handed_out(centre_id=centre_id, day=day)[kind]
        if number < 1 or there + number > MOST_A_DAY:
            raise NotThatMany(str(number))
        key = {"centre_id": centre_id, "day": day, "kind": kind}
        add_to(connection, Handout, key, "number", number)
        day_changed(centre_id=centre_id, day=day)
        before, after = {"number": there}, {"number": there + number}
        _note(centre_id, "handout.add", f"{day} {kind}", at=at, by=by, before=before, after=after)


def correct_handouts(
    *,
    centre_id: uuid.UUID,
    day: date,
    numbers: Mapping[str, int],
    at: datetime,
    by: uuid.UUID | None,
    why: str | None = None,
) -> None:
    """Set the numbers of a day right, per kind; a day before that of `at` only with a reason.

    Raises DayIsOver, UnknownKind and NotThatMany.
    """
    today = clock.local_day(at)
    if day > today or (day < today and not why):
        raise DayIsOver(str(day))
    with writing() as connection:
        there = handed_out(centre_id=centre_id, day=day)
        for kind, number in numbers.items():
            if kind not in KINDS:
                raise UnknownKind(kind)
            if not 0 <= number <= MOST_A_DAY:
                raise NotThatMany(str(number))
            if number != there[kind]:
                key = {"centre_id": centre_id, "day": day, "kind": kind}
                connection.execute(delete(Handout).filter_by(**key))
                connection.execute(insert(Handout).values(number=number, **key))
                day_changed(centre_id=centre_id, day=day)
                before, after = {"number": there[kind]}, {"number": number}
                _note(
                    centre_id,
                    "handout.correct",
                    f"{day} {kind}",
                    at=at,
                    by=by,
                    before=before,
                    after=after,
                    why=why,
                )
