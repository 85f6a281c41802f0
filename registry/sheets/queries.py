"""What a coordinator wrote on a month's sheet."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from registry.database import reading
from registry.figures.facts import Month
from registry.sheets.models import SheetWords


def words(*, centre_id: uuid.UUID, month: Month) -> str | None:
    """Return the coordinator's own lines for a month, or None."""
    with reading() as connection:
        return connection.execute(
            select(SheetWords.words).where(
                SheetWords.centre_id == centre_id, SheetWords.month == str(month)
            )
        ).scalar_one_or_none()
