"""Every migration down and up again on a million rows, none lost or altered: `make migrations`."""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from rich.console import Console

from registry.database import reading, writing
from registry.settings import ROOT
from tests.database import rows
from tests.faults.both import installations

BEGUN_ANEW = {"sign_in"}
"""What a migration empties on purpose: everybody signs in anew."""
Told = dict[tuple[str, frozenset[str]], tuple[int, str]]


def migrations() -> Config:
    """Return the migrations of this project."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def revisions() -> list[str]:
    """Return every revision, the newest first."""
    return [step.revision for step in ScriptDirectory.from_config(migrations()).walk_revisions()]


def steps() -> Iterator[tuple[str, str]]:
    """Yield each step from the newest to the oldest and back, as two revisions."""
    down = revisions()
    yield from itertools.pairwise(down)
    up = down[::-1]
    yield from itertools.pairwise(up)


def go(before: str, after: str) -> None:
    """Migrate one step, in whichever direction."""
    (command.downgrade if after < before else command.upgrade)(migrations(), after)


def shapes() -> dict[str, rows.Shape]:
    """Walk an empty database down and up; return the tables and columns of every revision."""
    found = {}
    for before, after in steps():
        go(before, after)
        with reading() as connection:
            found[after] = rows.shape(connection)
    return found


def shared(one: rows.Shape, other: rows.Shape) -> list[tuple[str, frozenset[str]]]:
    """Return the tables that two revisions share, with the columns that they share."""
    names = sorted((one.keys() & other.keys()) - BEGUN_ANEW)
    return [(name, one[name] & other[name]) for name in names]


def walked(number: int) -> tuple[int, list[str]]:
    """Take every step with so many rows; return how many there are, and what came out otherwise.

    Rows are compared by all columns that are there before and after the step.
    """
    known, wrong = shapes(), []
    with writing() as connection:
        made = rows.fill(connection, number)
    told: Told = {}
    for before, after in steps():
        parts = shared(known[before], known[after])
        with reading() as connection:
            at_first = {part: told.get(part) or rows.told(connection, *part) for part in parts}
        go(before, after)
        with reading() as connection:
            told = {part: rows.told(connection, *part) for part in parts}
        wrong += [
            f"{before} → {after}: {part[0]}" for part in parts if told[part] != at_first[part]
        ]
    return made, wrong


def main() -> None:
    """Walk on each database and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    number = asked.parse_args().rows
    good, steps_taken = True, len(list(steps()))
    for name, app, _, _ in installations():
        began = time.monotonic()
        with app.app_context():
            made, wrong = walked(number)
        good = good and not wrong
        told = "; ".join(wrong) or "none"
        seconds = time.monotonic() - began
        Console().print(
            f"{name}: {made:,} rows, {steps_taken} steps, {seconds:.0f} s; lost or altered: {told}"
        )
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
