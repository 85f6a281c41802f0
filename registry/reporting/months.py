"""The facts of a centre's months, cut from what the tables hold of all of them together."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

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
    LateMonth,
    Month,
    MonthFacts,
    MonthTallies,
    PassFact,
    Presence,
    Role,
    TabletFact,
    TallyFact,
)
from registry.reporting import queries
from registry.visits import queries as visits
from registry.visits.queries import Counted

_WEEK = timedelta(weeks=1)

_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the tables hold of a centre from a first month to a last.

    `today` is the local day up to which it is known; `began` the month of the centre's very first
    check-in (None: there is none, or it is not asked for); `attended` has the people at each
    activity on each day of the last eight weeks, those before the first month too; `first_visits`
    has the first day of each pass at this centre ever; keys of passes and activities are their ids
    as 32 hexadecimal digits. `added_later` and `tablets` are of the last month.
    """

    centre: CentreView
    today: date
    began: Month | None
    presences: Mapping[Month, Sequence[Presence]]
    attended: Mapping[tuple[str, date], int]
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
    languages: Mapping[Month, tuple[CaseFact, ...]]
    added_later: int
    tablets: tuple[TabletFact, ...]


def read(
    *,
    centre: CentreView,
    first: Month,
    last: Month,
    at: datetime,
    began: Month | None = None,
    answers_since: Month | None = None,
    attended: Mapping[tuple[str, date], int] | None = None,
    kept: bool = True,
) -> Ledger:
    """Read the tables once for all months from first to last, as known at a moment.

    Answers are tallies already, and can be read from an earlier month on; `attended` is the
    attendance of earlier months where that is known (None: it is counted). `kept` False takes no
    first day of a pass from what is kept.
    """
    key, today = centre.id, clock.local_day(at)
    first_day, last_day = first.first_day, last.last_day
    firsts = visits.first_days(centre_id=key, first_day=first_day, last_day=last_day, kept=kept)
    presences = _by_month(visits.counted(centre_id=key, first_day=first_day, last_day=last_day))
    since = lines_since(last, at)
    known = _attended(key, since, before=first_day) if attended is None else attended
    open_days = queries.open_days(centre=centre, first_day=first_day, last_day=min(last_day, today))
    return Ledger(
        centre=centre,
        today=today,
        began=began,
        presences=presences,
        attended={**known, **_lately(presences, since)},
        first_visits=firsts,
        activities=activities.activities(centre_id=key, archived=True),
        held=queries.held_days(centre_id=key, first_day=first_day, last_day=last_day, at=at),
        open_days=open_days,
        tallies=queries.tallies(centre_id=key, first=answers_since or first, last=last),
        **_cases(key, first, last),
        languages=queries.languages(centre=centre, first=first, last=last),
        added_later=visits.added_later(centre_id=key, first_day=last.first_day, last_day=last_day),
        tablets=queries.tablets(centre_id=key, month=last, open_days=open_days),
    )


def lines_since(month: Month, at: datetime) -> date:
    """The first day of the eight weeks of a month that are over, as known at a moment."""
    return _over(month, clock.local_day(at)) - WEEKS * _WEEK + timedelta(days=1)


def _over(month: Month, today: date) -> date:
    """The last day of a month that is over."""
    return min(month.last_day, today - timedelta(days=1))


def _cases(centre_id: uuid.UUID, first: Month, last: Month) -> dict[str, Any]:
    """What was counted beside visits, by the name that it has in a ledger."""
    key: dict[str, Any] = {"centre_id": centre_id, "first": first, "last": last}
    minutes, trainings = queries.efforts(**key)
    return {
        "help_requests": queries.help_requests(**key),
        "aftercare": queries.aftercare(**key),
        "handouts": queries.handouts(**key),
        "steps": queries.steps(**key),
        "volunteer_minutes": minutes,
        "trainings": trainings,
    }


def _by_month(rows: Iterable[Counted]) -> dict[Month, list[Presence]]:
    months: dict[tuple[int, int], list[Presence]] = defaultdict(list)
    for _, day, hour, pass_key, activity, party, role, channel in rows:
        poster, desk = channel == "poster", channel == "desk"
        presence = Presence(day, hour, pass_key, party, _ROLES[role], activity, poster, desk)
        months[day.year, day.month].append(presence)
    return {Month(*key): presences for key, presences in months.items()}


def _lately(
    presences: Mapping[Month, Iterable[Presence]], since: date
) -> dict[tuple[str, date], int]:
    """Attendance from a day on, of the months that were read."""
    return counts.attendance(
        one
        for month, some in presences.items()
        if month.last_day >= since
        for one in some
        if one.day >= since
    )


def _attended(centre_id: uuid.UUID, since: date, *, before: date) -> dict[tuple[str, date], int]:
    """Attendance from one day on and before another."""
    rows = visits.attended(
        centre_id=centre_id, first_day=since, last_day=before - timedelta(days=1)
    )
    return {(activity, day): people for activity, day, people in rows}


def headline_facts(ledger: Ledger, month: Month) -> MonthFacts:
    """Return the facts of a month without its answers and weekly lines: enough to summarise it."""
    return _facts(ledger, month, (_activity(ledger, view, month) for view in ledger.activities))


def _facts(
    ledger: Ledger, month: Month, activities: Iterable[ActivityFact], **more: Any
) -> MonthFacts:
    presences = tuple(ledger.presences.get(month, ()))
    used = {one.pass_key for one in presences if one.pass_key is not None}
    return MonthFacts(
        centre=ledger.centre.slug,
        month=month,
        open_days=tuple(day for day in ledger.open_days if day in month),
        presences=presences,
        activities=tuple(activities),
        passes=tuple(PassFact(key, ledger.first_visits[key]) for key in sorted(used)),
        help_requests=ledger.help_requests.get(month, ()),
        aftercare=ledger.aftercare.get(month, 0),
        handouts=ledger.handouts.get(month, ()),
        steps=ledger.steps.get(month, ()),
        volunteer_minutes=ledger.volunteer_minutes.get(month, 0),
        trainings=ledger.trainings.get(month, 0),
        months_before=None if ledger.began is None else max(0, month.since(ledger.began)),
        languages=ledger.languages.get(month, ()),
        **more,
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
        kind=view.type_key,
        mainly=tuple(goal for goal, strength in view.goals.items() if strength == "vooral"),
        also=tuple(goal for goal, strength in view.goals.items() if strength != "vooral"),
        subgoals=view.subgoals,
        confirmed=view.links_confirmed,
    )


def whole_facts(
    ledger: Ledger, month: Month, *, asked: Iterable[Item] = (), late: Iterable[LateMonth] = ()
) -> MonthFacts:
    """Return all facts of a month; `asked` are the items in its set.

    `late` are the earlier months that have more visits, or fewer, than sheets told.
    """
    weekly = _weekly(ledger, month)
    return _facts(
        ledger,
        month,
        (
            replace(_activity(ledger, view, month), weekly=weekly[view.id.hex])
            for view in ledger.activities
        ),
        asked=tuple(asked),
        late=tuple(late),
        tallies=ledger.tallies.get(month, ()),
        earlier_tallies=tuple(
            MonthTallies(earlier, tallies)
            for earlier, tallies in ledger.tallies.items()
            if month.shifted(-12) <= earlier < month
        ),
        added_later=ledger.added_later,
        tablets=ledger.tablets,
        until=ledger.today - timedelta(days=1) if ledger.today in month else None,
    )


def _weekly(ledger: Ledger, month: Month) -> dict[str, tuple[int, ...]]:
    """Attendance of the last eight times seven days that are over, oldest first."""
    end = _over(month, ledger.today)
    lines = {view.id.hex: [0] * WEEKS for view in ledger.activities}
    for (activity, day), people in ledger.attended.items():
        weeks_ago = (end - day).days // 7
        if 0 <= weeks_ago < WEEKS:
            lines[activity][WEEKS - 1 - weeks_ago] += people
    return {key: tuple(line) for key, line in lines.items()}
