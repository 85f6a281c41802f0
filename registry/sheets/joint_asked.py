"""Adds up what the centres' sheets print of a question, and compares it with the last time. Pure.

Only centres whose sheets show the answers count. An earlier month is compared with where all of
those show them as well: a difference is then no other mix of centres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from registry.figures.answers import FEWEST_FOR_PERCENT, SIGNIFICANCE
from registry.figures.answers import Before as Compared
from registry.figures.facts import Month
from registry.figures.intervals import holm, two_proportion_p, wilson
from registry.figures.rounding import percent, whole
from registry.sheets.adding import Printed
from registry.sheets.asked import in_words
from registry.sheets.together_data import JointLine

Item = tuple[str, bool]
"""A question, and whether it asks for a felt change."""

Told = tuple[Printed, Mapping[Month, Printed]]
"""What a centre's sheet prints, and what those of its earlier months do."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Answers, and the favourable ones as the sheets' shares tell them."""

    n: int
    favourable: int


def mood(lines: Sequence[Printed]) -> JointLine | None:
    """Return the mood over all sheets; None where there is none."""
    if not lines:
        return None
    words = {"question": "stemming", "favourable": "goed of heel goed"}
    return line([{**one, **words, "on_leaving": False, "felt_change": False} for one in lines])


def line(lines: Sequence[Printed]) -> JointLine:
    """Return one question over all sheets that ask it, at least one."""
    first, shown = lines[0], [one for one in lines if _shows(one)]
    both = _added(shown)
    in_percents = both.n >= FEWEST_FOR_PERCENT
    low, high = wilson(both.favourable, both.n) if in_percents else (0.0, 0.0)
    return JointLine(
        question=first["question"],
        text=first["text"],
        on_leaving=first["on_leaving"],
        felt_change=first["felt_change"],
        favourable=first["favourable"],
        centres=len(shown),
        thin=len(lines) - len(shown),
        n=both.n,
        percent=percent(both.favourable, both.n) if in_percents else None,
        of_ten=whole(10 * both.favourable, both.n) if 0 < both.n < FEWEST_FOR_PERCENT else None,
        margin=(round(100 * low), round(100 * high)) if in_percents else None,
        response=_response(shown),
    )


def compared(
    goals: Mapping[str, Sequence[JointLine]], parts: Sequence[Told]
) -> dict[str, tuple[JointLine, ...]]:
    """Return the lines of each goal beside the last time, where that can be tested.

    Two proportions, with Holm's correction over all lines: as on the sheets of the centres.
    """
    pairs = [
        ((goal, place), *found)
        for goal, lines in goals.items()
        for place, one in enumerate(lines)
        if (found := _beside(one, parts))
    ]
    corrected = holm(
        [
            two_proportion_p(now.favourable, now.n, then.favourable, then.n)
            for _, now, _, then in pairs
        ]
    )
    made = {goal: list(lines) for goal, lines in goals.items()}
    for ((goal, place), now, month, then), p in zip(pairs, corrected, strict=True):
        earlier = percent(then.favourable, then.n)
        points = percent(now.favourable, now.n) - earlier
        before = Compared(month, earlier, points if points and p < SIGNIFICANCE else None)
        made[goal][place] = replace(made[goal][place], before=in_words(before))
    return {goal: tuple(lines) for goal, lines in made.items()}


def _beside(one: JointLine, parts: Sequence[Told]) -> tuple[_Sum, Month, _Sum] | None:
    """The answers of now, and those of the latest month that can be laid beside them."""
    item = (one.question, one.felt_change)
    now = [(own, earlier) for sheet, earlier in parts if (own := _shown(sheet, item))]
    both = _added([own for own, _ in now])
    if both.n < FEWEST_FOR_PERCENT:
        return None
    for month in sorted({month for _, earlier in now for month in earlier}, reverse=True):
        then = [_shown(earlier[month], item) for _, earlier in now if month in earlier]
        shown = [own for own in then if own]
        past = _added(shown)
        if len(shown) == len(now) and past.n >= FEWEST_FOR_PERCENT:
            return both, month, past
    return None


def _shown(sheet: Printed, item: Item) -> Printed | None:
    """The line of a question on a sheet, where it shows its answers."""
    found = (one for one in _lines(sheet) if (one["question"], one["felt_change"]) == item)
    return next((one for one in found if _shows(one)), None)


def _lines(sheet: Printed) -> Iterator[Printed]:
    for goal in sheet["answers"]["goals"]:
        yield from goal["asked"]


def _shows(one: Printed) -> bool:
    return one["withheld"] is None


def _added(shown: Sequence[Printed]) -> _Sum:
    return _Sum(sum(one["n"] for one in shown), whole(sum(map(_hundredths, shown)), 100))


def _hundredths(one: Printed) -> int:
    """The favourable answers as the sheet prints them, in hundredths of an answer."""
    share: int = one["percent"] if one["percent"] is not None else 10 * one["of_ten"]
    return share * int(one["n"])


def _response(shown: Sequence[Printed]) -> int | None:
    """The share of those asked who answered: each sheet's own, by how many it says were asked."""
    if not shown or not all(one["response"] for one in shown):
        return None
    asked = sum(whole(100 * one["n"], one["response"]) for one in shown)
    return percent(sum(one["n"] for one in shown), asked)
