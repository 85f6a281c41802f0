"""Cells as people fill them in: days, numbers, times and roles, and what each mistake is called."""

from datetime import date, time

import pytest

from registry.imports import values
from registry.imports.values import Misread

NOVEMBER = date(2025, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3-11-2025", "03-11-2025", "3/11/2025", "3.11.2025", "3-11-25", "3/11/'25", "2025-11-03",
        "2025/11/3", "3 november 2025", "3 Nov 2025", "3 nov. 2025", "3-nov-25", "3e november 2025",
        "maandag 3 november 2025", "ma 3-11-2025", "Ma. 3 nov 2025", "maandag, 3 november 2025",
        "45964", "45964,0", "3-11-2025 10:30", "2025-11-03 10.30", "3 november 2025 om 10.30 uur",
        "2025-11-03T10:30:00", " 3-11-2025 ",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    day, wall = values.read_day(text)
    assert day == NOVEMBER
    assert wall == (time(10, 30) if "30" in text[5:] else None)


@pytest.mark.parametrize(("text", "month"), [("1 mrt 2026", 3), ("1 maa 2026", 3), ("1 mei 26", 5),
                                             ("1 sept 2025", 9), ("1 okt 2025", 10)])  # fmt: skip
def test_months_are_read_by_their_dutch_letters(text: str, month: int) -> None:
    assert values.read_day(text)[0].month == month


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "day_empty"), ("  ", "day_empty"), ("gisteren", "day_unknown"), ("12", "day_unknown"),
        ("99999", "day_unknown"), ("3 nivose 2025", "day_unknown"), ("x" * 90, "day_unknown"),
        ("3-11", "day_no_year"), ("3 november", "day_no_year"), ("ma 3 nov", "day_no_year"),
        ("31-11-2025", "day_none_such"), ("30 februari 2026", "day_none_such"),
        ("11/25/2025", "day_none_such"), ("0-1-2025", "day_none_such"),
        ("1-1-0000", "day_none_such"), ("di 3-11-2025", "day_other_weekday"), ("=A1+7", "formula"),
        ("3-11/2025", "day_unknown"), ("٣-١١-٢٠٢٥", "day_unknown"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_day_has_a_name(text: str, code: str) -> None:
    with pytest.raises(Misread) as found:
        values.read_day(text)
    assert found.value.code == code


def test_midnight_behind_a_day_is_no_time() -> None:
    assert values.read_day("3-11-2025 0:00") == (NOVEMBER, None)


@pytest.mark.parametrize(
    ("text", "people"),
    [("12", 12), ("0", 0), ("12,0", 12), ("12.00", 12), ("999", 999), (" 7 ", 7), ("7 personen", 7),
     ("3x", 3), ("12 pers.", 12), ("-0", 0)],
)  # fmt: skip
def test_a_number_is_read(text: str, people: int) -> None:
    assert values.read_people(text) == people


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "people_empty"), ("twaalf", "people_no_number"), ("12+3", "people_no_number"),
        ("1O", "people_no_number"), ("12-14", "people_no_number"), ("²", "people_no_number"),
        ("-3", "people_negative"), ("− 3", "people_negative"), ("2,5", "people_part"),
        ("2.5", "people_part"), ("1000", "people_many"), ("1.200", "people_many"),
        ("1.234.567", "people_many"), ("=SOM(A1:A3)", "formula"), ("=", "formula"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_number_has_a_name(text: str, code: str) -> None:
    with pytest.raises(Misread) as found:
        values.read_people(text)
    assert found.value.code == code


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("", None), ("9.30", time(9, 30)), ("09:30", time(9, 30)), ("9u30", time(9, 30)),
        ("9 uur", time(9)), ("14", time(14)), ("9.30 uur", time(9, 30)), ("09:30:00", time(9, 30)),
        ("10.00-12.00", time(10)), ("10:00 – 12:00", time(10)), ("10 tot 12 uur", time(10)),
        ("0,4375", time(10, 30)), ("0.999999", time(23, 59)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_is_read_of_a_span_its_beginning(text: str, wall: time | None) -> None:
    assert values.read_wall(text) == wall


@pytest.mark.parametrize("text", ["ochtend", "25:00", "9:75", "1-1-2024", "-", "na het eten"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(Misread) as found:
        values.read_wall(text)
    assert found.value.code == "time_unknown"


@pytest.mark.parametrize(
    ("text", "role"),
    [("", "meedoen"), ("Bezoeker", "meedoen"), ("helpt", "meehelpen"),
     ("VRIJWILLIGER", "meehelpen"), ("organiseert", "organiseren"), ("begeleider.", "organiseren")],
)  # fmt: skip
def test_a_role_is_read_by_the_words_of_a_centre(text: str, role: str) -> None:
    assert values.read_role(text) == role


@pytest.mark.parametrize(("text", "code"), [("kok", "role_unknown"), ("=B2", "formula")])
def test_a_role_that_is_none_is_told(text: str, code: str) -> None:
    with pytest.raises(Misread) as found:
        values.read_role(text)
    assert found.value.code == code
