"""Margins and tests for shares: Wilson's interval, the two-proportion test, Holm's correction."""

from __future__ import annotations

import math
from collections.abc import Sequence

Z_95 = 1.959963984540054
"""The standard normal quantile of 0.975: a 95 % band."""


def wilson(successes: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share, as (low, high) within 0–1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), 209–212. Raises ValueError unless
    0 <= successes <= n and n > 0.
    """
    _check(successes, n)
    share = successes / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == n else middle + half
    return low, high


def two_proportion_p(a: int, n: int, b: int, m: int) -> float:
    """The two-sided p-value of a shares test: a of n against b of m, pooled, no continuity term.

    Source: the z-test for two independent proportions, as in A. Agresti, "An Introduction to
    Categorical Data Analysis" (3rd ed., 2019), section 2.2; equal to Pearson's chi-square with
    one degree of freedom. Where nobody or everybody succeeded the shares are equal: 1.0.
    """
    _check(a, n)
    _check(b, m)
    pooled = (a + b) / (n + m)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    if error == 0:
        return 1.0
    z = abs(a / n - b / m) / error
    return math.erfc(z / math.sqrt(2))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values corrected for their number, in the same order, each at most 1.

    Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
    Journal of Statistics 6 (1979), 65–70.
    """
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    by_size = sorted(range(len(p_values)), key=p_values.__getitem__)
    for rank, index in enumerate(by_size):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return tuple(adjusted)


def _check(successes: int, n: int) -> None:
    if not 0 <= successes <= n or n == 0:
        raise ValueError(f"{successes} of {n} is not a share")
