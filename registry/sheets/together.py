"""Adds up what the centres' issued sheets print into one sheet of all together. Pure.

It reads the JSON of issued sheets and nothing else, so that the joint sheet teaches nobody what the
centres' own sheets do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from registry.figures import disclosure
from registry.figures.facts import Month, Seen
from registry.sheets import joint_asked, wording, working
from registry.sheets.adding import Printed, cells_of, figure_of, os_of, summed
from registry.sheets.compose import disc_worth
from registry.sheets.together_data import (
    CentreBlock,
    JointGoal,
    JointSeen,
    Together,
)
from registry.theory.model import Theory

TEMPLATE_VERSION = "4"

TREND_MONTHS = 13

NOT_ADDED = frozenset({Seen.RETURNED, Seen.HELPERS, Seen.ORGANISERS, Seen.LANGUAGES})
"""What is never added up: somebody may come to two centres, and a language be used in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A centre's part: what its sheet of the month prints, and those of earlier months."""

    name: str
    neighbourhood: str
    number: str
    printed: Printed
    earlier: Mapping[Month, Printed]


def compose_together(
    parts: Sequence[Contribution],
    *,
    month: Month,
    theory: Theory,
    missing: Sequence[str] = (),
    example: bool = False,
) -> Together:
    """Return the draft of a joint sheet. Raises ValueError where no centre's sheet is issued."""
    if not parts:
        raise ValueError("no sheet is issued")
    sheets = [part.printed for part in parts]
    visits = sum(sheet["visits"]["count"] for sheet in sheets)
    os = os_of(sheets, theory)
    goals = _goals(parts, theory)
    topics = cells_of(_help(sheets, "topics"), wording.TOPICS)
    outcomes = cells_of(_help(sheets, "outcomes"), wording.OUTCOMES)
    return Together(
        area=theory.area,
        month=month,
        state="concept",
        example=example,
        theory_version=theory.version,
        template_version=TEMPLATE_VERSION,
        headline=wording.joint_headline(len(sheets), visits, os),
        visits=visits,
        attendance=sum(sheet["attendance"] for sheet in sheets),
        activities=sum(bar.activities for bar in os),
        os=os,
        centres=_blocks(parts, month),
        missing=tuple(sorted(missing)),
        mood=joint_asked.mood([sheet["answers"]["mood"] for sheet in sheets]),
        goals=goals,
        tests=sum(one.before is not None for goal in goals for one in goal.asked) or None,
        more=_more(sheets),
        help_total=disclosure.total(cell.figure for cell in topics),
        topics=topics,
        outcomes=outcomes,
        disc=disc_worth(cell.figure for cell in (*topics, *outcomes)),
    )


def _blocks(parts: Sequence[Contribution], month: Month) -> tuple[CentreBlock, ...]:
    """The centres by neighbourhood and then by name, never by what they count."""
    ordered = sorted(parts, key=lambda part: (part.neighbourhood, part.name))
    return tuple(_block(part, month) for part in ordered)


def _block(part: Contribution, month: Month) -> CentreBlock:
    printed = part.printed
    sheets = {**part.earlier, month: printed}
    known = {one: sheet["visits"]["count"] for one, sheet in sheets.items()}
    line = tuple(month.shifted(back) for back in range(1 - TREND_MONTHS, 1))
    first = min(known)
    return CentreBlock(
        name=part.name,
        neighbourhood=part.neighbourhood,
        sheet=part.number,
        visits=printed["visits"]["count"],
        first=first if first > line[0] else None,
        holders=figure_of(printed["holders"]["now"]),
        helpers=figure_of(printed["helpers"]["now"]),
        trend=tuple(known.get(one) for one in line),
        os=tuple((bar["o"], bar["attendance"]) for bar in printed["os"]),
    )


def _help(sheets: Iterable[Printed], table: str) -> list[Printed]:
    return [cell for sheet in sheets for cell in sheet["help"][table]]


def _goals(parts: Sequence[Contribution], theory: Theory) -> tuple[JointGoal, ...]:
    """The goals of the theory, each question beside the last time."""
    sheets = [part.printed for part in parts]
    goals = [_goal(sheets, goal.key, goal.text) for goal in theory.goals]
    compared = joint_asked.compared(
        {goal.goal: goal.asked for goal in goals}, [(part.printed, part.earlier) for part in parts]
    )
    return tuple(replace(goal, asked=compared[goal.goal]) for goal in goals)


def _goal(sheets: Sequence[Printed], key: str, name: str) -> JointGoal:
    own = [goal for sheet in sheets for goal in sheet["answers"]["goals"] if goal["goal"] == key]
    lines: dict[tuple[str, bool], list[Printed]] = {}
    for line in chain.from_iterable(goal["asked"] for goal in own):
        lines.setdefault((line["question"], line["felt_change"]), []).append(line)
    cells = list(chain.from_iterable(goal["seen"] for goal in own))
    seen = dict.fromkeys(Seen(cell["what"]) for cell in cells)
    return JointGoal(
        goal=key,
        name=name,
        asked=tuple(joint_asked.line(lines[item]) for item in sorted(lines)),
        seen=tuple(
            JointSeen(what=what, now=summed(cells, "what", what, "now"))
            for what in seen
            if what not in NOT_ADDED
        ),
        work=working.summed(own),
        done=working.done_together(own),
    )


def _more(sheets: Sequence[Printed]) -> tuple[JointSeen, ...]:
    """What every sheet tells beside its goals, added up; older sheets told nothing there."""
    told = [sheet["answers"].get("more", ()) for sheet in sheets]
    kinds = [{Seen(cell["what"]) for cell in cells} for cells in told]
    cells = list(chain.from_iterable(told))
    return tuple(
        JointSeen(what=what, now=summed(cells, "what", what, "now"))
        for what in sorted(set.intersection(*kinds) - NOT_ADDED)
    )
