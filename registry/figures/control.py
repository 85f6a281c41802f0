"""Whether a value is within what is usual: the chart of individual values (XmR)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

NATURAL_LIMIT = 2.66
"""Times the average step between two values that follow each other: 3 / d2, where d2 is 1.128."""

STEP_LIMIT = 3.268
"""Times the average step: the largest step that is usual (D4 of two values)."""

RUN = 8
"""So many values in a row on one side of the middle are a shift."""


class Signal(StrEnum):
    """What a value says: usual, outside a limit, or the last of a run on one side."""

    USUAL = "usual"
    ABOVE = "above"
    BELOW = "below"
    SHIFTED_UP = "shifted_up"
    SHIFTED_DOWN = "shifted_down"


@dataclass(frozen=True, slots=True)
class Limits:
    """The middle of values, between what limits others like them are usual, and how large a step.

    Source: D. J. Wheeler, "Understanding Variation: The Key to Managing Chaos" (2nd ed., 2000);
    the same chart with worked figures: NIST/SEMATECH e-Handbook of Statistical Methods, section
    6.3.2.2. `lower` is not below nothing.
    """

    middle: float
    lower: float
    upper: float
    step: float


def limits(values: Sequence[float]) -> Limits:
    """The limits of at least two values in the order of time; raises ValueError for fewer."""
    if len(values) < 2:
        raise ValueError("limits need two values or more")
    middle = fmean(values)
    step = fmean(abs(new - old) for old, new in pairwise(values))
    return Limits(
        middle,
        lower=max(0.0, middle - NATURAL_LIMIT * step),
        upper=middle + NATURAL_LIMIT * step,
        step=STEP_LIMIT * step,
    )


def signals(values: Sequence[float], usual: Limits) -> tuple[Signal, ...]:
    """What each value says, in order.

    A value outside a limit is a signal, and so is the eighth in a row on one side of the middle,
    and each that makes the row longer. A value on the middle ends a row.
    """
    found = []
    row = 0
    for value in values:
        side = (value > usual.middle) - (value < usual.middle)
        row = row + side if row * side > 0 else side
        found.append(_signal(value, row, usual))
    return tuple(found)


def _signal(value: float, row: int, usual: Limits) -> Signal:
    if value > usual.upper:
        return Signal.ABOVE
    if value < usual.lower:
        return Signal.BELOW
    if abs(row) < RUN:
        return Signal.USUAL
    return Signal.SHIFTED_UP if row > 0 else Signal.SHIFTED_DOWN
