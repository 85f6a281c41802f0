"""How the kiosk names a day: in full, as each language writes it."""

from __future__ import annotations

from datetime import date

from registry import words

TUESDAY = date(2026, 11, 24)
NAMED = {
    "nl": "dinsdag 24 november",
    "en": "Tuesday, November 24",
    "tr": "24 Kasım Salı",
    "ar": "الثلاثاء، 24 نوفمبر",
    "pl": "wtorek, 24 listopada",
    "bg": "вторник, 24 ноември",
    "es": "martes, 24 de noviembre",
    "pap": "djamars, 24 Novèmber",
    "uk": "вівторок, 24 листопада",
    "ti": "ሰሉስ፣ 24 ሕዳር",
}


def test_a_day_is_named_in_full_without_its_year() -> None:
    assert {code: words.weekday_in(TUESDAY, code) for code in words.LANGUAGES} == NAMED


def test_numbers_months_and_weekdays_are_written_as_each_language_does() -> None:
    written = {code: words.number_in(12_843, code) for code in ("nl", "en", "tr", "ar", "pap")}
    assert written == {
        "nl": "12.843",
        "en": "12,843",
        "tr": "12.843",
        "ar": "12,843",
        "pap": "12,843",
    }
    assert words.percent_in(24, "tr") == "%24"
    assert words.weekday_name_in(0, "bg") == "понеделник"
    assert words.month_in(date(2026, 10, 1), "pl") == "październik 2026"
