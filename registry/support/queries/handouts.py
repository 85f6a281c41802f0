"""What was given away on a day, and on the days before it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import Subquery, case, func, select

from registry.database import reading
from registry.support.models import Handout

KINDS = ("maaltijd", "pakket", "kleding")
"""Meals, parcels, clothes."""
LATELY = timedelta(days=90)


def handed_out(*, centre_id: uuid.UUID, day: date) -> dict[str, int]:
    """Return the number of each kind on a day."""
    with reading() as connection:
        rows = connection.execute(
            select(Handout.kind, Handout.number).filter_by(centre_id=centre_id, day=day)
        )
        return dict.fromkeys(KINDS, 0) | {row.kind: row.number for row in rows}


def handout_days(
    *,
    centre_id: uuid.UUID,
    span: tuple[date, date],
    order: str = "dag",
    falling: bool = True,
    first: int = 0,
    most: int = 50,
) -> tuple[tuple[date, dict[str, int]], ...]:
    """Return the days of a span on which anything was given away, with the number of each kind.

    They stand in the order of days ("dag") or of a kind's numbers, from a place, so many at most.
    """
    which = _days(centre_id, span)
    by = which.c[order]
    with reading() as connection:
        rows = connection.execute(
            select(which)
            .order_by(by.desc() if falling else by, which.c.dag.desc())
            .offset(first)
            .limit(most)
        ).mappings()
        return tuple((row["dag"], {kind: row[kind] for kind in KINDS}) for row in rows)


def count_handout_days(*, centre_id: uuid.UUID, span: tuple[date, date]) -> int:
    """Return on how many days of a span anything was given away."""
    with reading() as connection:
        return connection.execute(
            select(func.count()).select_from(_days(centre_id, span))
        ).scalar_one()


def _days(centre_id: uuid.UUID, span: tuple[date, date]) -> Subquery:
    """Each day of a span with a number for each kind, if any of them is more than 0."""
    kinds = (
        func.sum(case((Handout.kind == kind, Handout.number), else_=0)).label(kind)
        for kind in KINDS
    )
    return (
        select(Handout.day.label("dag"), *kinds)
        .where(Handout.centre_id == centre_id, Handout.day.between(*span))
        .group_by(Handout.day)
        .having(func.sum(Handout.number) > 0)
        .subquery()
    )


def hands_out(*, centre_id: uuid.UUID, on: date) -> bool:
    """Tell whether a centre gave anything away lately."""
    with reading() as connection:
        found = select(Handout.day).where(
            Handout.centre_id == centre_id, Handout.day.between(on - LATELY, on), Handout.number > 0
        )
        return connection.execute(found.limit(1)).first() is not None
