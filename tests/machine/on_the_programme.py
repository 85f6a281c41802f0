"""On the programme: called off, moved, put back as planned."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from registry.activities import services
from registry.activities.services import Move, MoveRefused
from registry.clock import at_local, local_day
from tests.builders import ILL
from tests.machine.acts import ANY, Acts
from tests.machine.told import Slot
from tests.machine.written import same

PLACE = "Zaal 1"
DAYS = st.integers(0, 6)
"""How many days after yesterday an occurrence is looked for, or moved to."""


class OnTheProgramme(Acts):
    """What the team does to the days' occurrences, with people in them or not."""

    @rule(day=DAYS, which=ANY)
    def something_is_called_off(self, day: int, which: int) -> None:
        """An occurrence does not take place; who came to it all the same is counted."""
        at, slot = self.moment(), self._near(day, which)
        if slot is None:
            return
        for _ in range(2):
            services.cancel_occurrence(
                centre_id=self.stage.here,
                occurrence_id=slot.key,
                why=ILL,
                at=at,
                by=self.stage.hosts,
            )
        if not slot.cancelled:
            slot.cancelled = True
            self.story.deeds["occurrence.cancel"] += 1

    @rule(day=DAYS, which=ANY, to=DAYS, hour=st.integers(9, 16))
    def something_is_moved(self, day: int, which: int, to: int, hour: int) -> None:
        """An occurrence is held at another time; who is in stays in, on the day it was."""
        at, slot = self.moment(), self._near(day, which)
        if slot is None:
            return
        move = Move(day=self._day(to), starts=time(hour), ends=time(hour + 1), place=PLACE)
        told = self._refused(slot, move, at)
        try:
            services.move_occurrence(
                centre_id=self.stage.here,
                occurrence_id=slot.key,
                to=move,
                why=ILL,
                at=at,
                by=self.stage.hosts,
            )
        except MoveRefused:
            same("moving", told, True)
            return
        same("moving", told, False)
        slot.planned = slot.planned or (slot.day, slot.starts, slot.ends)
        slot.day, slot.starts, slot.ends = move.day, move.starts_at, move.ends_at
        self.story.deeds["occurrence.move"] += 1

    @rule(day=DAYS, which=ANY)
    def something_is_put_back(self, day: int, which: int) -> None:
        """An occurrence follows its plan again, unless that time is over."""
        at, slot = self.moment(), self._near(day, which)
        if slot is None:
            return
        changed = slot.cancelled or slot.planned is not None
        over = slot.planned is not None and slot.planned[2] <= at
        try:
            services.restore_occurrence(
                centre_id=self.stage.here, occurrence_id=slot.key, at=at, by=self.stage.hosts
            )
        except MoveRefused:
            same("putting back", (changed, over), (True, True))
            return
        same("putting back what is over", changed and over, False)
        if changed:
            slot.cancelled = False
            slot.day, slot.starts, slot.ends = slot.planned or (slot.day, slot.starts, slot.ends)
            slot.planned = None
            self.story.deeds["occurrence.restore"] += 1

    def _day(self, number: int) -> date:
        return local_day(self.stage.now) + timedelta(days=number - 1)

    def _near(self, day: int, which: int) -> Slot | None:
        return self.something_on(at_local(self._day(day), time(12)), which)

    def _refused(self, slot: Slot, move: Move, at: datetime) -> bool:
        planned = slot.planned or (slot.day, slot.starts, slot.ends)
        return (
            slot.cancelled
            or slot.ends <= at
            or move.ends_at <= at
            or move.day.weekday() > 4
            or (move.starts_at, move.ends_at) == planned[1:]
        )
