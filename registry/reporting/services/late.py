"""What came in of months whose sheets were issued, and which no sheet told yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from registry.figures.facts import LateMonth, Month
from registry.figures.summary import Summary
from registry.reporting.queries import Frozen
from registry.reporting.services.closed import OverMonth


def told(
    now: Mapping[Month, OverMonth],
    issued: Mapping[Month, Summary],
    frozen: Mapping[Month, Frozen],
    month: Month,
) -> Iterator[LateMonth]:
    """Return the earlier months that have more visits, or fewer, than all sheets together told.

    Each stands once: on the next sheet that is issued. What the sheets of other months told of it
    counts as told, as long as it was told of the version that holds now.
    """
    said: Counter[tuple[Month, int]] = Counter()
    for one, its in frozen.items():
        if one != month:
            said.update({(late.month, late.since): late.visits for late in its.late})
    for one in sorted(set(now) & set(issued), reverse=True):
        since = issued[one].visits
        more = now[one].summary.visits - since - said[one, since]
        if more:
            yield LateMonth(one, more, since)
