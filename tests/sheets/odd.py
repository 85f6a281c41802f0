"""Months that strain the sheet: too much of everything, nothing, or the longest words there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from registry.figures.activities import ActivityRow
from registry.figures.counts import BusyHours, WeekdayHours
from registry.figures.disclosure import Shown
from registry.figures.doors import Gaps, SilentTablet
from registry.figures.facts import LateMonth, Month
from registry.figures.month import MonthFigures, figures
from registry.sheets.issue import Issue
from registry.sheets.page_data import Sheet
from tests.figures.build import facts, mood, october, tallies, tap
from tests.figures.test_usual import BEFORE, chart

from .build import LINES, OCTOBER, WEEKLY, a_sheet, an_empty_month, october_figures

CENTRE = "Ontmoetingscentrum De Zuidwesterburen van Moerwijk en Morgen"
ACTIVITY = "Zaterdags samen koken, eten, afwassen en opruimen met de hele Zuidwesthoekbuurt!"
WORDS = ("Burgerparticipatieavonden en vrijwilligerscoördinatoren maakten deze maand. " * 5)[:280]
QUOTE = ("Ik kwam voor een brief en bleef voor de koffie, elke week weer opnieuw. " * 4)[:200]
HOURS = tuple(range(8, 23))
SCHEDULE = "elke twee weken, dinsdag en donderdag van 9.30 tot 16.45 uur"


def a_week(days: int, hours: tuple[int, ...] = HOURS, most: int = 12) -> BusyHours:
    """Hours of so many weekdays, all of them busy."""
    return BusyHours(
        hours,
        tuple(
            WeekdayHours(day, tuple(float((day + at) % most + 1) for at in hours))
            for day in range(days)
        ),
    )


def rows(count: int, title: str, *, times: int = 9, attendance: int = 340) -> tuple[Any, ...]:
    """So many activities of one name."""
    each = round(attendance / times, 1)
    return tuple(
        ActivityRow("ondernemen", title, 1, SCHEDULE, times, attendance, each, WEEKLY)
        for _ in range(count)
    )


def counted(
    made: MonthFigures, *own: int, by: int = 1, doors: tuple[int, ...] = (118, 20, 8, 17)
) -> MonthFigures:
    """A month with these weeks beside usual ones, visits put in in four ways, and gaps."""
    silent = tuple(SilentTablet(f"Tablet {days}", days, 22) for days in (3, 21))
    return replace(
        made,
        usual=chart(*(by * one for one in own), before=tuple(by * one for one in BEFORE)),
        doors=tuple(
            replace(cell, figure=Shown(count))
            for cell, count in zip(made.doors, doors, strict=True)
        ),
        gaps=Gaps((october(1),), silent),
    )


def usual() -> Sheet:
    """A month with a bit of everything that is told of visits."""
    made = counted(october_figures(), 100, 150, 90, 100)
    return a_sheet(made, words="Het was druk.", quote="Ik kom graag.", example=True)


def sixty() -> Sheet:
    """Sixty activities with the longest names, seven long days, all the words there may be."""
    busy = replace(october_figures(), activities=rows(60, ACTIVITY), hours=a_week(7))
    busy = counted(busy, 100, 50, 150, 150, by=20)
    return a_sheet(busy, centre=CENTRE, words=WORDS, quote=QUOTE, example=True)


def large() -> Sheet:
    """Numbers of five digits wherever there are numbers."""
    taps = tuple(
        tap(day, hour, party=99, activity="inloop")
        for day in (5, 6, 7)
        for hour in range(9, 17)
        for _ in range(12)
    )
    many = figures(
        replace(
            OCTOBER,
            presences=(*OCTOBER.presences, *taps),
            tallies=(
                *tallies("SC-I1", plus=24_000, midden=12_123, min=8_010, skip=51_234),
                *tallies("SC-I2", plus=13_000, midden=11_500, min=14_590, skip=40_123),
                *mood(12_000, 31_000, 72_111, 18_600, 10_100),
            ),
            late=tuple(LateMonth(Month(2026, one), 12_345, 9) for one in (9, 8, 7)),
        ),
        LINES,
    )
    return a_sheet(
        replace(
            counted(many, 100, 50, 150, 150, by=300, doors=(98_765, 23_456, 12_345, 1_234)),
            activities=rows(7, "Open inloop", times=31, attendance=98_765),
            suspect=54_321,
            attendance=98_765 * 7,
        ),
        quote="Ja.",
        example=True,
    )


def one_visit() -> Sheet:
    """One person came, once."""
    return a_sheet(figures(facts(tap(5, 10), open_days=(october(5),)), LINES))


def first_month() -> Sheet:
    """No month before it, so nothing to stand beside it."""
    return a_sheet(figures(OCTOBER, LINES), quote="Ik kom graag.")


def withheld() -> Sheet:
    """So little of everything that no figure may be shown."""
    few = figures(
        facts(
            tap(5, 10, party=2, activity="inloop"),
            tap(6, 10, activity="inloop"),
            open_days=(october(5), october(6)),
            activities=OCTOBER.activities,
            asked=OCTOBER.asked,
            tallies=(*tallies("SC-I1", plus=1), *tallies("SC-I2", min=2), *mood(0, 1, 0, 1, 0)),
            help_requests=OCTOBER.help_requests[2:],
        ),
        LINES,
        [],
    )
    return a_sheet(few, example=True)


REASON = ("Er bleken bezoeken dubbel geteld bij de burgerparticipatieavonden in de keuken. " * 3)[
    :140
]


def issued(version: int, why: str | None) -> Issue:
    """The marks of a sheet that was issued, with a code to check it by."""
    return Issue(
        number=f"OCDZ-2026-10-{version}",
        code="K7M2ABCDEF",
        version=version,
        issued_on=october(31),
        checksum="0123456789abcdef" * 4,
        why=why,
        address="https://inloop.voorbeeld/blad/K7M2ABCDEF",
    )


SHEETS: dict[str, Callable[[], Sheet]] = {
    "gewoon": usual,
    "zestig activiteiten, alles lang": sixty,
    "getallen van vijf cijfers": large,
    "niemand kwam": lambda: a_sheet(an_empty_month(october(5), october(6)), centre="M"),
    "een bezoek": one_visit,
    "gesloten": lambda: a_sheet(an_empty_month(), centre=CENTRE),
    "eerste maand": first_month,
    "alles te klein": withheld,
    "geen citaat": lambda: a_sheet(words=WORDS),
    "langste citaat": lambda: a_sheet(quote=QUOTE, centre="Burgerparticipatiehuiskamer"),
}
"""By name; each is made when it is looked at."""
