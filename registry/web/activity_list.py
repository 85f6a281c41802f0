"""The list of activities as a page shows it: a row each, a tile per O, and an order."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from registry.activities.queries import ActivityView
from registry.reporting.services import ActivityLine
from registry.theory.model import O, Strength, Theory

BY_O = "o"

_STRENGTHS = (Strength.VOORAL, Strength.DRAAGT_BIJ, None)


@dataclass(frozen=True, slots=True)
class Row:
    """An activity: its figures of the month (None: it was not held) and what the tablet asks.

    `arriving` is how many of the month's questions fit its goals, None where none is asked on
    arrival; `leaving` how many are asked on the way out.
    """

    activity: ActivityView
    line: ActivityLine | None
    arriving: int | None
    leaving: int

    @property
    def times(self) -> int:
        """How often it was held in the month."""
        return self.line.times if self.line else 0

    @property
    def attendance(self) -> int:
        """Attendance in the month."""
        return self.line.attendance if self.line else 0


@dataclass(frozen=True, slots=True)
class Tile:
    """One O: how many activities there are under it, and their attendance in the month."""

    o: O
    activities: int
    attendance: int


def rows(
    views: Sequence[ActivityView],
    lines: Mapping[uuid.UUID, ActivityLine],
    theory: Theory,
    questions: Collection[str],
) -> tuple[Row, ...]:
    """Return a row for what is on offer and for what was held in the month and is put away.

    `questions` are the keys of the month's set.
    """
    return tuple(
        _row(view, lines.get(view.id), theory, questions)
        for view in views
        if view.archived_at is None or (view.id in lines and lines[view.id].times)
    )


def _row(
    view: ActivityView, line: ActivityLine | None, theory: Theory, questions: Collection[str]
) -> Row:
    asked = None
    if not (view.sensitive or view.for_children):
        asked = sum(theory.indicator(key).goal in view.goals for key in questions)
    return Row(view, line, asked, 0 if view.for_children else len(theory.leaving()))


def tiles(listed: Sequence[Row], theory: Theory) -> tuple[Tile, ...]:
    """Return a tile for each O, in order; each activity counts under its main O only."""
    return tuple(
        Tile(o, len(own), sum(row.attendance for row in own))
        for o in theory.os
        for own in [[row for row in listed if row.activity.main_o == o.key]]
    )


def in_order(listed: Sequence[Row], theory: Theory, by: str) -> tuple[Row, ...]:
    """Return the rows sorted by name, times, attendance, a goal, or else by O and name."""
    place = {o.key: number for number, o in enumerate(theory.os)}

    def name(row: Row) -> str:
        return row.activity.title.casefold()

    def of_goal(row: Row) -> int:
        strength = row.activity.goals.get(by)
        return _STRENGTHS.index(Strength(strength) if strength else None)

    orders: dict[str, Callable[[Row], tuple[float | str, ...]]] = {
        BY_O: lambda row: (place[row.activity.main_o], name(row)),
        "naam": lambda row: (name(row),),
        "keren": lambda row: (-row.times, name(row)),
        "deelnames": lambda row: (-(row.line.per_time if row.line else 0), name(row)),
        **{goal.key: lambda row: (of_goal(row), name(row)) for goal in theory.goals},
    }
    return tuple(sorted(listed, key=orders.get(by, orders[BY_O])))
