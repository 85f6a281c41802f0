"""Where the story plays: a centre with a programme, two tablets and passes, and a neighbour."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from registry.activities import queries as programme
from registry.activities import recurrence
from registry.activities import services as activities
from registry.clock import at_local, local_day
from registry.passes import queries as passes
from registry.passes import services as pass_services
from registry.passes import token
from registry.theory.load import load
from registry.theory.model import Theory
from tests.builders import a_centre, a_plan, how_many_centres
from tests.machine.told import Slot, Story

KEY = b"a key of the machine's own, 32 by"
CARDS = 3
WEEKS_BEFORE, WEEKS_AFTER = timedelta(weeks=2), timedelta(weeks=6)
THEORY = load()
OFFERS = (
    ("Open inloop", "A1", "ontmoeten", (0, 2, 4), time(9), time(17), False),
    ("Taalles", "A10", "ontwikkelen", range(5), time(9, 30), time(12), False),
    ("Wandelgroep", "A7", "ontspannen", (1, 3), time(11), time(12, 30), False),
    ("Hulp bij brieven", "A2", "ondersteunen", range(5), time(13), time(15), True),
)
"""Title, type, main O, weekdays, from, until, sensitive: at times one is open, at times none."""


@dataclass(slots=True)
class Stage:
    """The centre of the story, its neighbour, and who works there; `now` moves on."""

    now: datetime
    journal: Path
    here: uuid.UUID = field(init=False)
    there: uuid.UUID = field(init=False)
    tablets: tuple[uuid.UUID, ...] = field(default_factory=lambda: (uuid.uuid4(), uuid.uuid4()))
    hosts: uuid.UUID = field(default_factory=uuid.uuid4)
    hashes: list[bytes] = field(init=False)
    passes: list[uuid.UUID] = field(init=False)
    titles: dict[uuid.UUID, str | None] = field(default_factory=dict)
    """How the sheet names each activity: something sensitive is not named."""
    names: dict[uuid.UUID, str] = field(default_factory=dict)
    opened: datetime = field(init=False)
    theory: Theory = THEORY

    def build(self) -> Story:
        """Make the centres, plan their weeks, print the passes; return the story's beginning."""
        self.opened = self.now - WEEKS_BEFORE
        number, opened = how_many_centres(), local_day(self.opened)
        self.here = a_centre(f"De Linde {number}", opened_on=opened)
        self.there = a_centre(f"Het Anker {number}", opened_on=opened)
        for title, kind, main_o, weekdays, starts, ends, sensitive in OFFERS:
            plan = a_plan(
                title,
                type_key=kind,
                main_o=main_o,
                recurrence=recurrence.weekly(weekdays),
                first_day=opened,
                starts=starts,
                ends=ends,
                sensitive=sensitive,
            )
            key = activities.create(centre_id=self.here, plan=plan, at=self.opened, by=None)
            self.names[key] = title
            self.titles[key] = None if sensitive else title
        last_day = local_day(self.now) + WEEKS_AFTER
        activities.plan_until(centre_id=self.here, last_day=last_day)
        self._print_passes()
        story = Story(self._programme(opened, last_day), dict.fromkeys(range(CARDS), "live"))
        story.deeds.update({"centre.add": 1, "activity.create": len(OFFERS), "passes.make": 1})
        return story

    def _print_passes(self) -> None:
        made_on = local_day(self.now)
        texts = pass_services.make(
            centre_id=self.here, count=CARDS, on=made_on, at=self.now, key=KEY
        )
        self.hashes = [token.hash_of(token.read(text), KEY) for text in texts]
        found = [passes.held(centre_id=self.here, token_hash=one) for one in self.hashes]
        self.passes = [one.pass_id for one in found if one is not None]

    def _programme(self, first_day: date, last_day: date) -> list[Slot]:
        items = programme.programme_of(
            centre_id=self.here, first_day=first_day, last_day=last_day, at=self.now
        )
        return [
            Slot(
                key=item.occurrence_id,
                activity=item.activity_id,
                day=item.local_day,
                starts=item.starts_at,
                ends=item.ends_at,
                inloop=item.open_inloop,
                sensitive=item.sensitive,
            )
            for item in items
        ]

    def later(self, minutes: int) -> None:
        """Let time pass; after five the next working day begins."""
        self.now += timedelta(minutes=minutes)
        if self.now > at_local(local_day(self.now), time(17)):
            self.another_day(1)

    def another_day(self, days: int) -> None:
        """Let it be five past nine, some days on; no weekend is worked through."""
        day = local_day(self.now) + timedelta(days=days)
        while day.weekday() > 4:
            day += timedelta(days=1)
        self.now = at_local(day, time(9, 5))
