"""The first day of each pass at its centre: as it is kept, else as its check-ins tell it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Select, Uuid, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from registry.database import reading
from registry.visits.models import CheckIn, PassFirst, Undo
from registry.visits.queries.standing import digits

_CENTRE = bindparam("centre", type_=Uuid())
_earlier = aliased(CheckIn)
_USED = (
    select(CheckIn.pass_id)
    .where(
        CheckIn.centre_id == _CENTRE,
        CheckIn.local_day.between(bindparam("first_day"), bindparam("last_day")),
        CheckIn.pass_id.is_not(None),
    )
    .distinct()
    .subquery()
)


def first_days(
    *, centre_id: uuid.UUID, first_day: date, last_day: date, kept: bool = True
) -> dict[str, date]:
    """Return the first day ever of each pass used from one day to another; keys as in `Counted`.

    Each costs one look-up, however long a centre is there. `kept` False reads the check-ins only.
    """
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day}
    with reading() as connection:
        rows = connection.execute(_FIRST_DAYS if kept else _FIRST_DAYS_TOLD, known).all()
    return {key: day for key, day in rows if key is not None and day is not None}


def wrong_first_days(*, centre_id: uuid.UUID, since: date) -> tuple[uuid.UUID, ...]:
    """Return the passes whose kept first day is not what their check-ins tell.

    Check-ins from before `since` may have lost their pass, and tell no first day any more.
    """
    with reading() as connection:
        rows = connection.execute(_KEPT_AND_TOLD, {"centre": centre_id}).all()
    return tuple(
        key
        for key, kept, told in rows
        if kept != told and (kept >= since or (told is not None and told < kept))
    )


def _told(whose: object) -> Select[date]:
    """The first day on which a pass counts, by the index on centre, pass and day."""
    undone = exists(
        select(Undo.of).where(Undo.centre_id == _earlier.centre_id, Undo.of == _earlier.id)
    )
    return (
        select(_earlier.local_day)
        .where(_earlier.centre_id == _CENTRE, _earlier.pass_id == whose, ~undone)
        .order_by(_earlier.local_day)
        .limit(1)
    )


_KEPT = select(PassFirst.day).where(
    PassFirst.centre_id == _CENTRE, PassFirst.pass_id == _USED.c.pass_id
)
_TOLD = _told(_USED.c.pass_id).scalar_subquery()
_FIRST_DAYS = select(digits(_USED.c.pass_id), func.coalesce(_KEPT.scalar_subquery(), _TOLD))
_FIRST_DAYS_TOLD = select(digits(_USED.c.pass_id), _TOLD)
_KEPT_AND_TOLD = select(
    PassFirst.pass_id, PassFirst.day, _told(PassFirst.pass_id).scalar_subquery()
).where(PassFirst.centre_id == _CENTRE)
