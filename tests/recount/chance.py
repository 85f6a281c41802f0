"""Wilson's margin, the test of two shares and Holm's correction, from their formulas. Plain."""

from __future__ import annotations

import math
from collections.abc import Sequence

Z = 1.959963984540054


def whole(part: float, of: float) -> int:
    """A quotient to the nearest whole number, halves away from nought."""
    size = math.floor(abs(part) / of + 0.5)
    return size if part >= 0 else -size


def percent(part: int, of: int) -> int:
    return whole(100 * part, of) if of else 0


def tenths(part: int, of: int) -> float:
    return math.floor((20 * part + of) / (2 * of)) / 10


def margin(favourable: int, n: int) -> tuple[int, int]:
    """The shares that the score test does not refuse, in whole percents: Wilson, 95 %.

    The roots of (p - x)² = z² x (1 - x) / n.
    """
    p = favourable / n
    a, b, c = 1 + Z * Z / n, -(2 * p + Z * Z / n), p * p
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    low, high = (-b - root) / (2 * a), (-b + root) / (2 * a)
    return round(100 * low), round(100 * high)


def differ(a: int, n: int, b: int, m: int) -> float:
    """The chance of so large a difference between equal shares: Pearson's chi-square, 1 df."""
    all_, yes = n + m, a + b
    if yes in (0, all_):
        return 1.0
    table = ((a, yes * n / all_), (n - a, (all_ - yes) * n / all_),
             (b, yes * m / all_), (m - b, (all_ - yes) * m / all_))  # fmt: skip
    return math.erfc(math.sqrt(sum((seen - due) ** 2 / due for seen, due in table) / 2))


def differences(chances: Sequence[float]) -> set[int]:
    """Which of several tests name a difference at 5 %: Holm, step by step from the smallest."""
    named: set[int] = set()
    for rank, index in enumerate(sorted(range(len(chances)), key=lambda one: chances[one])):
        if chances[index] * (len(chances) - rank) >= 0.05:
            break
        named.add(index)
    return named
