"""Tables that several kinds of sheets have in their annex: marks, words, O's, seen, help. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registry.sheets import wording
from registry.sheets.adding import Printed
from registry.sheets.annex.cells import EXACT, NONE, day, figure, outcome, percent, precision
from registry.sheets.annex.data import Group, Row, Table, columns
from registry.sheets.dictionary import DICTIONARY, SEEN_NAMES
from registry.theory.model import Theory

MARGIN = "Marge: Wilson, 95%. Zij is het minimum, want iemand kan vaker antwoorden."
_ABOUT = ("number", "version", "issued_on", "why", "code", "address", "checksum")
_WORDS = ("headline", "words", "answers.headline", "help.headline", "quote", "agreed")


def about(told: Printed) -> Table:
    """Return which sheet it is: its marks, or that it is a draft."""
    issue = told.get("issue") or {}
    found = {f"issue.{name}": issue.get(name) for name in _ABOUT}
    if issue:
        found["issue.issued_on"] = day(issue["issued_on"])
    else:
        found = {"state": "Concept: deze cijfers kunnen nog veranderen."}
    found |= {name: told[name] for name in ("theory_version", "template_version")}
    rows = [(DICTIONARY[key].what, str(value)) for key, value in found.items() if value]
    return Table(
        key="about",
        title="Bij welk blad hoort deze bijlage?",
        note="Alle cijfers van dat blad, met wat elk cijfer is. Er staat niets in dat het blad niet"
        " mag zeggen.",
        columns=columns("Wat", "Van dit blad"),
        groups=(Group(tuple(rows)),),
    )


def in_words(told: Printed) -> Table:
    """Return the sentences of the sheet."""
    rows = [(DICTIONARY[key].what, text) for key in _WORDS if (text := _at(told, key))]
    return Table(
        key="words",
        title="In woorden",
        columns=columns("Wat", "Zo staat het er"),
        groups=(Group(tuple(rows)),),
    )


def _at(told: Any, key: str) -> Any:
    for name in key.split("."):
        told = told.get(name) if isinstance(told, Mapping) else None
    return told


def os_table(told: Printed) -> Table:
    """Return attendance over the five O's."""
    counted = ("activiteiten", "deelnames", "deel van de deelnames")
    rows = [
        (
            bar["name"],
            wording.number(bar["activities"]),
            wording.number(bar["attendance"]),
            percent(bar["percent"]),
        )
        for bar in told["os"]
    ]
    activities = sum(bar["activities"] for bar in told["os"])
    total = "" if "activities" not in told else wording.number(activities)
    return Table(
        key="os",
        title="De vijf O’s",
        note=f"Elke activiteit telt bij één O. Deelnames zijn {EXACT}.",
        columns=columns("O", *counted, numbers=counted),
        groups=(Group(tuple(rows)),),
        total=("Samen", total, wording.number(told["attendance"]), ""),
        explains=("attendance",),
    )


def help_tables(total: Any, topics: Sequence[Printed], outcomes: Sequence[Printed]) -> list[Table]:
    """Return help requests by topic and by how they ended."""
    note = "Elk getal is apart afgerond op 5. Waar er minder dan 5 waren, telt niets mee in de som."
    by_topic = Table(
        key="cases",
        title="Hulpvragen: waar gingen ze over?",
        note=note,
        columns=columns("Onderwerp", "hulpvragen", numbers=("hulpvragen",)),
        groups=(Group(_cells(topics)),),
        total=("Samen", figure(total)),
        explains=("help_requests",),
    )
    by_outcome = Table(
        key="cases",
        title="Hulpvragen: hoe liep het af?",
        columns=columns("Afloop", "hulpvragen", numbers=("hulpvragen",)),
        groups=(Group(_cells(outcomes)),),
        explains=("outcomes",),
    )
    return [by_topic, by_outcome]


def _cells(cells: Sequence[Printed]) -> tuple[Row, ...]:
    return tuple((cell["name"], figure(cell["figure"])) for cell in cells)


def seen_table(block: Printed) -> Table:
    """Return what the registry saw of each goal, and of indicators besides."""
    before = any("before" in cell for goal in block["goals"] for cell in goal["seen"])
    groups = [(goal["name"], goal["seen"]) for goal in block["goals"]]
    groups.append(("Ook van indicatoren", block.get("more", ())))
    beside = ("de maand ervoor",) if before else ()
    return Table(
        key="seen" if before else "seen-now",
        title="Gezien in de registratie",
        note="Geteld door het team en de tablet, niet gevraagd.",
        columns=columns(
            "Wat", "deze maand", *beside, "precisie", numbers=("deze maand", "de maand ervoor")
        ),
        groups=tuple(
            Group(tuple(_seen(cell, before=before) for cell in cells), name)
            for name, cells in groups
            if cells
        ),
        explains=tuple(cell["what"] for _, cells in groups for cell in cells),
    )


def _seen(cell: Printed, *, before: bool) -> Row:
    beside = (figure(cell["before"]),) if before else ()
    return SEEN_NAMES[cell["what"]], figure(cell["now"]), *beside, precision(cell["now"])


def indicators_table(block: Printed, theory: Theory) -> Table:
    """Return every indicator with what was asked and what was seen of it this month."""
    asked: dict[str, list[Printed]] = {}
    for line in (line for goal in block["goals"] for line in goal["asked"]):
        asked.setdefault(line["question"], []).append(line)
    cells = [cell for goal in block["goals"] for cell in goal["seen"]]
    seen = {cell["what"]: cell for cell in (*cells, *block.get("more", ()))}
    return Table(
        key="indicators",
        title=f"De {len(theory.indicators)} indicatoren",
        note="Wat is gevraagd zegt hoe bezoekers het zien. Wat is gezien telt de registratie. De"
        " centra dragen mogelijk bij: dit is geen bewijs.",
        columns=columns("Indicator", "Gevraagd", "Gezien"),
        groups=tuple(
            Group(
                tuple(
                    (
                        one.text,
                        "; ".join(_said(line) for line in asked.get(one.key, ()))
                        or ("niet gevraagd" if one.asked else "alleen gezien"),
                        "; ".join(
                            _saw(seen[what]) for what in theory.signs_of(one.key) if what in seen
                        )
                        or NONE,
                    )
                    for one in theory.indicators_of(goal.key)
                ),
                goal.text,
            )
            for goal in theory.goals
        ),
    )


def _said(line: Printed) -> str:
    felt = " (sinds u hier komt)" if line["felt_change"] else ""
    return f"{line['text']}{felt} ‘{line['favourable']}’: {outcome(line)}"


def _saw(cell: Printed) -> str:
    return f"{SEEN_NAMES[cell['what']]}: {figure(cell['now'])}"


def work_table(goals: Sequence[Printed]) -> Table:
    """Return what was done for each goal and subgoal, where the sheets say it."""
    counted = ("activiteiten", "deelnames")
    return Table(
        key="work",
        title="Gedaan voor de doelen",
        note="Een activiteit met meer doelen telt bij elk doel mee: tel de getallen niet op.",
        columns=columns("Doel of subdoel", *counted, numbers=counted),
        groups=tuple(
            Group(
                (
                    ("Het hele doel", *_worked(goal["work"])),
                    *((one["text"], *_worked(one)) for one in goal["done"]),
                ),
                goal["name"],
            )
            for goal in goals
            if goal.get("work")
        ),
        explains=("work",) if any(goal.get("work") for goal in goals) else (),
    )


def _worked(cell: Printed) -> Row:
    return wording.number(cell["activities"]), wording.number(cell["attendance"])


def questions_of(goals: Iterable[Printed]) -> tuple[str, ...]:
    """Return the keys of what was asked, each once."""
    return tuple(dict.fromkeys(line["question"] for goal in goals for line in goal["asked"]))
