"""Check-ins that come from a tablet."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from registry.passes import services as passes
from registry.visits import queries
from tests.builders import MONDAY_TEN, a_centre
from tests.kiosk.conftest import Door

STORED, DUPLICATE = ("stored", None), ("duplicate", None)
TODAY = MONDAY_TEN.date()


def standing(door: Door) -> list[queries.Standing]:
    return queries.standing(centre_id=door.centre, first_day=TODAY, last_day=TODAY)


def test_a_tap_on_a_card_is_stored_at_its_occurrence(door: Door) -> None:
    assert door.send(door.tap(door.course)) == [STORED]
    (seen,) = standing(door)
    assert (seen.occurrence_id, seen.pass_id, seen.party, seen.role, seen.channel) == (
        door.course,
        None,
        1,
        "meedoen",
        "tablet",
    )


def test_a_scan_without_a_choice_goes_to_the_open_inloop(door: Door) -> None:
    assert door.send(door.tap(None, **{"pass": door.a_pass()})) == [STORED]
    (seen,) = standing(door)
    assert seen.occurrence_id == door.inloop
    assert seen.pass_id is not None


def test_the_same_event_again_is_a_duplicate(door: Door) -> None:
    tap = door.tap(door.inloop)
    assert door.send(tap, tap) == [STORED, DUPLICATE]
    assert door.send({**tap, "age_ms": 5000}) == [DUPLICATE]
    assert len(standing(door)) == 1


def test_the_same_id_with_another_body_is_quarantined_and_changes_nothing(door: Door) -> None:
    tap = door.tap(door.inloop)
    other = {**tap, "occurrence": str(door.course)}
    assert door.send(tap, other) == [STORED, ("quarantined", "other_body")]
    assert [seen.occurrence_id for seen in standing(door)] == [door.inloop]


def test_a_sensitive_activity_drops_the_pass_before_anything_is_written(door: Door) -> None:
    assert door.send(door.tap(door.surgery, **{"pass": door.a_pass()})) == [STORED]
    (seen,) = standing(door)
    assert (seen.occurrence_id, seen.pass_id) == (door.surgery, None)


def test_a_scan_less_than_a_minute_before_a_sensitive_tap_becomes_anonymous(door: Door) -> None:
    scan = door.tap(None, at=MONDAY_TEN - timedelta(seconds=40), **{"pass": door.a_pass()})
    door.send(scan, door.tap(door.surgery))
    assert [seen.pass_id for seen in standing(door)] == [None, None]


def test_a_repeat_of_a_sensitive_tap_takes_no_other_pass_away(door: Door) -> None:
    earlier, later = (
        door.tap(None, at=MONDAY_TEN - timedelta(seconds=ago), **{"pass": door.a_pass()})
        for ago in (40, 20)
    )
    tap = door.tap(door.surgery)
    door.send(earlier, later, tap)
    assert door.send(tap) == [("duplicate", None)]
    assert [seen.pass_id is None for seen in standing(door)] == [False, True, True]


def test_an_older_scan_keeps_its_pass(door: Door) -> None:
    scan = door.tap(None, at=MONDAY_TEN - timedelta(seconds=70), **{"pass": door.a_pass()})
    door.send(scan, door.tap(door.surgery))
    assert [seen.pass_id is None for seen in standing(door)] == [False, True]


def test_a_pass_of_another_centre_counts_as_anonymous(door: Door) -> None:
    elsewhere = door.a_pass(a_centre("Het Anker"))
    assert door.send(door.tap(None, **{"pass": elsewhere})) == [STORED]
    assert [seen.pass_id for seen in standing(door)] == [None]


@pytest.mark.parametrize("text", ["0000-0000-0000-0000-0000-0000-000", "nonsense", "é"])
def test_an_unknown_pass_is_quarantined(door: Door, text: str) -> None:
    assert door.send(door.tap(None, **{"pass": text})) == [("quarantined", "unknown_pass")]
    assert standing(door) == []


def test_an_unknown_occurrence_is_quarantined(door: Door) -> None:
    tap = door.tap(a_centre("Het Anker"))
    assert door.send(tap) == [("quarantined", "unknown_occurrence")]


def test_a_tap_of_last_week_lands_on_its_own_day(door: Door) -> None:
    earlier = MONDAY_TEN - timedelta(days=7)
    assert door.send(door.tap(None, at=earlier)) == [STORED]
    day = earlier.date()
    assert queries.standing(centre_id=door.centre, first_day=day, last_day=day)


def test_a_card_of_another_day_counts_where_a_scan_would(door: Door) -> None:
    tap = door.tap(door.next_day(door.course), **{"pass": door.a_pass()})
    assert door.send(tap, tap) == [STORED, DUPLICATE]
    (seen,) = standing(door)
    assert seen.occurrence_id == door.inloop
    assert seen.pass_id is not None


def test_a_card_of_another_day_counts_at_no_activity_when_nothing_was_on(door: Door) -> None:
    late = MONDAY_TEN - timedelta(hours=11)
    assert door.send(door.tap(door.course, at=late)) == [STORED]
    (seen,) = queries.standing(centre_id=door.centre, first_day=late.date(), last_day=late.date())
    assert seen.occurrence_id is None


def test_a_sensitive_card_of_another_day_drops_the_pass_all_the_same(door: Door) -> None:
    scan = door.tap(None, at=MONDAY_TEN - timedelta(seconds=40), **{"pass": door.a_pass()})
    door.send(scan, door.tap(door.next_day(door.surgery), **{"pass": door.a_pass()}))
    assert [(seen.occurrence_id, seen.pass_id) for seen in standing(door)] == [
        (door.inloop, None)
    ] * 2


def test_a_card_of_what_ended_that_day_counts_there(door: Door) -> None:
    evening = MONDAY_TEN + timedelta(hours=12)
    with time_machine.travel(evening, tick=False):
        assert door.send(door.tap(door.course, at=evening), sent_at=evening.isoformat()) == [STORED]
    assert [seen.occurrence_id for seen in standing(door)] == [door.course]


@pytest.mark.parametrize(("minutes", "code"), [(60, "future"), (-32 * 24 * 60, "too_old")])
def test_a_time_that_cant_be_is_quarantined(door: Door, minutes: int, code: str) -> None:
    tap = door.tap(door.inloop, at=MONDAY_TEN + timedelta(minutes=minutes))
    assert door.send(tap, tablet={"offset_ms": 0}) == [("quarantined", code)]


@pytest.mark.parametrize("age_ms", [None, 3 * 3600_000])
def test_a_time_that_nothing_tells_waits_for_a_host(door: Door, age_ms: int | None) -> None:
    """No age by a clock that never jumps, or one that the wall clock contradicts; no offset."""
    tap = {**door.tap(door.inloop), "age_ms": age_ms}
    assert door.send(tap) == [("quarantined", "unknown_time")]
    tap = {**door.tap(door.inloop), "age_ms": age_ms}
    assert door.send(tap, tablet={"offset_ms": 0}) == [STORED]


def test_a_revoked_tablets_taps_all_go_to_quarantine(door: Door) -> None:
    door.revoke()
    taps = [door.tap(door.inloop), door.tap(None)]
    assert door.send(*taps) == [("quarantined", "revoked_tablet")] * 2
    assert standing(door) == []


def test_the_last_scan_of_the_minute_becomes_anonymous_whoever_tapped_since(door: Door) -> None:
    scan = door.tap(None, at=MONDAY_TEN - timedelta(seconds=40), **{"pass": door.a_pass()})
    tap = door.tap(door.course, at=MONDAY_TEN - timedelta(seconds=20))
    door.send(scan, tap, door.tap(door.surgery))
    assert [seen.pass_id for seen in standing(door)] == [None, None, None]


def test_what_is_stored_stays_a_duplicate_when_its_pass_was_revoked_since(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    door.send(scan)
    (seen,) = standing(door)
    assert seen.pass_id is not None
    passes.revoke(centre_id=door.centre, pass_id=seen.pass_id, at=MONDAY_TEN, reason="lost")
    assert door.send(scan) == [DUPLICATE]
    assert door.send(door.tap(None, **{"pass": scan["pass"]})) == [("quarantined", "unknown_pass")]


@pytest.mark.parametrize("days", [-40, 40])
def test_what_is_stored_stays_a_duplicate_when_the_tablets_clock_jumped(
    door: Door, days: int
) -> None:
    tap = door.tap(door.inloop)
    assert door.send(tap) == [STORED]
    jumped = MONDAY_TEN + timedelta(days=days)
    assert door.send(tap, sent_at=jumped.isoformat()) == [DUPLICATE]
