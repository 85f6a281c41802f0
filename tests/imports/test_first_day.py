"""An old list brings the centre's first day forward, and takes that back when it goes."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from registry.centres import queries as centres
from registry.imports.services import Done
from tests.builders import a_centre, a_check_in, a_planned_activity
from tests.imports.test_taking_back import count_in, take_back

pytestmark = pytest.mark.usefixtures("book")

OPENED = date(2026, 1, 1)


def opened_on(centre_id: uuid.UUID) -> date:
    """Return a centre's first day."""
    centre = centres.by_id(centre_id)
    assert centre is not None
    return centre.opened_on


@pytest.fixture
def centre_id() -> uuid.UUID:
    """Return a centre that opened this year."""
    made = a_centre(opened_on=OPENED)
    a_planned_activity(made)
    return made


def earlier(centre_id: uuid.UUID, row: str, since: date) -> Done:
    """Count a row in, and let the centre have been open since a day."""
    return count_in(centre_id, f"{row};Fietsles;7;;\n", since=since)


def test_a_list_that_goes_gives_the_first_day_back(centre_id: uuid.UUID) -> None:
    done = earlier(centre_id, "18-11-2025", date(2025, 11, 1))
    assert opened_on(centre_id) == date(2025, 11, 1)
    take_back(centre_id, done)
    assert opened_on(centre_id) == OPENED
    again = earlier(centre_id, "18-11-2025", date(2025, 11, 1))
    assert opened_on(centre_id) == date(2025, 11, 1)
    take_back(centre_id, again)
    assert opened_on(centre_id) == OPENED


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_lists_the_day_of_the_one_that_stands_holds(
    centre_id: uuid.UUID, first: int
) -> None:
    days = [date(2025, 11, 1), date(2024, 11, 1)]
    lists = [earlier(centre_id, f"18-11-{day.year}", day) for day in days]
    take_back(centre_id, lists.pop(first))
    assert opened_on(centre_id) == days[1 - first]
    take_back(centre_id, lists.pop())
    assert opened_on(centre_id) == OPENED


def test_the_day_does_not_pass_anybody_who_still_counts(centre_id: uuid.UUID) -> None:
    brought = earlier(centre_id, "18-11-2025", date(2025, 1, 6))
    came = count_in(centre_id, "11-11-2025;Fietsles;3;;\n")
    a_check_in(centre_id, date(2025, 12, 2))
    take_back(centre_id, brought)
    assert opened_on(centre_id) == date(2025, 11, 11)
    take_back(centre_id, came)
    assert opened_on(centre_id) == date(2025, 12, 2)


def test_a_list_that_brought_no_day_takes_none(centre_id: uuid.UUID) -> None:
    take_back(centre_id, count_in(centre_id, "17-11-2026;Fietsles;3;;\n", since=OPENED))
    assert opened_on(centre_id) == OPENED
