"""The tables of the annex about a month's visits and people, what is usual, and gaps. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.figures.facts import Month
from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.annex.cells import EXACT, NONE, figure, month, percent, precision
from registry.sheets.annex.data import Group, Row, Table, columns
from registry.sheets.dictionary import SAID


def tables(told: Printed) -> list[Table]:
    """Return the tables in their order; older sheets do not say all of it."""
    return [_counted(told), _doors(told), _usual(told["visits"].get("usual")), _gaps(told)]


def _counted(told: Printed) -> Table:
    visits, holders = told["visits"], told["holders"]
    before = wording.month_name(Month.parse(told["month"]).previous)
    rows = [
        ("Bezoeken", figure(visits["count"]), NONE, _difference(visits, before), EXACT),
        _one("Bezoeken, aangemeld met een telefoon", visits["by_phone"]),
        *_late(visits, before),
        _one("Pashouders", holders["now"]),
        _one("Bezoeken met een pas", holders["beside"], said=_part(holders["percent"])),
        _one("Nieuwe pashouders", told["new"]["now"], told["new"]["beside"]),
        _one("Mensen die meehielpen", told["helpers"]["now"]),
        _one("Mensen die een activiteit organiseerden", told["helpers"]["beside"]),
    ]
    counted = ("deze maand", "de maand ervoor")
    return Table(
        key="counted",
        title="Bezoeken en mensen",
        note="Mensen en bezoeken met een pas zijn afgerond op 5. Minder dan 5 tonen we niet.",
        columns=columns("Wat", *counted, "verschil of deel", "precisie", numbers=counted),
        groups=(Group(tuple(row for row in rows if row[1] != NONE)),),
        explains=(
            *("visits", "visits_change", "late_visits"),
            *(("phone_visits",) if visits["by_phone"] else ()),
            *("holders", "pass_percent", "new", "helpers", "organisers"),
        ),
    )


def _one(name: str, now: Any, before: Any = None, *, said: str = NONE) -> Row:
    return name, figure(now), figure(before), said, precision(now)


def _late(visits: Printed, before: str) -> list[Row]:
    """What came late of each month; older sheets told only of the month before."""
    months = visits.get("late_months") or ()
    if not months:
        return [_one(f"Nagekomen bezoeken over {before}", visits["late"])]
    rows = [_one(f"Nagekomen bezoeken over {month(one['month'])}", one["visits"]) for one in months]
    return rows if len(rows) == 1 else [_one("Nagekomen bezoeken, samen", visits["late"]), *rows]


def _difference(visits: Printed, before: str) -> str:
    if visits["percent"] is None:
        if visits["direction"] == "unknown":
            return f"van {before} zijn geen cijfers"
        return f"{SAID[visits['direction']]} aan {before}"
    return f"{percent(visits['percent'])} {SAID[visits['direction']]} dan in {before}"


def _part(told: Any) -> str:
    return f"{percent(told)} van de bezoeken" if isinstance(told, int) else NONE


def _doors(told: Printed) -> Table:
    return Table(
        key="cases",
        title="Hoe de bezoeken zijn ingevoerd",
        columns=columns("Hoe", "bezoeken", numbers=("bezoeken",)),
        groups=(
            Group(tuple((one["name"], figure(one["figure"])) for one in told.get("doors", ()))),
        ),
        explains=("doors",) if told.get("doors") else (),
    )


def _usual(usual: Printed | None) -> Table:
    return Table(
        key="cases",
        title="Wat gewoon is",
        note="Bezoeken per week, als elke gewone open dag open was.",
        columns=columns("Wat", "per week", numbers=("per week",)),
        groups=(Group(tuple(_beside_usual(usual)) if usual else ()),),
        explains=("usual",) if usual else (),
    )


def _beside_usual(usual: Printed) -> Iterator[Row]:
    yield "Gewoonlijk, vanaf", figure(usual["lower"])
    yield "Gewoonlijk, tot", figure(usual["upper"])
    for side, name in (("above", "erboven"), ("below", "eronder")):
        if usual[side]:
            yield f"Weken van deze maand {name}", figure(usual[side])
    if usual["shift"]:
        yield "Acht weken of meer na elkaar", SAID[usual["shift"]]


def _gaps(told: Printed) -> Table:
    gaps = told.get("gaps") or {"days": None, "tablets": ()}
    rows = [("Open dagen zonder bezoek", figure(gaps["days"]))] if gaps["days"] else []
    for number, days in enumerate(gaps["tablets"], start=1):
        rows.append((f"Dagen dat een tablet zweeg ({number})", figure(days)))
    return Table(
        key="cases",
        title="Gaten in de cijfers",
        note="Stil kan ook zijn dat er niemand langs die tablet kwam.",
        columns=columns("Wat", "dagen", numbers=("dagen",)),
        groups=(Group(tuple(rows)),),
        explains=("gaps",) if rows else (),
    )
