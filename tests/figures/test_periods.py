"""Quarters and years: their months, how they are written, what comes before and after."""

from datetime import date

import pytest

from registry.figures.facts import Month
from registry.figures.periods import Period


@pytest.mark.parametrize("text", ["2026", "2026-Q1", "2026-Q4"])
def test_what_is_read_is_written_again(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "26", "2026-Q5", "2026-Q0", "2026-10", "0000", "2026-Q1 "])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter or a year"):
        Period.parse(text)


def test_the_months_of_a_quarter_and_of_a_year() -> None:
    assert Period(2026, 4).months == (Month(2026, 10), Month(2026, 11), Month(2026, 12))
    assert Period(2026, 1).months[0] == Month(2026, 1)
    months = Period(2026).months
    assert (len(months), months[0], months[-1]) == (12, Month(2026, 1), Month(2026, 12))


def test_every_month_lies_in_its_quarter_and_its_year() -> None:
    for month in Period(2026).months:
        day = month.first_day
        assert month in Period.of(day, quarter=True).months
        assert Period.of(day, quarter=False) == Period(2026)
    assert Period.of(date(2026, 3, 31), quarter=True) == Period(2026, 1)


def test_the_one_before_and_the_one_after_are_as_long() -> None:
    assert Period(2026, 1).previous == Period(2025, 4)
    assert Period(2026, 4).next == Period(2027, 1)
    assert Period(2026).next == Period(2027)
    assert Period(2026).previous == Period(2025)
