"""The lines of the month page and the sheets, in order, as the theory of change has them."""

from __future__ import annotations

from dataclasses import dataclass

from registry.theory.terms import Seen


@dataclass(frozen=True, slots=True)
class IndicatorLines:
    """What is seen of an indicator; what is asked stands under the indicator's own key."""

    indicator: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class SubgoalLines:
    """The indicators that tell about a subgoal, by their keys."""

    subgoal: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalLines:
    """What is printed under a goal, in order: keys of its questions, and what is seen of it."""

    goal: str
    questions: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()
    subgoals: tuple[SubgoalLines, ...] = ()
    indicators: tuple[IndicatorLines, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of the month page and the sheet, in order, as the theory of change has them.

    `os` are the keys of the O's, `topics` those of the help topics (empty: no help is registered),
    `handouts` and `steps` the kinds of these, `initiatives` the types of activities that residents
    begin for their neighbourhood.
    """

    os: tuple[str, ...]
    goals: tuple[GoalLines, ...]
    topics: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
