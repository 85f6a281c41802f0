"""How the annex writes what a sheet's JSON holds: numbers, reasons, shares, margins. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.figures.facts import Month
from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.dictionary import REASONS, SAID

NONE = "–"
"""Stands where there is nothing to tell."""

EXACT, ROUNDED = "precies geteld", "afgerond op 5"


def figure(told: Any) -> str:
    """Return a figure of the JSON as it is printed: a number, or why there is none."""
    if told is None:
        return NONE
    if isinstance(told, Mapping):
        if "withheld" in told:
            return REASONS[told["withheld"]]
        return wording.number(told["rounded"])
    return wording.number(told)


def precision(told: Any) -> str:
    """Return how precise a figure of the JSON is; nothing of one that is not shown."""
    if isinstance(told, Mapping):
        return ROUNDED if "rounded" in told else NONE
    return NONE if told is None else EXACT


def tenths(told: float) -> str:
    """Return 21.3 as "21,3"."""
    return f"{told:.1f}".replace(".", ",")


def percent(told: Any) -> str:
    """Return 67 as "67%", and a reason in its own words."""
    return f"{told}%" if isinstance(told, int) else figure(told)


def outcome(line: Printed) -> str:
    """Return what the answers to a question come to: a share, so many of ten, or too few."""
    if line["percent"] is not None:
        return percent(line["percent"])
    if line["of_ten"] is not None:
        return f"{line['of_ten']} van de 10"
    return REASONS["too_few_answers"]


def margin(line: Printed) -> str:
    """Return the margin of a share; of a joint sheet it is one field with both ends."""
    low, high = line.get("margin") or (line.get("low"), line.get("high"))
    return NONE if low is None else f"{low} tot {high}%"


def month(written: str) -> str:
    """Return "oktober 2026" for "2026-10"."""
    found = Month.parse(written)
    return f"{wording.month_name(found)} {found.year}"


def day(written: str) -> str:
    """Return "3 november 2026" for "2026-11-03"."""
    found = date.fromisoformat(written)
    return f"{found.day} {wording.month_name(Month.of(found))} {found.year}"


def period(written: str) -> str:
    """Return "4e kwartaal 2026" for "2026-Q4", and "2026" for itself."""
    year, _, quarter = written.partition("-Q")
    return f"{quarter}e kwartaal {year}" if quarter else year


def beside(before: Printed | None) -> tuple[str, str]:
    """Return the share of the last time and its month, and what the test says of the difference."""
    if not before:
        return NONE, NONE
    then = f"{percent(before['percent'])} ({month(before['month'])})"
    if before["points"] is None:
        return then, "geen verschil te zien"
    points = "punt" if before["points"] == 1 else "punten"
    return then, f"{before['points']} {points} {SAID[before['direction']]}"


def lines_tested(number: int) -> str:
    """Return for how many lines Holm corrected."""
    return f"{number} {'regel' if number == 1 else 'regels'}"
