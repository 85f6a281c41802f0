"""A small made-up centre in the real tables, through the services: two months of it."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, time

from sqlalchemy import insert

from registry.activities import queries as programme
from registry.activities import services as activities
from registry.activities.recurrence import weekly
from registry.answers.models import AnswerTally
from registry.centres import services as centres
from registry.database import writing
from registry.support import services as support
from registry.theory.load import load
from tests.builders import (
    ILL,
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_detail,
    a_help_request,
    a_planned_activity,
    an_undo,
    some_passes,
)

MONTHS = ("2026-09", "2026-10")
AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
ROLES = ("meedoen", "meedoen", "meedoen", "meehelpen", "organiseren")
TYPES = (("A10", "ontwikkelen", "team"), ("A4", "ontspannen", "residents"),
         ("A2", "ondersteunen", "team"), ("A1", "ontmoeten", "volunteers"))  # fmt: skip


class Made:
    """One centre, another one with each seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (made-up people)
        self.start = date(2026, 9, 1) if seed % 4 else date(2026, 10, 1)
        with writing():
            self.key = a_centre(f"Centrum {seed}", opened_on=self.start)
            self.fill()

    def fill(self) -> None:
        chance = self.chance
        often = chance.choice((2, 4, 8))
        self.passes = some_passes(self.key, chance.choice((8, 15, 30)))
        for type_, o, led_by in TYPES:
            a_planned_activity(
                self.key,
                title=f"Elke week {type_}",
                type_key=type_,
                main_o=o,
                led_by=led_by,
                sensitive=type_ == "A2",
                recurrence=weekly(chance.sample(range(5), 2)),
            )
        days = [date(2026, month, day) for month in (9, 10) for day in range(1, 29)]
        weekdays = [day for day in days if day.weekday() < 5 and day >= self.start]
        centres.close_on(centre_id=self.key, day=chance.choice(weekdays), reason="Vakantie")
        self._call_off(chance.choice(weekdays))
        for day in chance.sample(weekdays, min(len(weekdays), 3 * often)):
            self._day(day)
        for month in MONTHS:
            self._answers(month)
            numbers = {kind: chance.randint(0, 9) for kind in ("vrijwilligerswerk", "cursus")}
            support.count_steps(
                centre_id=self.key, month=month, numbers=numbers, at=MONDAY_TEN, by=None
            )

    def _call_off(self, day: date) -> None:
        there = self._occurrences(day)
        if there:
            activities.cancel_occurrence(
                centre_id=self.key, occurrence_id=there[0], why=ILL, at=MONDAY_TEN, by=None
            )

    def _occurrences(self, day: date) -> list[uuid.UUID]:
        items = programme.programme(centre_id=self.key, day=day, at=MONDAY_TEN)
        return [item.occurrence_id for item in items]

    def _day(self, day: date) -> None:
        chance, there = self.chance, [*self._occurrences(day), None, None]
        for card in [one for one in self.passes if chance.random() < 0.6]:
            for _ in range(chance.choice((1, 1, 1, 2))):
                self._come(day, there, pass_hash=card)
        for _ in range(chance.choice((0, 3, 12))):
            self._come(day, there, channel=chance.choice(("tablet", "tablet", "poster", "desk")))
        for _ in range(chance.choice((0, 2, 6))):
            self._help(day)

    def _come(self, day: date, there: list[uuid.UUID | None], **more: object) -> None:
        chance = self.chance
        wall = time(chance.randint(9, 16), chance.randint(0, 59))
        party = chance.choice((1, 1, 1, 2, 5))
        key = a_check_in(
            self.key, day, wall, occurrence_id=chance.choice(there), party=party,
            role=chance.choice(ROLES), **more,
        )  # fmt: skip
        if chance.random() < 0.3:
            a_detail(self.key, key, day, seq=1, party=chance.randint(1, 4))
            a_detail(self.key, key, day, seq=2, role=chance.choice(ROLES))
        if chance.random() < 0.15:
            an_undo(self.key, key, day, wall)

    def _help(self, day: date) -> None:
        chance = self.chance
        outcome = chance.choice(("geholpen", "warm_overgedragen", "verwezen", "open"))
        topic = chance.choice(("post", "post", "geld", "wonen", "anders"))
        number = a_help_request(self.key, on=day, topic=topic, outcome=outcome)
        if chance.random() < 0.3:
            support.give_aftercare(
                centre_id=self.key, number=number, on=day, at=MONDAY_TEN, by=None
            )
        elif chance.random() < 0.1:
            support.take_back_help(centre_id=self.key, number=number, at=MONDAY_TEN, by=None)

    def _answers(self, month: str) -> None:
        """Tallies as the kiosk keeps them, some of them too fast to count."""
        chance = self.chance
        items = [(key, "niveau") for key in (*load().rotating(), *load().leaving())]
        items.append((load().rotating()[0], "verandering"))
        rows = []
        for question, variant in chance.sample(items, 14):
            busy = chance.choice((2, 8, 20, 60))
            for value in ("plus", "midden", "min", "nvt", "skip"):
                rows.append((question, variant, value, chance.randint(0, busy), False))
            rows.append((question, variant, "plus", chance.randint(1, 3), True))
        faces = chance.choice((1, 5, 30))
        rows += [
            ("stemming", "niveau", value, chance.randint(0, faces), False)
            for value in ("1", "2", "3", "4", "5", "skip")
        ]
        names = ("question", "variant", "value", "count", "suspect")
        with writing() as connection:
            for row in rows:
                values = dict(zip(names, row, strict=True))
                connection.execute(
                    insert(AnswerTally).values(centre_id=self.key, month=month, **values)
                )
