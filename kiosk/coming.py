"""The pack's file of the next days, for a tablet that is without a network past midnight.

It comes after all others, and holds what is another day's: cards, activities, dealt lists. Where
another month begins its questions and thanks are other ones too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import Any

from kiosk import dealing, programme, screens
from kiosk.screens import Day
from registry import clock, icons
from registry.speech import speaking
from registry.texts import queries as texts
from registry.texts.queries import OwnWords

DAYS = 3
Drawn = Mapping[str, Mapping[str, str]]
"""The HTML of screens by language and name."""


def days_after(day: Day) -> tuple[Day, ...]:
    """Look the next days of a centre up, each as it begins."""
    today = clock.local_day(day.at)
    mornings = (
        clock.at_local(today + timedelta(days=ahead), time.min) for ahead in range(1, DAYS + 1)
    )
    return tuple(Day.of(day.centre, morning, posters=False) for morning in mornings)


def dealt(days: Sequence[Day]) -> dict[str, dict[str, list[str | None]]]:
    """Return what is dealt on each day, by its date, as the tallies are now."""
    return {_date(day): dealing.deals(day.centre, day.items, day.at) for day in days}


def content(
    days: Sequence[Day], today: Day, shown: Drawn, own: Sequence[OwnWords]
) -> dict[str, Any]:
    """Return all but what is dealt. `shown` are the screens of today, every one in each language.

    What a day has not, which today has, is None.
    """
    drawn: dict[str, dict[str, dict[str, str | None]]] = {}
    for code, known in shown.items():
        with speaking(code, texts.in_language(own, code)):
            for day in days:
                for name, html in _other(day, today, code, known).items():
                    drawn.setdefault(name, {}).setdefault(code, {})[_date(day)] = html
    items = [item for day in days for item in day.items]
    pictures = {item.pictogram for day in days for item in (*day.items, *day.off)}
    return {
        "occurrences": {str(item.occurrence_id): programme.occurrence(item) for item in items},
        "icons": icons.symbols(pictures),
        "screens": drawn,
    }


def _other(day: Day, today: Day, code: str, known: Mapping[str, str]) -> dict[str, str | None]:
    if day.month == today.month:
        return {**screens.of_the_day(day, code)}
    drawn = screens.all_of(day, code)
    gone = dict.fromkeys(known.keys() - drawn.keys())
    return {name: html for name, html in drawn.items() if known.get(name) != html} | gone


def _date(day: Day) -> str:
    return clock.local_day(day.at).isoformat()
