"""Which days a rule gives, and how it is said."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.activities.recurrence import (
    Kind,
    Pattern,
    days,
    in_words,
    monthly,
    once,
    read,
    weekly,
)

TUESDAY = date(2026, 11, 24)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def days_of(
    rule: str, first_day: date = FIRST, last_day: date | None = None, *, until: date = LAST
) -> list[date]:
    return days(rule, first_day, last_day, since=FIRST, until=until)


def test_a_weekly_rule_gives_its_weekdays_from_its_first_day() -> None:
    found = days_of(weekly([1, 3]), date(2026, 11, 25), until=date(2026, 12, 3))
    assert found == [date(2026, 11, 26), date(2026, 12, 1), date(2026, 12, 3)]


def test_the_last_day_is_a_day_too_and_ends_it() -> None:
    found = days_of(weekly([1]), TUESDAY, TUESDAY + timedelta(days=7))
    assert found == [TUESDAY, TUESDAY + timedelta(days=7)]


def test_every_other_week_is_counted_from_the_week_of_the_first_day() -> None:
    rule = weekly([0, 2], interval=2)
    found = days_of(rule, date(2026, 11, 25), until=date(2026, 12, 23))
    assert found == [
        date(2026, 11, 25),
        date(2026, 12, 7),
        date(2026, 12, 9),
        date(2026, 12, 21),
        date(2026, 12, 23),
    ]


def test_where_the_asking_starts_does_not_shift_every_other_week() -> None:
    rule = weekly([1], interval=2)
    later = days(rule, TUESDAY, None, since=date(2026, 12, 1), until=LAST)
    assert later == [date(2026, 12, 8), date(2026, 12, 22)]


def test_a_monthly_rule_gives_one_day_a_month() -> None:
    found = days_of(monthly(2, 4), until=date(2026, 3, 31))
    assert found == [date(2026, 1, 9), date(2026, 2, 13), date(2026, 3, 13)]


def test_the_last_weekday_of_a_month_is_the_fourth_or_the_fifth() -> None:
    found = days_of(monthly(-1, 0), until=date(2026, 3, 31))
    assert found == [date(2026, 1, 26), date(2026, 2, 23), date(2026, 3, 30)]


def test_once_is_the_first_day_alone() -> None:
    assert days_of(once(), TUESDAY) == [TUESDAY]


def test_nothing_falls_before_the_first_day() -> None:
    assert days_of(weekly(range(7)), TUESDAY, until=date(2026, 11, 23)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=-2MO",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=2",
        "FREQ=WEEKLY;BYDAY=MO\nEXRULE:FREQ=SECONDLY",
    ],
)
def test_another_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="not a rule"):
        days_of(rule)


@pytest.mark.parametrize(
    "wrong", [lambda: weekly([]), lambda: weekly([1], 10), lambda: monthly(5, 1)]
)
def test_an_impossible_rule_is_not_made(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match="not a rule"):
        wrong()


WEEKDAY_SETS = st.sets(st.integers(0, 6), min_size=1).map(lambda them: tuple(sorted(them)))


@given(weekdays=WEEKDAY_SETS, interval=st.integers(1, 9), first=st.dates(FIRST, LAST))
def test_a_weekly_rule_reads_back_and_keeps_to_its_days(
    weekdays: tuple[int, ...], interval: int, first: date
) -> None:
    rule = weekly(weekdays, interval)
    assert read(rule) == Pattern(Kind.WEEKLY, weekdays, interval=interval)
    monday = first - timedelta(days=first.weekday())
    for day in days_of(rule, first):
        assert day >= first
        assert day.weekday() in weekdays
        assert (day - monday).days // 7 % interval == 0


@given(nth=st.sampled_from([1, 2, 3, 4, -1]), weekday=st.integers(0, 6))
def test_a_monthly_rule_reads_back_and_comes_twelve_times_a_year(nth: int, weekday: int) -> None:
    rule = monthly(nth, weekday)
    assert read(rule) == Pattern(Kind.MONTHLY, (weekday,), nth=nth)
    found = days_of(rule)
    assert [day.month for day in found] == list(range(1, 13))
    assert {day.weekday() for day in found} == {weekday}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (weekly([1]), "dinsdag, 10 uur"),
        (weekly([0, 3]), "maandag en donderdag, 10 uur"),
        (weekly([1, 2, 3]), "di, wo en do, 10 uur"),
        (weekly([0, 1, 2, 3, 4]), "elke werkdag, 10 uur"),
        (weekly(range(7)), "elke dag, 10 uur"),
        (weekly([1], interval=2), "dinsdag, om de week, 10 uur"),
        (weekly([1], interval=3), "dinsdag, om de 3 weken, 10 uur"),
        (monthly(1, 2), "eerste woensdag van de maand, 10 uur"),
        (monthly(-1, 4), "laatste vrijdag van de maand, 10 uur"),
        (once(), "één keer, 10 uur"),
    ],
)
def test_a_rule_is_said_in_dutch(rule: str, words: str) -> None:
    assert in_words(rule, time(10)) == words


def test_half_past_is_written_with_a_dot() -> None:
    assert in_words(weekly([2]), time(9, 30)) == "woensdag, 9.30 uur"


def test_an_end_is_said_where_it_is_given() -> None:
    assert in_words(weekly(range(5)), time(9), ends=time(17)) == "elke werkdag, 9–17 uur"


def test_a_single_time_says_its_date() -> None:
    assert in_words(once(), time(14), first_day=TUESDAY) == "24 november, 14 uur"
