"""Plain functions that make what a test needs, with defaults for all it doesn't care about."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time

from registry.centres import services as centres

MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday 23 November 2026, ten o'clock in the morning in Den Haag."""

WEEKDAYS = tuple((weekday, time(9), time(17)) for weekday in range(5))


def a_centre(name: str = "De Linde", *, opened_on: date = date(2025, 1, 6)) -> uuid.UUID:
    """Add a centre that is open on weekdays from nine to five."""
    return centres.add_centre(
        name=name,
        neighbourhood="Moerwijk",
        opened_on=opened_on,
        hours=WEEKDAYS,
        at=MONDAY_TEN,
    )


def a_tablet(centre_id: uuid.UUID, name: str = "Ingang", *, at: datetime = MONDAY_TEN) -> str:
    """Enrol a tablet and return its token."""
    code = centres.issue_enrolment_code(centre_id=centre_id, tablet_name=name, at=at)
    return centres.enrol(code=code, at=at)
