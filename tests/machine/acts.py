"""What all acts of the machine share: the stage, the story, and how a tap is sent in."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from registry.clock import local_day
from registry.visits import services
from registry.visits.services import CheckInEvent, Misfit, Setting, Source, Unfit
from tests.machine.stage import CARDS, Stage
from tests.machine.told import Arriving, Slot, Story, Tap

T = TypeVar("T")
SECOND = timedelta(seconds=1)
ANY = st.integers(0, 10_000)
"""Points at one of the things that are there by then, the newest first."""
CARD = st.integers(0, CARDS - 1)
TABLET = st.integers(0, 1)
PARTY = st.integers(1, 8)
ROLE = st.sampled_from(["meedoen", "meehelpen", "organiseren"])
REASON = st.sampled_from(services.WHY_LATER)


class Acts(RuleBasedStateMachine):
    """The stage and the story of one run. The rules are in the classes that follow from it."""

    app: Flask
    stage: Stage
    story: Story

    def moment(self) -> datetime:
        """Return the present, a second after the last thing that happened."""
        self.stage.now += SECOND
        return self.stage.now

    def something_on(self, moment: datetime, which: int | None) -> Slot | None:
        """Return something on the programme of a day, or None for no choice."""
        slots = self.story.on(local_day(moment))
        return None if which is None or not slots else slots[which % len(slots)]

    def some_tap(self, which: int) -> Tap:
        """Return one of the check-ins, the newest for 0."""
        taps = list(self.story.taps.values())
        return taps[-1 - which % len(taps)]

    def send(self, one: Arriving) -> str:
        """Let a tap arrive as the tablet's does: counted, or put apart where it can't be."""
        try:
            return services.check_in(source=self.source(one.tablet), event=self.event(one)).status
        except Unfit as refusal:
            return self._put_apart(one, refusal.code)

    def source(self, tablet: uuid.UUID | None) -> Source:
        """Return where a tap of a tablet comes from; without one, from the desk."""
        return Source(self.stage.here, "desk" if tablet is None else "tablet", tablet)

    def event(self, one: Arriving) -> CheckInEvent:
        """Return a tap as the services take it."""
        return CheckInEvent(
            id=one.id,
            at=one.at,
            body=one.id.bytes * 2,
            occurrence_id=None if one.chosen is None else one.chosen.key,
            pass_hash=None if one.card is None else self.stage.hashes[one.card],
            party=one.party,
            role=one.role,
        )

    def _put_apart(self, one: Arriving, code: str) -> str:
        content = {
            "id": str(one.id),
            "kind": "check_in",
            "at": one.at.isoformat(),
            "occurrence": None if one.chosen is None else str(one.chosen.key),
            "pass": None if one.card is None else self.stage.hashes[one.card].hex(),
        }
        misfit = Misfit(one.id, code, one.id.bytes * 2, content, happened_at=one.at)
        outcome = services.quarantine(
            source=self.source(one.tablet), misfit=misfit, at=self.stage.now
        )
        return outcome.status

    def at_once(self, *acts: Callable[[], T]) -> list[T]:
        """Do things at the same moment, each by a worker of its own; return what each returned."""
        done: list[T] = []
        start = threading.Barrier(len(acts))

        def work(act: Callable[[], T]) -> None:
            with self.app.app_context():
                start.wait()
                done.append(act())

        workers = [threading.Thread(target=work, args=(act,)) for act in acts]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return done

    def setting(self, why: str) -> Setting:
        """Return who sets right, now, and why."""
        return Setting(centre_id=self.stage.here, at=self.moment(), by=self.stage.hosts, reason=why)

    def taken_back_later(self, tap: Tap) -> None:
        """Tell that the team took a check-in back, with a reason."""
        self.story.taken_back(tap)
        self.story.rows["corrections"] += 1
        self.story.deeds["visit.undo"] += 1
