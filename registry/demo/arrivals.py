"""Who comes through the door of a made-up centre on a day, when, and for what. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from registry import clock
from registry.demo import days
from registry.demo.places import Offer
from registry.demo.residents import Resident, adoption, poisson

BY_WEEKDAY = (0.95, 1.14, 1.0, 1.1, 0.88, 0.9, 0.0)
"""How busy a weekday is from Monday; nobody is there on Sunday."""
WEATHER = 0.13
"""The spread of what makes a day busy or quiet for no reason we know."""
PARTIES = ((1, 2, 3, 4, 5), (70, 18, 7, 3, 2))
COUNTED_AT_DESK = 0.22
"""Which part of those without a pass the host counts in, and below, where many come at once."""
CROWD, COUNTED_IN_CROWD = 20, 0.8
BRINGS_SOMEONE = 0.09
CHOOSES_FIRST = 0.6
"""Which part of those with a pass tap a card before they hold it up."""
TAKEN_BACK = 0.008
SOON = timedelta(seconds=60)
PEAKS = ((10 * 60 + 45, 45, 0.42), (14 * 60, 60, 0.36))
"""When people walk in without an appointment: minute of the day, spread, and which part."""


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that is held on the day: its number among the offers, start and end in UTC."""

    offer: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """People who come in together. `resident` holds the pass (None: nobody does).

    `at_desk` tells whether the host counts them in, instead of the tablet; `card` whether they
    tap the activity's card before anything else; `undone` whether they take the tap back.
    """

    at: datetime
    held: Held
    resident: int | None = None
    at_desk: bool = False
    card: bool = True
    party: int = 1
    role: str = "meedoen"
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a day is drawn from: the offers, everyone with a pass, and the first day of all."""

    offers: tuple[Offer, ...]
    residents: tuple[Resident, ...]
    start: date

    def fans(self, offer: int, day: date) -> list[tuple[Resident, float]]:
        """Return who may come to an activity around a day, each with a likelihood."""
        return [
            (resident, likely)
            for resident in self.residents
            if resident.comes(day)
            for liked, likely in resident.habits
            if liked == offer
        ]


def arrivals(
    around: Neighbourhood, day: date, programme: Sequence[Held], chance: random.Random
) -> list[Arrival]:
    """Return everyone who comes on a day, in order of time."""
    weather = max(0.5, chance.gauss(1, WEATHER))
    found = [
        arrival
        for held in programme
        for arrival in _to(around, day, held, _expected(around, day, held) * weather, chance)
    ]
    found.sort(key=lambda arrival: arrival.at)
    return list(_taps_taken_back(found, chance))


def _expected(around: Neighbourhood, day: date, held: Held) -> float:
    offer = around.offers[held.offer]
    years = (day - around.start).days / 365
    busy = days.busyness(day, outdoors=offer.outdoors)
    walk_in = BY_WEEKDAY[day.weekday()] if offer.type == "A1" else 1.0
    return offer.usual * (1 + offer.growth * years) * busy * walk_in


def _to(
    around: Neighbourhood, day: date, held: Held, expected: float, chance: random.Random
) -> Iterator[Arrival]:
    offer = around.offers[held.offer]
    share = offer.pass_share * adoption(day, around.start)
    if share:
        yield from _with_pass(around, day, held, expected * share, chance)
    people = poisson(expected * (1 - share), chance)
    crowd = offer.usual >= CROWD and not share
    while people > 0:
        at_desk = chance.random() < (COUNTED_IN_CROWD if crowd else COUNTED_AT_DESK)
        party = 5 if at_desk and crowd else chance.choices(*PARTIES)[0]
        party = min(people, party)
        people -= party
        yield Arrival(
            at=_moment(offer, day, held, chance),
            held=held,
            at_desk=at_desk,
            party=party,
        )


def _with_pass(
    around: Neighbourhood, day: date, held: Held, wanted: float, chance: random.Random
) -> Iterator[Arrival]:
    fans = around.fans(held.offer, day)
    total = sum(likely for _, likely in fans)
    for resident, likely in fans:
        runs = resident.runs == held.offer
        if chance.random() < (0.9 if runs else min(0.95, likely * wanted / total)):
            yield Arrival(
                at=_moment(around.offers[held.offer], day, held, chance),
                held=held,
                resident=resident.number,
                card=chance.random() < CHOOSES_FIRST,
                party=2 if chance.random() < BRINGS_SOMEONE else 1,
                role=resident.role(held.offer, day, chance),
            )


def _moment(offer: Offer, day: date, held: Held, chance: random.Random) -> datetime:
    """Draw when someone comes in: around the start, or spread over an open inloop."""
    if offer.type != "A1":
        late = min(35.0, max(-15.0, chance.gauss(0, 6)))
        return held.starts_at + timedelta(minutes=late)
    length = (held.ends_at - held.starts_at) / timedelta(minutes=1)
    opened = clock.to_local(held.starts_at)
    since_midnight = opened.hour * 60 + opened.minute
    minute, pick = -1.0, chance.random()
    for peak, spread, part in PEAKS:
        if 0 <= pick < part:
            minute = chance.gauss(peak - since_midnight, spread)
        pick -= part
    if not 0 < minute < length - 5:
        minute = chance.uniform(0, length - 5)
    return held.starts_at + timedelta(minutes=minute)


def _taps_taken_back(found: Sequence[Arrival], chance: random.Random) -> Iterator[Arrival]:
    """Let some take their tap back, where nobody else uses the tablet just after."""
    for number, arrival in enumerate(found):
        alone = all(
            later.at - arrival.at > SOON
            for later in found[number + 1 : number + 6]
            if later.at_desk == arrival.at_desk
        )
        wrong = chance.random() < TAKEN_BACK
        yield replace(arrival, undone=wrong and alone and not arrival.at_desk)
