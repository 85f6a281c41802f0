"""Which rows of a list can count: held against the programme, the calendar and what is counted."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from registry import clock
from registry.activities import queries as activities
from registry.activities import services as programme
from registry.activities.queries import ActivityView
from registry.centres import queries as centres
from registry.imports import queries
from registry.imports.lines import Fault, Line, Matching, Read
from registry.imports.queries import Held
from registry.visits.services import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a coordinator says of a list.

    `names` has the activity of each folded name, None where its rows are left out; `since` is the
    first day of the centre; `unplanned` takes rows of days on which the programme does not have
    the activity, `counted` those where people are counted already.
    """

    matching: Matching
    names: Mapping[str, uuid.UUID | None]
    since: date
    unplanned: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A row that counts: for which occurrence, when; `makes` where only the list tells of it."""

    line: Line
    key: uuid.UUID
    activity: ActivityView
    occurrence_id: uuid.UUID
    moment: datetime
    makes: bool


@dataclass(slots=True)
class Verdict:
    """What becomes of each row: taken, there already, left out by choice, counting nobody, wrong.

    `faults` are in the order of the file.
    """

    takes: list[Take] = field(default_factory=list)
    there: int = 0
    left_out: int = 0
    nobody: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def people(self) -> int:
        """Return how many people the rows that are taken count."""
        return sum(take.line.people for take in self.takes)

    @property
    def days(self) -> list[date]:
        """Return the days on which they came, in order."""
        return sorted({take.line.day for take in self.takes})


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    activity: ActivityView

    @property
    def when(self) -> tuple[uuid.UUID, date]:
        return self.activity.id, self.line.day


class Judge:
    """Judges the lines of one list at one centre, as known at a moment; writes nothing."""

    def __init__(self, *, centre_id: uuid.UUID, choices: Choices, at: datetime) -> None:
        """Take whose list it is, what was chosen, and when."""
        self.centre_id, self.choices, self.at = centre_id, choices, at
        self.verdict = Verdict()

    def judge(self, read: Read) -> Verdict:
        """Return what becomes of every row."""
        self.verdict.nobody = read.nobody
        self.verdict.faults.extend(read.faults)
        rows = self._new(self._in_time(self._known(read.lines)))
        if rows:
            self._place(rows)
        self.verdict.faults.sort(key=lambda fault: fault.number)
        return self.verdict

    def _refuse(self, line: Line, code: str, **more: object) -> None:
        self.verdict.faults.append(Fault(number=line.number, code=code, **more))  # type: ignore[arg-type]

    def _known(self, lines: Iterable[Line]) -> list[_Row]:
        """Return the lines whose activity is known."""
        views = {
            view.id: view for view in activities.activities(centre_id=self.centre_id, archived=True)
        }
        only, rows = self.choices.matching.only, []
        for line in lines:
            meant = only if only is not None else self.choices.names.get(line.name)
            if meant in views:
                rows.append(_Row(line, views[meant]))
            elif line.name in self.choices.names and meant is None:
                self.verdict.left_out += 1
            else:
                self._refuse(line, "activity_unknown", said=line.written)
        return rows

    def _in_time(self, rows: Iterable[_Row]) -> list[_Row]:
        """Return the rows of days between the centre's first and today."""
        today, kept = clock.local_day(self.at), []
        for row in rows:
            if row.line.day > today:
                self._refuse(row.line, "future", day=row.line.day)
            elif row.line.day < self.choices.since:
                self._refuse(row.line, "before_opening", day=row.line.day)
            else:
                kept.append(row)
        return kept

    def _new(self, rows: Sequence[_Row]) -> dict[uuid.UUID, _Row]:
        """Return the rows that are not on record yet, by key; of an import that was taken back
        the next turn is.
        """
        self.own: set[uuid.UUID] = set()
        new: dict[uuid.UUID, _Row] = {}
        left, turn = list(rows), 0
        while left:
            keys = {row.line.key(self.centre_id, turn): row for row in left}
            firsts = {parts_of(key, 1)[0][0]: key for key in keys}
            known = queries.on_record(centre_id=self.centre_id, keys=firsts)
            left = []
            for first, key in firsts.items():
                if first not in known:
                    new[key] = keys[key]
                elif known[first]:
                    left.append(keys[key])
                else:
                    self.verdict.there += 1
                    self.own.update(part for part, _ in parts_of(key, keys[key].line.people))
            turn += 1
        return new

    def _place(self, rows: Mapping[uuid.UUID, _Row]) -> None:
        """Find each row its occurrence, and refuse those for which there is none."""
        days = {row.line.day for row in rows.values()}
        first, last = min(days), max(days)
        held = queries.held(centre_id=self.centre_id, first_day=first, last_day=last)
        closed = centres.closures(self.centre_id, first, last)
        missing = {row.when: row for row in rows.values() if not held.get(row.when)}
        planned = programme.would_be_on(
            centre_id=self.centre_id,
            wanted=[(row.activity, row.line.day) for row in missing.values()],
        )
        others: Mapping[uuid.UUID, int] = {}
        if not self.choices.counted:
            others = queries.others_at(centre_id=self.centre_id, days=days, but=self.own)
        for key, row in rows.items():
            if row.line.day in closed:
                self._refuse(row.line, "closed", day=row.line.day)
            elif found := held.get(row.when):
                self._take_held(key, row, found, others)
            else:
                self._take_made(key, row, planned)

    def _take_held(
        self, key: uuid.UUID, row: _Row, found: Sequence[Held], others: Mapping[uuid.UUID, int]
    ) -> None:
        """Take a row for an occurrence that the programme has, unless it was not held then."""
        here = [one for one in found if one.went_to is None]
        if not here:
            self._refuse(row.line, "moved", said=row.activity.title, day=found[0].went_to)
            return
        if all(one.called_off for one in here):
            self._refuse(row.line, "called_off", said=row.activity.title, day=row.line.day)
            return
        one = self._nearest(row.line, [one for one in here if not one.called_off])
        if counted := others.get(one.occurrence_id, 0):
            self._refuse(
                row.line, "counted", said=row.activity.title, other=counted, day=row.line.day
            )
            return
        self._take(key, row, one.occurrence_id, one.starts_at, makes=False)

    def _take_made(
        self, key: uuid.UUID, row: _Row, planned: Collection[tuple[uuid.UUID, date]]
    ) -> None:
        """Take a row for an occurrence that only the list tells of.

        Before an activity's first day the book knows of no programme, so that the list is right.
        """
        view, day = row.activity, row.line.day
        if not (day < view.first_day or row.when in planned or self.choices.unplanned):
            self._refuse(row.line, "not_held", said=view.title, day=day)
            return
        starts_at = clock.at_local(day, view.starts)
        made = programme.occurrence_id(view.id, day)
        self._take(key, row, made, starts_at, makes=True)

    def _take(
        self,
        key: uuid.UUID,
        row: _Row,
        occurrence_id: uuid.UUID,
        starts_at: datetime,
        *,
        makes: bool,
    ) -> None:
        moment = starts_at
        if row.line.wall is not None:
            moment = clock.at_local(row.line.day, row.line.wall)
        if moment > self.at:
            self._refuse(row.line, "future", day=row.line.day)
            return
        self.verdict.takes.append(
            Take(
                line=row.line,
                key=key,
                activity=row.activity,
                occurrence_id=occurrence_id,
                moment=moment,
                makes=makes,
            )
        )

    @staticmethod
    def _nearest(line: Line, held: Sequence[Held]) -> Held:
        """Return the occurrence that began nearest to a row's time, the first where it has none."""
        if line.wall is None:
            return held[0]
        meant = clock.at_local(line.day, line.wall)
        return min(held, key=lambda one: abs(one.starts_at - meant))
