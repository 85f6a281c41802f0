"""Some made-up centres in one area: the month sheets of a year, and every sheet made from those."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from registry.figures.facts import Month, MonthFacts
from registry.figures.month import MonthFigures
from registry.figures.periods import Period
from registry.sheets.compose import compose
from registry.sheets.page_data import printed
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.together import Contribution, compose_together
from registry.theory.model import Theory
from tests.leaks.printed import Print, everything, plain

LEFT_OUT = 0.05
"""Now and then a centre does not issue a month."""

TREND = 12
PERIODS = (*(Period(2026, quarter) for quarter in (1, 2, 3, 4)), Period(2026))


@dataclass(frozen=True)
class CentreMonth:
    """A month of a centre: its facts, all that is printed of it, and the JSON of its sheet."""

    centre: int
    month: Month
    facts: MonthFacts
    print: Print
    sheet: Print

    @property
    def number(self) -> str:
        return f"C{self.centre}-{self.month}-1"


Year = tuple[CentreMonth, ...]


def a_year_of(
    centre: int, months: Sequence[tuple[MonthFacts, MonthFigures]], theory: Theory
) -> Year:
    return tuple(
        CentreMonth(
            centre,
            facts.month,
            facts,
            everything(figures, theory),
            as_json(printed(compose(figures, centre=figures.centre, theory=theory))),
        )
        for facts, figures in months
    )


@dataclass(frozen=True)
class Made:
    """A joint sheet, a quarter or a year as printed and drawn, and the months it is made of.

    `whose` is a centre, or None for all together.
    """

    name: str
    whose: int | None
    print: Print
    parts: Year


Spoil = Callable[[Any, Year], Any]
"""Changes a sheet that was made; a planted fault looks at the facts behind its parts."""


def as_it_is(sheet: Any, parts: Year) -> Any:
    return sheet


@dataclass(frozen=True)
class World:
    """All that is printed in an area in a year, by centre; `issued` are the sheets that count."""

    theory: Theory
    years: tuple[Year, ...]
    seed: int = 0
    spoil: Spoil = as_it_is

    @cached_property
    def issued(self) -> Year:
        chance = random.Random(self.seed)  # noqa: S311 (made-up people)
        every = [one for year in self.years for one in year]
        return tuple(one for one in every if chance.random() >= LEFT_OUT)

    def made(self) -> Iterator[Made]:
        """Every joint sheet, each centre's quarters and year, and those of all together."""
        joint = {}
        for month in sorted({one.month for one in self.issued}):
            parts = self.of(month)
            sheet = self._together(month, parts)
            joint[month] = IssuedMonth(month, f"S-{month}-1", as_json(printed(sheet)))
            yield Made(f"joint {month}", None, as_json(plain(sheet)), parts)
        for period in PERIODS:
            within = tuple(one for one in self.issued if one.month in period.months)
            yield from self._spans(
                period, None, [joint[one] for one in period.months if one in joint], within
            )
            for centre in range(len(self.years)):
                own = tuple(one for one in within if one.centre == centre)
                months = [IssuedMonth(one.month, one.number, one.sheet) for one in own]
                yield from self._spans(period, centre, months, own)

    def of(self, month: Month) -> Year:
        return tuple(one for one in self.issued if one.month == month)

    def before(self, centre: int, month: Month) -> dict[Month, Print]:
        """What a centre's issued sheets of the twelve months before print."""
        own = (one for one in self.issued if one.centre == centre)
        since = month.shifted(-TREND)
        return {one.month: one.sheet for one in own if since <= one.month < month}

    def visits_of(self, centre: int) -> dict[Month, int]:
        """The visits that a centre's issued sheets print."""
        own = (one for one in self.issued if one.centre == centre)
        return {one.month: one.sheet["visits"]["count"] for one in own}

    def _together(self, month: Month, parts: Year) -> Any:
        made = compose_together(
            [
                Contribution(
                    name=str(one.centre),
                    neighbourhood="Nergens",
                    number=one.number,
                    printed=one.sheet,
                    earlier=self.before(one.centre, month),
                )
                for one in parts
            ],
            month=month,
            theory=self.theory,
        )
        return self.spoil(made, parts)

    def _spans(
        self, period: Period, whose: int | None, months: Sequence[IssuedMonth], parts: Year
    ) -> Iterator[Made]:
        if not months:
            return
        name = "joint" if whose is None else str(whose)
        made = compose_span(
            months, name=name, joint=whose is None, period=period, theory=self.theory
        )
        spoilt = self.spoil(made, parts)
        yield Made(f"{name} {period}", whose, as_json(plain(spoilt)), parts)


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))
