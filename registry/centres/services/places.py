"""What happens to centres: adding, closing for a day, planning, marking as made up."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import delete, insert, select, update

from registry import audit
from registry.centres.models import Centre, Closure, DemoMark, OpeningHours
from registry.centres.services.changes import day_changed
from registry.centres.services.names import tidy
from registry.database import insert_once, new_id, writing

HOURS = ("centre_id", "since", "weekday", "opens", "closes")


class CentreExists(Exception):
    """A centre with this name is there already."""

    code = "centre_exists"


def slug_of(name: str) -> str:
    """Return the address name of a centre: "Het Anker" as "het-anker"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "centrum"


def add_centre(
    *,
    name: str,
    neighbourhood: str,
    opened_on: date,
    hours: Sequence[tuple[int, time, time]],
    at: datetime,
    languages: Sequence[str] = ("nl",),
    by: uuid.UUID | None = None,
) -> uuid.UUID:
    """Add a centre with its opening hours (weekday from Monday 0, opens, closes).

    The kiosk speaks Dutch; other languages are drafts until a native speaker has checked them,
    so they are on only where somebody turned them on.

    Raises NameRefused, and CentreExists where the name gives an address that is taken.
    """
    name, neighbourhood = tidy(name), tidy(neighbourhood)
    slug = slug_of(name)
    centre_id = new_id()
    with writing() as connection:
        if connection.execute(select(Centre.id).where(Centre.slug == slug)).first():
            raise CentreExists(slug)
        connection.execute(
            insert(Centre).values(
                id=centre_id,
                slug=slug,
                name=name,
                neighbourhood=neighbourhood,
                languages=" ".join(languages),
                opened_on=opened_on,
            )
        )
        rows = [dict(zip(HOURS, (centre_id, opened_on, *row), strict=True)) for row in hours]
        if rows:
            connection.execute(insert(OpeningHours), rows)
        audit.record(
            at=at, actor_id=by, action="centre.add", object=f"centre {slug}", centre_id=centre_id
        )
    return centre_id


def close_on(*, centre_id: uuid.UUID, day: date, reason: str) -> None:
    """Close a centre for a day; closing it twice keeps the first reason."""
    with writing() as connection:
        row = {"centre_id": centre_id, "day": day, "reason": reason}
        if insert_once(connection, Closure, row):
            day_changed(centre_id=centre_id, day=day)


def open_on(*, centre_id: uuid.UUID, day: date) -> bool:
    """Open a centre on a day on which it was closed; return whether it was."""
    with writing() as connection:
        opened = connection.execute(
            delete(Closure).where(Closure.centre_id == centre_id, Closure.day == day)
        )
        if opened.rowcount:
            day_changed(centre_id=centre_id, day=day)
        return bool(opened.rowcount)


def set_first_day(
    *, centre_id: uuid.UUID, day: date, at: datetime, by: uuid.UUID | None
) -> date | None:
    """Let a centre have been open since another day; return its day before, None for the same."""
    with writing() as connection:
        this = (Centre.id == centre_id, Centre.opened_on != day)
        before = connection.execute(select(Centre.opened_on).where(*this)).scalar_one_or_none()
        if before is None:
            return None
        connection.execute(update(Centre).where(*this).values(opened_on=day))
        day_changed(centre_id=centre_id, day=min(before, day), onwards=True)
        audit.record(
            at=at,
            actor_id=by,
            action="centre.opened_on",
            object=f"centre {centre_id}",
            centre_id=centre_id,
            before={"opened_on": f"{before:%d-%m-%Y}"},
            after={"opened_on": f"{day:%d-%m-%Y}"},
        )
    return before


def plan_reached(*, centre_id: uuid.UUID, day: date) -> None:
    """Remember up to which day a centre's occurrences have been made."""
    with writing() as connection:
        connection.execute(update(Centre).where(Centre.id == centre_id).values(planned_until=day))


def mark_as_demo(*, last_day: date, seed: int) -> None:
    """Mark the database as holding a made-up neighbourhood up to a day."""
    with writing() as connection:
        connection.execute(insert(DemoMark).values(last_day=last_day, seed=seed))


def change_corner_code(*, centre_id: uuid.UUID, at: datetime, by: uuid.UUID) -> None:
    """Let another code open the host's corner from now on (registry/centres/corner.py)."""
    with writing() as connection:
        connection.execute(
            update(Centre)
            .where(Centre.id == centre_id)
            .values(corner_round=Centre.corner_round + 1)
        )
        audit.record(
            at=at,
            actor_id=by,
            action="centre.corner_code",
            object=f"centre {centre_id}",
            centre_id=centre_id,
        )
