"""Answers per question: how many, how favourable with what margin, and a change beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, TypeAlias

from registry.figures.disclosure import Figure, Reason, Shown, Withheld
from registry.figures.facts import MOOD, Item, Month, MonthFacts, MonthTallies, TallyFact
from registry.figures.intervals import holm, two_proportion_p, wilson
from registry.figures.rounding import percent, whole

FEWEST_FOR_WORDS = 10
"""From so many answers a question is shown in words ("7 van de 10")."""

FEWEST_FOR_PERCENT = 30
"""From so many answers a question is shown as a percentage with its margin, and compared."""

SIGNIFICANCE = 0.05
"""A change is named where the corrected p-value is below this."""

INDICATOR_VALUES = ("plus", "midden", "min")
MOOD_VALUES = ("1", "2", "3", "4", "5")
FAVOURABLE = frozenset({"plus", "4", "5"})


@dataclass(frozen=True, slots=True)
class Part:
    """How many chose a value; the values come in the order of the question's bar."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Percentage:
    """The favourable share and its Wilson 95 % margin in whole percents, and all the parts."""

    kind: ClassVar[Literal["percentage"]] = "percentage"
    percent: int
    low: int
    high: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class InWords:
    """The favourable share as so many of ten people."""

    kind: ClassVar[Literal["in_words"]] = "in_words"
    of_ten: int


Result: TypeAlias = Percentage | InWords | Withheld
"""What is shown of the answers to a question, by their number; `kind` tells which."""


@dataclass(frozen=True, slots=True)
class Before:
    """The favourable share the last time the item was asked, in whole percents.

    `points` is the difference between the two printed percentages where the test says that it is
    more than chance, else None.
    """

    month: Month
    percent: int
    points: int | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question on the page: `n` answers, the percentage of those asked who gave one, result.

    `n` leaves out skips, "does not apply" and suspect taps; the share is of all who were asked.
    """

    item: Item
    n: Figure
    response: Figure
    result: Result
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The month's answers: a line per item, the mood, and what the annex says of the method.

    `tests` is how many lines were compared, for which Holm corrected; `suspect` how many taps
    were left out because a person cannot read that fast.
    """

    mood: AnswerLine
    lines: tuple[AnswerLine, ...]
    tests: int
    suspect: int


@dataclass(frozen=True, slots=True)
class _Spread:
    """The counts of an item in a month; these stay inside this module."""

    parts: tuple[Part, ...]
    asked: int

    @property
    def n(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def favourable(self) -> int:
        return sum(part.count for part in self.parts if part.value in FAVOURABLE)


def figures(facts: MonthFacts, questions: Iterable[str]) -> Answers:
    """The answers of a month, in the order of `questions` (keys of indicator questions).

    A line for each item in the month's set, and for one outside it that was answered often enough
    to be shown (the set may have been changed within the month).
    """
    now = _spreads(facts.tallies)
    items = _items(facts, now, questions)
    earlier = _latest_first(facts.earlier_tallies, set(items))
    before = {item: last for item in items if (last := _last_asked(item, earlier))}
    lines = [_line(item, now.get(item)) for item in items]
    comparisons = _comparisons(now, before)
    mood = Item(MOOD)
    return Answers(
        mood=_line(mood, now.get(mood)),
        lines=tuple(replace(line, before=comparisons.get(line.item)) for line in lines),
        tests=len(comparisons),
        suspect=sum(tally.count for tally in facts.tallies if tally.suspect),
    )


def numbers(tallies: Iterable[TallyFact]) -> dict[Item, Figure]:
    """How many answered each item that was asked in a month."""
    return {item: _line(item, spread).n for item, spread in _spreads(tallies).items()}


def _spreads(tallies: Iterable[TallyFact]) -> dict[Item, _Spread]:
    counted: dict[Item, Counter[str]] = {}
    for tally in tallies:
        if not tally.suspect:
            counted.setdefault(tally.item, Counter())[tally.value] += tally.count
    return {item: _spread(item, values) for item, values in counted.items()}


def _spread(item: Item, values: Counter[str]) -> _Spread:
    order = MOOD_VALUES if item.question == MOOD else INDICATOR_VALUES
    return _Spread(tuple(Part(value, values[value]) for value in order), values.total())


def _items(
    facts: MonthFacts, now: Mapping[Item, _Spread], questions: Iterable[str]
) -> tuple[Item, ...]:
    often = {item for item, spread in now.items() if spread.n >= FEWEST_FOR_WORDS}
    order = {question: place for place, question in enumerate(questions)}
    listed = (item for item in often.union(facts.asked) if item.question in order)
    return tuple(sorted(listed, key=lambda item: (order[item.question], item.variant)))


def _latest_first(
    earlier: Iterable[MonthTallies], items: Set[Item]
) -> list[tuple[Month, dict[Item, _Spread]]]:
    """The spreads of some items in each earlier month."""
    return [
        (past.month, _spreads(tally for tally in past.tallies if tally.item in items))
        for past in sorted(earlier, key=lambda past: past.month, reverse=True)
    ]


def _last_asked(
    item: Item, earlier: Iterable[tuple[Month, Mapping[Item, _Spread]]]
) -> tuple[Month, _Spread] | None:
    """The latest month with answers enough to show; stray late ones do not make a month asked."""
    for month, spreads in earlier:
        spread = spreads.get(item)
        if spread and spread.n >= FEWEST_FOR_WORDS:
            return month, spread
    return None


def _line(item: Item, spread: _Spread | None) -> AnswerLine:
    if spread is None or spread.n < FEWEST_FOR_WORDS:
        few = Withheld(Reason.TOO_FEW_ANSWERS)
        return AnswerLine(item, n=few, response=few, result=few)
    return AnswerLine(
        item,
        n=Shown(spread.n),
        response=Shown(percent(spread.n, spread.asked)),
        result=_result(spread),
    )


def _result(spread: _Spread) -> InWords | Percentage:
    if spread.n < FEWEST_FOR_PERCENT:
        return InWords(whole(10 * spread.favourable, spread.n))
    low, high = wilson(spread.favourable, spread.n)
    return Percentage(
        percent(spread.favourable, spread.n), round(100 * low), round(100 * high), spread.parts
    )


def _comparisons(
    now: Mapping[Item, _Spread], before: Mapping[Item, tuple[Month, _Spread]]
) -> dict[Item, Before]:
    """Each item that can be tested (both times enough answers) beside the last time."""
    pairs = [
        (item, now[item], month, past)
        for item, (month, past) in before.items()
        if item in now and min(now[item].n, past.n) >= FEWEST_FOR_PERCENT
    ]
    corrected = holm(
        [two_proportion_p(new.favourable, new.n, old.favourable, old.n) for _, new, _, old in pairs]
    )
    compared = {}
    for (item, new, month, old), p in zip(pairs, corrected, strict=True):
        earlier = percent(old.favourable, old.n)
        points = percent(new.favourable, new.n) - earlier
        compared[item] = Before(month, earlier, points if points and p < SIGNIFICANCE else None)
    return compared
