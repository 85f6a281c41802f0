from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from registry.support import queries, services
from registry.support.services import Effort
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")

TODAY = MONDAY_TEN.date()
NO_STEPS = {"vrijwilligerswerk": 0, "werk": 0, "cursus": 0}


def add(centre_id: UUID, *, key: UUID | None = None, **more: Any) -> None:
    values = {"day": TODAY, "sort": "uren", "kind": "keuken", "people": 3, "minutes": 90}
    effort = Effort(**{**values, **more})
    services.add_effort(centre_id=centre_id, effort=effort, at=MONDAY_TEN, by=None, key=key)


def count(centre_id: UUID, month: str = "2026-11", **numbers: int) -> None:
    services.count_steps(centre_id=centre_id, month=month, numbers=numbers, at=MONDAY_TEN, by=None)


def test_hours_and_trainings_are_listed_by_day_the_newest_first() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    add(linde, day=TODAY - timedelta(days=2))
    add(linde, sort="training", kind="leiderschap", people=8, minutes=None)
    add(anker)
    found = queries.efforts(centre_id=linde)
    assert [(one.sort, one.kind, one.people, one.minutes) for one in found] == [
        ("training", "leiderschap", 8, None),
        ("uren", "keuken", 3, 90),
    ]
    assert queries.efforts(centre_id=linde, first=1, most=1) == found[1:]


def test_the_same_form_twice_is_one_entry() -> None:
    linde, key = a_centre(), uuid4()
    for _ in range(2):
        add(linde, key=key)
    assert len(queries.efforts(centre_id=linde)) == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kind": "leiderschap"}, services.UnknownKind),
        ({"sort": "geld"}, services.UnknownKind),
        ({"people": 0}, services.NotThatMany),
        ({"people": 100}, services.NotThatMany),
        ({"minutes": 0}, services.NotThatMany),
        ({"minutes": None}, services.NotThatMany),
        ({"minutes": 721}, services.NotThatMany),
        ({"day": TODAY + timedelta(days=1)}, services.WrongDates),
        ({"day": TODAY - timedelta(days=32)}, services.WrongDates),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any], refusal: type[Exception]) -> None:
    linde = a_centre()
    with pytest.raises(refusal):
        add(linde, **wrong)
    assert queries.efforts(centre_id=linde) == ()


def test_a_mistake_is_taken_away_on_the_day_it_was_written_down() -> None:
    linde, anker, key = a_centre("De Linde"), a_centre("Het Anker"), uuid4()
    add(linde, key=key, day=TODAY - timedelta(days=20))

    def remove(centre_id: UUID, days: int = 0, why: str | None = None) -> None:
        at = MONDAY_TEN + timedelta(days=days)
        services.remove_effort(centre_id=centre_id, effort_id=key, at=at, by=None, why=why)

    with pytest.raises(services.DayIsOver):
        remove(linde, days=1)
    with pytest.raises(services.NoSuchEffort):
        remove(anker)
    remove(linde)
    assert queries.efforts(centre_id=linde) == ()
    add(linde, key=key, day=TODAY)
    remove(linde, days=9, why="double")
    assert queries.efforts(centre_id=linde) == ()


def test_steps_are_numbers_a_month() -> None:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    assert queries.steps(centre_id=linde, month="2026-11") == NO_STEPS
    count(linde, werk=3, cursus=2)
    count(linde, werk=4)
    count(linde, "2026-10", werk=1)
    count(anker, werk=9)
    assert queries.steps(centre_id=linde, month="2026-11") == {**NO_STEPS, "werk": 4, "cursus": 2}
    for wrong in ({"geld": 1}, {"werk": -1}, {"werk": 1000}):
        with pytest.raises((services.UnknownKind, services.NotThatMany)):
            count(linde, cursus=5, **wrong)
    assert queries.steps(centre_id=linde, month="2026-11")["cursus"] == 2
