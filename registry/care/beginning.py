"""How far a new centre is on its way to its first check-in, seen in what is there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from registry.activities import queries as activities
from registry.centres import queries as centres
from registry.database import reading
from registry.posters import queries as posters
from registry.staff import queries as people
from registry.visits import queries as visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a centre has: opening hours, an activity, a host, a tablet, a poster that was made to
    hang up, somebody who checked in.
    """

    hours: bool
    activity: bool
    host: bool
    tablet: bool
    poster: bool
    check_in: bool


def beginning(*, centre_id: uuid.UUID) -> Beginning:
    """Return how far a centre is."""
    with reading():
        return Beginning(
            hours=bool(centres.hours_of(centre_id).weeks),
            activity=bool(activities.activities(centre_id=centre_id)),
            host=people.first_with(role="host", centre_id=centre_id) is not None,
            tablet=bool(centres.tablets(centre_id)),
            poster=posters.was_printed(centre_id=centre_id),
            check_in=has_begun(centre_id=centre_id),
        )


def has_begun(*, centre_id: uuid.UUID) -> bool:
    """Tell whether anybody ever checked in."""
    return visits.first_day(centre_id=centre_id) is not None
