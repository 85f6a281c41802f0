"""What is known of centres and their tablets."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from registry.centres.hours import Hours, Span
from registry.centres.models import (
    Centre,
    ChangedMonth,
    Closure,
    DemoMark,
    Logo,
    OpeningHours,
    Tablet,
)
from registry.database import reading


@dataclass(frozen=True, slots=True)
class CentreView:
    """A centre. `languages` are codes in the kiosk's order."""

    id: uuid.UUID
    slug: str
    name: str
    neighbourhood: str
    languages: tuple[str, ...]
    opened_on: date
    planned_until: date | None


@dataclass(frozen=True, slots=True)
class TabletView:
    """A tablet as it last reported; see services.TabletReport for what it says."""

    id: uuid.UUID
    name: str
    enrolled_at: datetime
    last_seen_at: datetime | None
    waiting: int
    oldest_ms: int | None
    battery: float | None
    camera: str | None
    revoked_at: datetime | None
    offset_ms: int | None = None
    build: str | None = None
    storage: str | None = None
    offline: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletInCare:
    """A tablet as who cares for it sees it, with all it last reported.

    `offset_ms` is server minus tablet; `to_come` where it has not yet come from another centre,
    `moves_to` the centre it is to go to and `went_to` the one it went to; `refused_at` is when a
    token was tried that a newer one had replaced.
    """

    id: uuid.UUID
    name: str
    enrolled_at: datetime
    last_seen_at: datetime | None
    waiting: int
    oldest_ms: int | None
    offset_ms: int | None
    battery: float | None
    camera: str | None
    build: str | None
    storage: str | None
    offline: bool | None
    refused_at: datetime | None
    revoked_at: datetime | None
    moves_to: uuid.UUID | None
    came_from: uuid.UUID | None
    to_come: bool
    went_to: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class LogoView:
    """A centre's logo without the picture; its size in pixels."""

    digest: str
    width: int
    height: int


_Row: TypeAlias = Row[uuid.UUID, str, str, str, str, date, date | None]
_CENTRE = select(
    Centre.id,
    Centre.slug,
    Centre.name,
    Centre.neighbourhood,
    Centre.languages,
    Centre.opened_on,
    Centre.planned_until,
)
_CENTRE_BY_ID = _CENTRE.where(Centre.id == bindparam("centre"))
_HOURS = (
    select(OpeningHours.since, OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
    .where(OpeningHours.centre_id == bindparam("centre"))
    .order_by(OpeningHours.since, OpeningHours.opens)
)
_CLOSURES = select(Closure.day, Closure.reason).where(
    Closure.centre_id == bindparam("centre"),
    Closure.day.between(bindparam("first_day"), bindparam("last_day")),
)

_IS_THERE = or_(Tablet.came_from.is_(None), Tablet.token_since.is_not(None))
_CARED_FOR = [
    field.name for field in fields(TabletInCare) if field.name not in ("to_come", "went_to")
]


def all_centres() -> tuple[CentreView, ...]:
    """Return every centre, by neighbourhood and then name."""
    with reading() as connection:
        rows = connection.execute(_CENTRE.order_by(Centre.neighbourhood, Centre.name)).all()
    return tuple(_view(row) for row in rows)


def by_slug(slug: str) -> CentreView | None:
    """Return the centre with this address name, or None."""
    with reading() as connection:
        row = connection.execute(_CENTRE.where(Centre.slug == slug)).one_or_none()
    return None if row is None else _view(row)


def by_id(centre_id: uuid.UUID) -> CentreView | None:
    """Return the centre with this key, or None."""
    with reading() as connection:
        row = connection.execute(_CENTRE_BY_ID, {"centre": centre_id}).one_or_none()
    return None if row is None else _view(row)


def _view(row: _Row) -> CentreView:
    return CentreView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        neighbourhood=row.neighbourhood,
        languages=tuple(row.languages.split()),
        opened_on=row.opened_on,
        planned_until=row.planned_until,
    )


def hours_of(centre_id: uuid.UUID) -> Hours:
    """Return all the opening hours of a centre, those that hold later too."""
    weeks: dict[date, dict[int, tuple[Span, ...]]] = {}
    with reading() as connection:
        rows = connection.execute(_HOURS, {"centre": centre_id}).all()
    for row in rows:
        week = weeks.setdefault(row.since, {})
        week[row.weekday] = (*week.get(row.weekday, ()), (row.opens, row.closes))
    return Hours(tuple(weeks.items()))


def hours_on(centre_id: uuid.UUID, day: date) -> tuple[Span, ...]:
    """Return when a centre is open on a day, in order; empty when it is closed."""
    return () if closures(centre_id, day, day) else hours_of(centre_id).on(day)


def openings(
    centre_id: uuid.UUID, first_day: date, last_day: date
) -> tuple[tuple[date, time, time], ...]:
    """Return every day from first to last with when a centre opens and closes on it, in order."""
    shut, hours = closures(centre_id, first_day, last_day), hours_of(centre_id)
    days = (first_day + timedelta(days=number) for number in range((last_day - first_day).days + 1))
    return tuple(
        (day, opens, closes) for day in days if day not in shut for opens, closes in hours.on(day)
    )


def closures(centre_id: uuid.UUID, first_day: date, last_day: date) -> dict[date, str]:
    """Return the closed days from first to last, each with its reason."""
    known = {"centre": centre_id, "first_day": first_day, "last_day": last_day}
    with reading() as connection:
        rows = connection.execute(_CLOSURES, known).all()
    return {row.day: row.reason for row in rows}


def logo(*, centre_id: uuid.UUID) -> LogoView | None:
    """Return what a centre's logo is, or None where it has none."""
    with reading() as connection:
        row = connection.execute(
            select(Logo.digest, Logo.width, Logo.height).where(Logo.centre_id == centre_id)
        ).one_or_none()
    return None if row is None else LogoView(*row)


def logo_picture(*, centre_id: uuid.UUID) -> bytes | None:
    """Return a centre's logo as a PNG, or None where it has none."""
    with reading() as connection:
        return connection.execute(
            select(Logo.picture).where(Logo.centre_id == centre_id)
        ).scalar_one_or_none()


def tablets(centre_id: uuid.UUID) -> tuple[TabletView, ...]:
    """Return a centre's tablets that are there and not revoked, by name."""
    with reading() as connection:
        rows = connection.execute(
            select(
                Tablet.id,
                Tablet.name,
                func.coalesce(Tablet.token_since, Tablet.enrolled_at),
                Tablet.last_seen_at,
                Tablet.waiting,
                Tablet.oldest_ms,
                Tablet.battery,
                Tablet.camera,
                Tablet.revoked_at,
                Tablet.offset_ms,
                Tablet.build,
                Tablet.storage,
                Tablet.offline,
            )
            .where(Tablet.centre_id == centre_id, Tablet.revoked_at.is_(None), _IS_THERE)
            .order_by(Tablet.name)
        ).all()
    return tuple(TabletView(*row) for row in rows)


def tablets_to_care_for(centre_id: uuid.UUID) -> tuple[TabletInCare, ...]:
    """Return all a centre's tablets by name, those that are to come and the revoked ones too."""
    elsewhere = aliased(Tablet)
    gone = select(elsewhere.centre_id).where(
        elsewhere.id == Tablet.id, elsewhere.came_from == Tablet.centre_id
    )
    with reading() as connection:
        rows = connection.execute(
            select(
                *(getattr(Tablet, name) for name in _CARED_FOR),
                (~_IS_THERE).label("to_come"),
                gone.limit(1).scalar_subquery().label("went_to"),
            )
            .where(Tablet.centre_id == centre_id)
            .order_by(Tablet.name, Tablet.id)
        ).mappings()
        return tuple(TabletInCare(**row) for row in rows)


def changes(centre_id: uuid.UUID) -> dict[str, int]:
    """Return how often each month that was over has changed since, for those that did."""
    with reading() as connection:
        rows = connection.execute(
            select(ChangedMonth.month, ChangedMonth.times).where(
                ChangedMonth.centre_id == centre_id
            )
        ).all()
    return {row.month: row.times for row in rows}


def corner_round(centre_id: uuid.UUID) -> int:
    """Return which code opens the host's corner on a centre's tablets (see corner.py)."""
    with reading() as connection:
        return connection.execute(
            select(Centre.corner_round).where(Centre.id == centre_id)
        ).scalar_one()


def demo_last_day() -> date | None:
    """Return up to which day a made-up neighbourhood was filled in, or None in a real database."""
    with reading() as connection:
        return connection.execute(select(DemoMark.last_day)).scalar_one_or_none()
