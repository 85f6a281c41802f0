"""The check list of a draft: every point that needs a look, and none that does not."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from registry.activities import services as activities
from registry.centres import services as centres
from registry.figures.facts import Month
from registry.sheets import services
from registry.sheets.services import Check, Press
from registry.visits import services as visits
from tests.builders import a_centre, a_check_in, a_plan, a_tablet

from .build import THEORY

pytestmark = pytest.mark.usefixtures("book")

OCTOBER = Month(2026, 10)
THIRD = datetime(2026, 11, 3, 9, tzinfo=UTC)
WEEKDAYS = [
    day
    for day in (date(2026, 10, 1) + timedelta(days=one) for one in range(31))
    if day.weekday() < 5
]


def found(centre_id: uuid.UUID) -> dict[str, Check]:
    made = services.composed(centre_id=centre_id, month=OCTOBER, theory=THEORY, at=THIRD)
    listed = services.checks(made, centre_id=centre_id, at=THIRD)
    return {one.kind: one for one in listed}


def a_busy_centre() -> uuid.UUID:
    """Open since October, with somebody on every open day."""
    linde = a_centre(opened_on=date(2026, 10, 1))
    for day in WEEKDAYS:
        a_check_in(linde, day)
    return linde


def test_where_all_is_well_only_thin_questions_are_left() -> None:
    assert set(found(a_busy_centre())) == {"thin"}


def test_an_open_day_without_anybody_is_named() -> None:
    linde = a_centre(opened_on=date(2026, 10, 1))
    for day in WEEKDAYS[2:]:
        a_check_in(linde, day)
    assert found(linde)["empty_days"] == Check("empty_days", 2, ("2026-10-01", "2026-10-02"))


def test_a_centre_that_had_not_begun_to_count_misses_no_days() -> None:
    assert "empty_days" not in found(a_centre())


def test_events_that_wait_for_a_decision_are_counted() -> None:
    linde = a_busy_centre()
    misfit = visits.Misfit(uuid.uuid4(), "unknown_pass", b"0" * 32, {"kind": "check_in"}, THIRD)
    source = visits.Source(linde, "tablet", uuid.uuid4())
    visits.quarantine(source=source, misfit=misfit, at=THIRD)
    assert found(linde)["apart"] == Check("apart", 1)


def test_taps_that_a_tablet_still_holds_are_counted_by_its_name() -> None:
    linde = a_busy_centre()
    tablet = centres.identify_tablet(token=a_tablet(linde, "Zaal", at=THIRD))
    assert tablet is not None
    centres.report_tablet(
        centre_id=linde,
        tablet_id=tablet.tablet_id,
        report=centres.TabletReport(waiting=4),
        at=THIRD,
    )
    assert found(linde)["on_tablets"] == Check("on_tablets", 4, ("Zaal",))


def test_an_activity_whose_links_are_a_proposal_is_named_once_it_was_held() -> None:
    linde = a_busy_centre()
    for title, confirmed in (("Fietsles", False), ("Schaken", True)):
        plan = a_plan(title, links_confirmed=confirmed, first_day=date(2026, 10, 1))
        activities.create(centre_id=linde, plan=plan, at=THIRD, by=None)
    activities.create(
        centre_id=linde, plan=a_plan("Later", first_day=date(2026, 12, 1)), at=THIRD, by=None
    )
    activities.plan_until(centre_id=linde, last_day=date(2026, 12, 31))
    assert found(linde)["links"] == Check("links", 1, ("Fietsles",))


def test_the_month_before_is_to_be_issued_first() -> None:
    linde = a_centre(opened_on=date(2026, 9, 1))
    a_check_in(linde, date(2026, 9, 1))
    for day in WEEKDAYS:
        a_check_in(linde, day)
    assert found(linde)["earlier"] == Check("earlier", 1)
    press = Press(THEORY, public_url="", at=THIRD, by=None, files=False)
    services.issue(centre_id=linde, month=Month(2026, 9), press=press)
    assert "earlier" not in found(linde)
