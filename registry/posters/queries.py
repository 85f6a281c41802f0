"""Finding what a poster's code stands for, and the codes of a centre's occurrences."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, select

from registry.activities import queries as activities
from registry.activities.models import Occurrence
from registry.activities.queries import ProgrammeItem
from registry.audit import AuditEntry
from registry.centres import queries as centres
from registry.centres.models import Centre
from registry.centres.queries import CentreView
from registry.database import reading
from registry.posters.models import Poster

EARLY = timedelta(minutes=15)
"""So long before its start an occurrence takes in who scans its poster."""
PRINTED = "poster.print"
"""What the record calls it when a poster is made to hang up."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """The poster of an occurrence; `code` is None where the team withdrew it."""

    code: str | None
    centre: CentreView
    item: ProgrammeItem

    def state(self, at: datetime) -> str:
        """Return open, early, over or cancelled: what a phone is told at a moment."""
        if self.item.cancelled:
            return "cancelled"
        if at >= self.item.ends_at:
            return "over"
        return "open" if at >= self.opens_at else "early"

    @property
    def opens_at(self) -> datetime:
        """Return from when on the code works."""
        return self.item.starts_at - EARLY


def find(*, code: str, at: datetime) -> PosterView | None:
    """Return the poster with this code, or None: unknown, withdrawn, or of something sensitive.

    On a day on which the centre is closed there is none either.
    """
    with reading() as connection:
        row = connection.execute(
            select(Poster.centre_id, Poster.occurrence_id, Occurrence.local_day)
            .join(
                Occurrence,
                (Occurrence.centre_id == Poster.centre_id)
                & (Occurrence.id == Poster.occurrence_id),
            )
            .where(Poster.centre_id.in_(select(Centre.id)), Poster.code == code)
        ).first()
        if row is None:
            return None
        centre = centres.by_id(row.centre_id)
        programme = activities.programme(centre_id=row.centre_id, day=row.local_day, at=at)
    for item in programme:
        if centre and item.occurrence_id == row.occurrence_id and not item.sensitive:
            return PosterView(code, centre, item)
    return None


def codes(
    connection: Connection, *, centre_id: uuid.UUID, occurrences: Collection[uuid.UUID]
) -> dict[uuid.UUID, str | None]:
    """Return the codes that these occurrences of a centre have; None where one was withdrawn."""
    rows = connection.execute(
        select(Poster.occurrence_id, Poster.code).where(
            Poster.centre_id == centre_id, Poster.occurrence_id.in_(occurrences)
        )
    )
    return {row.occurrence_id: row.code for row in rows}


def was_printed(*, centre_id: uuid.UUID) -> bool:
    """Tell whether a poster of the centre was ever printed, by the record."""
    found = exists().where(AuditEntry.centre_id == centre_id, AuditEntry.action == PRINTED)
    with reading() as connection:
        return bool(connection.execute(select(found)).scalar())


def hold(connection: Connection, poster: PosterView) -> None:
    """Let phones at one poster wait for each other: the last free place is given once.

    SQLite has one writer at a time anyway.
    """
    connection.execute(
        select(Poster.code)
        .where(
            Poster.centre_id == poster.centre.id, Poster.occurrence_id == poster.item.occurrence_id
        )
        .with_for_update()
    )
