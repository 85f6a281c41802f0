"""Twelve months of a made-up centre with small counts, as facts, from its very first day on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from registry.figures.facts import (
    ActivityFact,
    CaseFact,
    HelpFact,
    Item,
    Month,
    MonthFacts,
    Outcome,
    PassFact,
    Presence,
    Role,
    TallyFact,
)
from registry.support.queries import KINDS, STEPS
from registry.support.services import TOPICS

FIRST = Month(2026, 1)
PHONE, DESK = 0.2, 0.35
LANGUAGES = ("nl", "ar", "tr", "pl")
BRINK = (0, 4, 5, 7, 7, 12, 12, 13, 17, 22)
ACTIVITIES = (
    ActivityFact("inloop", "Open inloop", "ontmoeten"),
    ActivityFact("naaien", "Naaiatelier", "ontwikkelen", led_by_residents=True),
    ActivityFact("spreekuur", "Spreekuur", "ondersteunen", sensitive=True),
)


def a_year(seed: int) -> Iterator[MonthFacts]:
    """The facts of twelve months; each seed is another kind of small centre."""
    chance = random.Random(seed)  # noqa: S311 (made-up people)
    centre = _Centre(chance)
    for months in range(12):
        yield centre.month(FIRST.shifted(months), months)


class _Centre:
    """How busy a centre is, how faithful its people, and who has been there."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.days = chance.choice((1, 2, 3, 4, 5, 8, 13, 20))
        self.newcomers = chance.choice((1, 3, 6, 12, 25))
        self.faithful = chance.choice((0.1, 0.5, 0.9, 1.0))
        self.often = chance.choice((0.1, 0.4, 0.8, 1.0))
        self.anonymous = chance.choice((0.0, 0.0, 0.5, 3.0, 12.0))
        self.helping = chance.choice((0.05, 0.3, 0.9))
        self.asking = chance.choice((0.3, 1.0, 4.0, 9.0))
        self.brink = chance.random() < 0.4
        self.first: dict[str, date] = {}
        self.spoken = random.Random(self.days)  # noqa: S311 (made-up people)

    def month(self, month: Month, before: int) -> MonthFacts:
        chance = self.chance
        size = 0 if before and chance.random() < 0.05 else self.days
        days = sorted(chance.sample(range(1, 29), min(size, 28)))
        opened = tuple(date(month.year, month.month, day) for day in days)
        presences = tuple(self._presences(opened)) if opened else ()
        used = sorted({one.pass_key for one in presences if one.pass_key is not None})
        for one in sorted(presences, key=lambda one: one.day):
            if one.pass_key is not None:
                self.first.setdefault(one.pass_key, one.day)
        return MonthFacts(
            centre="klein",
            month=month,
            open_days=opened,
            presences=presences,
            activities=ACTIVITIES,
            passes=tuple(PassFact(key, self.first[key]) for key in used),
            asked=(Item("SC-I1"),),
            tallies=tuple(
                TallyFact(Item("SC-I1"), value, self._few(5)) for value in ("plus", "min", "skip")
            ),
            help_requests=tuple(self._help()) if opened else (),
            aftercare=self._few(2),
            handouts=tuple(CaseFact(kind, self._few(4)) for kind in KINDS),
            steps=tuple(CaseFact(kind, self._few(3)) for kind in STEPS),
            volunteer_minutes=30 * self._few(12),
            trainings=self._few(1),
            months_before=before,
            languages=tuple(CaseFact(one, self.spoken.randint(0, 12)) for one in LANGUAGES),
            added_later=sum(one.at_desk for one in presences) // 2,
        )

    def _few(self, usual: float) -> int:
        """A whole number around what is usual, often near the edges of rounding."""
        chance = self.chance
        return max(0, chance.choice((int(usual), chance.randint(0, int(3 * usual) + 1))))

    def _presences(self, opened: tuple[date, ...]) -> Iterator[Presence]:
        chance = self.chance
        regulars = [key for key in self.first if chance.random() < self.faithful]
        fresh = [f"pas-{len(self.first) + n}" for n in range(self._newcomers())]
        for key in (*regulars, *fresh):
            days = [day for day in opened if chance.random() < self.often]
            for day in days or [chance.choice(opened)]:
                yield Presence(day, 10, key, 1, self._role(), self._activity(calm=True))
        for day in opened:
            for _ in range(self._few(self.anonymous)):
                activity = self._activity(calm=False)
                door = chance.random()
                yield Presence(day, 14, None, activity=activity, by_phone=door < PHONE,
                               at_desk=PHONE <= door < DESK)  # fmt: skip

    def _newcomers(self) -> int:
        """As many as there are about; on the brink as many as are just rounded down, or just up."""
        return self.chance.choice(BRINK) if self.brink else self._few(self.newcomers)

    def _role(self) -> Role:
        chance = self.chance
        roles = [Role.MEEDOEN, Role.MEEHELPEN, Role.ORGANISEREN]
        return chance.choice(roles) if chance.random() < self.helping else Role.MEEDOEN

    def _activity(self, *, calm: bool) -> str | None:
        return self.chance.choice(("inloop", "naaien", None, None if calm else "spreekuur"))

    def _help(self) -> Iterator[HelpFact]:
        """Requests by topic and outcome; in some centres all at the edges of "minder dan 5"."""
        chance = self.chance
        edge = self.brink or chance.random() < 0.3
        outcomes = list(Outcome)[: chance.randint(1, 4)]
        for topic in TOPICS:
            number = chance.choice((0, 4, 4, 7, 12)) if edge else self._few(self.asking)
            for _ in range(number):
                yield HelpFact(topic, chance.choice(outcomes), 1)
