"""Which questions are asked this month, and in which order a tablet asks them. Pure.

Never chosen by person, and nobody remembers who was asked what: the server deals each
occurrence one ordered list, and the tablet takes the next.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

MONTHS = 3
"""In how many months every rotating question has had its turn."""
ENOUGH = 60
"""About how many answers a question needs in a month; above it people are asked less often."""
TURNS = 36
STEP = 10
"""Answers within the same ten are equally short, so that chance decides between them."""
GOALS_FIRST = 0.5
"""In which part of the rounds the questions of the activity's goals come before the others."""
SHORT_FIRST = 0.5
"""In which part of the lists those short of answers come before the first round, not after it."""


def month_set(rotating: Sequence[str], month: int) -> tuple[str, ...]:
    """Return a third of the rotating questions for a month of the year (1 to 12).

    Every third question in the order of the goals, so that each month touches all goals and
    each quarter asks everything.
    """
    return tuple(rotating[(month - 1) % MONTHS :: MONTHS])


def set_size(rotating: Sequence[str]) -> int:
    """Return how many of the rotating questions a month asks: 6 of 18."""
    return -(-len(rotating) // MONTHS)


def share_asked(answers: int, questions: int, asked: float = 1.0) -> float:
    """Return the share of visitors to ask, between 0 and 1.

    `answers` is how many a month brought to its `questions`, when `asked` of the visitors were
    asked. Everyone is asked until there is a month to go by.
    """
    if answers == 0 or questions == 0:
        return 1.0
    per_question_at_full = answers / questions / asked
    return min(1.0, ENOUGH / per_question_at_full)


def deal(
    questions: Sequence[str],
    *,
    answered: Mapping[str, int],
    preferred: AbstractSet[str] = frozenset(),
    share: float = 1.0,
    seed: str,
) -> list[str | None]:
    """Return the turns of one occurrence: a question's key, or None for a turn without one.

    In rounds every question once, by chance; before the first round or after it those short of
    answers once more. In half of the rounds the preferred ones (of the goals of the activity just
    joined) come before the others. In half, and not always: what everybody skips stays short, and
    who is always first in would always get the same. The same seed and state give the same list,
    so that a tablet is not handed a new one for nothing.
    """
    if not questions:
        return []
    chance = random.Random(seed)  # noqa: S311  # fairness, not secrecy; the list is public
    fewest = min(answered.get(key, 0) // STEP for key in questions)
    short = [key for key in questions if answered.get(key, 0) // STEP == fewest]
    start = (short, questions) if chance.random() < SHORT_FIRST else (questions, short)
    turns: list[str | None] = [key for keys in start for key in _round(keys, preferred, chance)]
    while len(turns) < TURNS:
        turns.extend(_round(questions, preferred, chance))
    return [turn if chance.random() < share else None for turn in turns[:TURNS]]


def deal_one(questions: Sequence[str], *, answered: Mapping[str, int], seed: str) -> str | None:
    """Return a question for who is asked without a list, at the desk; None where there is none.

    One of the first two rounds of a list by chance, and not its first: where "does not apply" or a
    skip is the usual answer, a question stays short of answers and would be the only one asked.
    """
    turns = deal(questions, answered=answered, seed=seed)
    chance = random.Random(f"one {seed}")  # noqa: S311  # fairness, not secrecy
    return chance.choice(turns[: 2 * len(questions)]) if turns else None


def _round(
    questions: Sequence[str], preferred: AbstractSet[str], chance: random.Random
) -> list[str]:
    goals_first = chance.random() < GOALS_FIRST

    def rank(key: str) -> tuple[bool, float]:
        return (goals_first and key not in preferred, chance.random())

    return sorted(questions, key=rank)
