"""What the database says, beside what was told: by the queries of the sheet, and row by row."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from registry import clock
from registry.audit import AuditEntry
from registry.database import reading
from registry.figures.facts import Month
from registry.passes import queries as passes
from registry.reporting import services as reporting
from registry.visits import queries as visits
from registry.visits.models import CheckIn, Corrected, Decision, Detail, Quarantined, Undo
from tests.machine.stage import Stage
from tests.machine.told import Story

Rows = dict[uuid.UUID, tuple[object, ...]]
LONG_AGO = date(2020, 1, 1)
ON_RECORD = {"details": Detail, "undos": Undo, "corrections": Corrected, "decisions": Decision}


class Broken(AssertionError):
    """The book does not say what was told, or something is gone from it."""


def same(what: str, told: object, written: object) -> None:
    """Raise Broken where the story and the book differ."""
    if told != written:
        raise Broken(f"{what}: told {told}, written {written}")


def the_sheet(stage: Stage, story: Story) -> None:
    """The sheet of each month has the visits of each day, and each activity with its people."""
    visits_told, people_told = story.visits(), story.attendance()
    held = [(slot.activity, slot.day) for slot in story.held(stage.now)]
    held += set(people_told) - set(held)  # who came to what was called off was there
    days = (*visits_told, *(day for _, day in people_told), clock.local_day(stage.now))
    for month in sorted({Month.of(day) for day in days}):
        figures = reporting.month(
            centre_id=stage.here, month=month, theory=stage.theory, at=stage.now
        )
        told = {day: number for day, number in visits_told.items() if day in month}
        written = {one.day: one.visits for one in figures.days if one.visits}
        same(f"visits of each day of {month}", told, written)
        same(f"visits of {month}", sum(told.values()), figures.now.visits)
        times = Counter(stage.titles[activity] for activity, day in held if day in month)
        people = Counter(dict.fromkeys(times, 0))
        for (activity, day), number in people_told.items():
            people[stage.titles[activity]] += number if day in month else 0
        lines = {one.title: (one.times, one.attendance) for one in figures.activities}
        same(f"activities of {month}", {one: (times[one], people[one]) for one in times}, lines)


def what_each_pass_ties(stage: Stage, story: Story) -> None:
    """A pass ties what was done with it, taken back or not; an erased one ties nothing."""
    today = clock.local_day(stage.now)
    firsts = visits.first_days(centre_id=stage.here, first_day=LONG_AGO, last_day=today)
    for card, key in enumerate(stage.passes):
        taps = [tap for tap in story.taps.values() if tap.card == card]
        mine = sorted(
            (tap.at, str(tap.activity), tap.now[0], tap.now[1], tap.stands) for tap in taps
        )
        found = visits.of_pass(centre_id=stage.here, pass_id=key)
        written = sorted(
            (one.at, str(one.activity_id), one.party, one.role, one.stands) for one in found
        )
        same(f"what pass {card} ties", mine, written)
        first = min((tap.day for tap in taps if tap.stands), default=None)
        same(f"first visit with pass {card}", first, firsts.get(key.hex))


def every_check_in_is_on_record(stage: Stage, story: Story) -> None:
    """All that ever came in is there, as it is now and whether it counts."""
    for day in {tap.day for tap in story.taps.values()}:
        mine = {
            tap.id: (tap.at, tap.card is not None, tap.activity, *tap.now[:2], tap.stands)
            for tap in story.taps.values()
            if tap.day == day
        }
        found = visits.record(centre_id=stage.here, day=day)
        written = {
            one.id: (one.at, one.with_pass, one.activity_id, one.party, one.role, one.stands)
            for one in found
        }
        same(f"record of {day}", mine, written)


def elsewhere(stage: Stage, story: Story) -> None:
    """At another centre a pass is a number, and nothing ties it."""
    days = sorted(story.elsewhere) or [clock.local_day(stage.now)]
    found = visits.standing(centre_id=stage.there, first_day=days[0], last_day=days[-1])
    same(
        "people at the neighbour", dict(story.elsewhere), dict(Counter(o.local_day for o in found))
    )
    same("passes at the neighbour", set(), {one.pass_id for one in found} - {None})


def erased_stays_erased(stage: Stage, story: Story) -> None:
    """An erased pass is nobody's: no row, no tie, no hash but in the journal and in later scans."""
    journal = stage.journal.read_text(encoding="ascii") if stage.journal.exists() else ""
    with reading() as connection:
        kept = {row.id: row for row in _of(connection, stage, Quarantined)}
        named = {row.pass_id for row in _of(connection, stage, CheckIn)}
    for card, state in story.cards.items():
        token, erased = stage.hashes[card], state == "erased"
        found = passes.held(centre_id=stage.here, token_hash=token)
        same(f"pass {card} is erased", erased, found is None)
        same(f"pass {card} in the journal", int(erased), journal.count(token.hex()))
        if erased:
            same(f"check-ins that name pass {card}", False, stage.passes[card] in named)
        mine = {key for key, one in story.apart.items() if one.card == card}
        written = {key for key, row in kept.items() if token.hex() in row.body}
        same(f"put apart with pass {card}", mine - story.forgotten_apart, written)
    same("put apart", set(story.apart), set(kept))


COMPARED = (
    the_sheet,
    what_each_pass_ties,
    every_check_in_is_on_record,
    elsewhere,
    erased_stays_erased,
)


def snapshot(stage: Stage) -> dict[str, Rows]:
    """Return all rows of the centre that may only be added to; a check-in without its pass."""
    with reading() as connection:
        kept = {
            model.__tablename__: {row.id: tuple(row) for row in _of(connection, stage, model)}
            for model in (Detail, Undo, Corrected, Decision, AuditEntry)
        }
        kept["check_in"] = {
            row.id: tuple(value for name, value in row._mapping.items() if name != "pass_id")
            for row in _of(connection, stage, CheckIn)
        }
    return kept


def only_grew(before: dict[str, Rows], after: dict[str, Rows]) -> None:
    """Raise Broken where a row of the record is gone, or is not what it was."""
    for table, rows in before.items():
        gone = [key for key in rows if key not in after[table]]
        same(f"rows of {table} that are gone", [], gone)
        other = [key for key, row in rows.items() if after[table][key] != row]
        same(f"rows of {table} that were changed", [], other)


def as_long_as_told(stage: Stage, story: Story, kept: dict[str, Rows]) -> None:
    """The record has a row for each thing told, and the log a line."""
    same("check-ins on record", set(story.taps), set(kept["check_in"]))
    for what, model in ON_RECORD.items():
        same(f"{what} on record", story.rows[what], len(kept[model.__tablename__]))
    action = [column.name for column in AuditEntry.__table__.columns].index("action")
    deeds = Counter(row[action] for row in kept["audit_entry"].values())
    same("deeds in the log", dict(story.deeds), dict(deeds))


def _of(connection: Connection, stage: Stage, model: Any) -> Iterator[Any]:
    where = model.centre_id == stage.here
    return iter(connection.execute(select(*model.__table__.columns).where(where)).all())
