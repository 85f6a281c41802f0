"""The check list of a draft: every point that needs a look, and none that does not."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from registry.activities import services as activities
from registry.centres import services as centres
from registry.figures.facts import Month
from registry.figures.periods import Period
from registry.sheets import services
from registry.sheets.services import Check, Press
from registry.visits import services as visits
from tests.builders import a_centre, a_check_in, a_plan, a_tablet

from . import odd
from .build import THEORY
from .later import AUTUMN, joint, span

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


def test_a_tablet_that_was_silent_while_others_came_is_named() -> None:
    linde = a_busy_centre()
    a_tablet(linde, "Keuken", at=datetime(2026, 9, 30, 9, tzinfo=UTC))
    assert found(linde)["silent"] == Check("silent", 1, ("Keuken",))


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


def put_together(month_sheets: services.Current | None) -> list[Check]:
    return list(services.checks_put_together(month_sheets, theory=THEORY))


def test_a_joint_sheet_says_which_centre_did_not_issue() -> None:
    linde, _ = a_centre("De Linde"), a_centre("Het Anker")
    press = Press(THEORY, public_url="", at=THIRD, by=None, files=False)
    services.issue(centre_id=linde, month=OCTOBER, press=press)
    draft = services.current_together(month=OCTOBER, theory=THEORY)
    assert Check("centres", 1, ("Het Anker",)) in put_together(draft)
    services.issue_together(month=OCTOBER, press=press)
    assert put_together(services.current_together(month=OCTOBER, theory=THEORY)) == []
    assert put_together(None) == []


def test_a_quarter_says_which_months_lack_and_which_are_behind() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    press = Press(THEORY, public_url="", at=THIRD, by=None, files=False)
    services.issue(centre_id=linde, month=OCTOBER, press=press)
    services.issue_together(month=OCTOBER, press=press)
    autumn = Period.parse("2026-Q4")
    lacking = Check("months", 2, ("november", "december"))

    def of(centre_id: uuid.UUID | None) -> list[Check]:
        draft = services.current_span(centre_id=centre_id, period=autumn, theory=THEORY)
        return [one for one in put_together(draft) if one.kind != "thin"]

    assert (of(linde), of(None)) == ([lacking], [lacking])
    services.issue(centre_id=anker, month=OCTOBER, press=press)
    assert of(linde) == [lacking]
    assert of(None) == [lacking, Check("behind", 1, ("oktober",))]


def test_a_question_without_a_figure_in_any_part_is_thin() -> None:
    few = services.Current(joint(odd.withheld()), None)
    quarter = services.Current(span(AUTUMN, odd.withheld()), None)
    assert [one.kind for one in put_together(few)] == ["thin"]
    assert [one.kind for one in put_together(quarter)] == ["thin"]


def test_a_centre_s_month_is_not_put_together() -> None:
    with pytest.raises(TypeError):
        put_together(services.Current(odd.withheld(), None))
