"""Other opening hours from a day on: the programme to come follows, the days before do not."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from registry import audit
from registry.activities import queries
from registry.activities.services.planning import follow
from registry.centres import queries as centres
from registry.centres import services as centre_services
from registry.centres.hours import HoursRefused, Week, as_text
from registry.database import writing

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def change_hours(
    *,
    centre_id: uuid.UUID,
    since: date,
    week: Week,
    today: date,
    at: datetime,
    by: uuid.UUID | None,
) -> None:
    """Let a centre keep other opening hours from a day on, today at the earliest.

    What is to come on a day without hours goes off the programme, but for what somebody is in
    already. Raises HoursRefused.
    """
    if since < today:
        raise HoursRefused("past")
    with writing():
        before = centres.hours_of(centre_id).week_on(since)
        centre_services.set_hours(centre_id=centre_id, since=since, week=week)
        _follow(centre_id, at)
        _note(centre_id, "centre.hours", since, at=at, by=by, before=before, after=week)


def take_hours_back(
    *, centre_id: uuid.UUID, since: date, today: date, at: datetime, by: uuid.UUID | None
) -> bool:
    """Let hours that do not hold yet never do so; return whether there were any."""
    if since <= today:
        return False
    with writing():
        before = centres.hours_of(centre_id).week_on(since)
        if not centre_services.drop_hours(centre_id=centre_id, since=since):
            return False
        _follow(centre_id, at)
        after = centres.hours_of(centre_id).week_on(since)
        _note(centre_id, "centre.hours_back", since, at=at, by=by, before=before, after=after)
    return True


def _follow(centre_id: uuid.UUID, at: datetime) -> None:
    with writing() as connection:
        for view in queries.activities(centre_id=centre_id):
            follow(connection, centre_id, view.id, view, at)


def _note(
    centre_id: uuid.UUID,
    action: str,
    since: date,
    *,
    at: datetime,
    by: uuid.UUID | None,
    before: Week,
    after: Week,
) -> None:
    audit.record(
        at=at,
        actor_id=by,
        action=action,
        object=f"hours {since}",
        centre_id=centre_id,
        before=_told(before),
        after=_told(after),
    )


def _told(week: Week) -> dict[str, str | None]:
    return {name: as_text(week.get(number, ())) for number, name in enumerate(WEEKDAYS)}
