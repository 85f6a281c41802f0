"""Lets people into a made-up centre: each arrival becomes the events of a tablet or a host."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from registry import clock
from registry.activities.queries import ProgrammeItem
from registry.answers import services as answers
from registry.database import id_at
from registry.demo.arrivals import Arrival
from registry.demo.places import Offer
from registry.demo.voices import Said, Survey
from registry.visits import events
from registry.visits import services as visits

CHOOSING = timedelta(seconds=7)
"""Between the first touch and what is chosen after it."""
REGRETTING = timedelta(seconds=25)
TELLS_ON_LEAVING = 0.05
TELLS_AFTER_HELP = 0.5
"""Which part of the visitors answers on the way out; after help more do."""
VARIANT = "niveau"


@dataclass(frozen=True, slots=True)
class Door:
    """The tablet and the desk of one centre; `passes` holds a hash for each resident's number."""

    centre_id: uuid.UUID
    host: uuid.UUID
    tablet: uuid.UUID
    passes: Mapping[int, bytes]
    survey: Survey
    languages: Mapping[str, int]

    def enter(
        self, arrival: Arrival, item: ProgrammeItem, offer: Offer, chance: random.Random
    ) -> None:
        """Let someone in, and let them answer what they are asked."""
        if arrival.at_desk:
            visits.walk_in(
                centre_id=self.centre_id,
                occurrence_id=item.occurrence_id,
                people=arrival.party,
                at=arrival.at,
                by=self.host,
                event_id=_event_id(arrival, chance),
            )
            return
        self._tap(arrival, item, chance)
        if not arrival.undone:
            self._speak(arrival, chance)
            self._answer(arrival, item, offer, chance)

    def _tap(self, arrival: Arrival, item: ProgrammeItem, chance: random.Random) -> None:
        source = events.Source(self.centre_id, "tablet", self.tablet)
        scanned = arrival.resident is not None and not arrival.card
        event_id = _event_id(arrival, chance)
        event = events.CheckInEvent(
            id=event_id,
            at=arrival.at,
            body=_body(event_id),
            occurrence_id=None if scanned else item.occurrence_id,
            pass_hash=None if arrival.resident is None else self.passes[arrival.resident],
        )
        visits.check_in(source=source, event=event)
        if arrival.undone:
            key = _event_id(arrival, chance)
            at = arrival.at + REGRETTING
            visits.undo(source=source, event=events.UndoEvent(key, at, _body(key), event_id))
        elif scanned or arrival.party > 1 or arrival.role != "meedoen":
            key = _event_id(arrival, chance)
            visits.add_detail(
                source=source,
                event=events.DetailEvent(
                    id=key,
                    at=arrival.at + CHOOSING,
                    body=_body(key),
                    of=event_id,
                    seq=2,
                    party=arrival.party if arrival.party > 1 else None,
                    role=arrival.role if arrival.role != "meedoen" else None,
                    occurrence_id=item.occurrence_id if scanned else None,
                ),
            )

    def _speak(self, arrival: Arrival, chance: random.Random) -> None:
        answers.count_language(
            centre_id=self.centre_id,
            month=f"{clock.local_day(arrival.at):%Y-%m}",
            event_id=_answer_id(chance),
            language=chance.choices(tuple(self.languages), tuple(self.languages.values()))[0],
            known=self.languages,
        )

    def _answer(
        self, arrival: Arrival, item: ProgrammeItem, offer: Offer, chance: random.Random
    ) -> None:
        day = clock.local_day(arrival.at)
        said = list(self.survey.on_arrival(offer, item.sensitive, day, chance))
        tells = TELLS_AFTER_HELP if offer.helps else TELLS_ON_LEAVING
        if not offer.for_children and chance.random() < tells:
            said.append(self.survey.on_leaving(day, chance))
        for one in said:
            self._count(one, f"{day:%Y-%m}", chance)

    def _count(self, said: Said, month: str, chance: random.Random) -> None:
        answers.count_answer(
            centre_id=self.centre_id,
            month=month,
            answer=answers.Answer(
                _answer_id(chance), said.question, VARIANT, said.value, said.suspect
            ),
            allowed=self.survey.values(said.question),
        )


def _event_id(arrival: Arrival, chance: random.Random) -> uuid.UUID:
    return id_at(arrival.at, chance.getrandbits(80))


def _answer_id(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _body(event_id: uuid.UUID) -> bytes:
    return hashlib.sha256(event_id.bytes).digest()
