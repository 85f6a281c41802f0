"""Numbers, dates and times as Dutch people write them; where a long word breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

import pyphen
from babel import Locale, localedata
from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal, format_percent

from registry import clock

LANGUAGES = {
    "nl": "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "pl": "Polski",
    "bg": "Български",
    "es": "Español",
    "pap": "Papiamentu",
    "uk": "Українська",
    "ti": "ትግርኛ",
}
"""The languages of the kiosk in their fixed order: code to its own name, in its own script."""

RIGHT_TO_LEFT = frozenset({"ar"})

LONG_WORD = re.compile(r"[^\W\d_]{12,}")
"""A word that may not fit on a line."""

THE_YEAR = re.compile(r"(?:,| 'de')? y(?:\s'[^']+'\.?)?")
"""The year in a language's full date, with what belongs to it: ", y" or " y 'г'."."""


def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language code."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def language_name(code: str) -> str:
    """Return what a language is called in Dutch: "Turks" for "tr"."""
    return Locale.parse(code).get_display_name("nl") or code


def number(value: float, decimals: int = 0) -> str:
    """Return 2418 as "2.418", and 45.6 with one decimal as "45,6"."""
    pattern = "#,##0" if decimals == 0 else "#,##0." + "0" * decimals
    return format_decimal(value, format=pattern, locale="nl")


def day(value: date, *, year: bool = False) -> str:
    """Return "dinsdag 24 november", with the year where asked."""
    return format_date(value, "EEEE d MMMM y" if year else "EEEE d MMMM", locale="nl")


def short_day(value: date) -> str:
    """Return "24 november 2026"."""
    return format_date(value, "d MMMM y", locale="nl")


def day_and_month(value: date) -> str:
    """Return "24 nov"."""
    return format_date(value, "d MMM", locale="nl")


def iso_week(value: date) -> str:
    """Return the week of a day as ISO 8601 has it: "2026-W48"."""
    year, week, _ = value.isocalendar()
    return f"{year}-W{week:02}"


def month(value: date) -> str:
    """Return "oktober 2026" for any day of that month."""
    return format_date(value, "MMMM y", locale="nl")


def month_name(value: date) -> str:
    """Return "oktober"."""
    return format_date(value, "MMMM", locale="nl")


def short_month(value: date) -> str:
    """Return "okt"."""
    return format_date(value, "LLL", locale="nl").rstrip(".")


def period(written: str) -> str:
    """Return "4e kwartaal 2026" for "2026-Q4", "oktober 2026" for "2026-10", "2026" for itself."""
    year, _, part = written.partition("-")
    if part.startswith("Q"):
        return f"{part[1:]}e kwartaal {year}"
    return month(date(int(year), int(part), 1)) if part else year


def weekday(number_from_monday: int) -> str:
    """Return "maandag" for 0."""
    return str(get_day_names("wide", locale="nl")[number_from_monday])


def weekday_in(value: date, language: str) -> str:
    """Return "maandag 30 november" as a language of the kiosk says it."""
    known = _known(language)
    whole = Locale.parse(known).date_formats["full"].pattern
    return format_date(value, THE_YEAR.sub("", whole), locale=known)


def weekday_name_in(number_from_monday: int, language: str) -> str:
    """Return "maandag" for 0 in a language of the kiosk."""
    names = get_day_names("wide", "stand-alone", locale=_known(language))
    return str(names[number_from_monday])


def month_in(value: date, language: str) -> str:
    """Return "oktober 2026" in a language of the kiosk."""
    return format_date(value, "LLLL y", locale=_known(language))


def number_in(value: int, language: str) -> str:
    """Return 2418 as a language of the kiosk writes it, in the digits of the clocks here."""
    return format_decimal(value, locale=_known(language), numbering_system="latn")


def percent_in(value: int, language: str) -> str:
    """Return 24 as "24%" or "%24", in the digits of the clocks here."""
    return format_percent(value / 100, locale=_known(language), numbering_system="latn")


def _known(language: str) -> str:
    """Return the locale of a language; the Dutch one where CLDR does not know it."""
    return language if localedata.exists(language) else "nl"


def wall_time(value: datetime | time) -> str:
    """Return "13.42": an instant in local time, or a wall-clock time."""
    wall = clock.to_local(value) if isinstance(value, datetime) else value
    return f"{wall:%H.%M}"


def spans(value: Iterable[tuple[time, time]]) -> str:
    """Return "09.00-12.30 en 13.30-17.00"; "" for none. What follows at once is one."""
    joined: list[tuple[time, time]] = []
    for starts, ends in value:
        if joined and joined[-1][1] == starts:
            starts = joined.pop()[0]
        joined.append((starts, ends))
    written = [f"{wall_time(starts)}-{wall_time(ends)}" for starts, ends in joined]
    return " en ".join(filter(None, (", ".join(written[:-1]), *written[-1:])))


def breakable(text: str, language: str) -> str:
    """Return a text whose long words may break where their language breaks them: soft hyphens."""
    found = _hyphens(language)
    if found is None:
        return text
    return LONG_WORD.sub(lambda word: found.inserted(word[0], "\u00ad"), text)


@cache
def _hyphens(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=3, right=3) if known else None


FILTERS = {
    "breakable": breakable,
    "number": number,
    "day": day,
    "short_day": short_day,
    "day_and_month": day_and_month,
    "iso_week": iso_week,
    "local_day": clock.local_day,
    "month": month,
    "month_name": month_name,
    "short_month": short_month,
    "period": period,
    "wall_time": wall_time,
    "spans": spans,
    "weekday_name_in": weekday_name_in,
    "month_in": month_in,
    "number_in": number_in,
    "percent_in": percent_in,
}
"""What templates call these by, on the screen and on paper."""
