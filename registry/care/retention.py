"""How long things are kept: each period, the day it comes down to, and how much is older.

The periods are the same at every centre; DOMAIN and the audit trail's triggers rest on them.
Nothing here removes anything.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from registry import clock
from registry.answers import queries as answers
from registry.answers.services import SEEN_FOR
from registry.database import reading
from registry.trail import queries as trail
from registry.visits import queries as visits

MONTHS_WITH_PASS = 13
"""So long a check-in carries its pass, and a pass that nobody uses stays."""
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


def kept(*, centre_id: uuid.UUID, today: date) -> tuple[Kept, ...]:
    """Return what a centre keeps for a while: visits, passes, apart, answers, trail."""
    with_pass, apart = today - relativedelta(months=MONTHS_WITH_PASS), today - PUT_APART
    answered = (today - SEEN_FOR).replace(day=1)
    told = today - relativedelta(months=MONTHS_OF_TRAIL)
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
            Kept(
                "trail",
                told,
                trail.count_before(centre_id=centre_id, at=clock.at_local(told, time())),
            ),
        )
