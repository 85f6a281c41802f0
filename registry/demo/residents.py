"""The people of a made-up centre who hold a pass: when they come, stay away, return, help. Pure."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.activities import recurrence
from registry.demo.places import Offer, read_when

ADOPTED_AFTER = 150
"""Days in which a centre that begins with passes gets round to everyone who wants one."""
AT_FIRST = 0.55
"""Which part of them has a pass on the first day."""
VISITS_A_MONTH = 2.2
"""How often the average pass is held up; sets how many people there are."""
WEEKS_A_MONTH = 4.35
STAYS = 260
"""Days that someone keeps coming, on average."""
JUST_LOOKING = 0.2
HELPS_IN_TIME = 0.14
HELPS_OFTEN = 0.65
ORGANISERS = 3
"""How many people run an activity that residents lead."""


@dataclass(frozen=True, slots=True)
class Resident:
    """Someone with a pass. `habits` has offer and likelihood, `away` a stretch of staying away.

    `helps_from` is when helping starts (None: never), at the first habit; `runs` is the offer
    that this person organises. `number` tells people of one centre apart.
    """

    number: int
    first: date
    last: date
    habits: tuple[tuple[int, float], ...]
    away: tuple[date, date]
    helps_from: date | None
    runs: int | None

    def comes(self, day: date) -> bool:
        """Tell whether this person comes at all in the time around a day."""
        return self.first <= day <= self.last and not self.away[0] <= day <= self.away[1]

    def role(self, offer: int, day: date, chance: random.Random) -> str:
        """Return what this person does at an activity on a day."""
        if self.runs == offer:
            return "organiseren"
        helps = self.helps_from is not None and self.helps_from <= day
        if helps and self.habits[0][0] == offer and chance.random() < HELPS_OFTEN:
            return "meehelpen"
        return "meedoen"


def adoption(day: date, start: date) -> float:
    """Return which part of those who will have a pass have one on a day, from AT_FIRST to 1."""
    return AT_FIRST + (1 - AT_FIRST) * min(1.0, (day - start).days / ADOPTED_AFTER)


def occurrences_a_month(offer: Offer) -> float:
    """Return about how often an activity is held in a month."""
    rule, _, _ = read_when(offer.when)
    pattern = recurrence.read(rule)
    if pattern.kind is recurrence.Kind.MONTHLY:
        return 1
    return len(pattern.weekdays) * WEEKS_A_MONTH / pattern.interval


def population(
    offers: Sequence[Offer], start: date, end: date, chance: random.Random
) -> tuple[Resident, ...]:
    """Return everyone who holds a pass at some time from start to end.

    As many as the offers ask for, and newcomers in step with those who stop coming.
    """
    weights = [offer.usual * offer.pass_share * occurrences_a_month(offer) for offer in offers]
    at_once = sum(weights) / VISITS_A_MONTH
    days = (end - start).days
    begun = round(at_once * AT_FIRST * 0.75)
    later = round(at_once * (days / STAYS) * 1.15)
    people = [_person(start, end, weights, chance, first=start) for _ in range(begun)]
    for _ in range(later):
        first = start + timedelta(days=chance.randrange(days + 1))
        people.append(_person(start, end, weights, chance, first=first))
    runs = _organisers(offers, people, chance)
    return tuple(
        Resident(number, *person, runs=runs.get(number)) for number, person in enumerate(people)
    )


_Person = tuple[date, date, tuple[tuple[int, float], ...], tuple[date, date], date | None]


def _person(
    start: date, end: date, weights: Sequence[float], chance: random.Random, *, first: date
) -> _Person:
    looking = chance.random() < JUST_LOOKING and first > start
    stays = chance.randrange(14) if looking else 14 + round(chance.expovariate(1 / STAYS))
    habits = tuple(
        (offer, 0.02 + chance.betavariate(0.9, 2.6)) for offer in _liked(weights, chance)
    )
    gone = first + timedelta(days=chance.randrange(20, 320))
    away = (gone, gone + timedelta(days=chance.choice((0, 10, 21, 45, 90))))
    helps = None
    if chance.random() < HELPS_IN_TIME:
        helps = first + timedelta(days=chance.randrange(25, 200))
    return first, first + timedelta(days=stays), habits, away, helps


def _liked(weights: Sequence[float], chance: random.Random) -> list[int]:
    """Draw one to three offers: those with more visits more often, the first liked most."""
    wanted = chance.choices((1, 2, 3), (55, 33, 12))[0]
    liked: list[int] = []
    while len(liked) < min(wanted, sum(weight > 0 for weight in weights)):
        offer = chance.choices(range(len(weights)), weights)[0]
        if offer not in liked:
            liked.append(offer)
    return liked


def _organisers(
    offers: Sequence[Offer], people: Sequence[_Person], chance: random.Random
) -> dict[int, int]:
    """Choose who runs what residents lead, among those who like it and stay."""
    runs: dict[int, int] = {}
    for number, offer in enumerate(offers):
        if offer.led_by == "residents":
            fans = [
                who
                for who, person in enumerate(people)
                if person[2][0][0] == number and (person[1] - person[0]).days > 120
            ]
            runs |= dict.fromkeys(chance.sample(fans, min(ORGANISERS, len(fans))), number)
    return runs


def poisson(mean: float, chance: random.Random) -> int:
    """Draw a number of independent events (Knuth's product of uniforms; fine below 700)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
