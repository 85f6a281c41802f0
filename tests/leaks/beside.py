"""Each question of a joint sheet beside the last time, from the JSON of month sheets. Plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from registry.figures.facts import Month
from tests.leaks.again import Print
from tests.recount import chance


def beside(made: Print, sheets: Sequence[Print], earlier: Sequence[Mapping[Month, Print]]) -> Print:
    """The same, each question beside the last month in which the same centres showed it."""
    tested = []
    for goal in made["goals"]:
        for line in goal["asked"]:
            line["before"] = None
            item = line["question"], line["felt_change"]
            here = [(_one(sheet, item), then) for sheet, then in zip(sheets, earlier, strict=True)]
            now = [(own, then) for own, then in here if own]
            for month in sorted({month for _, then in now for month in then}, reverse=True):
                old = [_one(then.get(month), item) for _, then in now]
                if all(old) and min(new_n := _n(own for own, _ in now), _n(old)) >= 30:
                    new_good, old_good = _good(own for own, _ in now), _good(old)
                    tested.append((line, month, (new_good, new_n), (old_good, _n(old))))
                    break
    named = chance.differences([chance.differ(*new, *old) for _, _, new, old in tested])
    for index, (line, month, new, old) in enumerate(tested):
        points = chance.percent(*new) - chance.percent(*old)
        told = abs(points) if index in named and points else None
        way = None if told is None else "higher" if points > 0 else "lower"
        line["before"] = {
            "month": str(month), "percent": chance.percent(*old), "points": told, "direction": way
        }  # fmt: skip
    return {**made, "tests": len(tested) or None}


def _one(sheet: Print | None, item: tuple[str, bool]) -> Print | None:
    lines = [line for goal in sheet["answers"]["goals"] for line in goal["asked"]] if sheet else []
    own = [line for line in lines if (line["question"], line["felt_change"]) == item]
    return own[0] if own and own[0]["withheld"] is None else None


def _n(lines: Iterable[Print | None]) -> int:
    return sum(line["n"] for line in lines if line)


def _good(lines: Iterable[Print | None]) -> int:
    hundredths = (
        line["n"] * (10 * line["of_ten"] if line["percent"] is None else line["percent"])
        for line in lines
        if line
    )
    return chance.whole(sum(hundredths), 100)
