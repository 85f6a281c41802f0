"""At the door: taps and scans, sent once or more, late or at once; what is chosen; taking back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry.clock import local_day
from registry.visits import services
from registry.visits.services import DetailEvent, UndoEvent, Unfit
from tests.machine.acts import ANY, CARD, PARTY, ROLE, SECOND, TABLET, Acts
from tests.machine.told import Arriving, Choice, Tap
from tests.machine.written import same

TABLET_UNDO = timedelta(minutes=2)
LATE = st.just(0) | st.integers(1, 3 * 24 * 60)
"""How many minutes ago it was: a tablet may have been without a network."""
Taps: TypeAlias = list[tuple[int, int | None, int | None, int, int]]
TAPS = st.lists(
    st.tuples(TABLET, st.none() | CARD, st.none() | ANY, LATE, st.integers(1, 2)),
    min_size=1,
    max_size=5,
)
"""At which tablet, with which pass, for what of that day, how late it arrives, how often."""


class AtTheDoor(Acts):
    """What residents do at a tablet."""

    sent: list[Arriving]

    @rule(taps=TAPS)
    def a_bunch_of_people_come(self, taps: Taps) -> None:
        """Taps and scans arrive, some late, some more than once."""
        self.come(taps)

    def come(self, taps: Taps) -> None:
        """Let taps arrive, and compare the answers."""
        for tablet, card, which, ago, times in taps:
            at = self.moment() - timedelta(minutes=ago)
            chosen = self.something_on(at, which)
            one = Arriving(uuid.uuid4(), at, self.stage.tablets[tablet], card, chosen)
            self.sent.append(one)
            for _ in range(times):
                same("a tap's answer", self.story.arrives(one), self.send(one))

    @precondition(lambda self: self.sent)
    @rule(which=ANY)
    def an_old_tap_is_sent_again(self, which: int) -> None:
        """A tablet that heard no answer sends a tap once more, whatever happened meanwhile."""
        self.moment()
        one = self.sent[-1 - which % len(self.sent)]
        same("an old tap's answer", self.story.arrives(one), self.send(one))

    @rule(tablet=TABLET, card=st.none() | CARD)
    def two_workers_get_the_same_tap(self, tablet: int, card: int | None) -> None:
        """The same tap reaches two workers of the server at the same moment."""
        one = Arriving(uuid.uuid4(), self.moment(), self.stage.tablets[tablet], card)
        self.sent.append(one)
        told = sorted(self.story.arrives(one) for _ in range(2))
        same("two answers to a tap", told, sorted(self.at_once(*[lambda: self.send(one)] * 2)))

    @rule(card=CARD)
    def two_tablets_scan_the_same_pass(self, card: int) -> None:
        """A pass is held to both tablets in the same second: two scans, one visit."""
        at = self.moment()
        both = [Arriving(uuid.uuid4(), at, tablet, card) for tablet in self.stage.tablets]
        self.sent += both
        told = [self.story.arrives(one) for one in both]
        done = self.at_once(*(lambda one=one: self.send(one) for one in both))
        same("two tablets' answers", sorted(told), sorted(done))

    @rule(card=CARD)
    def somebody_goes_to_the_neighbour(self, card: int) -> None:
        """A pass of this centre counts as a number at another one, while it is live."""
        event = self.event(Arriving(uuid.uuid4(), self.moment(), None, card))
        source = services.Source(self.stage.there, "tablet", uuid.uuid4())
        try:
            services.check_in(source=source, event=event)
        except Unfit:
            same("a pass at the neighbour", False, self.story.cards[card] == "live")
        else:
            same("a pass at the neighbour", True, self.story.cards[card] == "live")
            self.story.elsewhere[local_day(event.at)] += 1

    @precondition(lambda self: self.story.taps)
    @rule(of=ANY, party=st.none() | PARTY, role=st.none() | ROLE, which=st.none() | ANY, seq=ANY)
    def somebody_chooses(
        self, of: int, party: int | None, role: str | None, which: int | None, seq: int
    ) -> None:
        """How many, in which role, for what is chosen; choices may arrive in another order."""
        tap, at = self.some_tap(of), self.moment()
        chosen = self.something_on(tap.at, which)
        seq = seq * 1000 + self.story.rows["details"]
        key = uuid.uuid4()
        detail = DetailEvent(
            id=key,
            at=at,
            body=key.bytes * 2,
            of=tap.id,
            seq=seq,
            party=party,
            role=role,
            occurrence_id=None if chosen is None else chosen.key,
        )
        self.story.chosen(tap, Choice((0, seq), party, role, chosen))
        answers = [
            services.add_detail(source=self.source(tap.tablet), event=detail).status
            for _ in range(2)
        ]
        same("a choice's answers", ["stored", "duplicate"], answers)

    @precondition(lambda self: any(tap.tablet for tap in self.story.taps.values()))
    @rule(of=ANY, seconds=st.integers(0, 180), own=st.booleans())
    def somebody_takes_it_back(self, of: int, seconds: int, own: bool) -> None:
        """A tap is taken back at a tablet: the last of that tablet, within two minutes."""
        tap = self.some_tap(of)
        tablet = tap.tablet if own else self.stage.tablets[0]
        at = tap.at + seconds * SECOND
        self.stage.now = max(self.moment(), at)
        key = uuid.uuid4()
        undo = UndoEvent(key, at, key.bytes * 2, of=tap.id)
        allowed = tap.tablet == tablet and self._is_last(tap, seconds)
        try:
            services.undo(source=self.source(tablet), event=undo)
        except Unfit:
            same("taking a tap back", allowed, False)
        else:
            same("taking a tap back", allowed, True)
            self.story.taken_back(tap)

    def _is_last(self, tap: Tap, seconds: int) -> bool:
        until = tap.at + seconds * SECOND
        later = any(
            tap.at < one.at <= until
            for one in self.story.taps.values()
            if one.tablet == tap.tablet and one.tablet is not None
        )
        return seconds * SECOND <= TABLET_UNDO and not later
