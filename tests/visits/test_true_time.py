"""When a tap really was: by the clock that never jumps, by a known offset, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from registry import clock
from registry.visits.true_time import AGREE, NotInTime, true_time

SERVER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
A_DAY = 24 * 3600
SINCE_1970 = SERVER - datetime(1970, 1, 1, tzinfo=UTC)


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


def test_after_a_restart_without_a_known_offset_nobody_knows_when_it_was() -> None:
    sent_at = SERVER - timedelta(hours=2)
    with pytest.raises(NotInTime) as refusal:
        when(at=sent_at - timedelta(days=1), sent_at=sent_at, age_ms=None)
    assert refusal.value.code == "unknown_time"


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY, -SINCE_1970])
def test_two_clocks_that_contradict_each_other_tell_nothing_without_an_offset(
    jump: timedelta,
) -> None:
    with pytest.raises(NotInTime) as refusal:
        when(at=SERVER - MINUTE, sent_at=SERVER + jump, age_ms=60_000)
    assert refusal.value.code == "unknown_time"


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


TURNS = (
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # the night in which the clock goes forward
    datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # the night in which it goes back
    clock.at_local(date(2026, 12, 1), time.min),
    clock.at_local(date(2027, 1, 1), time.min),
    clock.at_local(date(2028, 2, 29), time.min),
    SERVER,
)
"""Moments round which a wrong hour or zone tells another day, month or year."""
OFF = (timedelta(), HOUR, -HOUR, DAY, -DAY, -SINCE_1970, timedelta(minutes=7))


@dataclass(frozen=True)
class Way:
    """A tap and its way to the server, as it truly was.

    `wrong` is how far the wall clock was off at the tap; `jump` by how much it was set while the
    tap waited; `asleep` how long of that time the tablet slept; `measured` whether the offset was
    known at the tap; `restarted` whether the browser was, meanwhile.
    """

    tapped: datetime
    waited: timedelta
    wrong: timedelta
    jump: timedelta
    asleep: timedelta
    measured: bool
    restarted: bool

    def told(self) -> datetime:
        """Return what the server makes of it."""
        age = None if self.restarted else self.waited - self.asleep
        offset_ms = round(-self.wrong / timedelta(milliseconds=1)) if self.measured else None
        return true_time(
            server=self.tapped + self.waited,
            sent_at=self.tapped + self.waited + self.wrong + self.jump,
            at=self.tapped + self.wrong,
            age_ms=None if age is None else round(age / timedelta(milliseconds=1)),
            offset_ms=offset_ms,
        )


@st.composite
def ways(draw: st.DrawFn) -> Way:
    """Taps within a day of a turn, with every fault of a clock.

    All but one: a wall clock set back by just as long as the tablet slept looks like a right one.
    """
    waited = draw(st.sampled_from((timedelta(seconds=5), HOUR, 13 * HOUR, 5 * DAY)))
    asleep = draw(st.sampled_from((0, 1, 2))) * waited / 3 if waited > AGREE else timedelta()
    return Way(
        tapped=draw(st.sampled_from(TURNS)) + timedelta(seconds=draw(st.integers(-A_DAY, A_DAY))),
        waited=waited,
        wrong=draw(st.sampled_from(OFF)),
        jump=draw(st.sampled_from(OFF)),
        asleep=asleep,
        measured=draw(st.booleans()),
        restarted=draw(st.booleans()),
    )


@given(ways())
def test_a_tap_has_its_own_day_or_waits_for_a_host(way: Way) -> None:
    refused = ""
    try:
        moment = way.told()
    except NotInTime as refusal:
        moment, refused = way.tapped, refusal.code
    event(refused)
    assert refused == "" or (refused == "unknown_time" and not way.measured)
    assert clock.local_day(moment) == clock.local_day(way.tapped)
    assert moment == way.tapped
