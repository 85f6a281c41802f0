"""Moving a tablet to another centre, without losing or misplacing what it still holds.

The tablet goes on as one of its old centre until it has sent everything; with the answer to that
it gets a token of the new one. So each tap lands at the centre whose screens it was made on.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import exists, select, update

from registry import audit
from registry.centres.models import Tablet
from registry.centres.services.tablets import NoSuchTablet
from registry.database import writing


class AlreadyOnItsWay(Exception):
    """A tablet that may hold the token of its next centre by now; from there it can move back."""

    code = "already_on_its_way"


def move_tablet(
    *, centre_id: uuid.UUID, tablet_id: uuid.UUID, to: uuid.UUID, at: datetime, by: uuid.UUID
) -> None:
    """Let a tablet become one of another centre as soon as it has sent all it holds.

    Raises NoSuchTablet for one that is not this centre's or is revoked, and AlreadyOnItsWay where
    it may hold a token of another centre by now.
    """
    with writing() as connection:
        if _is_on_its_way(centre_id, tablet_id):
            raise AlreadyOnItsWay
        moved = connection.execute(
            update(Tablet)
            .where(
                Tablet.centre_id == centre_id, Tablet.id == tablet_id, Tablet.revoked_at.is_(None)
            )
            .values(moves_to=None if to == centre_id else to)
        ).rowcount
        if not moved:
            raise NoSuchTablet
        audit.record(
            at=at,
            actor_id=by,
            action="tablet.stay" if to == centre_id else "tablet.move",
            object=f"tablet {tablet_id} to centre {to}",
            centre_id=centre_id,
        )


def cancel_move(*, centre_id: uuid.UUID, tablet_id: uuid.UUID, at: datetime, by: uuid.UUID) -> None:
    """Let a tablet stay where it is. Raises NoSuchTablet and AlreadyOnItsWay."""
    move_tablet(centre_id=centre_id, tablet_id=tablet_id, to=centre_id, at=at, by=by)


def _is_on_its_way(centre_id: uuid.UUID, tablet_id: uuid.UUID) -> bool:
    with writing() as connection:
        return connection.execute(
            select(
                exists().where(
                    Tablet.id == tablet_id,
                    Tablet.came_from == centre_id,
                    Tablet.token_since.is_(None),
                    Tablet.revoked_at.is_(None),
                )
            )
        ).scalar_one()
