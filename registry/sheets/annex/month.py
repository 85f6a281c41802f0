"""The tables of the annex of one centre's month. Pure."""

from __future__ import annotations

from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.annex import visits
from registry.sheets.annex.cells import (
    NONE,
    beside,
    figure,
    lines_tested,
    margin,
    outcome,
    percent,
    tenths,
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
    answers, helped = told["answers"], told["help"]
    names = {one["o"]: one["name"] for one in told["os"]}
    return [
        *visits.tables(told),
        os_table(told),
        _activities(told, names),
        _busy(told),
        _asked(answers),
        _shares(answers),
        seen_table(answers),
        indicators_table(answers, theory),
        work_table(answers["goals"]),
        *help_tables(helped["total"], helped["topics"], helped["outcomes"]),
    ]


def _activities(told: Printed, names: dict[str, str]) -> Table:
    counted = ("keren", "deelnames", "per keer")
    rows = [
        (
            line["name"],
            names[line["o"]],
            _nameless(line["nameless"]) if line["nameless"] else line["schedule"],
            wording.number(line["times"]),
            wording.number(line["attendance"]),
            tenths(line["per_time"]),
        )
        for line in told["activities"]
    ]
    rest = told["rest"]
    if rest:
        others = f"{wording.number(rest['activities'])} andere activiteiten"
        rows.append((others, NONE, NONE, NONE, wording.number(rest["attendance"]), NONE))
    return Table(
        key="activities",
        title="De drukste activiteiten",
        note="Van gevoelige activiteiten, zoals spreekuren, staat alleen de O er.",
        columns=columns("Activiteit", "O", "wanneer", *counted, numbers=counted),
        groups=(Group(tuple(rows)),),
        explains=("activities",),
    )


def _nameless(count: int) -> str:
    return f"{count} {'activiteit' if count == 1 else 'activiteiten'} zonder naam"


def _busy(told: Printed) -> Table:
    hours = tuple(f"{hour} uur" for hour in told["hours"])
    rows = [
        (row["weekday"], *("" if label is None else str(label) for label in row["labels"]))
        for row in told["busy"]
    ]
    return Table(
        key="busy",
        title="Wanneer is het druk?",
        note="Gemiddeld aantal bezoeken in een uur. Alleen van de drukste uren toont het blad een"
        " getal; de andere zijn een rondje.",
        columns=columns("Dag", *hours, numbers=hours),
        groups=(Group(tuple(rows) if hours else ()),),
        explains=("hours",),
    )


_COLUMNS = (
    *("Vraag", "gunstig antwoord", "antwoorden", "deel dat antwoordde"),
    *("uitkomst", "marge", "vorige keer", "verschil"),
)


def _asked(answers: Printed) -> Table:
    mood, goals, tests = answers["mood"], answers["goals"], answers["tests"]
    note = f"{MARGIN} Verschil: tweeproportietoets (5%, Holm, {lines_tested(tests)})."
    if answers["suspect"]:
        note += f" Te snelle tikken, niet meegeteld: {wording.number(answers['suspect'])}."
    return Table(
        key="asked",
        title="Gevraagd op de tablet",
        note=note,
        columns=columns(*_COLUMNS, numbers=_COLUMNS[2:7]),
        groups=(
            Group((_line({**mood, "favourable": "goed of heel goed"}),), "Stemming"),
            *(
                Group(tuple(_line(line) for line in goal["asked"]), goal["name"])
                for goal in goals
                if goal["asked"]
            ),
        ),
        explains=("mood", "tests", "suspect", *questions_of(goals)),
    )


def _line(line: Printed) -> Row:
    return (
        _question(line),
        line["favourable"],
        figure(line["n"]),
        percent(line["response"]),
        outcome(line),
        margin(line),
        *beside(line.get("before")),
    )


def _question(line: Printed) -> str:
    felt = " (sinds u hier komt)" if line.get("felt_change") else ""
    return f"{line['text']}{felt}{' (bij weggaan)' if line.get('on_leaving') else ''}"


def _shares(answers: Printed) -> Table:
    lines = [answers["mood"], *(line for goal in answers["goals"] for line in goal["asked"])]
    return Table(
        key="shares",
        title="Alle antwoorden",
        note="Het deel van elk antwoord, vanaf 30 antwoorden. Door afronden kan de som 99% of 101%"
        " zijn.",
        columns=columns("Vraag", "antwoorden"),
        groups=(
            Group(
                tuple(
                    (
                        _question(line),
                        ", ".join(
                            f"{one['answer']} {percent(one['percent'])}" for one in line["shares"]
                        ),
                    )
                    for line in lines
                    if line.get("shares")
                )
            ),
        ),
    )
