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
        """Values that fit all that is known and make a sum smallest (None: there are none)."""
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


class Search:
    """Looks for values that watched figures can have, as many as each has to keep.

    Between the smallest and the largest possible value every one is taken to be possible; `each`
    tries them one by one.
    """

    def __init__(self, model: Model, watched: list[Watched], *, each: bool = False) -> None:
        self.model, self.watched, self.each = model, watched, each
        self.seen: dict[str, set[int]] = {one.name: set() for one in watched}

    def note(self, values: np.ndarray | None) -> bool:
        if values is not None:
            for one in self.watched:
                self.seen[one.name].add(int(values[one.column]))
        return values is not None

    def enough(self, one: Watched) -> bool:
        found = self.seen[one.name]
        return (len(found) if self.each else max(found) - min(found) + 1) >= one.keeps

    def look(self, one: Watched) -> None:
        for sign in (1.0, -1.0):
            if not self.enough(one):
                self.note(self.model.solve({one.column: sign}))
        found = self.seen[one.name]
        for value in sorted(set(range(min(found), max(found))) - found):
            if self.each and not self.enough(one):
                self.note(self.model.solve({}, {one.column: value}))


def narrowed(
    model: Model, watched: list[Watched], seed: int = 0, *, each: bool = False
) -> dict[str, tuple[int, int]] | None:
    """The figures that keep too few values, with the smallest and the largest that are possible.

    None where nothing at all fits: the model contradicts the print.
    """
    search, chance = Search(model, watched, each=each), np.random.default_rng(seed)
    for _ in range(TRIES):
        signs = chance.choice([-1.0, 1.0], len(watched))
        wish = {one.column: sign for one, sign in zip(watched, signs, strict=True)}
        if not search.note(model.solve(wish)):
            return None
    for one in watched:
        search.look(one)
    seen = search.seen
    return {
        one.name: (min(seen[one.name]), max(seen[one.name]))
        for one in watched
        if not search.enough(one)
    }
