"""Adds up what issued sheets print, read back from their JSON: figures, O's, help. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from registry.figures import disclosure
from registry.figures.disclosure import Figure, Precision, Reason, Shown, Withheld
from registry.figures.rounding import percent
from registry.sheets.page_data import CaseCell, OBar
from registry.theory.model import Theory

Printed: TypeAlias = Mapping[str, Any]
"""What an issued sheet prints, or a part of that, as its JSON has it."""


def figure_of(value: Any) -> Figure:
    """Return a figure from how a sheet's JSON writes it."""
    if isinstance(value, int):
        return Shown(value)
    if "withheld" in value:
        return Withheld(Reason(value["withheld"]))
    return Shown(value["rounded"], Precision.ROUNDED)


def summed(cells: Iterable[Printed], name: str, key: str, field: str) -> Figure:
    """Return the sum of a field over the cells with a key, of those that show a number."""
    return disclosure.total(figure_of(cell[field]) for cell in cells if cell[name] == key)


def os_of(sheets: Sequence[Printed], theory: Theory) -> tuple[OBar, ...]:
    """Return every O over all sheets, in order; activities are those of each sheet, added up."""
    bars = list(chain.from_iterable(sheet["os"] for sheet in sheets))
    everything = sum(bar["attendance"] for bar in bars)

    def over(o: str, field: str) -> int:
        return sum(bar[field] for bar in bars if bar["o"] == o)

    return tuple(
        OBar(
            o=o.key,
            name=o.text,
            activities=over(o.key, "activities"),
            attendance=over(o.key, "attendance"),
            percent=percent(over(o.key, "attendance"), everything),
            before=None,
        )
        for o in theory.os
    )


def cells_of(cells: Sequence[Printed], names: Mapping[Any, str]) -> tuple[CaseCell, ...]:
    """Return each kind of case in the order of `names`, summed over the cells of all sheets."""
    return tuple(
        CaseCell(key=str(key), name=name, figure=summed(cells, "key", str(key), "figure"))
        for key, name in names.items()
    )
