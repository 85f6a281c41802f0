"""What a cell of a list says: days, numbers, times and roles as Dutch people write them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from registry.activities.recurrence import MONTHS, WEEKDAYS

MOST_PEOPLE = 999
FIRST_YEAR = 2000
EXCEL_BEGINS = date(1899, 12, 30)
"""Day 0 of a spreadsheet, as it counts from March 1900 on."""
EXCEL_DAYS = range(36526, 73051)
"""The days of this century, counted so."""

_WEEKDAY = r"(?:(?P<weekday>ma|di|wo|do|vr|za|zo)[a-z]*\.?,? +)?"
_WALL = (
    r"(?:(?:,? +(?:om +)?|t)(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::\d\d)?(?: *uur)?)?"
)
_DAYS = (
    r"(?P<d>\d{1,2})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)'?(?P<y>\d{4}|\d{2})",
    r"(?P<y>\d{4})(?P<sign>[-/])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})[e.]?[ -](?P<name>[a-z]{3,9})\.?[ -]'?(?P<y>\d{4}|\d{2})",
)
_WHOLE_DAYS = tuple(re.compile(_WEEKDAY + day + _WALL, re.ASCII) for day in _DAYS)
_NO_YEAR = re.compile(_WEEKDAY + r"\d{1,2}(?:[-/.]\d{1,2}[-/.]?|[e.]?[ -][a-z]{3,9}\.?)", re.ASCII)
_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,]0*)?", re.ASCII)
_PEOPLE = re.compile(
    r"(?P<minus>[-−–]\s*)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,9})(?:[.,](?P<part>\d{1,9}))?"
    r"\s*(?:x|p|pers\.?|personen|mensen|bezoekers|deelnemers|keer)?",
    re.ASCII,
)
_TIME = re.compile(r"([01]?\d|2[0-3])\s*(?:[.:u]\s*([0-5]\d)(?::\d\d)?)?\s*(?:u|uur)?", re.ASCII)
_PART_OF_DAY = re.compile(r"0[.,]\d{1,17}", re.ASCII)
_UNTIL = re.compile(r"\s*(?:-|–|—|tot|t/m)\s*")

ROLES: Mapping[str, str] = {
    **dict.fromkeys(
        ("", "bezoeker", "bezoekers", "deelnemer", "deelnemers", "gast", "meedoen", "doet mee",
         "doe mee", "deelname", "bezoek", "bewoner", "b", "d"),
        "meedoen",
    ),
    **dict.fromkeys(
        ("helpt", "helper", "helpers", "helpt mee", "meehelpen", "vrijwilliger", "vrijwilligers",
         "hulp", "helpen", "v", "h"),
        "meehelpen",
    ),
    **dict.fromkeys(
        ("organiseert", "organisator", "organiseren", "begeleider", "trekker", "leidt", "leiding",
         "docent", "gastheer", "gastvrouw", "o"),
        "organiseren",
    ),
}  # fmt: skip
"""What a list calls a role, by how the book does."""


class Misread(Exception):
    """A cell that does not say what its column should; `code` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        """Take the code of a fault."""
        super().__init__(code)
        self.code = code


def read_day(text: str) -> tuple[date, time | None]:
    """Return the day in a cell, and the time where it stands behind it.

    Raises Misread: day_empty, day_no_year, day_none_such, day_other_weekday, day_unknown, formula.
    """
    said = _plain(text, "day_empty")
    if found := _SERIAL.fullmatch(said):
        return _from_excel(int(found["days"])), None
    for pattern in _WHOLE_DAYS:
        if found := pattern.fullmatch(said):
            return _day_of(found), _wall_of(found)
    raise Misread("day_no_year" if _NO_YEAR.fullmatch(said) else "day_unknown")


def _from_excel(days: int) -> date:
    if days not in EXCEL_DAYS:
        raise Misread("day_unknown")
    return EXCEL_BEGINS + timedelta(days=days)


def _day_of(found: re.Match[str]) -> date:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _month(parts["name"])
    year = int(parts["y"]) + (FIRST_YEAR if len(parts["y"]) == len("25") else 0)
    try:
        day = date(year, month, int(parts["d"]))
    except ValueError as error:
        raise Misread("day_none_such") from error
    if parts["weekday"] and not WEEKDAYS[day.weekday()].startswith(parts["weekday"]):
        raise Misread("day_other_weekday")
    return day


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, 1):
        if month.startswith(name) or (name, month) in {("mrt", "maart"), ("sept", "september")}:
            return number
    raise Misread("day_unknown")


def _wall_of(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    wall = time(int(found["hour"]), int(found["minute"]))
    return wall if wall != time() else None


def read_people(text: str) -> int:
    """Return the number of people in a cell: 0 to 999.

    Raises Misread: people_empty, people_no_number, people_negative, people_part, people_many.
    """
    found = _PEOPLE.fullmatch(_plain(text, "people_empty"))
    if found is None:
        raise Misread("people_no_number")
    number = int(found["whole"].replace(".", ""))
    faults = {
        "people_part": bool(int(found["part"] or 0)),
        "people_negative": bool(found["minus"]) and number > 0,
        "people_many": number > MOST_PEOPLE,
    }
    for code, wrong in faults.items():
        if wrong:
            raise Misread(code)
    return number


def read_wall(text: str) -> time | None:
    """Return the time in a cell, of "10.00 - 12.00" the first; None where there is none.

    Raises Misread: time_unknown.
    """
    if not text.strip():
        return None
    said = _plain(text, "time_unknown")
    if _PART_OF_DAY.fullmatch(said):
        minutes = round(float(said.replace(",", ".")) * 24 * 60)
        return time(*divmod(min(minutes, 24 * 60 - 1), 60))
    begins, *ends = _UNTIL.split(said)
    found = _TIME.fullmatch(begins)
    if found is None or len(ends) > 1:
        raise Misread("time_unknown")
    return time(int(found[1]), int(found[2] or 0))


def read_role(text: str) -> str:
    """Return meedoen, meehelpen or organiseren; nothing written is meedoen.

    Raises Misread: role_unknown.
    """
    known = ROLES.get(text.strip().casefold().rstrip("."))
    if known is None:
        raise Misread("formula" if text.startswith("=") else "role_unknown")
    return known


def _plain(text: str, empty: str) -> str:
    said = text.strip().casefold()
    if not said:
        raise Misread(empty)
    if said.startswith("="):
        raise Misread("formula")
    return said
