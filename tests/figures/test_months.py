from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures.facts import Month


def test_a_month_reads_and_writes_as_year_and_number() -> None:
    assert Month.parse("2026-10") == Month(2026, 10)
    assert str(Month(2026, 2)) == "2026-02"


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "0000-10", "2026-1", "26-10",
                                  "2026-10\n", " 2026-10", "2026-10-01", "٢٠٢٦-١٠"])  # fmt: skip
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|year"):
        Month.parse(text)


def test_a_month_knows_its_neighbours_over_new_year() -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2027, 1).previous == Month(2026, 12)
    assert Month(2026, 10).shifted(-12) == Month(2025, 10)


def test_a_month_knows_its_days() -> None:
    assert Month(2024, 2).first_day == date(2024, 2, 1)
    assert Month(2024, 2).last_day == date(2024, 2, 29)


def test_months_sort_by_time() -> None:
    assert sorted([Month(2026, 2), Month(2025, 11)]) == [Month(2025, 11), Month(2026, 2)]


@given(st.dates(date(1900, 1, 1), date(2999, 1, 1)))
def test_a_day_lies_in_its_own_month_only(day: date) -> None:
    month = Month.of(day)
    assert day in month
    assert month.first_day <= day <= month.last_day
    assert day not in month.next
    assert month.last_day + timedelta(days=1) == month.next.first_day
