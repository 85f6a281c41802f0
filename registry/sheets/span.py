"""Puts the issued months of a quarter or a year beside each other. Pure.

It reads what issued sheets print and nothing else. Visits and attendance are sums; people stand per
month, and an answer stands in the month in which it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from registry.figures import disclosure
from registry.figures.disclosure import Figure, Reason, Withheld
from registry.figures.facts import Month, Seen
from registry.figures.periods import Period
from registry.sheets import wording, working
from registry.sheets.adding import Printed, cells_of, figure_of, os_of
from registry.sheets.span_data import Asked, GoalRows, IndicatorRow, SeenRow, Span, SpanMonth
from registry.theory.model import Goal, Indicator, Theory, Value

TEMPLATE_VERSION = "3"


@dataclass(frozen=True, slots=True)
class IssuedMonth:
    """An issued sheet of a month: its number, and what it prints."""

    month: Month
    number: str
    printed: Printed


def compose_span(
    issued: Sequence[IssuedMonth],
    *,
    name: str,
    joint: bool,
    period: Period,
    theory: Theory,
    example: bool = False,
) -> Span:
    """Return the draft of a quarter's or a year's sheet; `issued` in the order of the months.

    Raises ValueError where no month's sheet is issued.
    """
    if not issued:
        raise ValueError("no sheet is issued")
    sheets = [one.printed for one in issued]
    months = tuple(_month(one, joint=joint) for one in issued)
    topics = cells_of(_help(sheets, "topics"), wording.TOPICS)
    os = os_of(sheets, theory)
    visits = sum(one.visits for one in months)
    return Span(
        name=name,
        joint=joint,
        period=str(period),
        state="concept",
        example=example,
        theory_version=theory.version,
        template_version=TEMPLATE_VERSION,
        headline=wording.span_headline(period, visits, os, months),
        months=months,
        missing=tuple(one for one in period.months if one not in {had.month for had in issued}),
        visits=visits,
        attendance=sum(one.attendance for one in months),
        os=os,
        goals=tuple(_goal(issued, goal, theory) for goal in theory.goals),
        help_total=disclosure.total(cell.figure for cell in topics),
        topics=topics,
        outcomes=cells_of(_help(sheets, "outcomes"), wording.OUTCOMES),
    )


def _month(one: IssuedMonth, *, joint: bool) -> SpanMonth:
    printed = one.printed

    def people(kind: str) -> disclosure.Figure | None:
        return None if joint else figure_of(printed[kind]["now"])

    return SpanMonth(
        month=one.month,
        sheet=one.number,
        visits=printed["visits"] if joint else printed["visits"]["count"],
        attendance=printed["attendance"],
        holders=people("holders"),
        new=people("new"),
        helpers=people("helpers"),
        os=tuple((bar["o"], bar["attendance"]) for bar in printed["os"]),
    )


def _help(sheets: Iterable[Printed], table: str) -> list[Printed]:
    """The cells of a table: a centre's sheet has them under help, a joint one by themselves."""
    return list(chain.from_iterable(sheet.get("help", sheet)[table] for sheet in sheets))


def _goal_of(sheet: Printed, goal: str) -> Printed:
    goals = sheet.get("answers", sheet)["goals"]
    of_none = {"goal": goal, "asked": (), "seen": ()}  # the theory had no such goal then
    return next((one for one in goals if one["goal"] == goal), of_none)


def _goal(issued: Sequence[IssuedMonth], goal: Goal, theory: Theory) -> GoalRows:
    own = [(one.month, _goal_of(one.printed, goal.key)) for one in issued]
    told = [_told(one.printed) for one in issued]
    indicators = theory.indicators_of(goal.key)
    rows = (_rows(own, told, one, theory) for one in indicators)
    under = {what for one in indicators for what in theory.signs_of(one.key)}
    kinds = dict.fromkeys(Seen(cell["what"]) for _, block in own for cell in block["seen"])
    return GoalRows(
        goal=goal.key,
        name=goal.text,
        subgoals=tuple(one.text for one in theory.subgoals_of(goal.key)),
        indicators=tuple(chain.from_iterable(rows)),
        seen=_seen(told, [what for what in kinds if what not in under]),
        work=tuple(working.read(block) for _, block in own),
        done=working.done_in_months([block for _, block in own]),
    )


def _told(sheet: Printed) -> Mapping[Seen, Figure]:
    """All that a month's sheet and its annex tell of what was seen."""
    block = sheet.get("answers", sheet)
    cells = chain(*(goal["seen"] for goal in block["goals"]), block.get("more", ()))
    return {Seen(cell["what"]): figure_of(cell["now"]) for cell in cells}


def _rows(
    own: Sequence[tuple[Month, Printed]],
    told: Sequence[Mapping[Seen, Figure]],
    indicator: Indicator,
    theory: Theory,
) -> list[IndicatorRow]:
    """What was asked of an indicator, with what was seen of it in the first row."""
    first, *others = _ways(own, indicator, theory)
    return [replace(first, seen=_seen(told, theory.signs_of(indicator.key))), *others]


def _ways(
    own: Sequence[tuple[Month, Printed]], indicator: Indicator, theory: Theory
) -> list[IndicatorRow]:
    """A row for each way in which an indicator was asked; one without answers where it was not."""
    found: dict[bool, list[tuple[Month, Printed]]] = {}
    for month, block in own:
        for line in block["asked"]:
            if line["question"] == indicator.key:
                found.setdefault(line["felt_change"], []).append((month, line))
    if found:
        return [_asked(indicator, lines, felt) for felt, lines in sorted(found.items())]
    question = theory.question(indicator.key) if indicator.asked else None
    favourable = None
    if question is not None:
        favourable = next(one.label for one in question.options if one.value == Value.PLUS)
    return [
        IndicatorRow(
            indicator=indicator.key,
            text=indicator.text,
            question=question.text if question else None,
            felt_change=False,
            favourable=favourable,
            asked=(),
        )
    ]


def _asked(
    indicator: Indicator, lines: Sequence[tuple[Month, Printed]], felt: bool
) -> IndicatorRow:
    _, last = lines[-1]
    return IndicatorRow(
        indicator=indicator.key,
        text=indicator.text,
        question=last["text"],
        felt_change=felt,
        favourable=last["favourable"],
        asked=tuple(_answered(month, line) for month, line in lines),
    )


def _answered(month: Month, line: Printed) -> Asked:
    """A month's answers; a joint sheet has its margin as two ends, older ones have none."""
    low, high = line.get("margin") or (line.get("low"), line.get("high"))
    return Asked(
        month=month,
        n=_number(line["n"]),
        percent=line["percent"],
        of_ten=line["of_ten"],
        response=_number(line.get("response")),
        low=low,
        high=high,
    )


def _number(told: Any) -> int | None:
    return told if isinstance(told, int) and told else None


def _seen(told: Sequence[Mapping[Seen, Figure]], kinds: Iterable[Seen]) -> tuple[SeenRow, ...]:
    """What the sheets tell of each kind; none of one that no sheet tells of."""
    unknown = Withheld(Reason.NOTHING_HELD)
    return tuple(
        SeenRow(what=what, months=tuple(month.get(what, unknown) for month in told))
        for what in kinds
        if any(what in month for month in told)
    )
