"""What an activity's plan may be."""

from datetime import date, time
from typing import Any

import pytest

from registry.activities.plan import PlanRefused
from registry.activities.recurrence import once, weekly
from tests.builders import a_plan


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "x" * 33}),
        ("place", {"place": "x" * 41}),
        ("times", {"starts": time(13, 30), "ends": time(12)}),
        ("times", {"starts": time(12), "ends": time(12)}),
        ("days", {"first_day": date(2026, 5, 2), "last_day": date(2026, 5, 1)}),
        ("capacity", {"capacity": 0}),
        ("recurrence", {"recurrence": "FREQ=YEARLY"}),
        ("other_o", {"main_o": "ontspannen", "other_os": ("ontspannen",)}),
    ],
)
def test_an_impossible_plan_is_refused(code: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(PlanRefused) as refusal:
        a_plan(**wrong)
    assert refusal.value.code == code


def test_a_plan_says_when_it_is() -> None:
    assert a_plan().schedule == "dinsdag, 10 uur"


def test_open_inloop_says_until_when() -> None:
    open_inloop = a_plan(type_key="A1", recurrence=weekly(range(5)), starts=time(9), ends=time(17))
    assert open_inloop.schedule == "elke werkdag, 9–17 uur"


def test_something_held_once_says_its_date() -> None:
    assert a_plan(recurrence=once(), first_day=date(2026, 12, 5)).schedule == "5 december, 10 uur"
