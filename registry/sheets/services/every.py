"""Every sheet of an installation, as it is now: to see that two installations print the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from registry import clock
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.figures.periods import Period
from registry.sheets.services.current import Current, current
from registry.sheets.services.spans import current_span
from registry.sheets.services.together import NothingIssued, current_together
from registry.theory.model import Theory

TOGETHER = "together"


def every(*, theory: Theory, at: datetime) -> Iterator[tuple[str, Current]]:
    """Yield each sheet that there is or would be, with its name: "de-linde 2026-Q4".

    Months, quarters and years of each centre, then those of all together.
    """
    opened = {one: Month.of(one.opened_on) for one in centres.all_centres()}
    last = Month.of(clock.local_day(at))
    for centre, first in opened.items():
        for month in first.until(last):
            made = current(centre_id=centre.id, month=month, theory=theory, at=at)
            yield f"{centre.slug} {month}", made
        yield from _spans(centre.slug, centre.id, tuple(first.until(last)), theory)
    months = tuple(min(opened.values(), default=last.next).until(last))
    for month in months:
        with suppress(NothingIssued):
            yield f"{TOGETHER} {month}", current_together(month=month, theory=theory)
    yield from _spans(TOGETHER, None, months, theory)


def _spans(
    name: str, centre_id: uuid.UUID | None, months: tuple[Month, ...], theory: Theory
) -> Iterator[tuple[str, Current]]:
    quarters = dict.fromkeys(Period.of(one.first_day, quarter=True) for one in months)
    years = dict.fromkeys(Period.of(one.first_day, quarter=False) for one in months)
    for period in (*quarters, *years):
        with suppress(NothingIssued):
            made = current_span(centre_id=centre_id, period=period, theory=theory)
            yield f"{name} {period}", made
