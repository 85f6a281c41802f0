"""Fills in what a made-up centre does beside visits: help, stories, what was heard, words."""

from __future__ import annotations

import random
import tomllib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

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
STILL_OPEN = 12
"""Days in which a request may still be open."""
AFTERCARE = timedelta(days=14)
AFTERCARE_FORGOTTEN = 0.2
HELP_BY_MONTH = {1: 1.4, 2: 1.15, 7: 0.8, 8: 0.7}


@dataclass(frozen=True, slots=True)
class Teller:
    """One centre of the neighbourhood, and the last day of what is told of it."""

    centre_id: uuid.UUID
    number: int
    end: date

    def help_on(self, day: date, usual: float, chance: random.Random) -> None:
        """Record the help requests of a day."""
        for _ in range(poisson(usual * HELP_BY_MONTH.get(day.month, 1.0), chance)):
            outcome = chance.choices(*OUTCOMES)[0]
            age = (self.end - day).days
            if chance.random() > (age + 1) / STILL_OPEN:
                outcome = "open"
            due = day + AFTERCARE if outcome == "warm_overgedragen" else None
            forgotten = chance.random() < AFTERCARE_FORGOTTEN
            asked_on = None if due is None else due + timedelta(days=chance.randrange(-2, 6))
            done = asked_on if asked_on and asked_on <= self.end and not forgotten else None
            support.record_help(
                centre_id=self.centre_id,
                opened_on=day,
                topic=chance.choices(*TOPICS)[0],
                channel=chance.choices(*CHANNELS)[0],
                outcome=outcome,
                aftercare_due_on=due,
                aftercare_done_on=done,
            )

    def say(self, months: Sequence[Month], *, at: datetime, by: uuid.UUID) -> None:
        """Write what was heard every month, and a story and words about most whole ones."""
        words = said()
        for number, month in enumerate(months):
            turn = number + 3 * self.number
            heard = words["heard"][turn % len(words["heard"])]
            for language, (what, done) in heard.items():
                support.say_heard(
                    centre_id=self.centre_id,
                    month=str(month),
                    language=language,
                    said=what,
                    done=done,
                )
            if month.last_day > self.end:
                continue
            if turn % 4 != 3:
                support.add_story(
                    centre_id=self.centre_id,
                    month=str(month),
                    quote=words["story"][turn % len(words["story"])]["quote"],
                    consent_on=month.last_day,
                )
            own = words["words"][self.number].get(str(month.month))
            if own is not None:
                sheets.write_words(centre_id=self.centre_id, month=month, words=own, at=at, by=by)


def said() -> dict[str, Any]:
    """Return what was said: lists of `heard` and `story`, and `words` by centre and month."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
