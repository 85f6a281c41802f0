"""The organisations that a centre works with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from registry.database import reading
from registry.support.models import Partner


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner; from `archived_on` it is no longer offered."""

    id: uuid.UUID
    name: str
    archived_on: date | None


def partners(*, centre_id: uuid.UUID, archived: bool = False) -> tuple[PartnerView, ...]:
    """Return a centre's partners by name; those that were put away only where asked."""
    with reading() as connection:
        rows = connection.execute(
            select(Partner.id, Partner.name, Partner.archived_on).where(
                Partner.centre_id == centre_id
            )
        )
        found = [PartnerView(*row) for row in rows]
    kept = (one for one in found if archived or one.archived_on is None)
    return tuple(sorted(kept, key=lambda one: one.name.casefold()))
