"""What stands under each goal, subgoal and indicator: what was done, what was seen, what was asked.

An activity with several goals counts at each of them, so these numbers do not add up to all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.figures.activities import Held
from registry.figures.answers import AnswerLine
from registry.figures.disclosure import Figure, Shown, Withheld
from registry.figures.facts import GoalLines, IndicatorLines, Seen
from registry.figures.summary import Summary


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One thing the registry sees of a goal, beside the month before (None: not known)."""

    what: Seen
    now: Figure
    before: Figure | None


@dataclass(frozen=True, slots=True)
class Work:
    """Activities held that work on something: mainly, or also; how often, and their attendance.

    `proposed` is of how many of them nobody has looked yet at what they work on.
    """

    mainly: int
    also: int
    times: int
    attendance: int
    proposed: int

    @property
    def activities(self) -> int:
        """How many activities that is."""
        return self.mainly + self.also


@dataclass(frozen=True, slots=True)
class SubgoalEvidence:
    """What was done for a subgoal; `indicators` are those that tell about it, by our links."""

    subgoal: str
    work: Work
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorEvidence:
    """What was asked about an indicator (nothing, or in one variant or both) and seen of it."""

    indicator: str
    asked: tuple[AnswerLine, ...]
    seen: tuple[SeenLine, ...]

    @property
    def thin(self) -> bool:
        """Whether there is nothing to show: no answers enough, and no figure that may be shown."""
        answered = any(not isinstance(line.result, Withheld) for line in self.asked)
        return not answered and not any(isinstance(line.now, Shown) for line in self.seen)


@dataclass(frozen=True, slots=True)
class GoalEvidence:
    """All that stands under a goal, in the order of the theory."""

    goal: str
    work: Work
    subgoals: tuple[SubgoalEvidence, ...]
    indicators: tuple[IndicatorEvidence, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A month's evidence: goals with their subgoals and indicators."""

    goals: tuple[GoalEvidence, ...]


def evidence(
    lines: Iterable[GoalLines],
    held: Iterable[Held],
    asked: Iterable[AnswerLine],
    seen: Mapping[Seen, SeenLine],
) -> Evidence:
    """The evidence under each goal, of the activities held and the lines of the month."""
    held, asked = tuple(held), tuple(asked)
    return Evidence(tuple(_goal(goal, held, asked, seen) for goal in lines))


def seen_lines(now: Summary, before: Summary | None) -> dict[Seen, SeenLine]:
    """Everything that the registry sees in a month, beside the month before."""
    return {
        what: SeenLine(what, figure, before.seen[what] if before else None)
        for what, figure in now.seen.items()
    }


def _goal(
    goal: GoalLines,
    held: tuple[Held, ...],
    asked: tuple[AnswerLine, ...],
    seen: Mapping[Seen, SeenLine],
) -> GoalEvidence:
    def indicator(one: IndicatorLines) -> IndicatorEvidence:
        return IndicatorEvidence(
            one.indicator,
            asked=tuple(line for line in asked if line.item.question == one.indicator),
            seen=tuple(seen[what] for what in one.seen),
        )

    def subgoal(key: str) -> tuple[Held, ...]:
        return tuple(one for one in held if key in one.activity.subgoals)

    return GoalEvidence(
        goal.goal,
        work(held, goal.goal),
        tuple(
            SubgoalEvidence(one.subgoal, work(subgoal(one.subgoal), goal.goal), one.indicators)
            for one in goal.subgoals
        ),
        tuple(indicator(one) for one in goal.indicators),
    )


def work(held: Iterable[Held], goal: str) -> Work:
    """What the activities that are mainly for a goal, or contribute to it, come to."""
    mainly = [one for one in held if goal in one.activity.mainly]
    also = [one for one in held if goal in one.activity.also]
    both = (*mainly, *also)
    return Work(
        len(mainly),
        len(also),
        times=sum(one.times for one in both),
        attendance=sum(one.attendance for one in both),
        proposed=sum(not one.activity.confirmed for one in both),
    )
