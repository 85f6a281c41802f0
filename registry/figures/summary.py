"""A month in its headline figures: what later months print beside their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.figures import activities, beside, counts, doors, help_requests, people
from registry.figures.activities import Held
from registry.figures.counts import Arrival, DayVisits
from registry.figures.disclosure import (
    ENOUGH_PASS_VISITS,
    SMALLEST,
    Figure,
    Reason,
    Shown,
    most,
)
from registry.figures.facts import Lines, Month, MonthFacts, Outcome, Seen
from registry.figures.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The headline figures of one centre and month, filtered: safe to keep and to print.

    `attendance` is per O, in order; `seen` has every `Seen`; `help_requests` the sum of the cells
    by topic; `days` are the open days, in order.
    """

    month: Month
    visits: int
    pass_visits: Figure
    people: People
    attendance: Mapping[str, int]
    seen: Mapping[Seen, Figure]
    help_requests: Figure
    days: tuple[DayVisits, ...]


BEGINNING = 12
"""For so many months from its first, a month's people are held against all months before it."""


def summarise(facts: MonthFacts, lines: Lines, earlier: Iterable[Summary] = ()) -> Summary:
    """The headline figures of a month; `earlier` are those of months before it, in any order.

    Raises ValueError where facts and lines do not fit.
    """
    arrived = counts.arrivals(facts.presences)
    return headlines(facts, lines, arrived, activities.held(facts), earlier)


def headlines(
    facts: MonthFacts,
    lines: Lines,
    arrived: tuple[Arrival, ...],
    held: tuple[Held, ...],
    earlier: Iterable[Summary] = (),
) -> Summary:
    """The same, where arrivals and what was held are counted already."""
    seen_before = _seen_before(facts, [one for one in earlier if one.month < facts.month])
    crowd, pass_visits = people.figures(facts, arrived, held, seen_before)
    helped = help_requests.figures(facts, lines.topics)
    return Summary(
        month=facts.month,
        visits=counts.visits(arrived),
        pass_visits=pass_visits,
        people=crowd,
        attendance=activities.per_o(held, lines.os),
        seen={
            Seen.RETURNED: crowd.returning,
            Seen.LED_BY_RESIDENTS: Shown(activities.led_by_residents(held)),
            Seen.HELPED_HERE: helped.outcome(Outcome.HELPED_HERE),
            Seen.HELPERS: crowd.helpers,
            Seen.ORGANISERS: crowd.organisers,
            Seen.STEPS: beside.figures(facts, lines).steps_total,
            Seen.WARM_REFERRALS: helped.outcome(Outcome.WARM_REFERRAL),
            Seen.AFTERCARE: helped.aftercare,
            Seen.INITIATIVES: Shown(activities.initiatives(held, lines.initiatives)),
            Seen.HELP_REQUESTS: helped.topics_total,
            Seen.LANGUAGES: doors.how_many(doors.languages(facts)),
        },
        help_requests=helped.topics_total,
        days=counts.per_day(arrived, facts.open_days),
    )


def _seen_before(facts: MonthFacts, earlier: Sequence[Summary]) -> int | None:
    """The most passes that can have been seen in the months before, going by what they print.

    None where not all of them are known, or where they are so many that nobody can tell.
    """
    if facts.months_before is None or facts.months_before > min(BEGINNING, len(earlier)):
        return None
    return sum(_most_new(one) for one in earlier)


def _most_new(month: Summary) -> int:
    new = month.people.new
    if isinstance(new, Shown):
        return most(new.value)
    few = {Reason.FEWER_THAN_5: SMALLEST - 1, Reason.NOTHING_HELD: 0}
    return min(month.visits, few.get(new.reason, ENOUGH_PASS_VISITS - 1))
