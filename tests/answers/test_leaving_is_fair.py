"""A month of people who leave, simulated: every question reaches its share, none follows a person.

At a tablet they take the next turn of the day's list, and where the tablet is in it goes on from
day to day; at the desk the server deals one. Planted faults show that the test can fail.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

import pytest

from registry.answers import deal
from registry.theory.load import load

THREE = load().leaving()
DAYS, TABLETS = 25, 2
Z = 4.4
"""A fair deal is further than this from what is expected once in 100,000 times."""
Deal = Callable[..., list[str | None]]
DealOne = Callable[..., str | None]
ALIKE: Mapping[str, float] = dict.fromkeys(THREE, 0.5)
NO_QUESTION = {**ALIKE, "VO-I3": 0.02}
"""How many of those asked give an answer that counts: nearly all say that they had no question."""


@dataclass
class Leaving:
    """A month of one centre: how many leave a day at each tablet and at the desk, and how dealt."""

    tablet: int = 12
    desk: int = 12
    answers: Mapping[str, float] = field(default_factory=lambda: ALIKE)
    listed: Deal = deal.deal
    alone: DealOne = deal.deal_one
    answered: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    by_person: dict[str, Counter[str]] = field(default_factory=dict)

    def run(self, seed: int = 1) -> Leaving:
        """Let the same people leave every day, each at the same place, in the same order."""
        chance = random.Random(seed)  # noqa: S311  # visitors, not secrets
        turns: Counter[int] = Counter()
        for day in range(DAYS):
            for person in range(self.tablet):
                for tablet in range(TABLETS):
                    dealt = self.listed(THREE, answered=self.answered, seed=f"{seed} {day}")
                    key = dealt[turns[tablet] % len(dealt)]
                    turns[tablet] += 1
                    self._ask(f"{person} at tablet {tablet}", key, chance)
            for person in range(self.desk):
                one = self.alone(THREE, answered=self.answered, seed=f"{chance.random()}")
                self._ask(f"{person} at the desk", one, chance)
        return self

    def _ask(self, person: str, key: str | None, chance: random.Random) -> None:
        assert key is not None, "whoever leaves is always asked"
        self.shown[key] += 1
        self.by_person.setdefault(person, Counter())[key] += 1
        if chance.random() < self.answers[key]:
            self.answered[key] += 1


def faults(month: Leaving) -> list[str]:
    """Return what is not fair in a month.

    Where all are answered alike each is shown its third; where one brings hardly an answer it is
    shown oftener, and the others still three quarters of their third. In 25 visits somebody draws
    one of three less than twice in 1 of 1,900 cases; the seeds are fixed.
    """
    shown = month.shown.total()
    spread = Z * sqrt(shown * 2 / 9)
    found = []
    for key in THREE:
        off = abs(month.shown[key] - shown / 3) > spread
        few = month.shown[key] < 0.75 * shown / 3 - spread
        if few or (off and month.answers == ALIKE):
            found.append(f"{key} was shown {month.shown[key]} of {shown} times")
    for who, seen in month.by_person.items():
        if min(seen[key] for key in THREE) < 2:
            found.append(f"{who} was asked {dict(seen)}")
    return found


@pytest.mark.parametrize("answers", [ALIKE, NO_QUESTION], ids=["alike", "no question"])
@pytest.mark.parametrize(("tablet", "desk"), [(1, 2), (12, 12), (60, 0), (0, 40)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_question_on_leaving_reaches_its_share_and_nobody_is_followed(
    answers: Mapping[str, float], tablet: int, desk: int, seed: int
) -> None:
    assert faults(Leaving(tablet, desk, answers).run(seed)) == []


def short_first(questions: Sequence[str], *, answered: Mapping[str, int], seed: str) -> str | None:
    """Planted: at the desk one of those short of answers, always."""
    fewest = min(answered.get(key, 0) // deal.STEP for key in questions)
    short = [key for key in questions if answered.get(key, 0) // deal.STEP == fewest]
    return random.Random(seed).choice(short)  # noqa: S311


def unshuffled(questions: Sequence[str], **_: object) -> list[str | None]:
    """Planted: always the same order."""
    return [*questions] * 12


def twice_the_first(questions: Sequence[str], **known: object) -> list[str | None]:
    """Planted: one question takes turns of another."""
    dealt = deal.deal(questions, **known)  # type: ignore[arg-type]
    return [
        questions[0] if turn == questions[1] and place % 2 else turn
        for place, turn in enumerate(dealt)
    ]


@pytest.mark.parametrize(
    "planted",
    [
        Leaving(0, 40, NO_QUESTION, alone=short_first),
        Leaving(12, 0, listed=unshuffled),
        Leaving(12, 0, listed=twice_the_first),
    ],
    ids=["the desk asks one only", "no shuffle", "a biased shuffle"],
)
def test_an_unfair_deal_on_leaving_is_caught(planted: Leaving) -> None:
    assert faults(planted.run()) != []
