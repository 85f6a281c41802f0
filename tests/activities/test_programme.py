"""What is on on a day."""

from datetime import date, time

import pytest

from registry.activities import queries, services
from registry.activities.recurrence import weekly
from registry.centres import services as centres
from tests.builders import MONDAY_TEN, a_centre, an_activity

pytestmark = pytest.mark.usefixtures("book")

TUESDAY = date(2026, 11, 24)


def test_open_inloop_comes_first_and_then_what_begins_first() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(centre_id, title="Later", starts=time(14), ends=time(15))
    an_activity(centre_id, title="Vroeg", starts=time(9), ends=time(10))
    an_activity(centre_id, title="Open inloop", type_key="A1", starts=time(12), ends=time(17))
    items = queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    assert [item.title for item in items] == ["Open inloop", "Vroeg", "Later"]
    assert [item.open_inloop for item in items] == [True, False, False]


def test_an_item_carries_what_the_tablet_shows() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(
        centre_id,
        titles={"en": "Cycling lessons"},
        goals={"SV": "vooral", "SC": "draagt_bij"},
        description="Op een veilige plek",
        capacity=8,
        sensitive=True,
        for_children=True,
    )
    [item] = queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN)
    assert (item.titles, item.goals) == (
        {"en": "Cycling lessons"},
        {"SV": "vooral", "SC": "draagt_bij"},
    )
    assert (item.description, item.place, item.capacity) == ("Op een veilige plek", "Zaal 1", 8)
    assert (item.sensitive, item.for_children, item.pictogram) == (True, True, "bicycle")


def test_nothing_is_on_while_the_centre_is_closed_though_it_was_planned() -> None:
    centre_id = a_centre()
    services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(centre_id)
    centres.close_on(centre_id=centre_id, day=TUESDAY, reason="Storm")
    assert queries.programme(centre_id=centre_id, day=TUESDAY, at=MONDAY_TEN) == ()


def test_each_centre_has_its_own_programme() -> None:
    ours, theirs = a_centre(), a_centre("Het Anker")
    for centre_id in (ours, theirs):
        services.plan_until(centre_id=centre_id, last_day=TUESDAY)
    an_activity(theirs, recurrence=weekly([1]))
    assert queries.programme(centre_id=ours, day=TUESDAY, at=MONDAY_TEN) == ()
