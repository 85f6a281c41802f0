"""Days on which a centre closes its doors, and their opening again: the programme follows."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from registry import audit
from registry.activities import queries
from registry.activities.holidays import each_day
from registry.activities.services.planning import follow
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.database import writing

_note = audit.Noting("days")

LONGEST = timedelta(days=100)
"""No closure lasts longer than a summer."""
REASON_LENGTH = 80


class ClosingRefused(ValueError):
    """Days that can't be closed; `code` says why."""

    def __init__(self, code: str) -> None:
        """Take one of: past, days, long, reason, closed."""
        super().__init__(code)
        self.code = code


def close_days(
    *,
    centre_id: uuid.UUID,
    first_day: date,
    last_day: date,
    reason: str,
    today: date,
    at: datetime,
    by: uuid.UUID | None,
) -> int:
    """Close a centre from one day to another and return how many days that adds.

    Only days on which it would be open count. What was planned stays, out of sight, so that opening
    again brings it back. Raises ClosingRefused.
    """
    faults = {
        "past": first_day < today,
        "days": last_day < first_day,
        "long": last_day - first_day > LONGEST,
        "reason": not 0 < len(reason) <= REASON_LENGTH,
    }
    for code, wrong in faults.items():
        if wrong:
            raise ClosingRefused(code)
    hours = centres.hours_of(centre_id)
    with writing():
        known = centres.closures(centre_id, first_day, last_day)
        days = [day for day in each_day(first_day, last_day) if hours.on(day) and day not in known]
        if not days:
            raise ClosingRefused("closed")
        for day in days:
            centre_services.close_on(centre_id=centre_id, day=day, reason=reason)
        what, after = f"{first_day} {last_day}", {"reason": reason}
        _note(centre_id, "centre.close", what, at=at, by=by, after=after)
    return len(days)


def open_again(*, centre_id: uuid.UUID, day: date, at: datetime, by: uuid.UUID | None) -> None:
    """Open a centre on a day that was closed, with what is planned then; twice changes nothing."""
    with writing() as connection:
        before = {"reason": centres.closures(centre_id, day, day).get(day)}
        if not centre_services.open_on(centre_id=centre_id, day=day):
            return
        for view in queries.activities(centre_id=centre_id):
            follow(connection, centre_id, view.id, view, at)
        _note(centre_id, "centre.open", f"{day}", at=at, by=by, before=before, after={})
