"""A month of visitors, tablets and packs, simulated: every question reaches its share, for nobody
in particular. Planted faults show that the test can fail."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

import pytest

from registry.answers import deal
from registry.theory.load import load

THEORY = load()
SIX = deal.month_set(THEORY.rotating(), 11)
GOALS = ({"SC", "LV"}, {"SV"}, {"MP"}, {"VO"}, {"SC", "LV", "SV", "MP", "VO"})
"""The goals of five activities that run every day."""
DAYS, A_DAY, TABLETS = 25, 24, 2
Deal = Callable[..., list[str | None]]
Z = 4.4
"""A fair deal is further than this from what is expected once in 100,000 times."""


@dataclass
class Month:
    """A month at one centre; `deal` is called anew whenever a tablet fetches its pack."""

    share: float = 1.0
    deal: Deal = deal.deal
    persons: bool = False
    preferred: bool = True
    skipped: str | None = None
    """A question that nobody answers."""
    shown: Counter[str | None] = field(default_factory=Counter)
    by_person: dict[int, Counter[str | None]] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    first_by_goal: Counter[bool] = field(default_factory=Counter)

    def run(self, seed: int = 1) -> Month:
        """Let everybody come every day, each at the same time, to the same activity and tablet."""
        chance = random.Random(seed)  # noqa: S311  # visitors, not secrets
        for day in range(DAYS):
            turns: Counter[tuple[int, int]] = Counter()
            for person in range(A_DAY * len(GOALS)):
                activity, tablet = person % len(GOALS), (person // len(GOALS)) % TABLETS
                self._ask(person, f"{seed}-{day}", activity, turns[tablet, activity], chance)
                turns[tablet, activity] += 1
        return self

    def _ask(self, person: int, day: str, activity: int, turn: int, chance: random.Random) -> None:
        near = {key for key in SIX if key[:2] in GOALS[activity]} if self.preferred else set()
        seed = f"person {person}" if self.persons else f"occurrence {day} {activity}"
        dealt = self.deal(SIX, answered=self.answered, preferred=near, share=self.share, seed=seed)
        key = dealt[turn % len(dealt)]
        self.shown[key] += 1
        self.by_person.setdefault(person, Counter())[key] += 1
        if key is not None:
            if turn == 0:
                self.first_by_goal[key in near] += 1
            if chance.random() < 0.5 and key != self.skipped:
                self.answered[key] += 1


def faults(month: Month) -> list[str]:
    """Return what is not fair in a month.

    Each question is shown its sixth of `n` questions. Rounds and "short of answers first" keep the
    counts closer together than chance alone would, so the bound of independent draws is safe:
    Z · √(n · 1/6 · 5/6). Whether somebody is asked is drawn for each turn of a list; a list of one
    day serves `TABLETS` tablets with the same draws, so its deviation is √TABLETS times larger.
    """
    asked = sum(number for key, number in month.shown.items() if key is not None)
    visits = month.shown.total()
    found = []
    for key in SIX:
        if abs(month.shown[key] - asked / 6) > Z * sqrt(asked * 1 / 6 * 5 / 6):
            found.append(f"{key} was shown {month.shown[key]} of {asked} times")
    spread = Z * sqrt(TABLETS * visits * month.share * (1 - month.share))
    if abs(asked - month.share * visits) > spread:
        found.append(f"{asked} of {visits} were asked")
    return [*found, *followed(month)]


def followed(month: Month) -> list[str]:
    """Return who was followed: whoever was asked twelve times may not have missed four of the six.

    Twelve questions drawn by chance leave a given four out with probability (1/3)^12; over 15 such
    fours and 120 people that is 1 in 300. The seeds are fixed.
    """
    missed = {
        who: len(set(SIX) - set(seen))
        for who, seen in month.by_person.items()
        if seen.total() - seen[None] >= 12
    }
    always = [who for who, seen in month.by_person.items() if len(seen) == 1]
    found = [f"{who} missed {number} questions" for who, number in missed.items() if number >= 4]
    return [*found, *(f"{who} was always treated alike" for who in always)]


@pytest.mark.parametrize("share", [1.0, 0.7, 0.5])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_question_reaches_its_share_and_nobody_is_followed(share: float, seed: int) -> None:
    assert faults(Month(share=share).run(seed)) == []


def test_the_goals_of_the_activity_come_first_without_taking_more() -> None:
    with_goals, without = Month().run(), Month(preferred=False).run()
    assert with_goals.first_by_goal[True] > 0.5 * with_goals.first_by_goal.total()
    assert without.first_by_goal[True] == 0
    assert faults(with_goals) == []


def test_what_is_short_of_answers_catches_up() -> None:
    behind = Month(answered=Counter(dict.fromkeys(SIX[1:], 60))).run()
    others = max(behind.shown[key] for key in SIX[1:])
    assert behind.shown[SIX[0]] > others


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_question_that_everybody_skips_does_not_fall_to_who_is_first_in(seed: int) -> None:
    assert followed(Month(skipped=SIX[0]).run(seed)) == []


def short_always_first(questions: Sequence[str], **known: object) -> list[str | None]:
    """Planted: those short of answers come before the others in every list."""
    short = min(questions, key=lambda key: known["answered"][key])  # type: ignore[index]
    return [short, *deal.deal(questions, **known)]  # type: ignore[arg-type]


def test_who_is_first_in_is_caught_where_what_is_short_always_comes_first() -> None:
    assert followed(Month(skipped=SIX[0], deal=short_always_first).run()) != []


def test_a_new_list_every_visit_favours_no_first_question() -> None:
    """`answered` changes with nearly every visit here, so every list is dealt anew each time."""
    first = Counter(
        deal.deal(SIX, answered={}, preferred=frozenset(), share=1, seed=f"day {day}")[0]
        for day in range(1800)
    )
    assert all(abs(first[key] - 300) < Z * sqrt(1800 * 5 / 36) for key in SIX)


def unshuffled(questions: Sequence[str], **_: object) -> list[str | None]:
    """Planted: always the same order, so the first are asked most."""
    return [*questions] * 6


def without_empty_turns(questions: Sequence[str], **known: object) -> list[str | None]:
    """Planted: the turns without a question are forgotten."""
    return deal.deal(questions, **{**known, "share": 1.0})  # type: ignore[arg-type]


def twice_the_first(questions: Sequence[str], **known: object) -> list[str | None]:
    """Planted: a shuffle that draws one question more often."""
    dealt = deal.deal(questions, **known)  # type: ignore[arg-type]
    return [
        questions[0] if turn == questions[1] and place % 2 else turn
        for place, turn in enumerate(dealt)
    ]


@pytest.mark.parametrize(
    "planted",
    [
        Month(deal=unshuffled),
        Month(deal=twice_the_first),
        Month(deal=without_empty_turns, share=0.7),
        Month(
            persons=True,
            preferred=False,
            deal=lambda questions, seed, **known: [
                random.Random(seed).choice(questions)  # noqa: S311
            ],
        ),
    ],
    ids=["no shuffle", "a biased shuffle", "no empty turns", "a list for each person"],
)
def test_an_unfair_deal_is_caught(planted: Month) -> None:
    assert faults(planted.run()) != []
