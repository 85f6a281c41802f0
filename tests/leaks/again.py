"""What joint sheets, quarters and years say, added up once more from the JSON of month sheets.

Plain Python that shares no code with what makes those sheets. Texts are left out: each stands on a
sheet that it is made of, or is the theory's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from registry.theory.model import Theory
from tests.recount import chance
from tests.recount.people import OUTCOMES, TOPICS, summed

Print = dict[str, Any]

NONE = {"withheld": "nothing_held"}
PEOPLE = ("returned", "helpers", "organisers", "languages")
"""Never summed: somebody may come to two centres, a language be spoken in both."""


def joint(sheets: Sequence[Print], lines: Sequence[Sequence[int | None]], theory: Theory) -> Print:
    """A month of all together; `lines` are the visits of thirteen months of each centre."""
    help_ = [sheet["help"] for sheet in sheets]
    made = {
        "visits": sum(sheet["visits"]["count"] for sheet in sheets),
        "attendance": sum(sheet["attendance"] for sheet in sheets),
        "activities": sum(bar["activities"] for sheet in sheets for bar in sheet["os"]),
        "os": _os(sheets, theory),
        "centres": [_block(*one) for one in zip(sheets, lines, strict=True)],
        "mood": _line([sheet["answers"]["mood"] for sheet in sheets]),
        "goals": [
            _goal([goal for sheet in sheets for goal in sheet["answers"]["goals"]
                   if goal["goal"] == one.key])
            for one in theory.goals
        ],
        "more": _more([sheet["answers"]["more"] for sheet in sheets]),
        **_help(help_),
    }  # fmt: skip
    cells = [cell["figure"].get("rounded", 0) for cell in (*made["topics"], *made["outcomes"])]
    most = max(cells)
    return {**made, "disc": next((w for w in (5, 10, 25, 50, 100) if most <= 18 * w), 250)}


def span(months: Sequence[tuple[str, Print]], theory: Theory, *, all_: bool) -> Print:
    """A quarter or a year: the months with their sheets, `all_` those of all together."""
    sheets = [sheet for _, sheet in months]
    blocks = [(month, sheet if all_ else sheet["answers"]) for month, sheet in months]
    parts = [_month(month, sheet, all_=all_) for month, sheet in months]
    return {
        "months": parts,
        "visits": sum(part["visits"] for part in parts),
        "attendance": sum(part["attendance"] for part in parts),
        "os": _os(sheets, theory),
        "goals": [_goal_rows(blocks, goal.key, theory) for goal in theory.goals],
        **_help(sheets if all_ else [sheet["help"] for sheet in sheets]),
    }


def _os(sheets: Sequence[Print], theory: Theory) -> list[Print]:
    bars = [bar for sheet in sheets for bar in sheet["os"]]
    everything = sum(bar["attendance"] for bar in bars)
    found = []
    for o in theory.os:
        own = [bar for bar in bars if bar["o"] == o.key]
        came = sum(bar["attendance"] for bar in own)
        found.append({
            "o": o.key, "activities": sum(bar["activities"] for bar in own), "attendance": came,
            "percent": chance.percent(came, everything),
        })  # fmt: skip
    return found


def _help(tables: Sequence[Print]) -> Print:
    def over(table: str, key: str) -> Print:
        own = (cell for one in tables for cell in one[table] if cell["key"] == key)
        return {"key": key, "figure": summed(cell["figure"] for cell in own)}

    topics = [over("topics", key) for key in TOPICS]
    return {
        "topics": topics,
        "outcomes": [over("outcomes", key) for key in OUTCOMES],
        "help_total": summed(cell["figure"] for cell in topics),
    }


def _block(sheet: Print, line: Sequence[int | None]) -> Print:
    return {
        "visits": sheet["visits"]["count"],
        "holders": sheet["holders"]["now"],
        "helpers": sheet["helpers"]["now"],
        "trend": list(line),
        "os": [[bar["o"], bar["attendance"]] for bar in sheet["os"]],
    }


def _goal(goals: Sequence[Print]) -> Print:
    asked: dict[tuple[str, bool], list[Print]] = {}
    for line in chain.from_iterable(goal["asked"] for goal in goals):
        asked.setdefault((line["question"], line["felt_change"]), []).append(line)
    cells = list(chain.from_iterable(goal["seen"] for goal in goals))
    kinds = [what for what in dict.fromkeys(cell["what"] for cell in cells) if what not in PEOPLE]
    return {
        "goal": goals[0]["goal"],
        "asked": [
            {"question": key[0], "felt_change": key[1], **_line(asked[key])}
            for key in sorted(asked)
        ],
        "seen": [
            {"what": what, "now": _sum(cell["now"] for cell in cells if cell["what"] == what)}
            for what in kinds
        ],
        "work": _added([goal["work"] for goal in goals]),
        "done": [
            {"subgoal": key, **_added(cells)} for key, cells in _of_subgoals(goals)
        ],
    }  # fmt: skip


def _added(cells: Sequence[Print]) -> Print:
    return {name: sum(one[name] for one in cells) for name in ("activities", "attendance")}


def _of_subgoals(goals: Sequence[Print]) -> list[tuple[str, list[Print]]]:
    cells = [cell for goal in goals for cell in goal["done"]]
    keys = dict.fromkeys(cell["subgoal"] for cell in cells)
    return [(key, [cell for cell in cells if cell["subgoal"] == key]) for key in keys]


def _more(tables: Sequence[Sequence[Print]]) -> list[Print]:
    """What each sheet tells beside its goals, but for what is never summed."""
    kinds = set.intersection(*({cell["what"] for cell in cells} for cells in tables))
    cells = list(chain.from_iterable(tables))
    return [
        {"what": what, "now": _sum(cell["now"] for cell in cells if cell["what"] == what)}
        for what in sorted(kinds - set(PEOPLE))
    ]


def _sum(figures: Iterable[Any]) -> Any:
    """The sum of exact numbers (activities), or of rounded ones as they are printed."""
    figures = list(figures)
    exact = [one for one in figures if isinstance(one, int)]
    return sum(exact) if exact else summed(figures)


def _line(lines: Sequence[Print]) -> Print:
    shown = [line for line in lines if line["withheld"] is None]
    n = sum(line["n"] for line in shown)
    hundredths = sum(
        line["n"] * (10 * line["of_ten"] if line["percent"] is None else line["percent"])
        for line in shown
    )
    good = chance.whole(hundredths, 100)
    many = n >= 30
    return {
        "centres": len(shown),
        "thin": len(lines) - len(shown),
        "n": n,
        "percent": chance.percent(good, n) if many else None,
        "of_ten": chance.whole(10 * good, n) if n and not many else None,
        "margin": list(chance.margin(good, n)) if many else None,
        "response": _response(shown),
    }


def _response(shown: Sequence[Print]) -> int | None:
    asked = [chance.whole(100 * line["n"], line["response"]) for line in shown if line["response"]]
    if not asked or len(asked) < len(shown):
        return None
    return chance.percent(sum(line["n"] for line in shown), sum(asked))


def _month(month: str, sheet: Print, *, all_: bool) -> Print:
    people = {} if all_ else {kind: sheet[kind]["now"] for kind in ("holders", "new", "helpers")}
    return {
        "month": month,
        "visits": sheet["visits"] if all_ else sheet["visits"]["count"],
        "attendance": sheet["attendance"],
        **people,
        "os": [[bar["o"], bar["attendance"]] for bar in sheet["os"]],
    }


def _goal_rows(blocks: Sequence[tuple[str, Print]], key: str, theory: Theory) -> Print:
    own = [(month, next(goal for goal in block["goals"] if goal["goal"] == key))
           for month, block in blocks]  # fmt: skip
    told = [_told(block) for _, block in blocks]
    indicators = [one.key for one in theory.indicators if one.goal == key]
    under = {what for one in indicators for what in theory.signs_of(one)}
    kinds = dict.fromkeys(cell["what"] for _, goal in own for cell in goal["seen"])
    return {
        "goal": key,
        "indicators": [
            row for one in indicators for row in _indicator(own, one, theory.signs_of(one), told)
        ],
        "seen": _seen(told, [what for what in kinds if what not in under]),
        "work": [goal["work"] for _, goal in own],
        "done": [
            {
                "subgoal": subgoal,
                "fewest": min(one["activities"] for one in cells),
                "most": max(one["activities"] for one in cells),
                "attendance": sum(one["attendance"] for one in cells),
            }
            for subgoal, cells in _of_subgoals([goal for _, goal in own])
        ],
    }


def _told(block: Print) -> Print:
    """All that a month's sheet tells of what was seen."""
    cells = [cell for goal in block["goals"] for cell in goal["seen"]] + block["more"]
    return {cell["what"]: cell["now"] for cell in cells}


def _seen(told: Sequence[Print], kinds: Iterable[str]) -> list[Print]:
    """Month by month, of what any month tells."""
    return [
        {"what": what, "months": [one.get(what, NONE) for one in told]}
        for what in kinds
        if any(what in one for one in told)
    ]


def _indicator(
    own: Sequence[tuple[str, Print]], key: str, signs: Iterable[str], told: Sequence[Print]
) -> list[Print]:
    lines = [(month, line) for month, goal in own for line in goal["asked"]
             if line["question"] == key]  # fmt: skip
    ways = sorted({line["felt_change"] for _, line in lines}) or [False]
    found = []
    for way in ways:
        asked = [(month, line) for month, line in lines if line["felt_change"] == way]
        found.append({
            "indicator": key,
            "asked": [{"month": month, **_asked(line)} for month, line in asked],
            "seen": [] if found else _seen(told, signs),
        })  # fmt: skip
    return found


def _asked(line: Print) -> Print:
    low, high = line.get("margin") or (line.get("low"), line.get("high"))
    return {
        "n": _number(line["n"]),
        "percent": line["percent"],
        "of_ten": line["of_ten"],
        "response": _number(line.get("response")),
        "low": low,
        "high": high,
    }


def _number(told: Any) -> int | None:
    return told if type(told) is int and told else None
