"""A list as a centre keeps one: 2,000 rows with 40 planted faults of every kind, made the same
way each time, as CSV and as a workbook. Every fault is known by the number of its row.
"""

from __future__ import annotations

import csv
import io
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from openpyxl import Workbook

from registry.activities import recurrence
from registry.activities import services as activities
from registry.activities.reasons import Why
from registry.centres import services as centres
from tests.builders import (
    JANUARY,
    MONDAY_TEN,
    a_centre,
    a_check_in,
    an_activity,
    occurrence_on,
)

ROWS = 2000
HEADER = ("Datum", "Tijd", "Activiteit", "Naam", "Aantal bezoekers", "Rol", "Opmerking")
OFFERS = (
    ("Open inloop", "A1", range(5), time(9)),
    ("Koffie-ochtend", "A3", (0, 2, 4), time(9, 30)),
    ("Taalles", "A10", (1, 3), time(10)),
    ("Samen eten", "A5", (2, 4), time(17)),
    ("Naaiatelier", "A10", (0, 3), time(13)),
    ("Spreekuur", "A2", (1,), time(14)),
    ("Wandelgroep", "A7", (0, 1, 2, 3, 4), time(11)),
    ("Schilderen", "A8", (2,), time(19, 30)),
)
OPENED = date(2025, 1, 6)
CLOSED = date(2026, 4, 27)
CALLED_OFF = date(2026, 3, 3)
COUNTED = date(2026, 11, 17)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PEOPLE = ("Fatima", "Jan", "Mehmet", "Ans", "Precious")


def bad(code: str, **cells: object) -> tuple[str, dict[str, object]]:
    """Return a fault: its code, and what stands in the row instead of what is right."""
    return code, cells


GOOD: dict[str, object] = {
    "day": date(2026, 6, 8),
    "wall": "",
    "activity": "Open inloop",
    "people": 12,
    "role": "",
}
"""A row of a Monday that would be right."""
FAULTS = (
    bad("day_empty", day=""),
    bad("day_unknown", day="vorige week"),
    bad("day_unknown", day="??"),
    bad("day_unknown", day="week 23"),
    bad("day_none_such", day="31-11-2025"),
    bad("day_none_such", day="29 februari 2026"),
    bad("day_none_such", day="11/25/2025"),
    bad("day_no_year", day="3 november"),
    bad("day_no_year", day="12-6"),
    bad("day_other_weekday", day="dinsdag 8 juni 2026"),
    bad("future", day=date(2026, 12, 7)),
    bad("future", day="7 december 2062"),
    bad("before_opening", day=date(2024, 12, 30)),
    bad("before_opening", day="3-3-2005"),
    bad("closed", day=CLOSED),
    bad("called_off", day=CALLED_OFF, activity="Taalles"),
    bad("counted", day=COUNTED, activity="Taalles"),
    bad("not_held", activity="Taalles"),
    bad("not_held", day=date(2026, 6, 7)),
    bad("people_empty", people=""),
    bad("people_no_number", people="twaalf"),
    bad("people_no_number", people="12+3"),
    bad("people_no_number", people="ca. 20"),
    bad("people_no_number", people="1O"),
    bad("people_negative", people=-4),
    bad("people_part", people="12,5"),
    bad("people_many", people=1200),
    bad("people_many", people="45.982"),
    bad("activity_empty", activity=""),
    bad("activity_unknown", activity="Bingo"),
    bad("activity_unknown", activity="Yoga"),
    bad("activity_unknown", activity="???x"),
    bad("role_unknown", role="kok"),
    bad("role_unknown", role="12"),
    bad("time_unknown", wall="ochtend"),
    bad("time_unknown", wall="25:00"),
    bad("formula", people="=SOM(E2:E9)"),
    bad("total", day="Totaal"),
    bad("double"),
    bad("double"),
)


@dataclass
class OldList:
    """The rows under the header, and the faults: number of the row in the file and code."""

    centre_id: uuid.UUID
    rows: list[list[object]] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)
    people: int = 0

    def as_csv(self, *, delimiter: str = ";", encoding: str = "cp1252") -> bytes:
        """Return the list as Excel saves a CSV on a Dutch Windows."""
        kept = io.StringIO()
        writer = csv.writer(kept, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows([[_written(cell) for cell in row] for row in self.rows])
        return kept.getvalue().encode(encoding)

    def as_xlsx(self) -> bytes:
        """Return the list as a workbook, its days and times as Excel's own."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Presentie"
        sheet.append(HEADER)
        for row in self.rows:
            sheet.append(row)
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()


def _written(cell: object) -> object:
    """Write a cell as text: a day in one of the ways that people do."""
    if isinstance(cell, date):
        ways = (f"{cell:%d-%m-%Y}", f"{cell.day}/{cell.month}/{cell.year}",
                f"{cell.day} {MONTHS[cell.month - 1]} {cell.year}", f"{cell:%Y-%m-%d}")  # fmt: skip
        return ways[cell.day % len(ways)]
    return f"{cell:%H:%M}" if isinstance(cell, time) else cell


def a_town(name: str = "De Linde", *, opened_on: date = OPENED) -> uuid.UUID:
    """Return a centre with a programme since January 2026.

    One day it was closed, one lesson was called off, and at one the tablet counted people.
    """
    centre_id = a_centre(name, opened_on=opened_on)
    made = {}
    for title, type_key, weekdays, starts in OFFERS:
        made[title] = an_activity(
            centre_id,
            title=title,
            type_key=type_key,
            recurrence=recurrence.weekly(weekdays),
            starts=starts,
            ends=time(starts.hour + 2, starts.minute),
            first_day=date(2026, 1, 1),
            sensitive=type_key == "A2",
            at=JANUARY,
        )
    activities.plan_until(centre_id=centre_id, last_day=date(2026, 12, 31))
    centres.close_on(centre_id=centre_id, day=CLOSED, reason="Koningsdag")
    activities.cancel_occurrence(
        centre_id=centre_id,
        occurrence_id=occurrence_on(centre_id, made["Taalles"], CALLED_OFF),
        why=Why("ziek"),
        at=MONDAY_TEN,
        by=None,
    )
    lesson = occurrence_on(centre_id, made["Taalles"], COUNTED)
    a_check_in(centre_id, COUNTED, time(10), occurrence_id=lesson, party=7)
    return centre_id


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from first to last."""
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def an_old_list(centre_id: uuid.UUID, *, rows: int = ROWS, faults: bool = True) -> OldList:
    """Return a list of what was held from March 2025 to the middle of November 2026."""
    made, chance = OldList(centre_id), random.Random(4)  # noqa: S311  # the same list each time
    planted = list(FAULTS) if faults else []
    every = rows // (len(planted) + 1)
    held = _held(chance)
    while len(made.rows) < rows:
        number = len(made.rows) + 2
        if planted and len(made.rows) % every == every - 1:
            code, wrong = planted.pop(0)
            day, wall, activity, people, role = {**GOOD, **wrong}.values()
            made.rows.append([day, wall, activity, chance.choice(PEOPLE), people, role, ""])
            if code == "double":
                made.rows[-1] = list(made.rows[100])
            made.faults[number] = code
            continue
        row = next(held)
        made.rows.append(row)
        made.people += int(str(row[4]))
    assert not planted
    return made


def _held(chance: random.Random) -> Iterator[list[object]]:
    """Yield what was held, each in its own row and some with helpers in a row of their own."""
    for day in days(date(2025, 3, 3), date(2026, 11, 13)):
        for title, _, weekdays, starts in OFFERS:
            if day.weekday() not in weekdays or day == CLOSED:
                continue
            if title == "Taalles" and day in (CALLED_OFF, COUNTED):
                continue
            wall: time | str = starts if chance.random() < 0.5 else ""
            people = chance.randint(1, 30) if title != "Samen eten" else chance.randint(60, 140)
            written = chance.choice((title, title.lower(), f" {title} "))
            yield [day, wall, written, chance.choice(PEOPLE), people, "", "lekker druk"]
            if chance.random() < 0.2:
                helps = chance.choice(("vrijwilliger", "helpt"))
                yield [day, wall, written, "", chance.randint(1, 4), helps, ""]
