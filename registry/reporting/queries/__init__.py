"""Plain rows for the figures: what was held, open days, answers and help, each cut by month."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import BindParameter, Uuid, bindparam, exists, func, or_, select

from registry import clock
from registry.activities.models import Occurrence
from registry.answers.models import AnswerTally, LanguageTally
from registry.centres import queries as centres
from registry.centres.models import Closure, Tablet
from registry.centres.queries import CentreView
from registry.database import reading
from registry.figures.facts import (
    CaseFact,
    HelpFact,
    Item,
    Month,
    Outcome,
    TabletFact,
    TallyFact,
)
from registry.reporting.queries.frozen import FIGURES as FIGURES
from registry.reporting.queries.frozen import Frozen as Frozen
from registry.reporting.queries.frozen import frozen as frozen
from registry.support.models import Aftercare, Handout, HelpRequest, Step, VolunteerEffort
from registry.visits import queries as visits

T = TypeVar("T")

_CENTRE = bindparam("centre", type_=Uuid())
_DAYS: tuple[BindParameter[date], BindParameter[date]] = (
    bindparam("first_day"),
    bindparam("last_day"),
)
_MONTHS: tuple[BindParameter[str], BindParameter[str]] = (bindparam("first"), bindparam("last"))
_CLOSED = exists().where(
    Closure.centre_id == Occurrence.centre_id, Closure.day == Occurrence.local_day
)
_HELD = (
    select(Occurrence.activity_id, Occurrence.local_day)
    .where(
        Occurrence.centre_id == _CENTRE,
        Occurrence.local_day.between(*_DAYS),
        Occurrence.starts_at <= bindparam("at"),
        Occurrence.cancelled_at.is_(None),
        ~_CLOSED,
    )
    .order_by(Occurrence.local_day)
)
_TALLIES = select(
    AnswerTally.month,
    AnswerTally.question,
    AnswerTally.variant,
    AnswerTally.value,
    AnswerTally.count.label("answers"),
    AnswerTally.suspect,
).where(AnswerTally.centre_id == _CENTRE, AnswerTally.month.between(*_MONTHS))
_HELP_REQUESTS = (
    select(
        HelpRequest.opened_on,
        HelpRequest.topic,
        HelpRequest.outcome,
        func.count().label("requests"),
    )
    .where(
        HelpRequest.centre_id == _CENTRE,
        HelpRequest.opened_on.between(*_DAYS),
        HelpRequest.taken_back_at.is_(None),
    )
    .group_by(HelpRequest.opened_on, HelpRequest.topic, HelpRequest.outcome)
)
_AFTERCARE = select(Aftercare.given_on).where(
    Aftercare.centre_id == _CENTRE, Aftercare.given_on.between(*_DAYS)
)
_HANDOUTS = select(Handout.day, Handout.kind, Handout.number).where(
    Handout.centre_id == _CENTRE, Handout.day.between(*_DAYS)
)
_STEPS = select(Step.month, Step.kind, Step.number).where(
    Step.centre_id == _CENTRE, Step.month.between(*_MONTHS)
)
_EFFORTS = select(VolunteerEffort.day, VolunteerEffort.people, VolunteerEffort.minutes).where(
    VolunteerEffort.centre_id == _CENTRE, VolunteerEffort.day.between(*_DAYS)
)
_LANGUAGES = select(LanguageTally.month, LanguageTally.language, LanguageTally.count).where(
    LanguageTally.centre_id == _CENTRE, LanguageTally.month.between(*_MONTHS)
)
_TABLETS = (
    select(Tablet.id, Tablet.name, Tablet.enrolled_at, Tablet.revoked_at)
    .where(
        Tablet.centre_id == _CENTRE,
        or_(Tablet.came_from.is_(None), Tablet.token_since.is_not(None)),
    )
    .order_by(Tablet.name)
)


def _from_to(centre_id: uuid.UUID, first: Month, last: Month) -> dict[str, object]:
    """What a statement about some months asks for; each takes what it needs."""
    return {
        "centre": centre_id,
        "first": str(first),
        "last": str(last),
        "first_day": first.first_day,
        "last_day": last.last_day,
    }


def open_days(*, centre: CentreView, first_day: date, last_day: date) -> tuple[date, ...]:
    """Return the days from first to last on which a centre was to be open, in order."""
    since = max(first_day, centre.opened_on)
    return tuple(dict.fromkeys(day for day, _, _ in centres.openings(centre.id, since, last_day)))


def held_days(
    *, centre_id: uuid.UUID, first_day: date, last_day: date, at: datetime
) -> dict[uuid.UUID, tuple[date, ...]]:
    """Return the days on which each activity was held or had begun by then, in order.

    What was called off, or fell on a day on which the centre was closed, was not held.
    """
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day, "at": at}
    with reading() as connection:
        rows = connection.execute(_HELD, known).all()
    return _grouped((key, day) for key, day in rows)


def tallies(
    *, centre_id: uuid.UUID, first: Month, last: Month
) -> dict[Month, tuple[TallyFact, ...]]:
    """Return the tallies of each month that has any."""
    with reading() as connection:
        rows = connection.execute(_TALLIES, _from_to(centre_id, first, last)).all()
    found = _grouped(
        (
            row.month,
            TallyFact(Item(row.question, row.variant), row.value, row.answers, row.suspect),
        )
        for row in rows
    )
    return {Month.parse(month): facts for month, facts in found.items()}


def help_requests(
    *, centre_id: uuid.UUID, first: Month, last: Month
) -> dict[Month, tuple[HelpFact, ...]]:
    """Return how many help requests opened in each month, by topic and outcome."""
    with reading() as connection:
        rows = connection.execute(_HELP_REQUESTS, _from_to(centre_id, first, last)).all()
    return _grouped(
        (Month.of(row.opened_on), HelpFact(row.topic, Outcome(row.outcome), row.requests))
        for row in rows
    )


def aftercare(*, centre_id: uuid.UUID, first: Month, last: Month) -> Counter[Month]:
    """Return how often aftercare was given in each month."""
    with reading() as connection:
        days = connection.execute(_AFTERCARE, _from_to(centre_id, first, last)).scalars()
        return Counter(Month.of(day) for day in days)


def handouts(
    *, centre_id: uuid.UUID, first: Month, last: Month
) -> dict[Month, tuple[CaseFact, ...]]:
    """Return what was given away in each month, by kind; a kind may come more than once."""
    with reading() as connection:
        rows = connection.execute(_HANDOUTS, _from_to(centre_id, first, last)).all()
    return _grouped((Month.of(day), CaseFact(kind, number)) for day, kind, number in rows)


def steps(*, centre_id: uuid.UUID, first: Month, last: Month) -> dict[Month, tuple[CaseFact, ...]]:
    """Return how many steps residents took in each month, by kind."""
    with reading() as connection:
        rows = connection.execute(_STEPS, _from_to(centre_id, first, last)).all()
    return _grouped((Month.parse(month), CaseFact(kind, number)) for month, kind, number in rows)


def efforts(
    *, centre_id: uuid.UUID, first: Month, last: Month
) -> tuple[Counter[Month], Counter[Month]]:
    """Return the minutes that volunteers gave in each month together, and their trainings."""
    minutes: Counter[Month] = Counter()
    trainings: Counter[Month] = Counter()
    with reading() as connection:
        rows = connection.execute(_EFFORTS, _from_to(centre_id, first, last))
        for day, people, each in rows:
            if each is None:
                trainings[Month.of(day)] += 1
            else:
                minutes[Month.of(day)] += people * each
    return minutes, trainings


def languages(
    *, centre: CentreView, first: Month, last: Month
) -> dict[Month, tuple[CaseFact, ...]]:
    """Return how often tablets were used in each language in each month, none included.

    Those on offer now, in their order, and after them those that were used before.
    """
    counted: dict[Month, Counter[str]] = {}
    with reading() as connection:
        rows = connection.execute(_LANGUAGES, _from_to(centre.id, first, last))
        for month, language, times in rows:
            counted.setdefault(Month.parse(month), Counter())[language] = times
    used = sorted({language for month in counted.values() for language in month})
    order = tuple(dict.fromkeys((*centre.languages, *used)))
    months = (first.shifted(number) for number in range(_months(first, last)))
    return {
        month: tuple(CaseFact(key, counted.get(month, Counter())[key]) for key in order)
        for month in months
    }


def _months(first: Month, last: Month) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def tablets(
    *, centre_id: uuid.UUID, month: Month, open_days: Iterable[date]
) -> tuple[TabletFact, ...]:
    """Return the tablets that stood at a centre on open days of a month, by name."""
    used = visits.tablet_days(
        centre_id=centre_id, first_day=month.first_day, last_day=month.last_day
    )
    with reading() as connection:
        stood = connection.execute(_TABLETS, {"centre": centre_id}).all()
    days = tuple(day for day in open_days if day in month)
    return tuple(
        TabletFact(
            one.name,
            stood=there,
            used=tuple(sorted(used.get(one.id, ()))),
        )
        for one in stood
        if (there := _there(days, one.enrolled_at, one.revoked_at))
    )


def _there(days: Iterable[date], since: datetime, until: datetime | None) -> tuple[date, ...]:
    """The whole days between two moments."""
    first, last = clock.local_day(since), clock.local_day(until) if until else date.max
    return tuple(day for day in days if first < day < last)


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
