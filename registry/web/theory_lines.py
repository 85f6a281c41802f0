"""The theory of change as it lives at a centre: what is done and asked for each line, and the gaps.

Pure. Everything stands in the order of the theory.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.activities.queries import ActivityView
from registry.figures.evidence import SeenLine
from registry.figures.facts import Month
from registry.figures.month import MonthFigures
from registry.reporting.services import ActivityLine
from registry.sheets.asked import asked_line
from registry.sheets.page_data import AskedLine
from registry.theory.model import Goal, Indicator, Moment, Question, Strength, Subgoal, Theory


class Missing(StrEnum):
    """What can be missing at a centre."""

    MAINLY = "vooral"
    SUBGOAL = "subdoel"
    QUESTION = "vraag"
    ASKING = "vragen"
    GOALS = "doelen"


@dataclass(frozen=True, slots=True)
class Done:
    """An activity that is for something; `line` is its month (None: it was not held)."""

    activity: ActivityView
    line: ActivityLine | None

    @property
    def times(self) -> int:
        """How often it was held in the month."""
        return self.line.times if self.line else 0


@dataclass(frozen=True, slots=True)
class SubgoalLine:
    """A subgoal with the activities that work on it; `heard`: what residents said was done."""

    subgoal: Subgoal
    done: tuple[Done, ...]
    heard: bool


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with how it is asked: `question` is None where it is only seen.

    `asked` says whether it is asked in the month, `last` in which month it was asked before that,
    `answers` what came of it (None: not asked).
    """

    indicator: Indicator
    question: Question | None
    asked: bool
    last: Month | None
    answers: AskedLine | None

    @property
    def on_leaving(self) -> bool:
        """Whether it is asked on the way out, which is always."""
        return self.question is not None and self.question.moment is Moment.WEG


@dataclass(frozen=True, slots=True)
class GoalLines:
    """A goal with what is done for it, asked about it and seen of it."""

    goal: Goal
    mainly: tuple[Done, ...]
    also: tuple[Done, ...]
    subgoals: tuple[SubgoalLine, ...]
    indicators: tuple[IndicatorLine, ...]
    seen: tuple[SeenLine, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: `key` of the line of the theory, `text` its words.

    Of an activity that is for no goal `key` is "", `text` its title and `activity_id` its key.
    """

    what: Missing
    key: str
    text: str
    activity_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What a centre does and asks in a month.

    `activities` are those on offer, `lines` their months by key. `asked` holds the keys of the
    month's questions, `last_asked` the newest month before it for those asked in the year before,
    `heard` the subgoals for which something residents said was done, `figures` the month's.
    `a_year` is whether the centre counts for a year or longer.
    """

    activities: Sequence[ActivityView]
    lines: Mapping[uuid.UUID, ActivityLine]
    asked: frozenset[str]
    last_asked: Mapping[str, Month]
    heard: frozenset[str]
    figures: MonthFigures
    a_year: bool


def goals(theory: Theory, here: Here) -> tuple[GoalLines, ...]:
    """Return the theory's goals with what a centre does for them."""
    return tuple(_goal(goal, theory, here) for goal in theory.goals)


def gaps(lines: Sequence[GoalLines], here: Here) -> tuple[Gap, ...]:
    """Return what is missing: under goals and subgoals first, then of indicators and activities.

    A question is missed only where it had a year to take its turn, or where nothing is asked.
    """
    subgoals = [one for line in lines for one in line.subgoals]
    indicators = [one for line in lines for one in line.indicators if one.question is not None]
    missed = [one for one in indicators if here.a_year and not one.asked and one.last is None]
    return (
        *(Gap(Missing.MAINLY, one.goal.key, one.goal.text) for one in lines if not one.mainly),
        *(
            Gap(Missing.SUBGOAL, one.subgoal.key, one.subgoal.text)
            for one in subgoals
            if not (one.done or one.heard)
        ),
        *(Gap(Missing.QUESTION, one.indicator.key, one.indicator.text) for one in missed),
        *([] if here.asked else [Gap(Missing.ASKING, "", "")]),
        *(
            Gap(Missing.GOALS, "", view.title, view.id)
            for view in here.activities
            if not (view.goals and view.subgoals)
        ),
    )


def _goal(goal: Goal, theory: Theory, here: Here) -> GoalLines:
    own = next((one for one in here.figures.goals if one.goal == goal.key), None)
    answers = [asked_line(line, theory) for line in own.asked] if own else []
    by_question = {line.question: line for line in answers}
    return GoalLines(
        goal,
        mainly=_done(here, lambda one: one.goals.get(goal.key) == Strength.VOORAL),
        also=_done(here, lambda one: one.goals.get(goal.key) == Strength.DRAAGT_BIJ),
        subgoals=tuple(_subgoal(one, here) for one in theory.subgoals_of(goal.key)),
        indicators=tuple(
            _indicator(one, theory, here, by_question.get(one.key))
            for one in theory.indicators_of(goal.key)
        ),
        seen=own.seen if own else (),
    )


def _subgoal(subgoal: Subgoal, here: Here) -> SubgoalLine:
    done = _done(here, lambda one: subgoal.key in one.subgoals)
    return SubgoalLine(subgoal, done, heard=subgoal.key in here.heard)


def _indicator(
    indicator: Indicator, theory: Theory, here: Here, answers: AskedLine | None
) -> IndicatorLine:
    return IndicatorLine(
        indicator,
        question=theory.question(indicator.key) if indicator.asked else None,
        asked=indicator.key in here.asked,
        last=here.last_asked.get(indicator.key),
        answers=answers,
    )


def _done(here: Here, for_it: Callable[[ActivityView], bool]) -> tuple[Done, ...]:
    return tuple(Done(one, here.lines.get(one.id)) for one in here.activities if for_it(one))
