"""Closed days and holidays: what is off the programme then, and back on it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from registry.activities import queries, services
from registry.activities.recurrence import weekly
from registry.centres import queries as centres
from tests.builders import JANUARY, MONDAY_TEN, a_centre, a_plan, an_activity

pytestmark = pytest.mark.usefixtures("book")

TODAY = date(2026, 11, 23)
TUESDAY, NEXT = date(2026, 12, 1), date(2026, 12, 8)


def on(centre_id: uuid.UUID, day: date) -> list[str]:
    return [item.title for item in queries.programme(centre_id=centre_id, day=day, at=MONDAY_TEN)]


def close(centre_id: uuid.UUID, first: date, last: date, reason: str = "Schoonmaak") -> int:
    return services.close_days(
        centre_id=centre_id,
        first_day=first,
        last_day=last,
        reason=reason,
        today=TODAY,
        at=MONDAY_TEN,
        by=None,
    )


def planned(centre_id: uuid.UUID, **more: object) -> uuid.UUID:
    key = an_activity(centre_id, at=JANUARY, **more)
    services.plan_until(centre_id=centre_id, last_day=date(2027, 1, 31))
    return key


def test_a_period_closes_the_days_on_which_the_centre_is_open() -> None:
    centre_id = a_centre()
    planned(centre_id)
    assert close(centre_id, date(2026, 11, 28), date(2026, 12, 6)) == 5
    assert set(centres.closures(centre_id, TODAY, NEXT)) == {
        date(2026, 11, 30),
        date(2026, 12, 1),
        date(2026, 12, 2),
        date(2026, 12, 3),
        date(2026, 12, 4),
    }
    assert (on(centre_id, TUESDAY), on(centre_id, NEXT)) == ([], ["Fietsles"])


def test_what_was_planned_is_back_when_the_centre_opens_after_all() -> None:
    centre_id = a_centre()
    planned(centre_id)
    close(centre_id, TUESDAY, TUESDAY)
    services.open_again(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN, by=None)
    assert on(centre_id, TUESDAY) == ["Fietsles"]
    services.open_again(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN, by=None)


def test_what_was_never_planned_because_it_was_closed_is_made_when_it_opens() -> None:
    centre_id = a_centre()
    close(centre_id, TUESDAY, TUESDAY)
    planned(centre_id)
    assert on(centre_id, TUESDAY) == []
    services.open_again(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN, by=None)
    assert on(centre_id, TUESDAY) == ["Fietsles"]


@pytest.mark.parametrize(
    ("first", "last", "reason", "code"),
    [
        (date(2026, 11, 20), date(2026, 11, 24), "Schoonmaak", "past"),
        (NEXT, TUESDAY, "Schoonmaak", "days"),
        (TUESDAY, date(2027, 6, 1), "Schoonmaak", "long"),
        (TUESDAY, TUESDAY, "", "reason"),
        (TUESDAY, TUESDAY, "x" * 81, "reason"),
        (date(2026, 11, 28), date(2026, 11, 29), "Weekend", "closed"),
    ],
)
def test_days_that_cannot_be_closed_are_refused(
    first: date, last: date, reason: str, code: str
) -> None:
    centre_id = a_centre()
    with pytest.raises(services.ClosingRefused) as refused:
        close(centre_id, first, last, reason)
    assert refused.value.code == code
    assert centres.closures(centre_id, TODAY, date(2027, 12, 31)) == {}


def test_closing_again_keeps_the_first_reason_of_a_day() -> None:
    centre_id = a_centre()
    close(centre_id, TUESDAY, TUESDAY)
    assert close(centre_id, TUESDAY, date(2026, 12, 2), "Verbouwing") == 1
    assert centres.closures(centre_id, TUESDAY, TUESDAY) == {TUESDAY: "Schoonmaak"}


@pytest.mark.parametrize(("in_holidays", "on_then"), [(True, ["Fietsles"]), (False, [])])
def test_an_activity_goes_on_in_a_school_holiday_or_not(
    in_holidays: bool, on_then: list[str]
) -> None:
    centre_id = a_centre()
    planned(centre_id, in_holidays=in_holidays)
    assert on(centre_id, date(2026, 12, 22)) == on_then
    assert on(centre_id, date(2026, 12, 15)) == ["Fietsles"]
    assert on(centre_id, date(2027, 1, 5)) == ["Fietsles"]


def test_changing_that_changes_what_is_still_to_come() -> None:
    centre_id = a_centre()
    key = planned(centre_id)
    services.change(
        centre_id=centre_id, activity_id=key, plan=a_plan(in_holidays=False), at=MONDAY_TEN, by=None
    )
    assert on(centre_id, date(2026, 12, 22)) == []
    services.change(centre_id=centre_id, activity_id=key, plan=a_plan(), at=MONDAY_TEN, by=None)
    assert on(centre_id, date(2026, 12, 22)) == ["Fietsles"]


def test_a_public_holiday_counts_as_one_too() -> None:
    centre_id = a_centre()
    plan = {"recurrence": weekly([0]), "first_day": date(2027, 4, 1)}
    an_activity(centre_id, at=JANUARY, in_holidays=False, **plan)
    services.plan_until(centre_id=centre_id, last_day=date(2027, 5, 31))
    assert on(centre_id, date(2027, 5, 17)) == []  # the day after Whitsun, no school holiday
    assert on(centre_id, date(2027, 5, 10)) == ["Fietsles"]


def test_what_was_stopped_comes_back_by_the_plan_it_had() -> None:
    centre_id = a_centre()
    key = planned(centre_id)
    services.archive(centre_id=centre_id, activity_id=key, at=MONDAY_TEN, by=None)
    assert on(centre_id, TUESDAY) == []
    services.bring_back(centre_id=centre_id, activity_id=key, at=MONDAY_TEN, by=None)
    services.bring_back(centre_id=centre_id, activity_id=key, at=MONDAY_TEN, by=None)
    assert on(centre_id, TUESDAY) == ["Fietsles"]
    view = queries.activity(centre_id=centre_id, activity_id=key)
    assert view is not None
    assert view.archived_at is None
    with pytest.raises(services.UnknownActivity):
        services.bring_back(
            centre_id=a_centre("Het Anker"), activity_id=key, at=MONDAY_TEN, by=None
        )


def test_whom_it_is_for_and_with_is_kept_and_limited() -> None:
    centre_id = a_centre()
    key = an_activity(centre_id, target_group="ouderen", partner="Bibliotheek Moerwijk")
    view = queries.activity(centre_id=centre_id, activity_id=key)
    assert view is not None
    assert (view.target_group, view.partner, view.in_holidays) == (
        "ouderen",
        "Bibliotheek Moerwijk",
        True,
    )
    for more in ({"target_group": "x" * 41}, {"partner": "x" * 81}):
        with pytest.raises(services.PlanRefused, match="words"):
            a_plan(**more)
