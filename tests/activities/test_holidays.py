"""Which days are holidays: what the file of school holidays says, and the public ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from registry.activities import holidays


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
    assert holidays.school_holiday(day) == name


def test_school_holidays_follow_each_other_and_begin_on_a_saturday() -> None:
    known = holidays.school().all
    for one, following in pairwise(known):
        assert one.first <= one.last < following.first
    assert {one.first.weekday() for one in known} == {5}
    assert {one.last.weekday() for one in known} == {6}


def test_school_holidays_say_where_they_come_from_and_reach_beyond_two_years() -> None:
    assert "Rijksoverheid" in holidays.school().source
    assert holidays.school().known_until > date(2029, 1, 1)


def test_public_holidays_have_dutch_names_and_stay_within_the_days_asked() -> None:
    found = holidays.public_holidays(date(2025, 12, 25), date(2026, 4, 27))
    assert found[date(2025, 12, 25)] == "Eerste kerstdag"
    assert found[date(2026, 4, 27)] == "Koningsdag"
    assert min(found) == date(2025, 12, 25)


def test_each_day_counts_both_ends() -> None:
    found = list(holidays.each_day(date(2026, 2, 27), date(2026, 3, 1)))
    assert found == [date(2026, 2, 27) + timedelta(days=n) for n in range(3)]


def test_days_off_are_school_holidays_and_public_holidays() -> None:
    off = holidays.days_off(date(2026, 4, 20), date(2026, 5, 14))
    assert date(2026, 4, 24) not in off
    assert {date(2026, 4, 25), date(2026, 5, 3), date(2026, 5, 14)} <= off
    assert date(2026, 5, 4) not in off
