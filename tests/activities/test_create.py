"""Adding an activity, putting it away, and calling off one occurrence."""

import uuid
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from registry.activities import queries, services
from registry.activities.recurrence import weekly
from registry.audit import AuditEntry
from registry.database import reading
from tests.builders import ILL, MONDAY_TEN, a_centre, a_plan, an_activity

pytestmark = pytest.mark.usefixtures("book")

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
WEEK = timedelta(days=7)


def titles_on(centre_id: uuid.UUID, day: date) -> list[str]:
    items = queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)
    return [item.title for item in items]


def deeds(centre_id: uuid.UUID) -> list[tuple[str, str]]:
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.action, AuditEntry.object)
            .where(AuditEntry.centre_id == centre_id, AuditEntry.action != "centre.add")
            .order_by(AuditEntry.id)
        ).all()
    return [(row.action, row.object) for row in rows]


def test_a_new_activity_is_on_the_programme_as_far_as_the_centre_has_planned() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY + WEEK)
    an_activity(centre_id)
    assert titles_on(centre_id, TUESDAY) == ["Fietsles"]
    assert titles_on(centre_id, TUESDAY + WEEK) == ["Fietsles"]


def test_a_new_activity_has_no_past() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(centre_id, first_day=date(2026, 1, 1))
    assert titles_on(centre_id, TUESDAY - WEEK) == []


def test_one_that_is_over_for_today_starts_next_time() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=MONDAY + WEEK)
    an_activity(centre_id, recurrence=weekly([0]), starts=time(8), ends=time(9))
    assert titles_on(centre_id, MONDAY) == []
    assert titles_on(centre_id, MONDAY + WEEK) == ["Fietsles"]


def test_adding_and_changing_and_putting_away_are_on_record() -> None:
    centre_id = a_centre()
    activity_id = an_activity(centre_id)
    services.change(
        centre_id=centre_id, activity_id=activity_id, plan=a_plan("Naailes"), at=MONDAY_TEN, by=None
    )
    services.archive(centre_id=centre_id, activity_id=activity_id, at=MONDAY_TEN, by=None)
    assert deeds(centre_id) == [
        (f"activity.{deed}", f"activity {activity_id}") for deed in ("create", "change", "archive")
    ]


def test_what_is_put_away_keeps_its_past_and_has_no_future() -> None:
    centre_id = a_centre()
    activity_id = an_activity(centre_id, at=MONDAY_TEN - 2 * WEEK)
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    services.archive(centre_id=centre_id, activity_id=activity_id, at=MONDAY_TEN, by=None)
    services.plan_until(centre_id=centre_id, last_day=TUESDAY + WEEK)
    assert titles_on(centre_id, TUESDAY - WEEK) == ["Fietsles"]
    assert titles_on(centre_id, TUESDAY) == []
    assert titles_on(centre_id, TUESDAY + WEEK) == []


def test_what_is_put_away_is_listed_only_when_asked_for() -> None:
    centre_id = a_centre()
    activity_id = an_activity(centre_id)
    services.archive(centre_id=centre_id, activity_id=activity_id, at=MONDAY_TEN, by=None)
    assert queries.activities(centre_id=centre_id) == ()
    [view] = queries.activities(centre_id=centre_id, archived=True)
    assert (view.id, view.archived_at) == (activity_id, MONDAY_TEN)


def test_what_is_put_away_cannot_be_changed() -> None:
    centre_id = a_centre()
    activity_id = an_activity(centre_id)
    services.archive(centre_id=centre_id, activity_id=activity_id, at=MONDAY_TEN, by=None)
    with pytest.raises(services.UnknownActivity):
        services.change(
            centre_id=centre_id, activity_id=activity_id, plan=a_plan(), at=MONDAY_TEN, by=None
        )


def test_calling_off_shows_on_the_programme_and_on_record_once() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(centre_id)
    [item] = queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    for minutes in (0, 5):
        services.cancel_occurrence(
            centre_id=centre_id,
            occurrence_id=item.occurrence_id,
            why=ILL,
            at=MONDAY_TEN + timedelta(minutes=minutes),
            by=None,
        )
    [called_off] = queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    before = MONDAY_TEN - timedelta(minutes=1)
    [as_known_before] = queries.programme(centre_id=centre_id, day=TUESDAY, at=before)
    assert (called_off.cancelled, as_known_before.cancelled) == (True, False)
    assert [deed for deed, _ in deeds(centre_id)].count("occurrence.cancel") == 1


def test_another_centre_s_occurrence_is_not_there_to_call_off() -> None:
    ours, theirs = a_centre(), a_centre("Het Anker")
    services.plan_until(centre_id=theirs, last_day=TUESDAY)
    an_activity(theirs)
    [item] = queries.programme(centre_id=theirs, day=TUESDAY, at=MONDAY_TEN)
    with pytest.raises(services.UnknownOccurrence):
        services.cancel_occurrence(
            centre_id=ours, occurrence_id=item.occurrence_id, why=ILL, at=MONDAY_TEN, by=None
        )
