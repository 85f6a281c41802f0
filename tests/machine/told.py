"""The story of a centre as anybody could tell it: plain Python, no database, no service."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from registry.clock import local_day

K = TypeVar("K")
MINUTE = timedelta(minutes=1)


@dataclass(slots=True, eq=False)
class Slot:
    """An occurrence; `planned` is when it would have been, once it was moved."""

    key: uuid.UUID
    activity: uuid.UUID
    day: date
    starts: datetime
    ends: datetime
    inloop: bool
    sensitive: bool
    cancelled: bool = False
    planned: tuple[date, datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen after a check-in; the team's choices come after any tablet's."""

    turn: tuple[int, float]
    party: int | None
    role: str | None
    slot: Slot | None


@dataclass(slots=True, eq=False)
class Tap:
    """A check-in. `card` is the number of the pass that it still names, None for nobody's."""

    id: uuid.UUID
    at: datetime
    tablet: uuid.UUID | None
    card: int | None
    first: Choice
    choices: list[Choice] = field(default_factory=list)
    stands: bool = True

    @property
    def day(self) -> date:
        """The local day on which it was."""
        return local_day(self.at)

    @property
    def now(self) -> tuple[int, str, Slot | None]:
        """How many, in which role, where: of each the last that was chosen."""
        newest = sorted(self.choices, key=lambda one: one.turn, reverse=True)
        told = [*newest, self.first]
        party = next(one.party for one in told if one.party is not None)
        role = next(one.role for one in told if one.role is not None)
        slot = next((one.slot for one in told if one.slot is not None), None)
        return party, role, slot

    @property
    def activity(self) -> uuid.UUID | None:
        """The activity that it counts for now."""
        slot = self.now[2]
        return None if slot is None else slot.activity


@dataclass(frozen=True, slots=True)
class Arriving:
    """A tap on its way in: when it was, by which tablet (None: the desk), with what."""

    id: uuid.UUID
    at: datetime
    tablet: uuid.UUID | None = None
    card: int | None = None
    chosen: Slot | None = None
    party: int = 1
    role: str = "meedoen"


@dataclass(slots=True)
class Story:
    """All that was told so far; `deeds` are the lines of the log, `rows` what is on record."""

    slots: list[Slot]
    cards: dict[int, str]
    taps: dict[uuid.UUID, Tap] = field(default_factory=dict)
    apart: dict[uuid.UUID, Arriving] = field(default_factory=dict)
    forgotten_apart: set[uuid.UUID] = field(default_factory=set)
    decided: set[uuid.UUID] = field(default_factory=set)
    elsewhere: Counter[date] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)

    def on(self, day: date) -> list[Slot]:
        """Return what is on the programme of a day, what was called off included."""
        return [slot for slot in self.slots if slot.day == day]

    def open_at(self, at: datetime) -> Slot | None:
        """Return where a tap without a choice belongs: open inloop, or what began last."""
        running = [
            slot
            for slot in self.on(local_day(at))
            if slot.starts <= at < slot.ends and not slot.cancelled
        ]
        order = sorted(running, key=lambda one: (not one.inloop, -one.starts.timestamp(), one.key))
        return order[0] if order else None

    def arrives(self, one: Arriving) -> str:
        """Tell what becomes of a tap: stored, duplicate or quarantined."""
        if one.id in self.taps:
            return "duplicate"
        if one.card is not None and not self.place(one)[1] and self.cards[one.card] != "live":
            self.apart.setdefault(one.id, one)
            return "quarantined"
        self.counted(one)
        return "stored"

    def counted(self, one: Arriving) -> None:
        """Let a tap count; one at something sensitive has no pass, nor has the scan before it."""
        slot, sensitive = self.place(one)
        known = one.card is not None and self.cards[one.card] == "live" and not sensitive
        first = Choice((0, 0), one.party, one.role, slot)
        self.taps[one.id] = Tap(one.id, one.at, one.tablet, one.card if known else None, first)
        if sensitive and one.tablet is not None:
            self._forget_last_scan(one.tablet, one.at)

    def place(self, one: Arriving) -> tuple[Slot | None, bool]:
        """Return where a tap counts, and whether it chose or met something sensitive."""
        fits = one.chosen is not None and one.chosen.day == local_day(one.at)
        slot = one.chosen if fits else self.open_at(one.at)
        return slot, any(each is not None and each.sensitive for each in (one.chosen, slot))

    def _forget_last_scan(self, tablet: uuid.UUID, at: datetime) -> None:
        minute = [
            tap
            for tap in self.taps.values()
            if tap.tablet == tablet and tap.card is not None and at - MINUTE <= tap.at <= at
        ]
        last = max((tap.at for tap in minute), default=None)
        for tap in minute:
            if tap.at == last:
                tap.card = None

    def chosen(self, tap: Tap, choice: Choice) -> None:
        """Tell what was chosen after a check-in; another day's occurrence moves nobody."""
        slot = choice.slot if choice.slot is not None and choice.slot.day == tap.day else None
        tap.choices.append(Choice(choice.turn, choice.party, choice.role, slot))
        self.rows["details"] += 1
        if choice.slot is not None and choice.slot.sensitive:
            tap.card = None

    def taken_back(self, tap: Tap) -> None:
        """Tell that a check-in no longer counts."""
        tap.stands = False
        self.rows["undos"] += 1

    def let_count(self, one: Arriving) -> None:
        """Tell that the team lets count what was put apart; it may have been counted since."""
        self.decided.add(one.id)
        self.rows["decisions"] += 1
        self.deeds["quarantine.accept"] += 1
        if one.id not in self.taps:
            self.counted(one)

    def erased(self, card: int) -> None:
        """Tell that all of a pass is forgotten; what it did stays as numbers."""
        self.cards[card] = "erased"
        for tap in self.taps.values():
            if tap.card == card:
                tap.card = None
        self.forgotten_apart |= {key for key, one in self.apart.items() if one.card == card}

    def held(self, at: datetime) -> list[Slot]:
        """Return what was held or has begun by a moment."""
        return [slot for slot in self.slots if slot.starts <= at and not slot.cancelled]

    def standing(self) -> Iterator[Tap]:
        """Yield the check-ins that count."""
        return (tap for tap in self.taps.values() if tap.stands)

    def visits(self) -> dict[date, int]:
        """Return the visits of each day: a pass once, with the largest party it brought."""
        return _people((tap.day, tap) for tap in self.standing())

    def attendance(self) -> dict[tuple[uuid.UUID, date], int]:
        """Return the people at each activity on each day, a pass once."""
        joined = ((tap.activity, tap) for tap in self.standing())
        return _people(((key, tap.day), tap) for key, tap in joined if key is not None)


def _people(placed: Iterable[tuple[K, Tap]]) -> dict[K, int]:
    parties: dict[tuple[K, uuid.UUID | int], int] = {}
    for place, tap in placed:
        key = (place, tap.id if tap.card is None else tap.card)
        parties[key] = max(parties.get(key, 0), tap.now[0])
    people: Counter[K] = Counter()
    for (place, _), party in parties.items():
        people[place] += party
    return dict(people)
