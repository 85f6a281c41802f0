"""When a tap really was."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.visits.true_time import NotInTime, true_time

SERVER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def when(
    *, at: datetime, sent_at: datetime = SERVER, age_ms: int | None, offset_ms: int | None = None
) -> datetime:
    return true_time(server=SERVER, sent_at=sent_at, at=at, age_ms=age_ms, offset_ms=offset_ms)


def test_a_right_clock_is_believed() -> None:
    assert when(at=SERVER - MINUTE, age_ms=60_000) == SERVER - MINUTE


@pytest.mark.parametrize("wrong", [timedelta(hours=1), timedelta(days=-1), timedelta(days=-20_000)])
def test_a_clock_that_is_off_does_not_matter_while_the_tablet_stays_awake(wrong: timedelta) -> None:
    sent_at = SERVER + wrong
    assert when(at=sent_at - MINUTE, sent_at=sent_at, age_ms=60_000) == SERVER - MINUTE


def test_after_a_restart_the_wall_clock_counts_with_its_known_offset() -> None:
    off = timedelta(hours=1)
    at = SERVER + off - timedelta(days=3)
    moment = when(at=at, sent_at=SERVER + off, age_ms=None, offset_ms=-3_600_000)
    assert moment == SERVER - timedelta(days=3)


def test_after_a_restart_without_a_known_offset_the_batch_itself_measures_it() -> None:
    sent_at = SERVER - timedelta(hours=2)
    moment = when(at=sent_at - timedelta(days=1), sent_at=sent_at, age_ms=None)
    assert moment == SERVER - timedelta(days=1)


def test_a_tablet_that_slept_is_not_believed_by_its_stopped_clock() -> None:
    at = SERVER - timedelta(hours=5)
    assert when(at=at, age_ms=60_000, offset_ms=0) == at


def test_a_clock_that_jumped_while_taps_waited_falls_back_on_the_offset_before() -> None:
    jumped = SERVER + timedelta(hours=1)
    moment = when(at=SERVER - MINUTE, sent_at=jumped, age_ms=30_000, offset_ms=0)
    assert moment == SERVER - MINUTE


def test_a_moment_ahead_by_less_than_two_minutes_is_now() -> None:
    assert when(at=SERVER + MINUTE, sent_at=SERVER, age_ms=None, offset_ms=0) == SERVER


def test_the_future_is_refused() -> None:
    with pytest.raises(NotInTime) as refusal:
        when(at=SERVER + timedelta(hours=1), age_ms=None, offset_ms=0)
    assert refusal.value.code == "future"


def test_more_than_31_days_ago_is_refused() -> None:
    with pytest.raises(NotInTime) as refusal:
        when(at=SERVER - timedelta(days=32), age_ms=None, offset_ms=0)
    assert refusal.value.code == "too_old"
