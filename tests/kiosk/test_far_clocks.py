"""Tablets that were away for long, or have lost their clock: both databases have room for it."""

from __future__ import annotations

from typing import Any

import pytest

from registry.centres import queries as centres
from registry.visits import queries
from tests.builders import MONDAY_TEN
from tests.kiosk.conftest import Door

A_DAY_MS = 24 * 3600 * 1000
STORED = ("stored", None)


@pytest.mark.parametrize(
    "tablet",
    [
        {"waiting": 2, "oldest_ms": 30 * A_DAY_MS},
        {"waiting": 2, "oldest_ms": 1000, "offset_ms": 56 * 365 * A_DAY_MS},
        {"waiting": 2, "oldest_ms": 1000, "offset_ms": -56 * 365 * A_DAY_MS},
    ],
)
def test_a_tablet_that_was_away_for_a_month_or_lost_its_clock_can_send(
    door: Door, tablet: dict[str, Any]
) -> None:
    assert door.send({**door.tap(door.inloop), "age_ms": 0}, tablet=tablet) == [STORED]
    (seen,) = centres.tablets(door.centre)
    assert seen.oldest_ms == tablet["oldest_ms"]


def test_a_tablet_may_have_counted_far(door: Door) -> None:
    tap = door.tap(door.inloop)
    late = {**door.event("detail", of=tap["id"], party=3), "seq": 2**53}
    early = {**door.event("detail", of=tap["id"], party=2), "seq": 2**53 - 1}
    assert door.send(tap, late, early) == [STORED] * 3
    day = MONDAY_TEN.date()
    (seen,) = queries.standing(centre_id=door.centre, first_day=day, last_day=day)
    assert seen.party == 3


@pytest.mark.parametrize("field", ["build", "camera"])
def test_a_zero_sign_in_what_a_tablet_says_is_no_envelope(door: Door, field: str) -> None:
    response = door.post(tablet={field: "a\0b"})
    assert response.status_code == 422
    assert response.get_json()["faults"][0]["path"] == f"tablet.{field}"
