"""Joint sheets, quarters and years that are usual or strain their pages, as `odd` has of months."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from registry.figures.facts import Item, Month
from registry.figures.periods import Period
from registry.sheets.page_data import Sheet, printed
from registry.sheets.span import IssuedMonth, compose_span
from registry.sheets.span_data import Span
from registry.sheets.together import Contribution, compose_together
from registry.sheets.together_data import Together
from tests.figures.build import october, tallies

from . import odd
from .build import OCTOBER, THEORY, a_sheet, an_empty_month, october_figures

AREA = "Den Haag Zuidwest, Escamp, Loosduinen en alle buurten daartussen"
AUTUMN, YEAR = Period(2026, 4), Period(2026)


def told(sheet: Sheet | Together) -> dict[str, Any]:
    """What a sheet prints, as it is read back."""
    read: dict[str, Any] = json.loads(json.dumps(printed(sheet)))
    return read


def all_asked() -> Sheet:
    """A month in which every question was asked of few: so many of ten everywhere."""
    items = tuple(Item(one.key) for one in THEORY.questions)
    few = tuple(
        tally for item in items for tally in tallies(item.question, plus=9, midden=8, min=5)
    )
    return a_sheet(october_figures(asked=items, tallies=few))


def felt() -> Sheet:
    """A month that asks for a felt change too."""
    item = Item("SC-I1", "verandering")
    given = tuple(replace(one, item=item) for one in tallies("SC-I1", plus=20, midden=9, min=5))
    return a_sheet(october_figures(asked=(item,), tallies=(*OCTOBER.tallies, *given)))


def joint(*sheets: Sheet, missing: Sequence[str] = (), area: str | None = None) -> Together:
    """The joint sheet of centres with these sheets, three to a neighbourhood."""
    parts = [
        Contribution(
            name=one.centre,
            neighbourhood=("Bouwlust", "Moerwijk", "Morgenstond", "Vrederust")[at // 3],
            number=f"DL-2026-10-{at}",
            printed=told(one),
            earlier={Month(2026, 9): {**told(one), "visits": {"count": 140}}},
        )
        for at, one in enumerate(sheets)
    ]
    made = compose_together(parts, month=Month(2026, 10), theory=THEORY, missing=missing)
    return replace(made, area=area or made.area)


def span(period: Period, *sheets: Sheet | Together, name: str = "De Linde") -> Span:
    """A quarter or a year of these sheets, one after the other, month by month."""
    months = period.months
    issued = [
        IssuedMonth(month, f"DL-{month}-1", told(sheets[at % len(sheets)]))
        for at, month in enumerate(months)
    ]
    together = isinstance(sheets[0], Together)
    return compose_span(issued, name=name, joint=together, period=period, theory=THEORY)


LATER: dict[str, Callable[[], Together | Span]] = {
    "samen: gewoon": lambda: joint(a_sheet(), odd.large(), missing=("De Kas",)),
    "samen: negen centra, lange namen": lambda: joint(*([odd.sixty()] * 9), area=AREA),
    "samen: niemand kwam": lambda: joint(a_sheet(an_empty_month(october(5))), odd.withheld()),
    "kwartaal: gewoon": lambda: span(AUTUMN, a_sheet(), odd.first_month()),
    "kwartaal: alles te klein": lambda: span(AUTUMN, odd.withheld(), a_sheet(an_empty_month())),
    "kwartaal: samen": lambda: span(AUTUMN, joint(a_sheet()), name="Den Haag Zuidwest"),
    "jaar: lange naam, grote getallen": lambda: span(YEAR, odd.large(), name=odd.CENTRE),
    "jaar: alles gevraagd, om de maand te klein": lambda: span(YEAR, all_asked(), odd.withheld()),
    "jaar: ook als verandering": lambda: span(YEAR, felt()),
    "jaar: samen": lambda: span(YEAR, joint(a_sheet(), odd.large()), name=AREA),
}
"""By name; each is made when it is looked at."""
