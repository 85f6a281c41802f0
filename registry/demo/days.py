"""Which days are quiet in Den Haag: weather and school holidays. Pure."""

from __future__ import annotations

import math
from datetime import date

from registry.activities.holidays import school_holiday

QUIET = {"zomervakantie": 0.68, "kerstvakantie": 0.62}
"""How many of the usual people come then; in other school holidays a bit fewer than usual."""
A_BIT_FEWER = 0.86
WARMEST = 15 * 7
"""The day of the year, about mid-July less a quarter, from which the sine of the year runs."""


def busyness(day: date, *, outdoors: bool = False) -> float:
    """Return how busy a day is beside an ordinary one, which is 1.

    School holidays are quiet; outdoors summer is busy and winter is not, indoors a little the
    other way round.
    """
    holiday = school_holiday(day)
    quiet = 1.0 if holiday is None else QUIET.get(holiday, A_BIT_FEWER)
    warmth = math.sin(2 * math.pi * (day.timetuple().tm_yday - WARMEST) / 365)
    return quiet * (1 + (0.45 if outdoors else -0.06) * warmth)
