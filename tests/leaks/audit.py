"""The audit: everything printed of a year taken as known, what can still be concluded?

`python -m tests.leaks.audit 200` audits so many random databases; `make audit` does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from registry.figures.facts import MonthFacts
from registry.figures.month import MonthFigures, figures
from registry.figures.summary import Summary, summarise
from registry.reporting.services import lines_of
from registry.theory.load import load
from tests.leaks import joint
from tests.leaks.databases import a_year
from tests.leaks.knowledge import Knowledge, contradictions
from tests.leaks.milp import narrowed
from tests.leaks.printed import Print, everything
from tests.leaks.world import World, a_year_of

THEORY = load()
LINES = lines_of(THEORY)

CENTRES = 3
"""So many centres make an area with joint sheets."""


def a_year_of_figures(seed: int) -> list[tuple[MonthFacts, MonthFigures]]:
    """The facts and figures of twelve months of a made-up centre, from its first on."""
    months: list[tuple[MonthFacts, MonthFigures]] = []
    earlier: list[Summary] = []
    for facts in a_year(seed):
        months.append((facts, figures(facts, LINES, earlier)))
        earlier.append(summarise(facts, LINES, earlier))
    return months


def a_year_in_print(seed: int) -> list[Print]:
    return [everything(month, THEORY) for _, month in a_year_of_figures(seed)]


def a_world(seed: int) -> World:
    """An area of centres, each a database of its own, with all that is made from their sheets."""
    seeds = range(CENTRES * seed, CENTRES * (seed + 1))
    years = (a_year_of(centre, a_year_of_figures(one), THEORY) for centre, one in enumerate(seeds))
    return World(THEORY, tuple(years), seed)


def leaks(months: list[Print], seed: int = 0, *, each: bool = False) -> Iterator[str]:
    """What a reader can conclude of a centre's months, from its first, that none should."""
    yield from contradictions(months)
    for part in Knowledge(months).parts:
        found = narrowed(part, part.watched, seed, each=each)
        if found is None:
            yield "the print contradicts its own rules"
        for name, (low, high) in (found or {}).items():
            yield f"{name}: from {low} to {high} only"


def main() -> int:
    """Audit, trying each value, say what leaks, and fail if anything does."""
    number, start = int(sys.argv[1]), time.monotonic()
    found = 0
    for seed in range(number):
        for leak in leaks(a_year_in_print(seed), seed, each=True):
            found += 1
            sys.stdout.write(f"database {seed}: {leak}\n")
    worlds = [a_world(seed) for seed in range(-(-number // CENTRES))]
    for world in worlds:
        for leak in joint.leaks(world, world.seed, each=True):
            found += 1
            sys.stdout.write(f"area {world.seed}: {leak}\n")
    sheets = sum(len(list(world.made())) for world in worlds)
    spent = time.monotonic() - start
    sys.stdout.write(
        f"{number} databases of 12 months, {sheets} joint sheets, quarters and years of"
        f" {len(worlds)} areas: {found} leaks ({spent:.0f} s)\n"
    )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
