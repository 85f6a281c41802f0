"""At the desk: counting in, taking back, setting right, and letting count what was put apart."""

from __future__ import annotations

import uuid
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry.quarantine import services as quarantine
from registry.visits import services
from registry.visits.services import CannotUndo
from tests.machine.acts import ANY, PARTY, REASON, ROLE, Acts
from tests.machine.told import Arriving, Choice
from tests.machine.written import same

TEN_MINUTES = timedelta(minutes=10)


class AtTheDesk(Acts):
    """What the team does about who came."""

    @rule(people=PARTY, role=ROLE, which=ANY)
    def a_host_counts_in(self, people: int, role: str, which: int) -> None:
        """People are counted in for something of today; a form sent twice counts once."""
        at = self.moment()
        chosen = self.something_on(at, which)
        if chosen is None:
            return
        one = Arriving(uuid.uuid4(), at, None, None, chosen, people, role)
        self.story.deeds["visit.walk_in"] += 1
        for _ in range(2):
            done = services.walk_in(
                centre_id=self.stage.here,
                occurrence_id=chosen.key,
                people=people,
                at=at,
                by=self.stage.hosts,
                event_id=one.id,
                role=role,
            )
            same("counting in", self.story.arrives(one), done.status)

    @precondition(lambda self: self.story.taps)
    @rule(of=ANY)
    def a_host_takes_back(self, of: int) -> None:
        """A check-in is taken back at the desk, within ten minutes; twice changes nothing."""
        tap, at = self.some_tap(of), self.moment()
        in_time = at - tap.at <= TEN_MINUTES
        for _ in range(2):
            try:
                services.undo_at_desk(
                    centre_id=self.stage.here, check_in_id=tap.id, at=at, by=self.stage.hosts
                )
            except CannotUndo:
                same("taking back at the desk", in_time, False)
        if in_time and tap.stands:
            self.story.taken_back(tap)
            self.story.deeds["visit.undo"] += 1

    @precondition(lambda self: self.story.taps)
    @rule(of=ANY, people=PARTY, role=ROLE, which=st.none() | ANY, why=REASON)
    def a_coordinator_corrects(
        self, of: int, people: int, role: str, which: int | None, why: str
    ) -> None:
        """A check-in counts otherwise from now on; one that was taken back can't."""
        tap = self.some_tap(of)
        setting = self.setting(why)
        chosen = self.something_on(tap.at, which)
        try:
            services.change_later(
                setting=setting,
                check_in_id=tap.id,
                people=people,
                role=role,
                occurrence_id=None if chosen is None else chosen.key,
            )
        except CannotUndo:
            same("correcting", tap.stands, False)
            return
        same("correcting", tap.stands, True)
        self.story.chosen(tap, Choice((1, setting.at.timestamp()), people, role, chosen))
        self.story.rows["corrections"] += 1
        self.story.deeds["visit.changed"] += 1

    @precondition(lambda self: self.story.taps)
    @rule(of=ANY, why=REASON)
    def a_coordinator_takes_back(self, of: int, why: str) -> None:
        """A check-in no longer counts, whenever it was; twice changes nothing."""
        tap = self.some_tap(of)
        for _ in range(2):
            services.take_back_later(setting=self.setting(why), check_in_id=tap.id)
        if tap.stands:
            self.taken_back_later(tap)

    @precondition(lambda self: self.story.apart)
    @rule(which=ANY)
    def the_team_lets_it_count(self, which: int) -> None:
        """A scan that was put apart counts after all: once, and as nobody's."""
        keys = list(self.story.apart)
        one = self.story.apart[keys[-1 - which % len(keys)]]
        deed = quarantine.Deed(
            centre_id=self.stage.here,
            event_id=one.id,
            body_hash=one.id.bytes * 2,
            at=self.moment(),
            by=self.stage.hosts,
            reason="pass",
        )
        for _ in range(2):
            quarantine.accept(deed=deed)
        if one.id not in self.story.decided:
            self.story.let_count(one)
