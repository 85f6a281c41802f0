"""Months that are over, kept as rows: counted once, and anew only after something changed in them.

A row is never trusted on its own. It counts only as long as nothing of its month has changed since
(`centres` notes every change of a month that is over) and it was made by the same lines and the
same way of counting. What has no such row is counted from the check-ins, and kept after that.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, func, insert, select

from registry import clock
from registry.centres import queries as centres
from registry.centres.models import Centre, ChangedMonth
from registry.centres.queries import CentreView
from registry.database import in_transaction, insert_once, reading, writing
from registry.figures.facts import Lines, Month
from registry.figures.summary import Summary, summarise
from registry.reporting import months
from registry.reporting.models import MonthSum
from registry.visits import queries as visits
from registry.visits.models import PassFirst
from registry.write_lock import DatabaseBusy

COUNTED_SINCE = 1
"""Goes up with every change in how a month's summary is counted."""
SETTLED = timedelta(hours=1)
"""So long after a month's end it is kept: what was on its way at midnight is in by then."""

PATIENCE = 0.2
"""Seconds that a reader waits to keep what it counted; after that the next one may."""

_SUMMARY = TypeAdapter(Summary)
_KEPT = (
    select(MonthSum.month, MonthSum.summary)
    .outerjoin(
        ChangedMonth,
        (ChangedMonth.centre_id == MonthSum.centre_id) & (ChangedMonth.month == MonthSum.month),
    )
    .where(
        MonthSum.centre_id == bindparam("centre"),
        MonthSum.month.in_(bindparam("months", expanding=True)),
        MonthSum.made_by == bindparam("made_by"),
        MonthSum.changes == func.coalesce(ChangedMonth.times, 0),
    )
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison with the check-ins brought: rows that count, and those that are wrong.

    `months` is how many were compared, `wrong` those that differ, `passes` how many passes have
    another first day than their check-ins tell.
    """

    months: int
    wrong: tuple[Month, ...]
    passes: int


def kept(*, centre_id: uuid.UUID, wanted: Collection[Month], lines: Lines) -> dict[Month, Summary]:
    """Return what is kept of these months and still counts."""
    with reading() as connection:
        rows = connection.execute(
            _KEPT,
            {
                "centre": centre_id,
                "months": [str(month) for month in wanted],
                "made_by": _made_by(lines),
            },
        ).all()
    return {Month.parse(month): _SUMMARY.validate_json(summary) for month, summary in rows}


def keep(
    *,
    centre_id: uuid.UUID,
    counted: Mapping[Month, Summary],
    first_visits: Mapping[str, date],
    changes: Mapping[str, int],
    lines: Lines,
    at: datetime,
) -> None:
    """Keep months that were just counted, as far as they are over.

    `changes` is what was known of changes before the counting began: where there are others by now
    nothing is kept, and the next reader counts again. Inside somebody's transaction, which may
    only read or has better things to do, nothing is kept either.
    """
    over = {month: summary for month, summary in counted.items() if is_over(month, at)}
    if not over or in_transaction():
        return
    rows = [
        {
            "centre_id": centre_id,
            "month": str(month),
            "made_by": _made_by(lines),
            "changes": changes.get(str(month), 0),
            "summary": _SUMMARY.dump_json(summary).decode(),
        }
        for month, summary in over.items()
    ]
    firsts = [
        {"centre_id": centre_id, "pass_id": uuid.UUID(key), "day": day}
        for key, day in first_visits.items()
        if any(day in month for month in over)
    ]
    with suppress(DatabaseBusy), writing(patience=PATIENCE) as connection:
        # the centre's row makes what changes a month wait, and be noted after this
        connection.execute(select(Centre.id).where(Centre.id == centre_id).with_for_update())
        if centres.changes(centre_id) != changes:
            return
        for row in rows:
            connection.execute(delete(MonthSum).filter_by(centre_id=centre_id, month=row["month"]))
        connection.execute(insert(MonthSum), rows)
        if firsts:
            insert_once(connection, PassFirst, firsts)


def is_over(month: Month, at: datetime) -> bool:
    """Tell whether a month is over, and was so at a moment."""
    return clock.local_day(min(at, clock.now()) - SETTLED) > month.last_day


def verify(*, centre: CentreView, lines: Lines, at: datetime) -> Verdict:
    """Compare what is kept of a centre and still counts with its check-ins, all counted anew."""
    with reading() as connection:
        of_centre = select(MonthSum.month).where(MonthSum.centre_id == centre.id)
        wanted = [Month.parse(month) for month in connection.execute(of_centre).scalars()]
        found = kept(centre_id=centre.id, wanted=wanted, lines=lines)
        wrong = [
            month
            for month, summary in sorted(found.items())
            if summary != _counted(centre, month, lines, at)
        ]
        passes = visits.wrong_first_days(centre_id=centre.id)
    return Verdict(len(found), tuple(wrong), len(passes))


def _counted(centre: CentreView, month: Month, lines: Lines, at: datetime) -> Summary:
    ledger = months.read(centre=centre, first=month, last=month, at=at, kept=False)
    return summarise(months.headline_facts(ledger, month), lines)


def forget(*, centre_id: uuid.UUID) -> None:
    """Drop what is kept of a centre's months, so that each is counted anew at its next reading.

    A first day that is not what the check-ins tell goes too; the others stay.
    """
    with writing() as connection:
        connection.execute(delete(MonthSum).where(MonthSum.centre_id == centre_id))
        for key in visits.wrong_first_days(centre_id=centre_id):
            connection.execute(delete(PassFirst).filter_by(centre_id=centre_id, pass_id=key))


@lru_cache(maxsize=8)
def _made_by(lines: Lines) -> str:
    """What a row was made by: the lines, the shape of a summary, and the way of counting."""
    told = json.dumps([COUNTED_SINCE, repr(lines), _SUMMARY.json_schema()], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
