"""The tables of the annex of a quarter or a year, of a centre or of all together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registry.figures.facts import Month
from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.annex.cells import NONE, figure, margin, month, outcome, percent
from registry.sheets.annex.data import Group, Row, Table, columns
from registry.sheets.annex.shared import MARGIN, help_tables, os_table
from registry.sheets.dictionary import SEEN_NAMES
from registry.theory.model import Theory

SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def tables(told: Printed, _: Theory) -> list[Table]:
    """Return the tables in their order."""
    return [
        _months(told),
        os_table(told),
        _asked(told),
        _seen(told),
        _work(told),
        _done(told),
        *help_tables(told["help_total"], told["topics"], told["outcomes"]),
    ]


def _months(told: Printed) -> Table:
    people = () if told["joint"] else ("holders", "new", "helpers")
    named = () if told["joint"] else ("pashouders", "nieuw", "hielpen mee")
    counted = ("bezoeken", "deelnames", *named)
    missing = ", ".join(month(one) for one in told["missing"])
    note = "Bezoeken en deelnames zijn precies geteld."
    if people:
        note += " Mensen zijn afgerond op 5 en tellen per maand: tel ze niet op."
    if missing:
        note += f" Niet erbij, want nog niet uitgegeven: {missing}."
    rows = [
        (
            month(one["month"]),
            one["sheet"],
            *(figure(one[kind]) for kind in ("visits", "attendance", *people)),
        )
        for one in told["months"]
    ]
    sums = (figure(told["visits"]), figure(told["attendance"]))
    return Table(
        key="months" if people else "months-joint",
        title="Maand voor maand",
        note=note,
        columns=columns("Maand", "blad", *counted, numbers=counted),
        groups=(Group(tuple(rows)),),
        total=("Samen", "", *sums, *("" for _ in people)),
        explains=("visits", "attendance", *people),
    )


_COLUMNS = (
    *("Vraag", "gunstig antwoord", "maand", "antwoorden"),
    *("deel dat antwoordde", "uitkomst", "marge"),
)


def _asked(told: Printed) -> Table:
    asked = [
        (goal["name"], tuple(row for line in goal["indicators"] for row in _lines(line)))
        for goal in told["goals"]
    ]
    return Table(
        key="asked-span",
        title="Gevraagd op de tablet, per maand",
        note=f"{MARGIN} Vergelijken met een vorige keer doet het maandblad, met een toets.",
        columns=columns(*_COLUMNS, numbers=_COLUMNS[3:]),
        groups=tuple(Group(rows, name) for name, rows in asked if rows),
        explains=tuple(
            line["indicator"]
            for goal in told["goals"]
            for line in goal["indicators"]
            if line["asked"]
        ),
    )


def _lines(line: Printed) -> Iterator[Row]:
    """A row for each month in which it was asked, each with its question, to be read alone."""
    felt = " (sinds u hier komt)" if line["felt_change"] else ""
    for one in line["asked"]:
        yield (
            f"{line['question']}{felt}",
            line["favourable"],
            month(one["month"]),
            "minder dan 10" if one["n"] is None else wording.number(one["n"]),
            NONE if one.get("response") is None else percent(one["response"]),
            outcome(one),
            margin(one),
        )


def _seen(told: Printed) -> Table:
    """What was seen, each thing once: several indicators may have it."""
    rows: dict[str, Sequence[object]] = {}
    for goal in told["goals"]:
        lines = [*goal["seen"], *(row for one in goal["indicators"] for row in one.get("seen", ()))]
        rows |= {line["what"]: line["months"] for line in lines}
    heads = tuple(SHORT[Month.parse(one["month"]).month - 1] for one in told["months"])
    return Table(
        key="seen-span",
        title="Gezien in de registratie, per maand",
        note="Zoals het op de maandbladen staat. Mensen en hulpvragen zijn afgerond op 5."
        + (" Mensen en talen staan per centrum op hun bladen." if told["joint"] else ""),
        columns=columns("Wat", *heads, numbers=heads),
        groups=(
            Group(
                tuple(
                    (SEEN_NAMES[what], *(figure(one) for one in months))
                    for what, months in rows.items()
                )
            ),
        ),
        explains=tuple(rows),
    )


def _work(told: Printed) -> Table:
    """Return what was done for each goal month by month: activities, and attendance behind them."""
    heads = tuple(SHORT[Month.parse(one["month"]).month - 1] for one in told["months"])
    known = [goal for goal in told["goals"] if any(goal.get("work") or ())]
    return Table(
        key="seen-span",
        title="Gedaan voor de doelen, per maand",
        note="Activiteiten, met de deelnames tussen haakjes. Een activiteit met meer doelen telt"
        " bij elk doel mee: tel de getallen niet op.",
        columns=columns("Doel", *heads, numbers=heads),
        groups=(
            Group(tuple((goal["name"], *(_worked(one) for one in goal["work"])) for goal in known)),
        ),
        explains=("work",) if known else (),
    )


def _worked(cell: Printed | None) -> str:
    if cell is None:
        return "niet bekend"
    return f"{wording.number(cell['activities'])} ({wording.number(cell['attendance'])})"


def _done(told: Printed) -> Table:
    counted = ("activiteiten, minst", "meest", "deelnames")
    return Table(
        key="work",
        title="Gedaan voor de subdoelen",
        note="Activiteiten: in de maand met de minste en met de meeste. Deelnames: alle maanden.",
        columns=columns("Subdoel", *counted, numbers=counted),
        groups=tuple(
            Group(
                tuple(
                    (
                        one["text"],
                        *(wording.number(one[name]) for name in ("fewest", "most", "attendance")),
                    )
                    for one in goal["done"]
                ),
                goal["name"],
            )
            for goal in told["goals"]
            if goal.get("done")
        ),
    )
