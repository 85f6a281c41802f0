"""Rounding as people do it on paper: halves go away from zero, so 12,5 is 13."""

from __future__ import annotations


def whole(numerator: int, denominator: int) -> int:
    """The quotient as a whole number; `denominator` is positive."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def percent(part: int, everything: int) -> int:
    """A share in whole percents; of nothing it is 0."""
    return whole(100 * part, everything) if everything else 0


def one_decimal(numerator: int, denominator: int) -> float:
    """The quotient with one decimal."""
    return whole(10 * numerator, denominator) / 10


def change(now: int, before: int | None) -> int | None:
    """How much more or less than before, in whole percents; None where nothing came before."""
    return whole(100 * (now - before), before) if before else None
