"""Makes the annex for a funder: every figure of a sheet in tables, with what each of them is. Pure.

It reads the printed JSON of a sheet (`page_data.printed`, with `issue` of an issued one) and the
words of the theory, and nothing else: it cannot tell what the sheet may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from registry.sheets import definitions
from registry.sheets.adding import Printed
from registry.sheets.annex import cells, joint, month, span
from registry.sheets.annex.data import Annex, Meaning, Table
from registry.sheets.annex.names import NAMES
from registry.sheets.annex.shared import about, in_words
from registry.theory.model import Theory

MONTH, JOINT = "Maandblad", "Gezamenlijk maandblad"
QUARTER, YEAR = "Kwartaalblad", "Jaarblad"

_Tables: TypeAlias = Callable[[Printed, Theory], list[Table]]


def compose_annex(told: Printed, theory: Theory) -> Annex:
    """Return the annex of what a sheet prints; `theory` says what was asked and seen of what."""
    kind, whose, when, made = _kind(told)
    tables = [about(told), in_words(told), *made(told, theory)]
    return Annex(
        kind=kind,
        name=told[whose],
        when=when,
        number=told["issue"]["number"] if "issue" in told else None,
        example=told["example"],
        theory_version=told["theory_version"],
        template_version=told["template_version"],
        tables=tuple(table for table in tables if not table.empty),
        meanings=tuple(_meanings(tables, theory)),
    )


def _kind(told: Printed) -> tuple[str, str, str, _Tables]:
    """Which kind of sheet it is: its name, the field of whose it is, when, and its tables."""
    if "period" in told:
        kind = QUARTER if "-" in told["period"] else YEAR
        return kind, "name", cells.period(told["period"]), span.tables
    when = cells.month(told["month"])
    if "centre" in told:
        return MONTH, "centre", when, month.tables
    return JOINT, "area", when, joint.tables


def _meanings(tables: Iterable[Table], theory: Theory) -> Iterator[Meaning]:
    """The definitions of the figures in the tables, each once; what is asked by its question."""
    questions = {one.key: one for one in theory.questions}
    names = (name for table in tables for name in table.explains)
    for name in dict.fromkeys(definitions.SAME.get(one, one) for one in names):
        if name in questions:
            question = questions[name]
            yield Meaning(f"‘{question.text}’", definitions.asked(question))
        elif name in NAMES:
            yield Meaning(NAMES[name], definitions.of(name))
