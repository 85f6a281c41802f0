"""A small integer programme over scipy's HiGHS: variables, constraints, and what values remain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

TRIES = 4
"""So many solutions, each of other extremes, are looked at before figures one by one."""

Sum = Mapping[int, float]
"""A weighted sum of variables, by their numbers."""


@dataclass
class Model:
    """Unknown counts and what is known of them."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Sum, float, float]] = field(default_factory=list)

    def count(self, low: float = 0, high: float = 10_000, *, whole: bool = True) -> int:
        """Add an unknown; one that follows from whole ones need not be told to be whole."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.low) - 1

    def know(self, sum_: Sum, low: float = -np.inf, high: float = np.inf) -> None:
        self.rows.append((sum_, low, high))

    @cached_property
    def _system(self) -> LinearConstraint:
        where = [(row, column, weight) for row, (sum_, _, _) in enumerate(self.rows)
                 for column, weight in sum_.items()]  # fmt: skip
        rows, columns, weights = zip(*where, strict=True)
        shape = (len(self.rows), len(self.low))
        matrix = coo_array((weights, (rows, columns)), shape=shape).tocsr()
        return LinearConstraint(
            matrix, [row[1] for row in self.rows], [row[2] for row in self.rows]
        )

    def solve(self, wish: Sum, fixed: Mapping[int, int] | None = None) -> np.ndarray | None:
        """Values that fit all that is known and make a sum the smallest, or None: there are none."""
        low, high = np.array(self.low), np.array(self.high)
        for column, value in (fixed or {}).items():
            low[column] = high[column] = value
        weights = np.zeros(len(low))
        for column, weight in wish.items():
            weights[column] = weight
        found = milp(
            weights, constraints=self._system, bounds=Bounds(low, high), integrality=self.whole
        )
        if found.status == 2:  # infeasible
            return None
        if found.x is None:
            raise RuntimeError(found.message)
        return np.rint(found.x).astype(int)


@dataclass(frozen=True)
class Watched:
    """A printed figure: its unknown, and how many values it has to keep."""

    name: str
    column: int
    keeps: int


def remaining(
    model: Model, watched: list[Watched], seed: int = 0, *, each: bool = False
) -> dict[str, set[int]] | None:
    """For each figure values that are possible, as many as it has to keep where there are so many.

    None where nothing at all fits: the model contradicts the print. Between the smallest and the
    largest possible value every one is taken to be possible; `each` tries them one by one.
    """
    chance = np.random.default_rng(seed)
    seen: dict[str, set[int]] = {one.name: set() for one in watched}

    def note(values: np.ndarray | None) -> None:
        if values is not None:
            for one in watched:
                seen[one.name].add(int(values[one.column]))

    def enough(one: Watched) -> bool:
        found = seen[one.name]
        return (len(found) if each else max(found) - min(found) + 1) >= one.keeps

    for _ in range(TRIES):
        signs = chance.choice([-1.0, 1.0], len(watched))
        values = model.solve({one.column: sign for one, sign in zip(watched, signs, strict=True)})
        if values is None:
            return None
        note(values)
    for one in watched:
        for sign in (1.0, -1.0):
            if not enough(one):
                note(model.solve({one.column: sign}))
        lowest, highest = min(seen[one.name]), max(seen[one.name])
        for value in range(lowest, highest + 1):
            if not each:
                seen[one.name].add(value)
            elif not enough(one) and value not in seen[one.name]:
                note(model.solve({}, {one.column: value}))
    return seen
