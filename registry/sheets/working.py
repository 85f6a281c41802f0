"""What was done for goals and subgoals: of a month, and added up from printed sheets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry.figures.evidence import GoalEvidence
from registry.sheets.adding import Printed
from registry.sheets.work_data import SubgoalMonths, SubgoalWork, Work
from registry.theory.model import Theory


def of_month(goal: GoalEvidence, theory: Theory) -> tuple[Work, tuple[SubgoalWork, ...]]:
    """Return what a month's activities did for a goal and its subgoals."""
    return (
        Work(activities=goal.work.activities, attendance=goal.work.attendance),
        tuple(
            SubgoalWork(
                subgoal=one.subgoal,
                text=theory.subgoal(one.subgoal).text,
                activities=one.work.activities,
                attendance=one.work.attendance,
            )
            for one in goal.subgoals
        ),
    )


def read(goal: Printed) -> Work | None:
    """Return what a sheet's JSON says of a goal; None of an older one, which does not."""
    told = goal.get("work")
    return Work(**told) if told else None


def summed(goals: Sequence[Printed]) -> Work | None:
    """Return the sum over sheets; None where one of them does not say it."""
    parts = [read(goal) for goal in goals]
    known = [one for one in parts if one is not None]
    if not known or len(known) < len(parts):
        return None
    return Work(
        activities=sum(one.activities for one in known),
        attendance=sum(one.attendance for one in known),
    )


def done_together(goals: Sequence[Printed]) -> tuple[SubgoalWork, ...]:
    """Return the sum of each subgoal over sheets, none where one of them does not say it."""
    if summed(goals) is None:
        return ()
    return tuple(
        SubgoalWork(
            subgoal=one["subgoal"],
            text=one["text"],
            activities=sum(cell["activities"] for cell in cells),
            attendance=sum(cell["attendance"] for cell in cells),
        )
        for one, cells in _by_subgoal(goals)
    )


def done_in_months(goals: Sequence[Printed]) -> tuple[SubgoalMonths, ...]:
    """Return each subgoal over the months whose sheets say it."""
    return tuple(
        SubgoalMonths(
            subgoal=one["subgoal"],
            text=one["text"],
            fewest=min(cell["activities"] for cell in cells),
            most=max(cell["activities"] for cell in cells),
            attendance=sum(cell["attendance"] for cell in cells),
        )
        for one, cells in _by_subgoal(goals)
    )


def _by_subgoal(goals: Iterable[Printed]) -> list[tuple[Printed, list[Printed]]]:
    found: dict[str, list[Printed]] = {}
    for goal in goals:
        for cell in goal.get("done") or ():
            found.setdefault(cell["subgoal"], []).append(cell)
    return [(cells[-1], cells) for cells in found.values()]
