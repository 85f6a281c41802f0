"""What was counted beside visits and help: handouts, steps, volunteers' hours, trainings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from registry.figures.disclosure import Figure, cases, total
from registry.figures.facts import CaseFact, Lines, MonthFacts
from registry.figures.help_requests import Cell
from registry.figures.rounding import whole


@dataclass(frozen=True, slots=True)
class BesideFigures:
    """Numbers of cases, each rounded on its own.

    `steps_total` is the sum of the printed steps; `volunteer_hours` are whole hours, rounded as
    cases are.
    """

    handouts: tuple[Cell, ...]
    steps: tuple[Cell, ...]
    steps_total: Figure
    volunteer_hours: Figure
    trainings: Figure


def figures(facts: MonthFacts, lines: Lines) -> BesideFigures:
    """Every kind in order. Raises ValueError for a kind that `lines` does not have."""
    held = facts.was_open
    steps = _cells(facts.steps, lines.steps, held=held)
    return BesideFigures(
        handouts=_cells(facts.handouts, lines.handouts, held=held),
        steps=steps,
        steps_total=total(cell.figure for cell in steps),
        volunteer_hours=cases(whole(facts.volunteer_minutes, 60), held=held),
        trainings=cases(facts.trainings, held=held),
    )


def _cells(found: Iterable[CaseFact], kinds: tuple[str, ...], *, held: bool) -> tuple[Cell, ...]:
    counted: Counter[str] = Counter(dict.fromkeys(kinds, 0))
    for one in found:
        if one.kind not in counted:
            raise ValueError(f"a case of an unknown kind: {one.kind}")
        counted[one.kind] += one.count
    return tuple(Cell(kind, cases(count, held=held)) for kind, count in counted.items())
