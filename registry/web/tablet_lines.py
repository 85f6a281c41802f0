"""The tablets of a centre as a host reads them on Vandaag: which work, and what is the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask_babel import gettext as _

from registry import clock
from registry.centres.queries import TabletInCare, TabletView

SEEN_LATELY = timedelta(minutes=2)
"""A tablet reports four times a minute; one that missed eight is offline."""
MISSED_AFTER = timedelta(minutes=10)
"""So long unseen while the centre is open, somebody has to look."""
CLOCK_MAY_BE_OFF = timedelta(minutes=2)
LOW_BATTERY = 20
TROUBLES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is the matter with a tablet: an icon, and words that say it."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class TabletLine:
    """A tablet as the host reads it.

    `state` is works, look (works, but keeps nothing), offline, or missed; `seen_at` is told once it
    is silent, None where it was linked and never seen; `waiting_since` is when the oldest kept
    event was made; `battery` in percents.
    """

    name: str
    state: str
    seen_at: datetime | None
    waiting: int
    waiting_since: datetime | None
    battery: int | None
    troubles: tuple[Trouble, ...]

    @property
    def works(self) -> bool:
        """Whether nobody has to do anything for the next visitor."""
        return self.state == "works"


def tablet_line(
    tablet: TabletView, at: datetime, *, opening: Sequence[tuple[time, time]], build: str
) -> TabletLine:
    """Return a tablet at a moment; `opening` are the day's hours, `build` is the server's own."""
    seen = tablet.last_seen_at
    speaks = _speaks(tablet, at)
    since = None
    if seen is not None and tablet.waiting and tablet.oldest_ms is not None:
        since = seen - timedelta(milliseconds=tablet.oldest_ms)
    troubles = tuple(_troubles(tablet, build)) if speaks else ()
    return TabletLine(
        name=tablet.name,
        state=state_of(tablet, at, opening),
        seen_at=None if speaks else seen,
        waiting=tablet.waiting,
        waiting_since=since,
        battery=_percents(tablet.battery),
        troubles=troubles[:TROUBLES_SHOWN],
    )


def _speaks(tablet: TabletView | TabletInCare, at: datetime) -> bool:
    return tablet.last_seen_at is not None and at - tablet.last_seen_at <= SEEN_LATELY


def state_of(
    tablet: TabletView | TabletInCare, at: datetime, opening: Sequence[tuple[time, time]]
) -> str:
    """Return how a tablet is at a moment, as in TabletLine; `opening` are the day's hours."""
    if _speaks(tablet, at):
        return "look" if tablet.storage in {"full", "none"} else "works"
    day, last_seen_at = clock.local_day(at), tablet.last_seen_at or tablet.enrolled_at
    for opens, closes in opening:
        unseen_since = max(last_seen_at, clock.at_local(day, opens))
        if at <= clock.at_local(day, closes) and at - unseen_since >= MISSED_AFTER:
            return "missed"
    return "offline"


def _percents(battery: float | None) -> int | None:
    return None if battery is None else round(battery * 100)


def _troubles(tablet: TabletView, build: str) -> Iterator[Trouble]:
    """Yield what is the matter, the worst first."""
    kept = {"none": _("Kan niets bewaren"), "full": _("Geheugen vol")}
    battery = _percents(tablet.battery)
    if tablet.storage in kept:
        yield Trouble("hard-drives-bold", kept[tablet.storage])
    if tablet.offset_ms is not None and abs(tablet.offset_ms) >= CLOCK_MAY_BE_OFF / _MS:
        yield Trouble("clock-bold", _clock_words(tablet.offset_ms))
    if battery is not None and battery < LOW_BATTERY:
        yield Trouble("battery-low-bold", _("Accu bijna leeg"))
    if tablet.camera in {"none", "denied"}:
        yield Trouble("camera-slash", _("Camera uit"))
    if tablet.build not in {None, build}:
        yield Trouble("arrows-clockwise-bold", _("Oude versie"))
    if tablet.offline is False:
        yield Trouble("wifi-slash-bold", _("Start niet zonder internet"))
    if tablet.storage == "refused":
        yield Trouble("hard-drives-bold", _("Bewaren niet zeker"))


_MS = timedelta(milliseconds=1)


def _clock_words(offset_ms: int) -> str:
    """Say how far off a clock is; a tablet that is behind has an offset above zero."""
    off = timedelta(milliseconds=abs(offset_ms))
    if off < timedelta(hours=2):
        length = _("%(number)s minuten", number=round(off / timedelta(minutes=1)))
    elif off < timedelta(days=2):
        length = _("%(number)s uur", number=round(off / timedelta(hours=1)))
    else:
        length = _("%(number)s dagen", number=off.days)
    if offset_ms > 0:
        return str(_("Klok loopt %(length)s achter", length=length))
    return str(_("Klok loopt %(length)s voor", length=length))
