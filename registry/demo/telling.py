"""Fills in what a made-up centre does beside visits: help, stories, what was heard, words."""

from __future__ import annotations

import random
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from registry import clock
from registry.demo.residents import poisson
from registry.figures.facts import Month
from registry.sheets import services as sheets
from registry.support import services as support

FILE = Path(__file__).with_name("said.toml")
TOPICS = (
    ("post", "geld", "wonen", "werk", "taal", "zorg", "opvoeding", "recht", "anders"),
    (27, 20, 17, 11, 9, 8, 4, 3, 1),
)
CHANNELS = (("spreekuur", "inloop", "telefoon"), (62, 27, 11))
OUTCOMES = (("geholpen", "warm_overgedragen", "verwezen"), (52, 28, 20))
DESK_WRITES = time(15)
GIVING_DAYS = (1, 3, 4)
"""The weekdays on which things are given away: Tuesday, Thursday, Friday."""
STILL_OPEN = 12
"""Days in which a request may still be open."""
AFTERCARE = timedelta(days=14)
AFTERCARE_FORGOTTEN = 0.2
LONG_FORGOTTEN = 24
"""Days after which somebody did ask: what waits is of the last weeks."""
HELP_BY_MONTH = {1: 1.4, 2: 1.15, 7: 0.8, 8: 0.7}


@dataclass(frozen=True, slots=True)
class Teller:
    """One centre of the neighbourhood, and the moment up to which it is told.

    `host` writes down; `partners` are the organisations that people are referred to.
    """

    centre_id: uuid.UUID
    number: int
    at: datetime
    host: uuid.UUID
    partners: tuple[uuid.UUID, ...]

    @property
    def end(self) -> date:
        """Return the last day, which is not over yet."""
        return clock.local_day(self.at)

    def help_on(self, day: date, usual: float, chance: random.Random) -> None:
        """Record the help requests of a day, and the aftercare that followed."""
        at = min(self.at, clock.at_local(day, DESK_WRITES))
        for _ in range(poisson(usual * HELP_BY_MONTH.get(day.month, 1.0), chance)):
            content, asked_on = self._request(day, chance)
            number = support.record_help(
                centre_id=self.centre_id, content=content, on=day, at=at, by=self.host
            )
            if asked_on is not None:
                support.give_aftercare(
                    centre_id=self.centre_id,
                    number=number,
                    on=asked_on,
                    at=min(self.at, clock.at_local(asked_on, DESK_WRITES)),
                    by=self.host,
                )

    def give_on(self, day: date, usual: Mapping[str, float], chance: random.Random) -> None:
        """Count what is given away on a day: of each kind about as much as usual."""
        at = min(self.at, clock.at_local(day, DESK_WRITES))
        for kind, often in usual.items():
            number = poisson(often, chance) if day.weekday() in GIVING_DAYS else 0
            if number:
                support.hand_out(
                    centre_id=self.centre_id, kind=kind, number=number, at=at, by=self.host
                )

    def _request(self, day: date, chance: random.Random) -> tuple[support.HelpContent, date | None]:
        """Draw a request, and the day on which somebody asked how it went."""
        outcome = chance.choices(*OUTCOMES)[0]
        age = (self.end - day).days
        if chance.random() > (age + 1) / STILL_OPEN:
            outcome = "open"
        due = day + AFTERCARE if outcome == "warm_overgedragen" else None
        forgotten = chance.random() < AFTERCARE_FORGOTTEN and age < LONG_FORGOTTEN
        asked_on = None if due is None else due + timedelta(days=chance.randrange(-2, 6))
        if asked_on is not None and (asked_on > self.end or forgotten):
            asked_on = None
        partner = chance.choice(self.partners) if self.partners else None
        return support.HelpContent(
            topic=chance.choices(*TOPICS)[0],
            channel=chance.choices(*CHANNELS)[0],
            outcome=outcome,
            partner_id=partner,
            aftercare_due_on=due,
        ), asked_on

    def say(self, months: Sequence[Month], *, at: datetime, by: uuid.UUID) -> None:
        """Write what was heard every month, and a story and words about most whole ones."""
        words = said()
        for number, month in enumerate(months):
            turn = number + 3 * self.number
            heard = words["heard"][turn % len(words["heard"])]
            support.say_heard(
                centre_id=self.centre_id,
                month=str(month),
                lines={language: (what, done) for language, (what, done) in heard.items()},
                at=min(self.at, clock.at_local(month.first_day, DESK_WRITES)),
                by=by,
            )
            if month.last_day > self.end:
                continue
            if turn % 4 != 3:
                told = words["story"][turn % len(words["story"])]
                self._story(month, told, by=by)
            own = words["words"][self.number].get(str(month.month))
            if own is not None:
                sheets.write_words(centre_id=self.centre_id, month=month, words=own, at=at, by=by)

    def _story(self, month: Month, told: dict[str, Any], *, by: uuid.UUID) -> None:
        """Keep a story and choose it for the sheet of its month."""
        at = clock.at_local(month.last_day, DESK_WRITES)
        key = support.add_story(
            centre_id=self.centre_id,
            quote=told["quote"],
            consent_on=month.last_day,
            goals=told["goals"],
            at=at,
            by=self.host,
        )
        support.choose_story(centre_id=self.centre_id, story_id=key, month=str(month), at=at, by=by)


def said() -> dict[str, Any]:
    """Return what was said: lists of `heard` and `story`, and `words` by centre and month."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
