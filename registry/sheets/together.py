"""Adds up what the centres' issued sheets print into one sheet of all together. Pure.

It reads the JSON of issued sheets and nothing else, so that the joint sheet teaches nobody what the
centres' own sheets do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from registry.figures import disclosure
from registry.figures.answers import FEWEST_FOR_PERCENT
from registry.figures.facts import Month, Seen
from registry.figures.intervals import wilson
from registry.figures.rounding import percent, whole
from registry.sheets import wording, working
from registry.sheets.adding import Printed, cells_of, figure_of, os_of, summed
from registry.sheets.compose import disc_worth
from registry.sheets.together_data import (
    CentreBlock,
    JointGoal,
    JointLine,
    JointSeen,
    Together,
)
from registry.theory.model import Theory

TEMPLATE_VERSION = "3"

TREND_MONTHS = 13

NOT_ADDED = frozenset({Seen.RETURNED, Seen.HELPERS, Seen.ORGANISERS, Seen.LANGUAGES})
"""What is never added up: somebody may come to two centres, and a language be used in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A centre's part: its sheet of the month, and of earlier months the visits they print."""

    name: str
    neighbourhood: str
    number: str
    printed: Printed
    earlier: Mapping[Month, int]


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
        mood=_line([sheet["answers"]["mood"] for sheet in sheets], mood=True),
        goals=tuple(_goal(sheets, goal.key, goal.text) for goal in theory.goals),
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
    known = {**part.earlier, month: printed["visits"]["count"]}
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
        asked=tuple(filter(None, (_line(lines[item]) for item in sorted(lines)))),
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


def _line(lines: Sequence[Printed], *, mood: bool = False) -> JointLine | None:
    """One question over all sheets; None where nobody asked it."""
    if not lines:
        return None
    first = lines[0]
    shown = [line for line in lines if line["withheld"] is None]
    n = sum(line["n"] for line in shown)
    favourable = whole(sum(_hundredths(line) for line in shown), 100)
    in_percents = n >= FEWEST_FOR_PERCENT
    low, high = wilson(favourable, n) if in_percents else (0.0, 0.0)
    return JointLine(
        question="stemming" if mood else first["question"],
        text=first["text"],
        on_leaving=not mood and first["on_leaving"],
        felt_change=not mood and first["felt_change"],
        favourable="goed of heel goed" if mood else first["favourable"],
        centres=len(shown),
        thin=len(lines) - len(shown),
        n=n,
        percent=percent(favourable, n) if in_percents else None,
        of_ten=whole(10 * favourable, n) if 0 < n < FEWEST_FOR_PERCENT else None,
        margin=(round(100 * low), round(100 * high)) if in_percents else None,
        response=_response(shown),
    )


def _response(shown: Sequence[Printed]) -> int | None:
    """The share of those asked who answered: each sheet's own, by how many it says were asked."""
    if not shown or not all(line["response"] for line in shown):
        return None
    asked = sum(whole(100 * line["n"], line["response"]) for line in shown)
    return percent(sum(line["n"] for line in shown), asked)


def _hundredths(line: Printed) -> int:
    """The favourable answers as the sheet prints them, in hundredths of an answer."""
    share: int = line["percent"] if line["percent"] is not None else 10 * line["of_ten"]
    return share * int(line["n"])
