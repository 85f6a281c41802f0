"""Sheets of a made-up October with defaults, so that a test says only what it is about."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from registry.figures.facts import (
    ActivityFact,
    HelpFact,
    Item,
    LateMonth,
    Month,
    MonthTallies,
    Outcome,
    Role,
)
from registry.figures.month import MonthFigures, figures
from registry.figures.summary import summarise
from registry.reporting.services import lines_of
from registry.sheets.compose import compose
from registry.sheets.page_data import Sheet
from registry.theory.load import load
from tests.figures.build import facts, mood, october, regulars, tallies, tap

THEORY = load()
LINES = lines_of(THEORY)
WEEKLY = (40, 42, 38, 45, 41, 44, 43, 47)


def activity(key: str, title: str, o: str, *held: int, **more: Any) -> ActivityFact:
    """An activity held on these days of October."""
    days = tuple(october(day) for day in held)
    return ActivityFact(key, title, o, held=days, schedule="dinsdag, 10 uur", **more)


FOR_MEETING = {"mainly": ("SC",), "also": ("LV", "VO"), "subgoals": ("SC-D1", "VO-D2")}
FOR_THE_STREET = {"mainly": ("LV",), "also": ("SC",), "subgoals": ("LV-D2", "SC-D1")}
ACTIVITIES = (
    activity("inloop", "Open inloop", "ontmoeten", 5, 6, 7, weekly=WEEKLY, **FOR_MEETING),
    activity("brieven", "Hulp bij brieven", "ondersteunen", 6, sensitive=True, mainly=("VO",)),
    activity("tuin", "Buurtmoestuin", "ondernemen", 6, led_by_residents=True, **FOR_THE_STREET),
)

PRESENCES = (
    *regulars(20, days=3),
    *regulars(10, days=2, role=Role.MEEHELPEN),
    *(tap(5, hour, party=8, activity="inloop") for hour in range(9, 17)),
    *(tap(6, 10, party=3, activity="brieven") for _ in range(4)),
    tap(6, 14, party=7, activity="tuin"),
)

OCTOBER = facts(
    *PRESENCES,
    open_days=tuple(october(day) for day in (1, 2, 3, 5, 6, 7)),
    activities=ACTIVITIES,
    asked=(Item("SC-I1"), Item("SC-I2"), Item("LV-I1"), Item("VO-I1")),
    tallies=(
        *tallies("SC-I1", plus=40, midden=12, min=8, skip=51),
        *tallies("SC-I2", plus=30, midden=15, min=15, skip=40),
        *tallies("LV-I1", plus=9, midden=8, min=5, skip=20),
        *tallies("VO-I1", plus=2, skip=4),
        *mood(12, 31, 72, 186, 101),
    ),
    earlier_tallies=(
        MonthTallies(
            Month(2026, 7),
            (*tallies("SC-I1", plus=15, midden=15, min=30), *tallies("SC-I2", plus=29, min=31)),
        ),
    ),
    help_requests=(
        HelpFact("post", Outcome.HELPED_HERE, 32),
        HelpFact("geld", Outcome.WARM_REFERRAL, 13),
        HelpFact("taal", Outcome.OPEN, 2),
    ),
    aftercare=6,
    late=(LateMonth(Month(2026, 9), 6, 134),),
)


def october_figures(**more: Any) -> MonthFigures:
    """October's figures beside September's; `more` changes facts of October."""
    now = replace(OCTOBER, **more)
    september = replace(summarise(OCTOBER, LINES), month=Month(2026, 9), visits=140)
    return figures(now, LINES, [september])


def a_sheet(made: MonthFigures | None = None, **more: Any) -> Sheet:
    """The sheet of De Linde in October."""
    values = {"centre": "De Linde", "theory": THEORY, **more}
    return compose(made or october_figures(), **values)


def an_empty_month(*open_days: date) -> MonthFigures:
    """Nobody came; without open days the centre was closed."""
    return figures(facts(open_days=open_days), LINES)


def text_of(pdf: bytes, folder: Path, *options: str) -> list[str]:
    """The text of each page, in reading order, on one line."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(  # noqa: S603 (poppler, on our own file)
        ["pdftotext", "-raw", *options, str(file), "-"],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    return [re.sub(r"\s+", " ", page).strip() for page in read.stdout.split("\f")[:-1]]
