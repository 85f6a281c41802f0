"""How much is older than a day: what retention is about."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, select

from registry.database import reading
from registry.passes.models import Pass
from registry.visits.models import CheckIn, Quarantined


def with_pass_before(*, centre_id: uuid.UUID, day: date) -> int:
    """Return how many check-ins before a day still carry a pass."""
    counted = select(func.count()).where(
        CheckIn.centre_id == centre_id, CheckIn.local_day < day, CheckIn.pass_id.is_not(None)
    )
    with reading() as connection:
        return connection.execute(counted).scalar_one()


def months_with_pass_before(*, centre_id: uuid.UUID, day: date) -> tuple[str, ...]:
    """Return the months ("2025-10") of check-ins before a day that still carry a pass."""
    found = (
        select(CheckIn.local_day)
        .where(
            CheckIn.centre_id == centre_id, CheckIn.local_day < day, CheckIn.pass_id.is_not(None)
        )
        .distinct()
    )
    with reading() as connection:
        days = connection.execute(found).scalars().all()
    return tuple(sorted({f"{one:%Y-%m}" for one in days}))


def idle_passes(*, centre_id: uuid.UUID, day: date) -> int:
    """Return how many passes were made before a day and not used from it on."""
    counted = select(func.count()).select_from(Pass).where(*are_idle(centre_id, day))
    with reading() as connection:
        return connection.execute(counted).scalar_one()


def are_idle(centre_id: uuid.UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    """Tell passes of a centre that were made before a day and not used from it on."""
    used = exists(
        select(CheckIn.id).where(
            CheckIn.centre_id == Pass.centre_id,
            CheckIn.pass_id == Pass.id,
            CheckIn.local_day >= day,
        )
    )
    return (Pass.centre_id == centre_id, Pass.made_on < day, ~used)


def quarantined_before(*, centre_id: uuid.UUID, at: datetime) -> int:
    """Return how many events were put apart before a moment and are still kept."""
    counted = select(func.count()).where(
        Quarantined.centre_id == centre_id, Quarantined.received_at < at
    )
    with reading() as connection:
        return connection.execute(counted).scalar_one()
