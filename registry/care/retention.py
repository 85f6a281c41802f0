"""How long things are kept: each period, the day it comes down to, and letting go of what is older.

The periods are the same at every centre; DOMAIN and the audit trail's triggers rest on them.
Issued sheets, tallies and visits are never among what goes.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from registry import audit, clock
from registry.answers import queries as answers
from registry.answers import services as counted
from registry.answers.services import SEEN_FOR
from registry.care.archive import Progress
from registry.centres import queries as centres
from registry.database import reading, writing
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.reporting.services import MONTHS_WITH_PASS
from registry.theory.model import Theory
from registry.trail import queries as trail
from registry.visits import queries as visits
from registry.visits import services as door

__all__ = ["MONTHS_OF_TRAIL", "MONTHS_WITH_PASS", "PUT_APART", "Gone", "Kept", "kept", "let_go"]

MONTHS_OF_TRAIL = 24
PUT_APART = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept for a while: what is older than `before` should go; `older` is how
    much there is of that now.
    """

    key: str
    before: date
    older: int


@dataclass(frozen=True, slots=True)
class Gone:
    """What went of a centre, or would go; `centre` None is what belongs to no centre."""

    centre: str | None
    lines: tuple[Kept, ...]


def kept(*, centre_id: uuid.UUID, today: date) -> tuple[Kept, ...]:
    """Return what a centre keeps for a while: visits, passes, apart, answers, trail."""
    with_pass, apart = reporting.tied_since(today), today - PUT_APART
    answered = (today - SEEN_FOR).replace(day=1)
    with reading():
        return (
            Kept("visits", with_pass, visits.with_pass_before(centre_id=centre_id, day=with_pass)),
            Kept("passes", with_pass, visits.idle_passes(centre_id=centre_id, day=with_pass)),
            Kept(
                "apart",
                apart,
                visits.quarantined_before(centre_id=centre_id, at=clock.at_local(apart, time())),
            ),
            Kept(
                "answers",
                answered,
                answers.seen_before(centre_id=centre_id, month=f"{answered:%Y-%m}"),
            ),
            _trail(centre_id, today),
        )


def _trail(centre_id: uuid.UUID | None, today: date) -> Kept:
    told = today - relativedelta(months=MONTHS_OF_TRAIL)
    older = trail.count_before(centre_id=centre_id, at=clock.at_local(told, time()))
    return Kept("trail", told, older)


def let_go(
    *,
    theory: Theory,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> tuple[Gone, ...]:
    """Let go of all that is older than it should be, or say what would go (`dry_run`).

    A centre at a time, each in a transaction of its own with its entry in the trail; a second run
    finds nothing. Figures of a month are counted before its check-ins lose their passes.
    """
    today = clock.local_day(at)
    found = []
    there = centres.all_centres()
    for done, centre in enumerate(there):
        progress(done, len(there))
        if not dry_run:
            _count_first(centre.id, today, theory, at)
        with reading() if dry_run else writing():
            gone = Gone(centre.slug, kept(centre_id=centre.id, today=today))
            if not dry_run:
                _remove(centre.id, gone, today)
                _tell(centre.id, gone, at)
        found.append(gone)
    with reading() if dry_run else writing():
        general = Gone(None, (_trail(None, today),))
        if not dry_run:
            _remove_trail(None, general.lines[0])
            _tell(None, general, at)
    progress(len(there), len(there))
    return (*found, general)


def _count_first(centre_id: uuid.UUID, today: date, theory: Theory, at: datetime) -> None:
    day = reporting.tied_since(today)
    over = visits.months_with_pass_before(centre_id=centre_id, day=day)
    if over:
        months = [Month.parse(month) for month in over]
        reporting.keep_for_good(centre_id=centre_id, over=months, theory=theory, at=at)


def _remove(centre_id: uuid.UUID, gone: Gone, today: date) -> None:
    before = {one.key: one.before for one in gone.lines}
    door.let_go(centre_id=centre_id, before=before["visits"])
    door.forget_idle(centre_id=centre_id, day=before["passes"])
    door.forget_put_apart(centre_id=centre_id, before=clock.at_local(before["apart"], time()))
    counted.forget_seen(on=today, centre_id=centre_id)
    _remove_trail(centre_id, gone.lines[-1])


def _remove_trail(centre_id: uuid.UUID | None, told: Kept) -> None:
    audit.forget_before(centre_id=centre_id, at=clock.at_local(told.before, time()))


def _tell(centre_id: uuid.UUID | None, gone: Gone, at: datetime) -> None:
    went = {one.key: one.older for one in gone.lines if one.older}
    if went:
        audit.record(
            at=at,
            actor_id=None,
            action="retention.run",
            object="retention",
            centre_id=centre_id,
            after=went,
        )
