"""From an old list: a file of earlier days counted in whole, sent again, and taken back whole."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry.clock import at_local, local_day
from registry.imports import files, services
from registry.imports.services import CannotTakeBack
from tests.machine.acts import ANY
from tests.machine.from_a_list import FromAList, parts
from tests.machine.told import Arriving, Tap
from tests.machine.written import same

HEADER = "Datum;Activiteit;Aantal;Rol;Tijd"
MONTH = timedelta(days=31)
ROWS = st.lists(
    st.tuples(st.integers(1, 12), ANY, st.integers(1, 230), st.sampled_from(["", "helpt"])),
    min_size=1,
    max_size=4,
)
"""Rows of a file: how many days ago, for what of that day, how many people, in which role."""


@dataclass
class OldList:
    """A file that was counted in: when, its text, the keys of its rows, its check-ins."""

    at: object
    text: bytes
    keys: set[uuid.UUID]
    taps: list[Tap]
    taken_back: bool = False


class FromAnOldList(FromAList):
    """What a coordinator brings from before the tablet, or from another system."""

    imported: dict[uuid.UUID, OldList]

    @rule(rows=ROWS)
    def an_old_list_is_counted_in(self, rows: Sequence[tuple[int, int, int, str]]) -> None:
        """A file of earlier days is counted in; the same file at once again changes nothing."""
        lines = [HEADER]
        for ago, which, people, role in rows:
            day = local_day(self.stage.now) - timedelta(days=ago)
            slot = self.something_on(at_local(day, time(12)), which)
            if slot is not None:
                title = self.stage.names[slot.activity]
                lines.append(f"{day:%d-%m-%Y};{title};{people};{role};")
        if len(lines) > 1:
            self._count_in("\n".join(lines).encode())

    @precondition(lambda self: self.imported)
    @rule(which=ANY)
    def an_old_list_is_sent_again(self, which: int) -> None:
        """Long after, the same file comes again: no row that counts counts once more."""
        keys = list(self.imported)
        self._count_in(self.imported[keys[-1 - which % len(keys)]].text)

    @precondition(lambda self: self.imported)
    @rule(which=ANY)
    def an_old_list_is_taken_back(self, which: int) -> None:
        """A whole file is taken back, within a month and once; it stays on record."""
        keys = list(self.imported)
        key = keys[-1 - which % len(keys)]
        known, at = self.imported[key], self.moment()
        allowed = not known.taken_back and at - known.at <= MONTH  # type: ignore[operator]
        try:
            services.take_back(centre_id=self.stage.here, import_id=key, at=at, by=self.stage.hosts)
        except CannotTakeBack:
            same("taking an old list back", allowed, False)
            return
        same("taking an old list back", allowed, True)
        known.taken_back = True
        self.story.deeds["list.take_back"] += 1
        for tap in known.taps:
            if tap.stands:
                self.story.taken_back(tap)
                self.story.rows["corrections"] += 1

    def _count_in(self, text: bytes) -> None:
        at, key = self.moment(), uuid.uuid4()
        done = self._sent(text, key)
        same("a list with nothing new", done.import_id is None, not done.verdict.takes)
        counted = {one for old in self.imported.values() if not old.taken_back for one in old.keys}
        same("rows counted twice", set(), counted & {take.key for take in done.verdict.takes})
        if done.import_id is None:
            return
        slots = {slot.key: slot for slot in self.story.slots}
        told = [
            Arriving(
                uuid.uuid4(),
                take.moment,
                chosen=slots[take.occurrence_id],
                party=take.line.people,
                role=take.line.role,
            )
            for take in done.verdict.takes
        ]
        taps = self.added(key, [part for one in told for part in parts(one)])
        self.story.rows["corrections"] += len(taps)
        self.story.deeds["list.count_in"] += 1
        keys = {take.key for take in done.verdict.takes}
        self.imported[key] = OldList(at, text, keys, taps)
        same("an old list at once again", None, self._sent(text, uuid.uuid4()).import_id)

    def _sent(self, text: bytes, key: uuid.UUID) -> services.Done:
        table, since = files.read(text), local_day(self.stage.opened)
        chosen = services.proposed(centre_id=self.stage.here, table=table, since=since)
        return services.count_in(
            centre_id=self.stage.here,
            table=table,
            choices=replace(chosen, counted=True),
            import_id=key,
            at=self.stage.now,
            by=self.stage.hosts,
        )
