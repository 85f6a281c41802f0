"""What people at a made-up centre answer on the tablet, and how many are asked. Pure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from registry.answers import deal
from registry.demo.places import Offer, Place
from registry.theory.model import MOOD, Question, Theory

FAVOURABLE: Mapping[str, tuple[float, float]] = {
    "SC-I1": (0.60, 0.03),
    "SC-I2": (0.46, 0.02),
    "SC-I3": (0.58, 0.0),
    "SC-I4": (0.69, 0.04),
    "LV-I1": (0.86, 0.0),
    "LV-I2": (0.31, 0.06),
    "LV-I3": (0.42, -0.02),
    "LV-I4": (0.57, 0.0),
    "LV-I5": (0.49, -0.03),
    "SV-I1": (0.57, 0.02),
    "SV-I2": (0.45, 0.03),
    "SV-I3": (0.52, 0.05),
    "SV-I4": (0.63, 0.02),
    "MP-I2": (0.66, 0.0),
    "MP-I3": (0.61, 0.03),
    "MP-I4": (0.55, 0.0),
    "VO-I1": (0.76, 0.04),
    "VO-I2": (0.79, 0.0),
    "VO-I3": (0.71, 0.02),
    "VO-I4": (0.52, 0.0),
    "VO-I5": (0.33, 0.04),
}
"""The share of favourable answers at the start, and how much it moves in a year."""
ORDINARY = (0.5, 0.0)
"""The same for a question of another theory."""
IN_BETWEEN = 0.6
"""Which part of the others chooses the middle."""
MOODS = (("1", "2", "3", "4", "5"), (3, 8, 19, 42, 28))
SKIPS_MOOD, SKIPS_ON_LEAVING = 0.49, 0.58
DOES_NOT_APPLY = 0.16
TOO_FAST = 0.012
LATELY = 75
"""Days before the last one from which `Place.lately` holds."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: a question, the value chosen (or skip), and whether the tap was too fast."""

    question: str
    value: str
    suspect: bool


@dataclass(slots=True)
class Survey:
    """The asking at one centre, month after month, as the tablet's pack deals it."""

    theory: Theory
    place: Place
    start: date
    end: date
    share: float = 1.0
    month: str = ""
    answered: Counter[str] = field(default_factory=Counter)
    dealt: dict[str, Iterator[str | None]] = field(default_factory=dict)

    def on_arrival(
        self, offer: Offer, sensitive: bool, day: date, chance: random.Random
    ) -> Iterator[Said]:
        """Yield what someone answers after checking in: the mood, and a question if it is dealt."""
        self._turn_to(day)
        yield self._mood(chance)
        if not (sensitive or offer.for_children):
            key = self._next(offer, day)
            if key is not None:
                yield self._answer(key, day, self.place.skips, chance)

    def on_leaving(self, day: date, chance: random.Random) -> Said:
        """Return what someone answers who tells how it was; the first question most often."""
        self._turn_to(day)
        leaving = self.theory.leaving()
        key = chance.choices(leaving, range(len(leaving), 0, -1))[0]
        return self._answer(key, day, SKIPS_ON_LEAVING, chance)

    def values(self, key: str) -> frozenset[str]:
        """Return what may be answered to a question, skip among them."""
        options = self.theory.question(key).options
        return frozenset({"skip", *(str(option.value) for option in options)})

    def _turn_to(self, day: date) -> None:
        month = f"{day:%Y-%m}"
        if month == self.month:
            return
        if self.month:
            questions = self._set(date.fromisoformat(f"{self.month}-01"))
            brought = sum(self.answered[key] for key in questions)
            self.share = deal.share_asked(brought, len(questions), asked=self.share)
        self.month = month
        self.answered.clear()
        self.dealt.clear()

    def _set(self, day: date) -> tuple[str, ...]:
        return deal.month_set(self.theory.rotating(), day.month)

    def _next(self, offer: Offer, day: date) -> str | None:
        """Return the next of the questions dealt to today's occurrence, or None."""
        name = f"{self.place.name} {day} {offer.title}"
        if name not in self.dealt:
            questions = self._set(day)
            goals = {link.goal for link in self.theory.proposed_goals(offer.type)}
            near = {key for key in questions if self.theory.indicator(key).goal in goals}
            turns = deal.deal(
                questions, answered=self.answered, preferred=near, share=self.share, seed=name
            )
            self.dealt[name] = iter(turns)
        return next(self.dealt[name], None)

    def _mood(self, chance: random.Random) -> Said:
        suspect = chance.random() < TOO_FAST
        if chance.random() < SKIPS_MOOD:
            return Said(MOOD, "skip", suspect)
        return Said(MOOD, chance.choices(*MOODS)[0], suspect)

    def _answer(self, key: str, day: date, skips: float, chance: random.Random) -> Said:
        suspect = chance.random() < TOO_FAST
        if chance.random() < skips:
            return Said(key, "skip", suspect)
        self.answered[key] += not suspect
        return Said(key, self._value(self.theory.question(key), day, chance), suspect)

    def _value(self, question: Question, day: date, chance: random.Random) -> str:
        values = {str(option.value) for option in question.options}
        if "nvt" in values and chance.random() < DOES_NOT_APPLY:
            return "nvt"
        if chance.random() < self._favourable(question.key, day):
            return "plus"
        return "midden" if "midden" in values and chance.random() < IN_BETWEEN else "min"

    def _favourable(self, key: str, day: date) -> float:
        level, a_year = FAVOURABLE.get(key, ORDINARY)
        level += a_year * (day - self.start).days / 365 + self.place.favourable.get(key, 0.0)
        if (self.end - day).days <= LATELY:
            level += self.place.lately.get(key, 0.0)
        return min(0.95, max(0.05, level))
