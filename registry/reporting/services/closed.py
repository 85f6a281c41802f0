"""Months that are over, kept as rows: counted once, and anew only after something changed in them.

A row is never trusted on its own. It counts only as long as nothing of its month has changed since
(`centres` notes every change of a month that is over) and it was made by the same lines and the
same way of counting. What has no such row is counted from the check-ins, and kept after that.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, func, insert, select, update

from registry import clock
from registry.centres import queries as centres
from registry.centres.models import Centre, ChangedMonth
from registry.centres.queries import CentreView
from registry.database import in_transaction, insert_once, reading, writing
from registry.figures import counts
from registry.figures.facts import Lines, Month
from registry.figures.summary import BEGINNING, Summary, summarise
from registry.reporting import months, queries
from registry.reporting.models import MonthSum
from registry.visits import queries as visits
from registry.visits.models import PassFirst
from registry.write_lock import DatabaseBusy

COUNTED_SINCE = 2
"""Goes up with every change in how a month's summary is counted."""
SETTLED = timedelta(hours=1)
"""So long after a month's end it is kept: what was on its way at midnight is in by then."""

MONTHS_WITH_PASS = 13
"""So long a check-in carries its pass: a month, and the twelve that it is held against."""
_SEAL = "sealed "

PATIENCE = 0.2
"""Seconds that a reader waits to keep what it counted; after that the next one may."""


@dataclass(frozen=True, slots=True)
class OverMonth:
    """What later months need of a month: its headline figures, and the people at each activity.

    `attended` goes from the key of an activity to a day of the month to people, for the lines of
    eight weeks.
    """

    summary: Summary
    attended: Mapping[str, Mapping[int, int]]


_OVER = TypeAdapter(OverMonth)
_KEPT = (
    select(MonthSum.month, MonthSum.kept)
    .outerjoin(
        ChangedMonth,
        (ChangedMonth.centre_id == MonthSum.centre_id) & (ChangedMonth.month == MonthSum.month),
    )
    .where(
        MonthSum.centre_id == bindparam("centre"),
        MonthSum.month.in_(bindparam("months", expanding=True)),
        MonthSum.made_by.in_(bindparam("made_by", expanding=True)),
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


def kept(
    *, centre_id: uuid.UUID, wanted: Collection[Month], lines: Lines, began: Month | None
) -> dict[Month, OverMonth]:
    """Return what is kept of these months and still counts, in a centre that began in a month."""
    with reading() as connection:
        rows = connection.execute(
            _KEPT,
            {
                "centre": centre_id,
                "months": [str(month) for month in wanted],
                "made_by": [_made_by(lines, began), _sealed(_made_by(lines, began))],
            },
        ).all()
    return {Month.parse(month): _OVER.validate_json(kept) for month, kept in rows}


def count(
    ledger: months.Ledger, month: Month, lines: Lines, earlier: Iterable[Summary]
) -> OverMonth:
    """Count a month from what the tables hold, and hold it against what earlier ones print."""
    attended: dict[str, dict[int, int]] = defaultdict(dict)
    for (activity, day), people in counts.attendance(ledger.presences.get(month, ())).items():
        attended[activity][day.day] = people
    return OverMonth(summarise(months.headline_facts(ledger, month), lines, earlier), attended)


def in_order(
    ledger: months.Ledger,
    wanted: Iterable[Month],
    known: Mapping[Month, OverMonth],
    *,
    issued: Mapping[Month, Summary],
    lines: Lines,
) -> dict[Month, OverMonth]:
    """Return months from the earliest on: as known, or counted beside what those before print.

    An issued month prints what its sheet does.
    """
    found: dict[Month, OverMonth] = {}
    printed: list[Summary] = []
    for month in wanted:
        found[month] = known.get(month) or count(ledger, month, lines, printed)
        printed.append(issued.get(month, found[month].summary))
    return found


def attended(known: Mapping[Month, OverMonth]) -> dict[tuple[str, date], int]:
    """Return the people at each activity on each day of some months."""
    return {
        (activity, date(month.year, month.month, day)): people
        for month, one in known.items()
        for activity, days in one.attended.items()
        for day, people in days.items()
    }


def keep(
    *,
    ledger: months.Ledger,
    counted: Mapping[Month, OverMonth],
    changes: Mapping[str, int],
    lines: Lines,
    at: datetime,
) -> None:
    """Keep months that were just counted from a ledger, as far as they are over.

    `changes` is what was known of changes before the counting began: where there are others by now
    nothing is kept, and the next reader counts again. Inside somebody's transaction, which may
    only read or has better things to do, nothing is kept either.
    """
    centre_id = ledger.centre.id
    over = {month: one for month, one in counted.items() if is_over(month, at)}
    if not over or in_transaction():
        return
    rows = [
        {
            "centre_id": centre_id,
            "month": str(month),
            "made_by": _made_by(lines, ledger.began),
            "changes": changes.get(str(month), 0),
            "kept": _OVER.dump_json(one).decode(),
        }
        for month, one in over.items()
    ]
    firsts = _first_days(ledger, over)
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


def _first_days(ledger: months.Ledger, over: Collection[Month]) -> list[dict[str, object]]:
    """The rows of passes whose first day lies in one of some months."""
    return [
        {"centre_id": ledger.centre.id, "pass_id": uuid.UUID(key), "day": day}
        for key, day in ledger.first_visits.items()
        if any(day in month for month in over)
    ]


def is_over(month: Month, at: datetime) -> bool:
    """Tell whether a month is over, and was so at a moment."""
    return clock.local_day(min(at, clock.now()) - SETTLED) > month.last_day


def verify(*, centre: CentreView, lines: Lines, at: datetime, began: Month | None) -> Verdict:
    """Compare what is kept of a centre and still counts with its check-ins, all counted anew."""
    with reading() as connection:
        of_centre = select(MonthSum.month, MonthSum.made_by).where(MonthSum.centre_id == centre.id)
        rows = connection.execute(of_centre).all()
        wanted = [Month.parse(row.month) for row in rows]
        sealed = {Month.parse(row.month) for row in rows if row.made_by.startswith(_SEAL)}
        found = kept(centre_id=centre.id, wanted=wanted, lines=lines, began=began)
        open_ones = {month: one for month, one in found.items() if month not in sealed}
        wrong = []
        if open_ones and began is not None:
            known = {month: one for month, one in found.items() if month in sealed}
            anew = _anew(centre, lines, at, began, set(open_ones), known)
            wrong = [month for month, one in open_ones.items() if one != anew[month]]
        passes = visits.wrong_first_days(centre_id=centre.id, since=tied_since(clock.local_day(at)))
    return Verdict(len(open_ones), tuple(sorted(wrong)), len(passes))


def seal(*, centre_id: uuid.UUID, months: Collection[Month]) -> None:
    """Let what is kept of months stand as it is: their check-ins lose the passes it tells of.

    It can't be counted anew any more, so nothing compares it and `forget` leaves it there.
    """
    which = (
        MonthSum.centre_id == centre_id,
        MonthSum.month.in_([str(month) for month in months]),
        ~MonthSum.made_by.startswith(_SEAL),
    )
    with writing() as connection:
        for month, made_by in connection.execute(
            select(MonthSum.month, MonthSum.made_by).where(*which)
        ).all():
            connection.execute(
                update(MonthSum).filter_by(centre_id=centre_id, month=month),
                {"made_by": _sealed(made_by)},
            )


def tied_since(today: date) -> date:
    """Return the first day whose check-ins still carry their pass for sure."""
    return today - relativedelta(months=MONTHS_WITH_PASS)


def _sealed(made_by: str) -> str:
    return f"{_SEAL}{made_by}"[:64]


def _anew(
    centre: CentreView,
    lines: Lines,
    at: datetime,
    began: Month,
    wanted: Collection[Month],
    known: Mapping[Month, OverMonth],
) -> dict[Month, OverMonth]:
    """Count months from the check-ins alone, and those of the beginning that they stand beside.

    `known` are those that can't be counted any more.
    """
    last = max(wanted)
    frozen = queries.frozen(centre_id=centre.id, first=began, last=last)
    printed: list[Summary] = []
    found = {}
    for month in (began.shifted(number) for number in range(last.since(began) + 1)):
        if month in known:
            found[month] = known[month]
        elif month in wanted or month.since(began) <= BEGINNING:
            ledger = months.read(
                centre=centre, first=month, last=month, at=at, began=began, kept=False
            )
            found[month] = count(ledger, month, lines, printed)
        if month in found:
            printed.append(frozen[month].now if month in frozen else found[month].summary)
    return found


def forget(*, centre_id: uuid.UUID) -> None:
    """Drop what is kept of a centre's months, so that each is counted anew at its next reading.

    A first day that is not what the check-ins tell goes too; the others stay, and so does what is
    kept of months whose check-ins lost their passes.
    """
    unsealed, since = ~MonthSum.made_by.startswith(_SEAL), tied_since(clock.local_day(clock.now()))
    with writing() as connection:
        connection.execute(delete(MonthSum).where(MonthSum.centre_id == centre_id, unsealed))
        for key in visits.wrong_first_days(centre_id=centre_id, since=since):
            connection.execute(delete(PassFirst).filter_by(centre_id=centre_id, pass_id=key))


def _made_by(lines: Lines, began: Month | None) -> str:
    """What a row was made by: the way of counting, and the month in which the centre began."""
    return hashlib.sha256(f"{_way(lines)} {began}".encode()).hexdigest()


@lru_cache(maxsize=8)
def _way(lines: Lines) -> str:
    """The way of counting: the lines, the shape of a summary, and the version."""
    return json.dumps([COUNTED_SINCE, repr(lines), _OVER.json_schema()], sort_keys=True)
