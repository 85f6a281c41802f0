"""Which days are quiet: school holidays and seasons."""

from __future__ import annotations

from datetime import date

from registry.demo import days


def test_a_summer_holiday_is_quiet_indoors() -> None:
    assert days.busyness(date(2026, 8, 10)) < 0.8 < days.busyness(date(2026, 9, 14))


def test_outdoors_june_is_busier_than_january() -> None:
    june, january = date(2026, 6, 10), date(2026, 1, 14)
    assert days.busyness(june, outdoors=True) > 1.5 * days.busyness(january, outdoors=True)
