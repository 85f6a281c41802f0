"""What follows a check-in: details and undos."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from registry.database import new_id
from registry.visits import queries
from tests.builders import MONDAY_TEN, check_ins_on_record
from tests.kiosk.conftest import Door

STORED = ("stored", None)
TODAY = MONDAY_TEN.date()


def standing(door: Door) -> list[queries.Standing]:
    return queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY)


def test_a_detail_tells_with_how_many_and_in_which_role(door: Door) -> None:
    tap = door.tap(door.inloop)
    detail = door.event("detail", of=tap["id"], party=4, role="meehelpen")
    assert door.send(tap, detail) == [STORED, STORED]
    (seen,) = standing(door)
    assert (seen.party, seen.role, seen.occurrence_id) == (4, "meehelpen", door.inloop)


def test_of_each_field_the_highest_sequence_counts_whatever_came_first(door: Door) -> None:
    tap = door.tap(door.inloop)
    early = door.event("detail", of=tap["id"], party=2, role="organiseren")
    late = door.event("detail", of=tap["id"], party=7)
    door.send(tap, late, early)
    (seen,) = standing(door)
    assert (seen.party, seen.role) == (7, "organiseren")


def test_moving_a_scan_to_a_sensitive_activity_empties_its_pass(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    detail = door.event("detail", of=scan["id"], occurrence=str(door.surgery))
    assert door.send(scan, detail) == [STORED, STORED]
    (seen,) = standing(door)
    assert (seen.occurrence_id, seen.pass_id) == (door.surgery, None)
    assert door.send(scan) == [("duplicate", None)]


@pytest.mark.parametrize("emptied_by_the_tablet", [True, False])
def test_moving_a_scan_to_a_sensitive_activity_leaves_the_scan_before_it(
    door: Door, emptied_by_the_tablet: bool
) -> None:
    before = door.tap(None, at=MONDAY_TEN - timedelta(seconds=40), **{"pass": door.a_pass()})
    held = None if emptied_by_the_tablet else door.a_pass()
    scan = door.tap(None, at=MONDAY_TEN - timedelta(seconds=10), **{"pass": held})
    detail = door.event("detail", of=scan["id"], occurrence=str(door.surgery))
    door.send(before, scan, detail)
    assert door.send(detail) == [("duplicate", None)]
    assert [seen.pass_id is None for seen in standing(door)] == [False, True]


def test_moving_a_scan_to_another_activity_keeps_its_pass(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    door.send(scan, door.event("detail", of=scan["id"], occurrence=str(door.course)))
    (seen,) = standing(door)
    assert seen.occurrence_id == door.course
    assert seen.pass_id is not None


def test_a_visit_is_not_moved_to_another_day_and_the_rest_of_the_detail_counts(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    tomorrow = door.next_day(door.course)
    detail = door.event("detail", of=scan["id"], occurrence=str(tomorrow), party=3)
    assert door.send(scan, detail, detail) == [STORED, STORED, ("duplicate", None)]
    (seen,) = standing(door)
    assert (seen.occurrence_id, seen.party) == (door.inloop, 3)
    assert seen.pass_id is not None


def test_choosing_a_sensitive_activity_of_another_day_empties_the_pass_too(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    tomorrow = door.next_day(door.surgery)
    door.send(scan, door.event("detail", of=scan["id"], occurrence=str(tomorrow)))
    (seen,) = standing(door)
    assert (seen.occurrence_id, seen.pass_id) == (door.inloop, None)


def test_a_detail_of_nothing_is_quarantined(door: Door) -> None:
    detail = door.event("detail", of=str(new_id()), party=2)
    assert door.send(detail) == [("quarantined", "unknown_check_in")]


def test_a_detail_with_an_unknown_occurrence_is_quarantined(door: Door) -> None:
    tap = door.tap(door.inloop)
    detail = door.event("detail", of=tap["id"], occurrence=str(uuid4()))
    assert door.send(tap, detail) == [STORED, ("quarantined", "unknown_occurrence")]


@pytest.mark.parametrize("party", [0, 100, -1, 2.5, "2", True, 10**30])
def test_a_party_that_cant_be_is_quarantined(door: Door, party: object) -> None:
    tap = door.tap(door.inloop)
    detail = door.event("detail", of=tap["id"], party=party)
    assert door.send(tap, detail) == [STORED, ("quarantined", "malformed")]
    assert [seen.party for seen in standing(door)] == [1]


def test_an_undo_takes_the_tap_off_and_leaves_it_on_record(door: Door) -> None:
    tap = door.tap(door.inloop)
    assert door.send(tap, door.event("undo", of=tap["id"])) == [STORED, STORED]
    assert standing(door) == []
    assert check_ins_on_record(centre_id=door.centre, day=TODAY) == 1


def test_an_undo_comes_within_two_minutes(door: Door) -> None:
    tap = door.tap(door.inloop, at=MONDAY_TEN - timedelta(minutes=3))
    assert door.send(tap, door.event("undo", of=tap["id"])) == [
        STORED,
        ("quarantined", "too_late"),
    ]


def test_only_the_last_tap_can_be_undone(door: Door) -> None:
    first = door.tap(door.inloop, at=MONDAY_TEN - timedelta(seconds=30))
    second = door.tap(door.inloop, at=MONDAY_TEN - timedelta(seconds=10))
    undo = door.event("undo", of=first["id"])
    assert door.send(first, second, undo)[2] == ("quarantined", "not_last")


def test_a_tablet_cant_undo_another_tablets_tap(door: Door) -> None:
    tap = door.tap(door.inloop)
    door.send(tap)
    other = door.new_tablet("Grote zaal")
    response = door.post(door.event("undo", of=tap["id"]), client=other)
    assert response.get_json()["results"][0]["code"] == "not_own"
    assert len(standing(door)) == 1
