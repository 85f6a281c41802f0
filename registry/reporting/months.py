"""The facts of a centre's months, cut from what the tables hold of all of them together."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from registry import clock
from registry.activities import queries as activities
from registry.activities.queries import ActivityView
from registry.centres.queries import CentreView
from registry.figures import counts
from registry.figures.facts import (
    WEEKS,
    ActivityFact,
    CaseFact,
    HelpFact,
    Item,
    Month,
    MonthFacts,
    MonthTallies,
    PassFact,
    Presence,
    Role,
    TallyFact,
)
from registry.reporting import queries
from registry.visits import queries as visits
from registry.visits.queries import Counted

WEEKS_REACH_BACK = 2
"""How many months before its own an activity's line of eight weeks can begin."""

_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the tables hold of a centre from a first month to a last.

    `today` is the local day up to which it is known; `began` the month of the centre's very first
    check-in (None: there is none, or it is not asked for); `first_visits` has the first day of
    each pass at this centre ever; keys of passes and activities are their ids as 32 hexadecimal
    digits.
    """

    centre: CentreView
    today: date
    began: Month | None
    presences: Mapping[Month, Sequence[Presence]]
    first_visits: Mapping[str, date]
    activities: Sequence[ActivityView]
    held: Mapping[uuid.UUID, Sequence[date]]
    open_days: Sequence[date]
    tallies: Mapping[Month, tuple[TallyFact, ...]]
    help_requests: Mapping[Month, tuple[HelpFact, ...]]
    aftercare: Mapping[Month, int]
    handouts: Mapping[Month, tuple[CaseFact, ...]]
    steps: Mapping[Month, tuple[CaseFact, ...]]
    volunteer_minutes: Mapping[Month, int]
    trainings: Mapping[Month, int]


def read(
    *,
    centre: CentreView,
    first: Month,
    last: Month,
    at: datetime,
    began: Month | None = None,
) -> Ledger:
    """Read the tables once for all months from first to last, as known at a moment."""
    key, today = centre.id, clock.local_day(at)
    first_day, last_day = first.first_day, last.last_day
    rows = visits.counted(centre_id=key, first_day=first_day, last_day=last_day)
    earlier = visits.first_visits(centre_id=key, until=first_day)
    minutes, trainings = queries.efforts(centre_id=key, first=first, last=last)
    return Ledger(
        centre=centre,
        today=today,
        began=began,
        presences=_by_month(rows),
        first_visits=_first_visits(rows, earlier),
        activities=activities.activities(centre_id=key, archived=True),
        held=queries.held_days(centre_id=key, first_day=first_day, last_day=last_day, at=at),
        open_days=queries.open_days(
            centre=centre, first_day=first_day, last_day=min(last_day, today)
        ),
        tallies=queries.tallies(centre_id=key, first=first, last=last),
        help_requests=queries.help_requests(centre_id=key, first=first, last=last),
        aftercare=queries.aftercare(centre_id=key, first=first, last=last),
        handouts=queries.handouts(centre_id=key, first=first, last=last),
        steps=queries.steps(centre_id=key, first=first, last=last),
        volunteer_minutes=minutes,
        trainings=trainings,
    )


def _by_month(rows: Iterable[Counted]) -> dict[Month, list[Presence]]:
    months: dict[tuple[int, int], list[Presence]] = defaultdict(list)
    for day, hour, pass_key, activity, party, role, channel in rows:
        by_phone = channel == "poster"
        presence = Presence(day, hour, pass_key, party, _ROLES[role], activity, by_phone)
        months[day.year, day.month].append(presence)
    return {Month(*key): presences for key, presences in months.items()}


def _first_visits(rows: Iterable[Counted], earlier: Mapping[str, date]) -> dict[str, date]:
    first = dict(earlier)
    for day, _, pass_key, *_ in rows:
        if pass_key is not None and day < first.get(pass_key, date.max):
            first[pass_key] = day
    return first


def headline_facts(ledger: Ledger, month: Month) -> MonthFacts:
    """Return the facts of a month without its answers and weekly lines: enough to summarise it."""
    presences = tuple(ledger.presences.get(month, ()))
    used = {one.pass_key for one in presences if one.pass_key is not None}
    return MonthFacts(
        centre=ledger.centre.slug,
        month=month,
        open_days=tuple(day for day in ledger.open_days if day in month),
        presences=presences,
        activities=tuple(_activity(ledger, view, month) for view in ledger.activities),
        passes=tuple(PassFact(key, ledger.first_visits[key]) for key in sorted(used)),
        help_requests=ledger.help_requests.get(month, ()),
        aftercare=ledger.aftercare.get(month, 0),
        handouts=ledger.handouts.get(month, ()),
        steps=ledger.steps.get(month, ()),
        volunteer_minutes=ledger.volunteer_minutes.get(month, 0),
        trainings=ledger.trainings.get(month, 0),
        months_before=None if ledger.began is None else max(0, month.since(ledger.began)),
    )


def _activity(ledger: Ledger, view: ActivityView, month: Month) -> ActivityFact:
    return ActivityFact(
        key=view.id.hex,
        title=view.title,
        main_o=view.main_o,
        sensitive=view.sensitive,
        led_by_residents=view.led_by == "residents",
        schedule=view.schedule,
        held=tuple(day for day in ledger.held.get(view.id, ()) if day in month),
    )


def whole_facts(
    ledger: Ledger, month: Month, *, asked: Iterable[Item] = (), late_visits: int = 0
) -> MonthFacts:
    """Return all facts of a month; `asked` are the items in its set.

    `late_visits` are how many more the month before has than its issued sheet says.
    """
    facts = headline_facts(ledger, month)
    weekly = _weekly(ledger, month)
    return replace(
        facts,
        activities=tuple(replace(one, weekly=weekly[one.key]) for one in facts.activities),
        asked=tuple(asked),
        late_visits=late_visits,
        tallies=ledger.tallies.get(month, ()),
        earlier_tallies=tuple(
            MonthTallies(earlier, tallies)
            for earlier, tallies in ledger.tallies.items()
            if month.shifted(-12) <= earlier < month
        ),
    )


def _weekly(ledger: Ledger, month: Month) -> dict[str, tuple[int, ...]]:
    """Attendance of the last eight times seven days that are over, oldest first."""
    end = min(month.last_day, ledger.today - timedelta(days=1))
    lines = {view.id.hex: [0] * WEEKS for view in ledger.activities}
    recent = (
        one
        for back in range(WEEKS_REACH_BACK + 1)
        for one in ledger.presences.get(month.shifted(-back), ())
        if one.day <= end
    )
    for (activity, day), people in counts.attendance(recent).items():
        weeks_ago = (end - day).days // 7
        if weeks_ago < WEEKS:
            lines[activity][WEEKS - 1 - weeks_ago] += people
    return {key: tuple(line) for key, line in lines.items()}
