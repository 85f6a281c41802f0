"""A month in its headline figures: what later months print beside their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.figures import activities, beside, counts, doors, help_requests, people
from registry.figures.activities import Held
from registry.figures.counts import Arrival, DayVisits
from registry.figures.disclosure import Figure, Shown, visits_with_pass
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


def summarise(facts: MonthFacts, lines: Lines) -> Summary:
    """The headline figures of a month. Raises ValueError where facts and lines do not fit."""
    return headlines(facts, lines, counts.arrivals(facts.presences), activities.held(facts))


def headlines(
    facts: MonthFacts, lines: Lines, arrived: tuple[Arrival, ...], held: tuple[Held, ...]
) -> Summary:
    """The same, where arrivals and what was held are counted already."""
    with_pass = counts.pass_visits(arrived)
    crowd = people.figures(facts, pass_visits=with_pass)
    helped = help_requests.figures(facts, lines.topics)
    return Summary(
        month=facts.month,
        visits=counts.visits(arrived),
        pass_visits=visits_with_pass(with_pass, held=facts.was_open),
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
            Seen.LADDER: crowd.higher,
            Seen.INITIATIVES: Shown(activities.initiatives(held, lines.initiatives)),
            Seen.HELP_REQUESTS: helped.topics_total,
            Seen.LANGUAGES: doors.how_many(doors.languages(facts)),
        },
        help_requests=helped.topics_total,
        days=counts.per_day(arrived, facts.open_days),
    )
