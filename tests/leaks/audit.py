"""The audit: everything printed of a centre's year taken as known, what can still be concluded?

`python -m tests.leaks.audit 200` audits so many random databases; `make audit` does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from registry.figures.month import MonthFigures, figures
from registry.figures.summary import Summary, summarise
from registry.reporting.services import lines_of
from registry.theory.load import load
from tests.leaks.databases import a_year
from tests.leaks.knowledge import Knowledge, contradictions
from tests.leaks.milp import remaining
from tests.leaks.printed import Print, everything

THEORY = load()
LINES = lines_of(THEORY)


def a_year_of_figures(seed: int) -> list[MonthFigures]:
    """The figures of twelve months of a made-up centre, from its first on."""
    months: list[MonthFigures] = []
    earlier: list[Summary] = []
    for facts in a_year(seed):
        months.append(figures(facts, LINES, earlier))
        earlier.append(summarise(facts, LINES, earlier))
    return months


def a_year_in_print(seed: int) -> list[Print]:
    return [everything(month, THEORY) for month in a_year_of_figures(seed)]


def leaks(months: list[Print], seed: int = 0) -> Iterator[str]:
    """What a reader can conclude of a centre's months, from its first, that none should."""
    yield from contradictions(months)
    for part in Knowledge(months).parts:
        left = remaining(part, part.watched, seed)
        if left is None:
            yield "the print contradicts its own rules"
            continue
        for one in part.watched:
            values = left[one.name]
            if len(values) < one.keeps:
                yield f"{one.name}: only {sorted(values)}, of {one.keeps}"


def audit(
    seeds: range, print_: Callable[[int], list[Print]] = a_year_in_print
) -> Iterator[tuple[int, str]]:
    """The leaks of the databases of these seeds."""
    for seed in seeds:
        for leak in leaks(print_(seed), seed):
            yield seed, leak


def main() -> int:
    """Audit, say what leaks, and fail if anything does."""
    number, start = int(sys.argv[1]), time.monotonic()
    found = 0
    for seed, leak in audit(range(number)):
        found += 1
        sys.stdout.write(f"database {seed}: {leak}\n")
    spent = time.monotonic() - start
    sys.stdout.write(f"{number} databases of 12 months: {found} leaks ({spent:.0f} s)\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
