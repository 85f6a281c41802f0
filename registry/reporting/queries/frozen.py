"""Reads months whose sheets were issued: figures as those sheets have them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json
from sqlalchemy import select

from registry.database import reading
from registry.figures.facts import LateMonth, Month
from registry.figures.month import MonthFigures
from registry.figures.summary import Summary
from registry.reporting.models import FrozenMonth

FIGURES = TypeAdapter(MonthFigures)
"""How the figures of a month are kept as JSON."""
SUMMARY = TypeAdapter(Summary)
LATE = TypeAdapter(tuple[LateMonth, ...])


@lru_cache(maxsize=32)
def _read(kept: str) -> dict[str, Any]:
    """What is kept as plain data, read once for all that is asked of it."""
    found: dict[str, Any] = from_json(kept)
    return found


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of a month whose sheet was issued, as that sheet has them; read when asked."""

    kept: str

    @property
    def figures(self) -> MonthFigures:
        """All of them."""
        return FIGURES.validate_json(self.kept)

    @property
    def now(self) -> Summary:
        """The summary of the month alone: to read all of a year of sheets takes longer."""
        return SUMMARY.validate_python(_read(self.kept)["now"])

    @property
    def late(self) -> tuple[LateMonth, ...]:
        """What it told of earlier months; older sheets told only of the one before."""
        kept = _read(self.kept)
        if "late" in kept or not kept["late_visits"] or kept["before"] is None:
            return LATE.validate_python(kept.get("late", ()))
        before = SUMMARY.validate_python(kept["before"])
        return (LateMonth(before.month, kept["late_visits"], before.visits),)


def frozen(*, centre_id: uuid.UUID, first: Month, last: Month) -> dict[Month, Frozen]:
    """Return what is kept of each month whose sheet was issued."""
    with reading() as connection:
        rows = connection.execute(
            select(FrozenMonth.month, FrozenMonth.figures).where(
                FrozenMonth.centre_id == centre_id,
                FrozenMonth.month.between(str(first), str(last)),
            )
        )
        return {Month.parse(month): Frozen(figures) for month, figures in rows}
