"""Today at a centre: who came so far beside a usual weekday, what is on, who came last. Pure."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median

from registry import clock
from registry.activities.queries import ActivityView, ProgrammeItem
from registry.figures import counts
from registry.figures.facts import Presence, Role
from registry.figures.rounding import whole
from registry.visits.queries import Standing
from registry.visits.services import DESK_UNDO

LATEST = 12
"""How many of the last arrivals are listed."""
NEARLY_FULL = 0.8
"""From this share of its places on, something is nearly full."""


@dataclass(frozen=True, slots=True)
class Hour:
    """The visits of an hour of arrival, by the O that people came for first, in order.

    The O is "" for visits without an activity; `usual` is the number of visits that this hour has
    on such a weekday (None: not known yet).
    """

    hour: int
    by_o: tuple[tuple[str, int], ...]
    usual: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """An occurrence of today: `people` so far, how many it usually has by this time and in all.

    `cancelled` says whether it was called off, `moved` whether it is held at another time or place
    than planned, `why` the reason ("" where none was given).
    """

    occurrence_id: uuid.UUID
    title: str
    main_o: str
    starts_at: datetime
    ends_at: datetime
    place: str
    people: int
    usual: int | None
    expected: int | None
    capacity: int | None
    cancelled: bool = False
    moved: bool = False
    why: str = ""

    @property
    def left(self) -> int | None:
        """How many places are left, None where there is room for any number."""
        return None if self.capacity is None else max(self.capacity - self.people, 0)

    @property
    def room(self) -> str:
        """Whether there is "any" number of places, "enough", "little" room or "none"."""
        if self.capacity is None:
            return "any"
        if self.people >= self.capacity:
            return "none"
        return "little" if self.people >= NEARLY_FULL * self.capacity else "enough"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A check-in of today: `how` it came in is pas, tik, balie or telefoon.

    `label` is the title of the activity, for a sensitive one the name of its O; it and `o` are
    "" for a check-in without an activity. `undoable` says whether the desk can still take it back.
    """

    check_in_id: uuid.UUID
    at: datetime
    o: str
    label: str
    people: int
    how: str
    undoable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A centre's day so far. Usual is the median of the same weekday in the last eight weeks.

    `by_phone` are the visits without a pass that came from a poster; `usual_in_all` is the number
    of such a whole day; `off` is what was called off and would not be over yet.
    """

    visits: int
    with_pass: int
    without_pass: int
    by_phone: int
    usual_by_now: int | None
    usual_in_all: int | None
    hours: tuple[Hour, ...]
    running: tuple[Session, ...]
    coming: tuple[Session, ...]
    ended: tuple[Session, ...]
    off: tuple[Session, ...]
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What today is made of.

    `check_ins` are those of the day that stand, oldest first; `past` those of the same weekday in
    the last eight weeks, for each day on which the centre was open; `held` the days on which each
    activity was held; `opening` the opening hours; `os` the names of the O's by key, in order.
    """

    at: datetime
    check_ins: Sequence[Standing]
    past: Mapping[date, Sequence[Standing]]
    programme: Sequence[ProgrammeItem]
    activities: Mapping[uuid.UUID, ActivityView]
    held: Mapping[uuid.UUID, Collection[date]]
    opening: Sequence[tuple[time, time]]
    os: Mapping[str, str]


def today(day: Day) -> Today:
    """Return the day as the desk shows it."""
    presences = _presences(day.check_ins)
    arrived = counts.arrivals(presences)
    visits, with_pass = counts.visits(arrived), counts.pass_visits(arrived)
    sessions = [item for item in day.programme if not item.cancelled]
    return Today(
        visits=visits,
        with_pass=with_pass,
        without_pass=visits - with_pass,
        by_phone=counts.phone_visits(presences),
        usual_by_now=_usual(_visits_by_now(past, day.at) for past in day.past.values()),
        usual_in_all=_usual(
            counts.visits(counts.arrivals(_presences(past))) for past in day.past.values()
        ),
        hours=_hours(day, arrived),
        running=_sessions(day, (one for one in sessions if one.starts_at <= day.at < one.ends_at)),
        coming=_sessions(day, (one for one in sessions if one.starts_at > day.at)),
        ended=_sessions(day, (one for one in sessions if one.ends_at <= day.at)),
        off=_sessions(
            day, (one for one in day.programme if one.cancelled and one.ends_at > day.at)
        ),
        arrivals=tuple(_arrival(day, one) for one in day.check_ins[: -LATEST - 1 : -1]),
    )


def _presences(check_ins: Iterable[Standing]) -> list[Presence]:
    return [
        Presence(
            one.local_day,
            one.local_hour,
            None if one.pass_id is None else one.pass_id.hex,
            one.party,
            Role(one.role),
            None if one.activity_id is None else one.activity_id.hex,
            by_phone=one.channel == "poster",
        )
        for one in check_ins
    ]


def _usual(numbers: Iterable[int]) -> int | None:
    """The median, a half rounded up; None of nothing."""
    numbers = list(numbers)
    return whole(int(2 * median(numbers)), 2) if numbers else None


def _visits_by_now(check_ins: Iterable[Standing], at: datetime) -> int:
    """The visits of a day until the same time on the clock."""
    return counts.visits(counts.arrivals(_presences(_by_now(check_ins, at))))


def _by_now(check_ins: Iterable[Standing], at: datetime) -> Iterable[Standing]:
    """The check-ins of other days until the same time on the clock."""
    now = clock.to_local(at).time()
    return (one for one in check_ins if clock.to_local(one.at).time() <= now)


def _hours(day: Day, arrived: Iterable[counts.Arrival]) -> tuple[Hour, ...]:
    by_hour: dict[int, Counter[str]] = defaultdict(Counter)
    for one in arrived:
        o = "" if one.activity is None else day.activities[uuid.UUID(one.activity)].main_o
        by_hour[one.hour][o] += one.people
    usual = _usual_hours(day.past.values())
    shown = {*by_hour, *_open_hours(day.opening), *(hour for hour in usual if usual[hour])}
    return tuple(
        Hour(
            hour,
            by_o=tuple((o, by_hour[hour][o]) for o in (*day.os, "") if by_hour[hour][o]),
            usual=usual.get(hour, 0) if day.past else None,
        )
        for hour in (range(min(shown), max(shown) + 1) if shown else ())
    )


def _usual_hours(past: Iterable[Sequence[Standing]]) -> dict[int, int]:
    """The usual number of visits of each hour in which anybody ever came."""
    days: list[Counter[int]] = []
    for check_ins in past:
        people: Counter[int] = Counter()
        for one in counts.arrivals(_presences(check_ins)):
            people[one.hour] += one.people
        days.append(people)
    hours = {hour for people in days for hour in people}
    return {hour: _usual(people[hour] for people in days) or 0 for hour in hours}


def _open_hours(opening: Iterable[tuple[time, time]]) -> set[int]:
    """The hours in which a centre is open; one that closes at five is not open in the hour 17."""
    return {
        hour
        for opens, closes in opening
        for hour in range(opens.hour, closes.hour + (closes.minute > 0))
    }


def _sessions(day: Day, items: Iterable[ProgrammeItem]) -> tuple[Session, ...]:
    today = clock.local_day(day.at)
    people = counts.attendance(_presences(day.check_ins))
    past = [one for check_ins in day.past.values() for one in check_ins]
    in_all = counts.attendance(_presences(past))
    by_now = counts.attendance(_presences(_by_now(past, day.at)))

    def usual(activity_id: uuid.UUID, people: Mapping[tuple[str, date], int]) -> int | None:
        held = day.held.get(activity_id, ())
        pasts = ((activity_id.hex, past) for past in day.past)
        return _usual(people.get(key, 0) for key in pasts if key in in_all or key[1] in held)

    return tuple(
        Session(
            occurrence_id=item.occurrence_id,
            title=item.title,
            main_o=item.main_o,
            starts_at=item.starts_at,
            ends_at=item.ends_at,
            place=item.place,
            people=people.get((item.activity_id.hex, today), 0),
            usual=usual(item.activity_id, by_now),
            expected=usual(item.activity_id, in_all),
            capacity=item.capacity,
            cancelled=item.cancelled,
            moved=item.moved,
            why=item.why.in_dutch if item.why else "",
        )
        for item in items
    )


def _arrival(day: Day, one: Standing) -> Arrival:
    activity = None if one.activity_id is None else day.activities[one.activity_id]
    if activity is None:
        o, label = "", ""
    else:
        o = activity.main_o
        label = day.os[o] if activity.sensitive else activity.title
    on_tablet = "tik" if one.pass_id is None else "pas"
    return Arrival(
        check_in_id=one.id,
        at=one.at,
        o=o,
        label=label,
        people=one.party,
        how={"desk": "balie", "poster": "telefoon"}.get(one.channel, on_tablet),
        undoable=day.at - one.at <= DESK_UNDO,
    )
