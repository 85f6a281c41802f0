"""What a card says of an occurrence that was called off or moved: fixed words, and the reason."""

from __future__ import annotations

from datetime import date

from registry import words
from registry.activities.queries import ProgrammeItem
from registry.activities.reasons import REASONS, Why
from registry.speech import gettext


def change(item: ProgrammeItem, code: str, day: date) -> str:
    """Return what is other than planned, as a card of a day says it; "" where nothing is."""
    if item.cancelled:
        return gettext("Gaat niet door.")
    if not item.moved:
        return ""
    return " ".join(part for part in (_when(item, code, day), _where(item)) if part)


def why(item: ProgrammeItem, code: str) -> str:
    """Return the reason; "" where there is none, or where the team wrote it, in Dutch only."""
    return "" if item.why is None else _reason(item.why, code)


def _when(item: ProgrammeItem, code: str, day: date) -> str:
    time = words.wall_time(item.starts_at)
    if item.local_day != day:
        on = words.weekday_in(item.local_day, code)
        return gettext("Nu op %(day)s, %(time)s.") % {"day": on, "time": time}
    same = (item.starts_at, item.ends_at) == (item.planned_starts_at, item.planned_ends_at)
    return "" if same else gettext("Nu om %(time)s.") % {"time": time}


def _where(item: ProgrammeItem) -> str:
    if item.place == item.usual_place:
        return ""
    return gettext("Nu hier: %(place)s.") % {"place": item.place}


def _reason(given: Why, code: str) -> str:
    if given.words:
        return given.words if code == "nl" else ""
    return gettext(REASONS[given.key])
