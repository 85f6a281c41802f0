"""Quarters and years as months; written as 2026-Q4 and 2026. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from registry.figures.facts import Month

_WRITTEN = re.compile(r"([0-9]{4})(?:-Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a year, or (`quarter` None) the whole year."""

    year: int
    quarter: int | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "2026-Q4" or "2026"; anything else raises ValueError."""
        found = _WRITTEN.fullmatch(text)
        if not found or found[1] == "0000":
            raise ValueError(f"not a quarter or a year: {text!r}")
        return cls(int(found[1]), int(found[2]) if found[2] else None)

    @classmethod
    def of(cls, day: date, *, quarter: bool) -> Period:
        """The quarter, or the year, a day lies in."""
        return cls(day.year, (day.month + 2) // 3 if quarter else None)

    def __str__(self) -> str:
        year = f"{self.year:04}"
        return year if self.quarter is None else f"{year}-Q{self.quarter}"

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in order."""
        if self.quarter is None:
            return tuple(Month(self.year, month) for month in range(1, 13))
        return tuple(Month(self.year, 3 * self.quarter - back) for back in (2, 1, 0))

    @property
    def next(self) -> Period:
        """The period after this one, as long."""
        return self._shifted(1)

    @property
    def previous(self) -> Period:
        """The period before this one, as long."""
        return self._shifted(-1)

    def _shifted(self, by: int) -> Period:
        if self.quarter is None:
            return Period(self.year + by)
        year, index = divmod(self.year * 4 + self.quarter - 1 + by, 4)
        return Period(year, index + 1)
