"""Fills in what a made-up team keeps of itself: reflection, volunteers' hours, residents' steps."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from registry import clock
from registry.demo.residents import poisson
from registry.figures.facts import Month
from registry.support import services as support
from registry.support.queries import STEPS
from registry.support.services import HOURS, TRAINING, Effort
from registry.theory.model import Theory

AT_THE_END_OF_THE_DAY = time(16, 30)
GROUPS = (("gastvrouw", 0.85, 3), ("keuken", 0.5, 4), ("begeleiding", 0.6, 3), ("klussen", 0.15, 5))
"""A group of volunteers, how likely it is there on a day, and how many people that are."""
MINUTES = ((90, 120, 150, 180, 240), (1, 4, 3, 4, 2))
TRAININGS = (2, 5, 9, 11)
"""The months in which volunteers have a training."""
TALK_ON = 20
"""The day of the month from which a team has scored."""
USUAL_STEPS = {"vrijwilligerswerk": 6.0, "werk": 2.0, "cursus": 7.0}


@dataclass(frozen=True, slots=True)
class Team:
    """The team of one centre: its accounts, and the moment up to which it is told."""

    centre_id: uuid.UUID
    at: datetime
    people: Sequence[uuid.UUID]

    def help_out(self, day: date, chance: random.Random) -> None:
        """Write down the hours of a day, and a training now and then."""
        at = min(self.at, clock.at_local(day, AT_THE_END_OF_THE_DAY))
        for kind, likely, usual in GROUPS:
            people = 1 + poisson(usual - 1, chance)
            minutes = chance.choices(*MINUTES)[0]
            if chance.random() < likely:
                self._add(
                    Effort(day=day, sort=HOURS, kind=kind, people=people, minutes=minutes), at
                )
        if day.month in TRAININGS and 10 <= day.day < 17 and day.weekday() == 2:
            subject = chance.choice(("vaardigheden", "start", "leiderschap", "veiligheid"))
            self._add(
                Effort(day=day, sort=TRAINING, kind=subject, people=6 + poisson(4, chance)), at
            )

    def _add(self, effort: Effort, at: datetime) -> None:
        support.add_effort(centre_id=self.centre_id, effort=effort, at=at, by=self.people[0])

    def take_steps(self, month: Month, chance: random.Random) -> None:
        """Count the steps of a month, of the running one those so far."""
        last = min(clock.at_local(month.last_day, AT_THE_END_OF_THE_DAY), self.at)
        part = clock.local_day(last).day / month.last_day.day
        support.count_steps(
            centre_id=self.centre_id,
            month=str(month),
            numbers={kind: poisson(USUAL_STEPS[kind] * part, chance) for kind in STEPS},
            at=last,
            by=self.people[0],
        )

    def reflect(
        self, month: Month, agreed: Mapping[str, str], theory: Theory, chance: random.Random
    ) -> None:
        """Let the team score a month and agree on a line; in the running one it still scores."""
        talk = clock.at_local(date(month.year, month.month, TALK_ON), AT_THE_END_OF_THE_DAY)
        if talk > self.at:
            return
        usual = {way.key: chance.choice((3, 3, 4, 4, 4, 5)) for way in theory.ways}
        for person in self.people:
            scores = {
                key: min(5, max(1, score + chance.choice((-1, 0, 0, 0, 1))))
                for key, score in usual.items()
            }
            support.score_features(
                centre_id=self.centre_id, month=str(month), scores=scores, at=talk, by=person
            )
        if month == Month.of(clock.local_day(self.at)):
            return
        by = self.people[0]
        support.agree(
            centre_id=self.centre_id, month=str(month), line=agreed["line"], at=talk, by=by
        )
        after = clock.at_local(month.next.first_day, AT_THE_END_OF_THE_DAY)
        if Month.of(clock.local_day(self.at)) > month.next:
            support.tell_result(
                centre_id=self.centre_id,
                month=str(month),
                result=agreed["result"],
                at=after,
                by=by,
            )
