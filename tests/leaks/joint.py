"""What joint sheets, quarters and years add to a reader's knowledge: nothing, or it is a leak.

A number that follows from what the month sheets print is known already. One that does not is held
to be what its line says: the sum of the counts behind those sheets, exact or rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.figures.facts import Month
from tests.leaks import again
from tests.leaks.beside import beside
from tests.leaks.knowledge import Knowledge, Part, span
from tests.leaks.milp import Watched, narrowed
from tests.leaks.printed import Print
from tests.leaks.world import TREND, CentreMonth, Made, World, Year

Path = tuple[str | int, ...]

SEEN = {
    "returned": "returning",
    "helpers": "helpers",
    "organisers": "organisers",
    "helped_here": "outcome geholpen",
    "warm_referrals": "outcome warm_overgedragen",
    "aftercare": "aftercare",
    "steps": "step ",
}
"""What is seen of a goal, as the start of the names of the unknowns behind it."""


def leaks(world: World, seed: int = 0, *, each: bool = False) -> Iterator[str]:
    """What the sheets made from month sheets tell that those do not."""
    said: list[tuple[Behind, Any]] = []
    for made in world.made():
        ours = again_of(made, world)
        for path, figure in differences(made.print, ours):
            yield f"{made.name} {'.'.join(map(str, path))}: {figure} is not what its sheets print"
            said.append((_behind(made, path), figure))
        for number in _loose(made.print["headline"], made.print):
            yield f"{made.name} headline: {number} stands nowhere else"
    yield from _concluded(world, [one for one in said if one[0]], seed, each=each)


def differences(said: Any, ours: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Where a print holds another number than is known already, or one that is not."""
    if isinstance(said, dict) and isinstance(ours, dict) and not _is_figure(said):
        for name, value in said.items():
            if name in ours:
                yield from differences(value, ours[name], (*path, name))
            elif _has_number(value):
                yield (*path, name), value
    elif isinstance(said, list) and isinstance(ours, list) and len(said) == len(ours):
        for place, (one, other) in enumerate(zip(said, ours, strict=True)):
            yield from differences(one, other, (*path, place))
    elif said != ours:
        yield path, said


def _is_figure(value: Print) -> bool:
    return "rounded" in value or "withheld" in value


def _has_number(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_has_number, value.values() if isinstance(value, dict) else value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _loose(text: str, print_: Print) -> set[int]:
    """The numbers of a text that are no figure of its sheet, nor its year."""
    written = {int(one.replace(".", "")) for one in re.findall(r"\d[\d.]*\d|\d", text)}
    shares = {bar["percent"] for bar in print_["os"]}
    known = {print_["visits"], len(print_.get("centres", ())), *shares}
    year = print_.get("period") or print_["month"]
    return written - known - {int(year[:4])}


def again_of(made: Made, world: World) -> Print:
    """The same sheet from the month sheets behind it."""
    if made.whose is not None:
        own = [(str(one.month), one.sheet) for one in made.parts]
        return again.span(own, world.theory, all_=False)
    months = sorted({one.month for one in made.parts})
    whole = [(str(month), _joint(month, world)) for month in months]
    if "centres" in made.print:
        return whole[0][1]
    return again.span(whole, world.theory, all_=True)


def _joint(month: Month, world: World) -> Print:
    lines = []
    for one in world.of(month):
        visits = world.visits_of(one.centre)
        lines.append([visits.get(month.shifted(-back)) for back in range(TREND, -1, -1)])
    earlier = [world.before(one.centre, month) for one in world.of(month)]
    sheets = [one.sheet for one in world.of(month)]
    return beside(again.joint(sheets, lines, world.theory), sheets, earlier)


Behind = list[tuple[CentreMonth, str]]
"""The unknowns that a number is the sum of: of which month, and how their names start."""


def _behind(made: Made, path: Path) -> Behind:
    parts = made.parts
    match path:
        case ("centres", int(row), *_):
            parts = parts[row : row + 1]
        case ("months", int(row), *_) | (*_, "months", int(row)):
            which = sorted({one.month for one in parts})[row]
            parts = tuple(one for one in parts if one.month == which)
    start = _line(made.print, path)
    return [] if start is None else [(one, start) for one in parts]


def _line(print_: Print, path: Path) -> str | None:
    """How the names of the unknowns behind a number start (None: it is of no unknown)."""
    match path:
        case ("help_total",):
            return "topic "
        case (("topics" | "outcomes") as table, int(row), "figure"):
            return f"{table[:-1]} {print_[table][row]['key']}"
        case (("centres" | "months"), int(), ("holders" | "new" | "helpers") as kind):
            return kind
        case ("goals", int(goal), "seen", int(row), *_):
            return SEEN.get(print_["goals"][goal]["seen"][row]["what"])
        case ("mood", "n"):
            return "asked stemming niveau"
        case ("goals", int(goal), "asked", int(row), "n"):
            line = print_["goals"][goal]["asked"][row]
            way = "verandering" if line["felt_change"] else "niveau"
            return f"asked {line['question']} {way}"
    return None


def _concluded(
    world: World, said: Sequence[tuple[Behind, Any]], seed: int, *, each: bool
) -> Iterator[str]:
    """What can be concluded from sums of counts beside all that the month sheets print."""
    if not said:
        return
    known = [_names(year) for year in world.years]
    model = Joined()
    for behind, figure in said:
        columns = [column for one, start in behind
                   for column in model.columns_of(one, start, known[one.centre])]  # fmt: skip
        if columns:
            model.know(dict.fromkeys(columns, 1), *span(figure))
    found = narrowed(model, model.watched, seed, each=each)
    if found is None:
        yield "the print contradicts its own rules"
    for name, (low, high) in (found or {}).items():
        yield f"{name}: from {low} to {high} only"


def _names(year: Year) -> Mapping[str, Part]:
    """The part of a centre's knowledge in which each unknown is."""
    months = [one.print for one in year]
    return {name: part for part in Knowledge(months).parts for name in part.columns}


class Joined(Part):
    """Parts of several centres in one model, each taken in once."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: dict[int, int] = {}

    def columns_of(self, of: CentreMonth, start: str, known: Mapping[str, Part]) -> list[int]:
        """The unknowns of a centre's month whose names start so."""
        return [
            self._take(part, f"centre {of.centre}") + part.columns[name]
            for name, part in known.items()
            if name.startswith(f"{of.month} {start}") and not name.endswith("favourable")
        ]

    def _take(self, part: Part, whose: str) -> int:
        """Where the unknowns of a part begin."""
        if id(part) not in self.taken:
            self.taken[id(part)] = by = len(self.low)
            self.low += part.low
            self.high += part.high
            self.whole += part.whole
            self.rows += [({one + by: weight for one, weight in sum_.items()}, *limits)
                          for sum_, *limits in part.rows]  # fmt: skip
            self.watched += [Watched(f"{whose} {one.name}", one.column + by, one.keeps)
                             for one in part.watched]  # fmt: skip
        return self.taken[id(part)]
