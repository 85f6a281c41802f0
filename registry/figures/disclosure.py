"""What may be shown: small numbers of people and cases become `Withheld` and never come back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal, NoReturn, TypeAlias

SMALLEST = 5
"""Fewer people or cases than this are not shown; the others are rounded to it."""

ENOUGH_PASS_VISITS = 20
"""People are shown only where at least so many visits were with a pass."""


class Precision(StrEnum):
    """How precise a shown number is."""

    EXACT = "exact"
    ROUNDED = "rounded"


class Reason(StrEnum):
    """Why a number is not shown."""

    FEWER_THAN_5 = "fewer_than_5"
    TOO_FEW_PASS_VISITS = "too_few_pass_visits"  # noqa: S105 (a pass is a card here)
    TOO_FEW_ANSWERS = "too_few_answers"
    NOTHING_HELD = "nothing_held"
    PARTS_WITHHELD = "parts_withheld"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that may be printed; rounded ones are multiples of five."""

    kind: ClassVar[Literal["shown"]] = "shown"
    value: int
    precision: Precision = Precision.EXACT


@dataclass(frozen=True, slots=True, eq=False)
class Withheld:
    """A number that is not shown. It holds the reason and no number.

    Printing, formatting, testing for truth, counting with it, or comparing it with anything but
    another figure raises TypeError, so that it cannot slip onto a page as if it were a number.
    """

    kind: ClassVar[Literal["withheld"]] = "withheld"
    reason: Reason

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Withheld):
            return self.reason is other.reason
        if isinstance(other, Shown):
            return False
        return self._refuse()

    def __hash__(self) -> int:
        return hash((Withheld, self.reason))

    def __str__(self) -> str:
        return self._refuse()

    def __format__(self, spec: str) -> str:
        return self._refuse()

    def __bool__(self) -> bool:
        return self._refuse()

    def __int__(self) -> int:
        return self._refuse()

    def __float__(self) -> float:
        return self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError(f"a withheld figure has no value: {self.reason.value}")


Figure: TypeAlias = Shown | Withheld
"""A number that is either shown or withheld; `kind` tells which."""


def cases(count: int, *, held: bool) -> Figure:
    """A number of cases, rounded to five; fewer than five, zero included, is withheld.

    `held` says whether there was anything that could have brought cases; a negative `count`
    raises ValueError.
    """
    if count == 0 and not held:
        return Withheld(Reason.NOTHING_HELD)
    return shown(rounded(count))


def rounded(count: int, low: int = 0, high: int | None = None) -> int:
    """A number as it is printed: to five, 0 where it is fewer, and between `low` and `high`.

    The bounds are what the numbers printed before it leave. A number that would stand outside them
    is printed as the bound: it says what everybody could see already, and no more.
    """
    if count < 0:
        raise ValueError("a count cannot be negative")
    near = 0 if count < SMALLEST else (count + SMALLEST // 2) // SMALLEST * SMALLEST
    return max(low, near if high is None else min(near, high))


def shown(value: int) -> Figure:
    """The figure of a number as `rounded` has it."""
    return Shown(value, Precision.ROUNDED) if value else Withheld(Reason.FEWER_THAN_5)


def least(value: int) -> int:
    """The smallest number that is printed as this one where nothing bounds it."""
    return value if value <= SMALLEST else value - SMALLEST // 2


def most(value: int) -> int:
    """The largest number that is printed as this one where nothing bounds it."""
    return value + SMALLEST // 2 if value else SMALLEST - 1


def up(count: int) -> int:
    """The smallest multiple of five that is no less."""
    return -(-count // SMALLEST) * SMALLEST


def down(count: int) -> int:
    """The largest multiple of five that is no more."""
    return count // SMALLEST * SMALLEST


def total(cells: Iterable[Figure]) -> Figure:
    """The sum of the cells that are shown: a margin teaches nothing the cells do not."""
    cells = tuple(cells)
    shown = [cell for cell in cells if isinstance(cell, Shown)]
    if shown:
        rounded = any(cell.precision is Precision.ROUNDED for cell in shown)
        return Shown(
            sum(cell.value for cell in shown), Precision.ROUNDED if rounded else Precision.EXACT
        )
    nothing = Withheld(Reason.NOTHING_HELD)
    return nothing if all(cell == nothing for cell in cells) else Withheld(Reason.PARTS_WITHHELD)
