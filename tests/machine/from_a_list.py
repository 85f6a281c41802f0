"""From a list: people of earlier days, typed in from paper, and such a list taken back whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry.clock import local_day
from registry.database import reading
from registry.visits import queries, services
from registry.visits.services import Came, CannotUndo
from tests.machine.acts import ANY, REASON, ROLE, Acts
from tests.machine.told import Arriving, Tap
from tests.machine.written import same

TEN_MINUTES = timedelta(minutes=10)
LARGEST_PARTY = 99
ROWS = st.lists(
    st.tuples(st.integers(1, 230), st.integers(0, 7 * 24 * 60), st.none() | ANY, ROLE),
    min_size=1,
    max_size=3,
)
"""Rows of a list: how many people, how many minutes ago, for what, in which role."""


class FromAList(Acts):
    """What the team takes over from paper."""

    lists: dict[uuid.UUID, tuple[datetime, list[Tap]]]

    @rule(rows=ROWS, why=REASON)
    def a_paper_list_is_typed_in(
        self, rows: Sequence[tuple[int, int, int | None, str]], why: str
    ) -> None:
        """People of the last week are typed in; a form sent twice counts once."""
        setting, form = self.setting(why), uuid.uuid4()
        told = [self._row(setting.at, *row) for row in rows]
        came = [
            Came(
                people=one.party,
                moment=one.at,
                occurrence_id=None if one.chosen is None else one.chosen.key,
                role=one.role,
            )
            for one in told
        ]
        for expected in (sum(one.party for one in told), 0):
            counted = services.add_later(setting=setting, came=came, event_id=form)
            same("people of a paper list", expected, counted)
        taps = self.added(form, [part for one in told for part in parts(one)])
        self.lists[form] = setting.at, taps
        self.story.rows["corrections"] += len(taps)
        self.story.deeds["visit.added"] += len(taps)

    @precondition(lambda self: self.lists)
    @rule(which=ANY, why=REASON)
    def a_list_is_taken_back(self, which: int, why: str) -> None:
        """A whole list is taken back, within ten minutes and once."""
        forms = list(self.lists)
        form = forms[-1 - which % len(forms)]
        setting = self.setting(why)
        at, taps = self.lists[form]
        standing = [tap for tap in taps if tap.stands]
        allowed = bool(standing) and setting.at - at <= TEN_MINUTES
        try:
            services.take_back_added(setting=setting, batch_id=form)
        except CannotUndo:
            same("taking a list back", allowed, False)
            return
        same("taking a list back", allowed, True)
        for tap in standing:
            self.taken_back_later(tap)

    def _row(self, at: datetime, people: int, ago: int, which: int | None, role: str) -> Arriving:
        moment = at - timedelta(minutes=ago)
        chosen = self.something_on(moment, which)
        return Arriving(uuid.uuid4(), moment, None, None, chosen, people, role)

    def added(self, form: uuid.UUID, told: Sequence[Arriving]) -> list[Tap]:
        """Compare the check-ins of a list with its rows, and tell the story of them."""
        with reading() as connection:
            added = queries.batch(connection, centre_id=self.stage.here, key=form)
        days = {local_day(one.at) for one in told}
        found = sorted(
            (one.at, one.party, one.role, str(one.occurrence_id), one.id)
            for day in days
            for one in queries.record(centre_id=self.stage.here, day=day)
            if added is not None and one.id in added.check_ins
        )
        told = sorted(told, key=self._as_written)
        same("rows of a list", [self._as_written(one) for one in told], [row[:4] for row in found])
        for one, row in zip(told, found, strict=True):
            self.story.counted(replace(one, id=row[4]))
        return [self.story.taps[row[4]] for row in found]

    def _as_written(self, one: Arriving) -> tuple[datetime, int, str, str]:
        slot, _ = self.story.place(one)
        return one.at, one.party, one.role, str(None if slot is None else slot.key)


def parts(one: Arriving) -> Iterator[Arriving]:
    """Yield a row as check-ins of at most 99 people each."""
    for taken in range(0, one.party, LARGEST_PARTY):
        yield replace(one, party=min(LARGEST_PARTY, one.party - taken))
