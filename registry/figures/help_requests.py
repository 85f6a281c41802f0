"""Help requests by topic and by outcome: rounded cells, and the sum of the topics' cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from registry.figures.disclosure import (
    SMALLEST,
    Figure,
    cases,
    least,
    most,
    rounded,
    shown,
    total,
)
from registry.figures.facts import MonthFacts, Outcome

WIDEST = SMALLEST - 1
"""From the smallest to the largest number that are printed alike."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A topic or an outcome with its number of help requests."""

    key: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class HelpFigures:
    """The two tables of help requests, and the month's number: the sum of the printed topics.

    The outcomes may come to another sum, as every cell is rounded on its own. `aftercare` is how
    often aftercare was given.
    """

    topics: tuple[Cell, ...]
    topics_total: Figure
    outcomes: tuple[Cell, ...]
    aftercare: Figure

    def outcome(self, outcome: Outcome) -> Figure:
        """The number of one outcome, as in the table."""
        return next(cell.figure for cell in self.outcomes if cell.key == outcome)


def figures(facts: MonthFacts, topics: tuple[str, ...]) -> HelpFigures:
    """Every topic in order and every outcome; without topics no help is registered.

    Raises ValueError for a request about a topic that is not among `topics`.
    """
    held = facts.was_open and bool(topics)
    by_topic: Counter[str] = Counter(dict.fromkeys(topics, 0))
    by_outcome: Counter[Outcome] = Counter(dict.fromkeys(Outcome, 0))
    for one in facts.help_requests:
        if one.topic not in by_topic:
            raise ValueError(f"a help request about an unknown topic: {one.topic}")
        by_topic[one.topic] += one.count
        by_outcome[one.outcome] += one.count
    topic_cells = tuple(Cell(key, cases(count, held=held)) for key, count in by_topic.items())
    outcomes = [rounded(count) for count in by_outcome.values()]
    if held or facts.help_requests:
        _fit(outcomes, [rounded(count) for count in by_topic.values()])
    return HelpFigures(
        topic_cells,
        total(cell.figure for cell in topic_cells),
        tuple(
            Cell(key.value, shown(value) if held or value else cases(0, held=False))
            for key, value in zip(by_outcome, outcomes, strict=True)
        ),
        aftercare=cases(facts.aftercare, held=held),
    )


def _fit(outcomes: list[int], topics: Sequence[int]) -> None:
    """Move the largest outcome by a step where both tables, of the same requests, would tell more.

    Every cell may be any number that is printed as it is, only where the other table leaves room
    for one cell more to be at its end.
    """
    largest = outcomes.index(max(outcomes))
    while sum(map(least, outcomes)) > sum(map(most, topics)) - WIDEST:
        outcomes[largest] -= SMALLEST
    while sum(map(most, outcomes)) < sum(map(least, topics)) + WIDEST:
        outcomes[largest] += SMALLEST
