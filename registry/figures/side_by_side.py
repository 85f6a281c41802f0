"""Two months beside each other: what was asked in both, and whether the answers differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from registry.figures.answers import FAVOURABLE, SIGNIFICANCE, AnswerLine, Percentage
from registry.figures.intervals import holm, two_proportion_p
from registry.figures.month import MonthFigures


@dataclass(frozen=True, slots=True)
class AskedTwice:
    """A question asked in both months; `points` between the printed percentages where the test
    says that it is more than chance (None: it does not, or one of them is no percentage).
    """

    now: AnswerLine
    other: AnswerLine
    points: int | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The questions of both months in order, and how many of them were tested (Holm)."""

    asked: tuple[AskedTwice, ...]
    tests: int


def side_by_side(now: MonthFigures, other: MonthFigures) -> SideBySide:
    """Compare the printed answers of two months; no more is known of them than what is printed."""
    theirs = {line.item: line for line in _lines(other)}
    pairs = [(line, theirs[line.item]) for line in _lines(now) if line.item in theirs]
    tested = [(one, two) for one, two in pairs if _parts(one) and _parts(two)]
    corrected = holm([_chance(one, two) for one, two in tested])
    points = {
        one.item: _points(one, two)
        for (one, two), p in zip(tested, corrected, strict=True)
        if p < SIGNIFICANCE
    }
    return SideBySide(
        tuple(AskedTwice(one, two, points.get(one.item)) for one, two in pairs), len(tested)
    )


def _lines(month: MonthFigures) -> Iterable[AnswerLine]:
    return (month.mood, *(line for goal in month.goals for line in goal.asked))


def _parts(line: AnswerLine) -> tuple[int, int] | None:
    """How many answered favourably, and how many answered; None for no percentage."""
    if not isinstance(line.result, Percentage):
        return None
    parts = line.result.parts
    favourable = sum(part.count for part in parts if part.value in FAVOURABLE)
    return favourable, sum(part.count for part in parts)


def _chance(one: AnswerLine, two: AnswerLine) -> float:
    ours, theirs = _parts(one), _parts(two)
    return two_proportion_p(*ours, *theirs) if ours and theirs else 1.0


def _points(one: AnswerLine, two: AnswerLine) -> int | None:
    if isinstance(one.result, Percentage) and isinstance(two.result, Percentage):
        return one.result.percent - two.result.percent or None
    return None
