"""When a tap really was, from the tablet's two clocks and the server's. Pure.

Wall clocks of tablets are wrong, jump, and know nothing of daylight saving; a monotonic clock
is right but stops in sleep and starts anew with each browser session. So the age by the
monotonic clock counts where both agree, and else the wall clock with the offset that was known
when the tap was made. Where there is neither, somebody has to say when it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta

AGREE = timedelta(minutes=2)
EARLY = timedelta(minutes=2)
OLDEST = timedelta(days=31)


class NotInTime(Exception):
    """A tap whose moment can't be believed: unknown, in the future, or over 31 days ago."""

    def __init__(self, code: str) -> None:
        """Take the event format's code: unknown_time, future or too_old."""
        super().__init__(code)
        self.code = code


def true_time(
    *,
    server: datetime,
    sent_at: datetime,
    at: datetime,
    age_ms: int | None,
    offset_ms: int | None,
) -> datetime:
    """Return the instant of a tap; all times aware.

    `server` is when the batch arrived, `sent_at` and `at` are by the tablet's wall clock,
    `age_ms` by its monotonic clock (None for a tap of an earlier browser session), `offset_ms`
    server minus tablet as last measured when the tap was made (None where it never was by then).
    Raises NotInTime.
    """
    wall_age = sent_at - at
    age = None if age_ms is None else timedelta(milliseconds=age_ms)
    if age is not None and abs(wall_age - age) <= AGREE:
        moment = server - age
    elif offset_ms is not None:
        moment = at + timedelta(milliseconds=offset_ms)
    else:
        raise NotInTime("unknown_time")
    if moment > server + EARLY:
        raise NotInTime("future")
    if moment < server - OLDEST:
        raise NotInTime("too_old")
    return min(moment, server)
