"""The day's programme as the tablet shows it: cards to touch, and what its script needs of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import current_app

from kiosk import changes
from registry import clock, words
from registry.activities import queries as activities
from registry.activities import services as planning
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.speech import gettext
from registry.theory.model import Theory

DAYS_AHEAD = 8
"""So many days, and their opening hours, go along, for a tablet that is without a network."""
Opening = tuple[date, time, time]
"""A day, and when a centre opens and closes on it."""
INLOOP_LINE = "Koffie, thee en een praatje."
"""What open inloop is, in most centres; only this line is in the catalogue."""


Items = Sequence[ProgrammeItem]


def of_day(centre: CentreView, at: datetime) -> tuple[Items, Items]:
    """Return what is held on a day, and what would have been: called off, or moved to another day.

    What was not planned yet is planned ahead.
    """
    day = clock.local_day(at)
    planning.plan_ahead(centre=centre, day=day)
    items = activities.programme(centre_id=centre.id, day=day, at=at)
    away = activities.moved_away(centre_id=centre.id, first_day=day, last_day=day, at=at)
    held = [item for item in items if not item.cancelled]
    return held, [item for item in items if item.cancelled] + list(away)


def cards(held: Items, off: Items, code: str, at: datetime) -> list[dict[str, Any]]:
    """Return what is on or to come and what is not held, by time; what is over is not offered.

    The first, which is drawn large, is always one to touch, if there is any.
    """
    touchable = [card(item, code, at) for item in held if item.ends_at > at]
    untouchable = [_card_of_off(item, code, at) for item in off]
    left = [one for one in untouchable if datetime.fromisoformat(one["until"]) > at]
    in_turn = sorted([*touchable[1:], *left], key=lambda one: str(one["starts"]))
    return [*touchable[:1], *in_turn]


def card(item: ProgrammeItem, code: str, at: datetime) -> dict[str, Any]:
    """Return an activity as a card shows it in a language."""
    return {
        "id": str(item.occurrence_id),
        "title": item.titles.get(code, item.title),
        "language": code if code in item.titles else "nl",
        "o": _o_code(item),
        "pictogram": item.pictogram,
        "starts": words.wall_time(item.starts_at),
        "ends": words.wall_time(item.ends_at),
        "open_now": item.starts_at <= at < item.ends_at,
        "open_inloop": item.open_inloop,
        "description": _in_language(item.description, code),
        "sensitive": item.sensitive,
        "off": False,
        "change": changes.change(item, code, item.local_day),
        "why": changes.why(item, code),
    }


def _card_of_off(item: ProgrammeItem, code: str, at: datetime) -> dict[str, Any]:
    """Return a card of what is not held today: it says so, and when it would have been."""
    starts_at, ends_at = item.starts_at, item.ends_at
    if item.planned_starts_at and item.planned_ends_at and not item.cancelled:
        starts_at, ends_at = item.planned_starts_at, item.planned_ends_at
    return {
        **card(item, code, at),
        "off": True,
        "change": changes.change(item, code, clock.local_day(starts_at)),
        "starts": words.wall_time(starts_at),
        "ends": words.wall_time(ends_at),
        "until": ends_at.isoformat(),
    }


def _in_language(description: str, code: str) -> str:
    """Return a line in a language; what a centre wrote itself is there in Dutch only."""
    if code == "nl":
        return description
    return gettext("Koffie, thee en een praatje.") if description == INLOOP_LINE else ""


def _o_code(item: ProgrammeItem) -> str:
    theory: Theory = current_app.extensions["inloop_theory"]
    return theory.o(item.main_o).code


def openings(centre: CentreView, at: datetime) -> Sequence[Opening]:
    """Return when a centre is open from today on, for as long as a tablet may be on its own.

    Empty where it has no opening hours at all: then it is never shown as closed.
    """
    day = clock.local_day(at)
    return centres.openings(centre.id, day, day + timedelta(days=DAYS_AHEAD))


def calendar(at: datetime) -> dict[str, str]:
    """Return the days that the tablet's script may come to before it hears from us again.

    By date, the midnight where the centres are with which each begins, in ISO 8601; the last only
    ends the one before it.
    """
    first = clock.local_day(at)
    days = [first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 2)]
    return {day.isoformat(): clock.at_local(day, time.min).isoformat() for day in days}


def opening(on: date, opens: time, closes: time) -> dict[str, str]:
    """Return when a centre is open as the tablet's script needs it; times in ISO 8601."""
    return {
        "date": on.isoformat(),
        "opens_at": clock.at_local(on, opens).isoformat(),
        "closes_at": clock.at_local(on, closes).isoformat(),
        "time": words.wall_time(opens),
    }


def days(openings: Sequence[Opening], code: str) -> dict[str, str]:
    """Return what the days of openings are called in a language, by their date."""
    return {on.isoformat(): words.weekday_in(on, code) for on, _, _ in openings}


def occurrence(item: ProgrammeItem) -> dict[str, Any]:
    """Return an activity as the tablet's script needs it, in every language; times in ISO 8601."""
    return {
        "title": {"nl": item.title, **item.titles},
        "o": _o_code(item),
        "pictogram": item.pictogram,
        "starts_at": item.starts_at.isoformat(),
        "ends_at": item.ends_at.isoformat(),
        "sensitive": item.sensitive,
        "children": item.for_children,
        "open_inloop": item.open_inloop,
    }
