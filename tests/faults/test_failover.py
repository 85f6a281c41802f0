"""A primary that dies loses nothing that was answered for, where it waits for its standby."""

from __future__ import annotations

from tests.faults.failover import LIMIT, send_through_failover


def test_nothing_is_lost_when_the_standby_takes_over() -> None:
    made = send_through_failover(waits=True)
    assert made.wrong == []
    assert made.acknowledged == made.sent
    assert made.back < LIMIT


def test_a_primary_that_does_not_wait_for_its_standby_is_caught() -> None:
    made = send_through_failover(waits=False)
    assert any("lost" in found for found in made.wrong), made.wrong
