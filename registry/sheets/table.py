"""A sheet's printed JSON as one flat table: a line for each figure and text, no other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from registry.sheets.dictionary import (
    CODES,
    DICTIONARY,
    NAMES,
    REASONS,
    SAID,
    SEEN_NAMES,
    UNKNOWN,
    Entry,
)
from registry.sheets.later_dictionary import LATER

EXACT, ROUNDED = "exact", "afgerond op 5"
DRAFT = "concept"
OF_WHOM, OF_WHEN = ("centre", "area", "name"), ("month", "period")
"""What the kinds of sheets call the centre, or all together, and the month, quarter or year."""

Cell: TypeAlias = str | int | float | None

EXPLAINED = {**DICTIONARY, **LATER}
"""Every key that a sheet can have, with what it means."""

_SECTIONS = [*dict.fromkeys(entry.section for entry in EXPLAINED.values()), UNKNOWN.section]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table, with the columns of `dictionary.COLUMNS`; None is an empty cell."""

    centre: str
    period: str
    sheet: str
    key: str
    code: str
    name: str
    value: Cell
    precision: str
    withheld: str

    @property
    def entry(self) -> Entry:
        """What the dictionary says of its key."""
        return EXPLAINED.get(self.key, UNKNOWN)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return its cells, in the order of the columns."""
        return (
            *(self.centre, self.period, self.sheet),
            *(self.entry.section, self.key, self.code, self.name, self.entry.what),
            *(self.value, self.entry.unit, self.precision, self.withheld),
        )


def lines_of(told: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return the table of what a sheet prints (`page_data.printed`, with `issue` of an issued one).

    Sections stand in the dictionary's order, each line where the JSON has it.
    """
    issue = told.get("issue") or {}
    found = {
        "centre": next(told[name] for name in OF_WHOM if name in told),
        "period": next(told[name] for name in OF_WHEN if name in told),
        "sheet": issue.get("number", DRAFT),
    }
    rest = {name: value for name, value in told.items() if name not in OF_WHOM + OF_WHEN}
    start = Line(**found, key="", code="", name="", value=None, precision="", withheld="")
    walked = _walk(_with_hours(rest), start)
    return tuple(sorted(walked, key=lambda line: _SECTIONS.index(line.entry.section)))


def _with_hours(told: dict[str, Any]) -> dict[str, Any]:
    """Name the hour beside each number of the busy hours, which stand without it."""
    hours = told.get("hours", ())
    busy = [
        {
            **row,
            "labels": [
                {"hour": hour, "average": average}
                for hour, average in zip(hours, row["labels"], strict=True)
            ],
        }
        for row in told.get("busy", ())
    ]
    return {**told, "busy": busy}


def _walk(value: Any, at: Line) -> Iterator[Line]:
    if value is None or value == "":
        return
    if isinstance(value, Mapping):
        if value.keys() == {"withheld"} and isinstance(value["withheld"], str):
            yield replace(at, withheld=REASONS[value["withheld"]])
        elif value.keys() == {"rounded"}:
            yield replace(at, value=value["rounded"], precision=ROUNDED)
        else:
            for name, part in value.items():
                yield from _walk(part, replace(at, key=_below(at.key, name)))
    elif isinstance(value, str | bool):
        code = isinstance(value, bool) or at.key.endswith("direction")
        yield replace(at, value=SAID[value] if code else value)
    elif isinstance(value, Sequence):
        yield from _walk_list(value, at)
    else:
        yield replace(at, value=value, precision=EXACT)


def _walk_list(value: Iterable[Any], at: Line) -> Iterator[Line]:
    field = CODES.get(at.key, "")
    for place, part in enumerate(value, start=1):
        if not isinstance(part, Mapping) or part.keys() <= {"rounded", "withheld"}:
            yield from _walk(part, replace(at, code=_join(at.code, "/", place)))
            continue
        code = part.get(field, place)
        named = next((part[name] for name in NAMES if name in part), _called(field, code))
        beside = {name: one for name, one in part.items() if name not in (field, *NAMES)}
        under = replace(at, code=_join(at.code, "/", code), name=_join(at.name, ": ", named))
        yield from _walk(beside, under)


def _called(field: str, code: Any) -> str:
    return f"{code} uur" if field == "hour" else SEEN_NAMES.get(code, str(code))


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _join(before: str, mark: str, more: Any) -> str:
    return f"{before}{mark}{more}" if before else str(more)
