"""Puts what was asked and seen into the words of the theory: the lines of the second page. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from registry.figures import answers as figures
from registry.figures.disclosure import Withheld
from registry.figures.month import GoalFigures, MonthFigures
from registry.figures.rounding import percent
from registry.sheets import wording, working
from registry.sheets.page_data import (
    AnswersBlock,
    AnswerShare,
    AskedLine,
    Bar,
    Before,
    GoalBlock,
    MoodLine,
    SeenCell,
)
from registry.sheets.work_data import SubgoalWork, Work
from registry.theory.model import Moment, Option, Theory, Value, Variant


def answers(month: MonthFigures, theory: Theory) -> AnswersBlock:
    """Return all that was asked in a month and seen of its goals, and what that comes to.

    Raises KeyError for a goal or a question that the theory does not have.
    """
    mood = mood_line(month.mood, theory)
    worked = {one.goal: working.of_month(one, theory) for one in month.evidence.goals}
    goals = tuple(_goal(goal, theory, *worked[goal.goal]) for goal in month.goals)
    lines = [line for goal in goals for line in goal.asked]
    return AnswersBlock(
        headline=(
            wording.answers_headline(lines, mood, month.tests)
            if month.counting
            else wording.NOTHING_ASKED
        ),
        mood=mood,
        goals=goals,
        suspect=month.suspect or None,
        tests=month.tests,
        more=_more(month),
    )


def _more(month: MonthFigures) -> tuple[SeenCell, ...]:
    """What was seen of an indicator and of no goal, in the order of the indicators."""
    told = {one.what for goal in month.goals for one in goal.seen}
    found = {
        one.what: SeenCell(what=one.what, now=one.now, before=one.before)
        for goal in month.evidence.goals
        for indicator in goal.indicators
        for one in indicator.seen
    }
    return tuple(cell for what, cell in found.items() if what not in told)


def _goal(
    goal: GoalFigures, theory: Theory, work: Work, done: tuple[SubgoalWork, ...]
) -> GoalBlock:
    return GoalBlock(
        goal=goal.goal,
        name=theory.goal(goal.goal).text,
        asked=tuple(asked_line(line, theory) for line in goal.asked),
        seen=tuple(SeenCell(what=one.what, now=one.now, before=one.before) for one in goal.seen),
        work=work,
        done=done,
    )


def asked_line(line: figures.AnswerLine, theory: Theory) -> AskedLine:
    """Return a question with its answers; raises KeyError for one the theory does not ask."""
    question = theory.question(line.item.question, line.item.variant)
    options = question.options
    result = line.result
    percentage = result if isinstance(result, figures.Percentage) else None
    bar = _bar(percentage, options) if percentage else None
    return AskedLine(
        question=question.key,
        text=question.text,
        on_leaving=question.moment is Moment.WEG,
        felt_change=line.item.variant == Variant.VERANDERING,
        n=line.n,
        response=line.response,
        favourable=_label(options, Value.PLUS),
        percent=percentage.percent if percentage else None,
        of_ten=result.of_ten if isinstance(result, figures.InWords) else None,
        withheld=result if isinstance(result, Withheld) else None,
        before=in_words(line.before) if percentage and line.before else None,
        low=percentage.low if percentage else None,
        high=percentage.high if percentage else None,
        shares=_shares(bar),
        bar=bar,
    )


def mood_line(line: figures.AnswerLine, theory: Theory) -> MoodLine:
    """Return the mood of the month."""
    result = line.result
    percentage = result if isinstance(result, figures.Percentage) else None
    bar = _bar(percentage, theory.mood.options) if percentage else None
    return MoodLine(
        text=theory.mood.text,
        n=line.n,
        response=line.response,
        percent=percentage.percent if percentage else None,
        low=percentage.low if percentage else None,
        high=percentage.high if percentage else None,
        of_ten=result.of_ten if isinstance(result, figures.InWords) else None,
        withheld=result if isinstance(result, Withheld) else None,
        shares=_shares(bar),
        bar=bar,
    )


def _label(options: Sequence[Option], value: str) -> str:
    return next(option.label for option in options if option.value == value)


def _bar(result: figures.Percentage, options: Sequence[Option]) -> Bar:
    """Return the parts in the order of the bar, those that the question offers."""
    offered = {option.value: option.label for option in options}
    parts = [part for part in result.parts if part.value in offered]
    total = sum(part.count for part in parts)
    return Bar(
        labels=tuple(offered[part.value].lower() for part in parts),
        parts=tuple(part.count for part in parts),
        percents=tuple(percent(part.count, total) for part in parts),
        low=result.low,
        high=result.high,
    )


def _shares(bar: Bar | None) -> tuple[AnswerShare, ...]:
    if bar is None:
        return ()
    pairs = zip(bar.labels, bar.percents, strict=True)
    return tuple(AnswerShare(answer=answer, percent=percent) for answer, percent in pairs)


def in_words(before: figures.Before) -> Before:
    """Return what a comparison says: how many points, and which way."""
    points = before.points
    return Before(
        month=before.month,
        percent=before.percent,
        points=abs(points) if points else None,
        direction=("higher" if points > 0 else "lower") if points else None,
    )
