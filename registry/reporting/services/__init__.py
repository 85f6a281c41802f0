"""The one door from rows to figures: a month, its activities, and today."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert

from registry import clock
from registry.activities import queries as activity_queries
from registry.answers import queries as answers
from registry.centres import queries as centres
from registry.centres.queries import CentreView
from registry.centres.services import day_changed
from registry.database import reading, writing
from registry.figures import activities
from registry.figures import answers as answered
from registry.figures.disclosure import Figure, Shown
from registry.figures.facts import (
    WEEKS,
    GoalLines,
    IndicatorLines,
    Item,
    Lines,
    Month,
    SubgoalLines,
)
from registry.figures.month import TREND_MONTHS, MonthFigures, figures
from registry.figures.rounding import one_decimal
from registry.figures.summary import BEGINNING
from registry.reporting import months, queries
from registry.reporting import today as days
from registry.reporting.models import FrozenMonth
from registry.reporting.services import closed, late
from registry.reporting.services.closed import MONTHS_WITH_PASS, forget, seal, tied_since
from registry.support.queries import KINDS, STEPS
from registry.support.services import TOPICS
from registry.theory.model import Theory
from registry.visits import queries as visits

__all__ = [
    "MONTHS_WITH_PASS",
    "ActivityLine",
    "UnknownCentre",
    "activity_lines",
    "answers_so_far",
    "forget",
    "freeze",
    "keep_for_good",
    "lines_of",
    "month",
    "tied_since",
    "today",
    "verify",
]

WEEK = timedelta(weeks=1)


class UnknownCentre(LookupError):
    """A centre that is not there."""

    code = "unknown_centre"


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity's figures of a month: how often held, attendance in all and a time.

    `weekly` is the attendance of the last eight weeks, oldest first.
    """

    activity_id: uuid.UUID
    times: int
    attendance: int
    per_time: float
    weekly: tuple[int, ...]


def month(
    *, centre_id: uuid.UUID, month: Month, theory: Theory, at: datetime, live: bool = False
) -> MonthFigures:
    """Return the figures of a month as known at a moment, beside the twelve months before it.

    Of a month whose sheet was issued that sheet's own, unless asked for what is counted now
    (`live`). A month in which the centre did not count yet is not known. Raises UnknownCentre.
    """
    lines = lines_of(theory)
    with reading():
        centre = _centre(centre_id)
        began = _began(centre_id)
        first = _first_needed(month, began)
        start = max(first, began or month)
        earlier = [start.shifted(number) for number in range(month.since(start))]
        frozen = queries.frozen(centre_id=centre_id, first=first, last=month.shifted(TREND_MONTHS))
        if month in frozen and not live:
            return frozen[month].figures
        known = closed.kept(centre_id=centre_id, wanted=earlier, lines=lines, began=began)
        unknown = [one for one in earlier if one not in known]
        changes = centres.changes(centre_id) if unknown else {}
        ledger = months.read(
            centre=centre,
            first=min(unknown, default=month),
            last=month,
            at=at,
            began=began,
            answers_since=month.shifted(1 - TREND_MONTHS),
            attended=closed.attended(_lately(known, months.lines_since(month, at))),
        )
        asked = _asked(centre_id, month, theory)
    issued = {one: its.now for one, its in frozen.items() if one < month}
    now = closed.in_order(ledger, earlier, known, issued=issued, lines=lines)
    counted = {one: now[one] for one in unknown}
    closed.keep(ledger=ledger, counted=counted, changes=changes, lines=lines, at=at)
    return figures(
        months.whole_facts(ledger, month, asked=asked, late=late.told(now, issued, frozen, month)),
        lines,
        [issued.get(one, now[one].summary) for one in earlier],
    )


def _lately(known: Mapping[Month, closed.OverMonth], since: date) -> dict[Month, closed.OverMonth]:
    return {month: one for month, one in known.items() if month.last_day >= since}


def _began(centre_id: uuid.UUID) -> Month | None:
    """The month of a centre's very first check-in."""
    day = visits.first_day(centre_id=centre_id)
    return None if day is None else Month.of(day)


def _first_needed(month: Month, began: Month | None) -> Month:
    """A year back; from the centre's first on where one of that year is held against it."""
    trend = month.shifted(1 - TREND_MONTHS)
    if began is None or began < trend.shifted(-BEGINNING):
        return trend
    return min(trend, began)


def verify(*, centre: CentreView, theory: Theory, at: datetime) -> closed.Verdict:
    """Compare what is kept of a centre's months that are over with its check-ins."""
    with reading():
        return closed.verify(centre=centre, lines=lines_of(theory), at=at, began=_began(centre.id))


def keep_for_good(
    *, centre_id: uuid.UUID, over: Collection[Month], theory: Theory, at: datetime
) -> None:
    """Count months while their check-ins still carry passes, and let that stand from now on."""
    lines, began = lines_of(theory), _began(centre_id)
    known = closed.kept(centre_id=centre_id, wanted=over, lines=lines, began=began)
    for one in sorted(set(over) - set(known)):
        month(centre_id=centre_id, month=one.next, theory=theory, at=at)
    seal(centre_id=centre_id, months=over)


def freeze(*, centre_id: uuid.UUID, figures: MonthFigures) -> None:
    """Keep a month's figures as its sheet is issued with them, in the caller's transaction.

    Of a next version of the sheet its figures take the place of the earlier ones. Later months
    are held against the issued one, and counted anew.
    """
    key = {"centre_id": centre_id, "month": str(figures.month)}
    with writing() as connection:
        connection.execute(delete(FrozenMonth).filter_by(**key))
        kept = queries.FIGURES.dump_json(figures).decode()
        connection.execute(insert(FrozenMonth).values(**key, figures=kept))
        day_changed(centre_id=centre_id, day=figures.month.first_day)


def _asked(centre_id: uuid.UUID, month: Month, theory: Theory) -> tuple[Item, ...]:
    asked = answers.questions_of_month(
        centre_id=centre_id,
        month=str(month),
        rotating=theory.rotating(),
        leaving=theory.leaving(),
    )
    return tuple(Item(*one) for one in asked.items())


def activity_lines(*, centre_id: uuid.UUID, month: Month, at: datetime) -> tuple[ActivityLine, ...]:
    """Return a line for each activity held in the month, by title. Raises UnknownCentre."""
    with reading():
        ledger = months.read(centre=_centre(centre_id), first=month, last=month, at=at)
    held = activities.held(months.whole_facts(ledger, month))
    return tuple(
        ActivityLine(
            activity_id=uuid.UUID(one.activity.key),
            times=one.times,
            attendance=one.attendance,
            per_time=one_decimal(one.attendance, one.times),
            weekly=one.activity.weekly,
        )
        for one in held
    )


def answers_so_far(*, centre_id: uuid.UUID, until: Month) -> dict[Item, dict[Month, Figure]]:
    """Return how many answered each item in each of its months, the newest first.

    Of the year before a month and the month itself. A few stray answers that came late do not
    make an earlier month one in which the item was asked.
    """
    found: dict[Item, dict[Month, Figure]] = defaultdict(dict)
    tallies = queries.tallies(centre_id=centre_id, first=until.shifted(-12), last=until)
    for month in sorted(tallies, reverse=True):
        for item, number in answered.numbers(tallies[month]).items():
            if month == until or isinstance(number, Shown):
                found[item][month] = number
    return dict(found)


def today(*, centre_id: uuid.UUID, theory: Theory, at: datetime) -> days.Today:
    """Return a centre's day as known at a moment of it. Raises UnknownCentre."""
    day = clock.local_day(at)
    with reading():
        centre = _centre(centre_id)
        past = _same_weekdays(centre, day)
        weeks_ago = day - WEEKS * WEEK
        views = activity_queries.activities(centre_id=centre_id, archived=True)
        return days.today(
            days.Day(
                at=at,
                check_ins=_check_ins(centre_id, day),
                past={one: _check_ins(centre_id, one) for one in past},
                programme=activity_queries.programme(centre_id=centre_id, day=day, at=at),
                activities={view.id: view for view in views},
                held=queries.held_days(
                    centre_id=centre_id, first_day=weeks_ago, last_day=day, at=at
                ),
                opening=centres.hours_on(centre_id, day),
                os={o.key: o.text for o in theory.os},
            )
        )


def _same_weekdays(centre: CentreView, day: date) -> tuple[date, ...]:
    """The days of the same weekday in the last eight weeks on which a centre was open."""
    began = visits.first_day(centre_id=centre.id)
    since = max(day - WEEKS * WEEK, began or day)
    opened = queries.open_days(centre=centre, first_day=since, last_day=day - WEEK)
    return tuple(one for one in opened if one.weekday() == day.weekday())


def _check_ins(centre_id: uuid.UUID, day: date) -> list[visits.Standing]:
    return visits.standing(centre_id=centre_id, first_day=day, last_day=day)


def lines_of(theory: Theory) -> Lines:
    """Return the lines of the month page and the sheet, as a theory of change has them."""
    return Lines(
        os=tuple(o.key for o in theory.os),
        goals=tuple(
            GoalLines(
                goal.key,
                questions=tuple(question.key for question in theory.questions_of(goal.key)),
                seen=theory.seen_of(goal.key),
                subgoals=tuple(
                    SubgoalLines(one.key, theory.indicators_under(one.key))
                    for one in theory.subgoals_of(goal.key)
                ),
                indicators=tuple(
                    IndicatorLines(one.key, theory.signs_of(one.key))
                    for one in theory.indicators_of(goal.key)
                ),
            )
            for goal in theory.goals
        ),
        topics=TOPICS,
        handouts=KINDS,
        steps=STEPS,
        initiatives=tuple(kind.key for kind in theory.activity_types if kind.initiative),
    )


def _centre(centre_id: uuid.UUID) -> CentreView:
    centre = centres.by_id(centre_id)
    if centre is None:
        raise UnknownCentre(str(centre_id))
    return centre
