"""The tables of the annex of a joint sheet: all centres in one month. Pure."""

from __future__ import annotations

from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.annex.cells import (
    EXACT,
    NONE,
    beside,
    figure,
    lines_tested,
    margin,
    month,
    outcome,
    percent,
)
from registry.sheets.annex.data import Group, Row, Table, columns
from registry.sheets.annex.shared import (
    MARGIN,
    help_tables,
    indicators_table,
    os_table,
    questions_of,
    seen_table,
    work_table,
)
from registry.theory.model import Theory


def tables(told: Printed, theory: Theory) -> list[Table]:
    """Return the tables in their order."""
    return [
        _counted(told),
        os_table(told),
        _centres(told),
        _asked(told),
        seen_table(told),
        indicators_table(told, theory),
        work_table(told["goals"]),
        *help_tables(told["help_total"], told["topics"], told["outcomes"]),
    ]


def _counted(told: Printed) -> Table:
    rows = [
        ("Bezoeken", figure(told["visits"]), EXACT),
        ("Deelnames", figure(told["attendance"]), EXACT),
        ("Activiteiten", figure(told["activities"]), EXACT),
    ]
    return Table(
        key="sums",
        title="Bezoeken en deelnames",
        note="Elk cijfer is de som van wat de uitgegeven bladen van de centra afdrukken. Mensen"
        " tellen wij niet op: iemand kan in meer centra komen.",
        columns=columns("Wat", "deze maand", "precisie", numbers=("deze maand",)),
        groups=(Group(tuple(rows)),),
        explains=("visits", "attendance", "activities"),
    )


def _centres(told: Printed) -> Table:
    counted = ("bezoeken", "pashouders", "hielpen mee")
    missing = ", ".join(told["missing"])
    places: dict[str, list[Row]] = {}
    for one in told["centres"]:
        row = (
            one["name"],
            one["sheet"],
            figure(one["visits"]),
            figure(one["holders"]),
            figure(one["helpers"]),
            month(one["first"]) if one["first"] else NONE,
        )
        places.setdefault(one["neighbourhood"], []).append(row)
    return Table(
        key="centres",
        title="Per centrum",
        note="Per buurt en daarin op naam: dit is geen ranglijst."
        + (f" Niet erbij, want nog niet uitgegeven: {missing}." if missing else ""),
        columns=columns("Centrum", "blad", *counted, "eerste blad", numbers=counted),
        groups=tuple(Group(tuple(rows), place or None) for place, rows in places.items()),
        explains=("holders", "helpers"),
    )


_COLUMNS = (
    *("Vraag", "gunstig antwoord", "centra", "centra met te weinig"),
    *("antwoorden", "deel dat antwoordde", "uitkomst", "marge", "vorige keer", "verschil"),
)


def _asked(told: Printed) -> Table:
    groups = [("Stemming", [told["mood"]] if told["mood"] else [])]
    groups += [(goal["name"], goal["asked"]) for goal in told["goals"]]
    return Table(
        key="asked-joint",
        title="Gevraagd op de tablets",
        note=f"Opgeteld over de centra waarvan het blad een uitkomst toont. {MARGIN} Vorige keer:"
        " de laatste maand waarin dezelfde centra dit toonden. Verschil: tweeproportietoets"
        f" (5%, Holm, {lines_tested(told.get('tests') or 0)}).",
        columns=columns(*_COLUMNS, numbers=_COLUMNS[2:9]),
        groups=tuple(
            Group(tuple(_line(line) for line in lines), name) for name, lines in groups if lines
        ),
        explains=("mood", "tests", *questions_of(told["goals"])),
    )


def _line(line: Printed) -> Row:
    felt = " (sinds u hier komt)" if line["felt_change"] else ""
    leaving = " (bij weggaan)" if line["on_leaving"] else ""
    return (
        f"{line['text']}{felt}{leaving}",
        line["favourable"],
        wording.number(line["centres"]),
        wording.number(line["thin"]),
        wording.number(line["n"]),
        NONE if line.get("response") is None else percent(line["response"]),
        outcome(line),
        margin(line),
        *beside(line.get("before")),
    )
