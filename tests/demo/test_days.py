"""Which days are quiet: school holidays and seasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from registry.demo import days


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 10, 18), "herfstvakantie"),
        (date(2025, 10, 27), None),
        (date(2026, 1, 4), "kerstvakantie"),
        (date(2026, 1, 5), None),
        (date(2026, 8, 30), "zomervakantie"),
        (date(2027, 5, 3), None),
    ],
)
def test_a_school_holiday_runs_from_its_first_to_its_last_day(day: date, name: str | None) -> None:
    assert days.school_holiday(day) == name


def test_school_holidays_follow_each_other_and_begin_on_a_saturday() -> None:
    for (_, first, last), (_, following, _) in zip(
        days.SCHOOL_HOLIDAYS, days.SCHOOL_HOLIDAYS[1:], strict=False
    ):
        assert first <= last < following
        assert first.weekday() == 5
        assert last.weekday() == 6


def test_a_summer_holiday_is_quiet_indoors() -> None:
    assert days.busyness(date(2026, 8, 10)) < 0.8 < days.busyness(date(2026, 9, 14))


def test_outdoors_june_is_busier_than_january() -> None:
    june, january = date(2026, 6, 10), date(2026, 1, 14)
    assert days.busyness(june, outdoors=True) > 1.5 * days.busyness(january, outdoors=True)


def test_public_holidays_have_dutch_names_and_stay_within_the_days_asked() -> None:
    found = days.public_holidays(date(2025, 12, 25), date(2026, 4, 27))
    assert found[date(2025, 12, 25)] == "Eerste kerstdag"
    assert found[date(2026, 4, 27)] == "Koningsdag"
    assert min(found) == date(2025, 12, 25)


def test_each_day_counts_both_ends() -> None:
    found = list(days.each_day(date(2026, 2, 27), date(2026, 3, 1)))
    assert found == [date(2026, 2, 27) + timedelta(days=n) for n in range(3)]
