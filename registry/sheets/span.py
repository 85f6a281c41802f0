"""Puts the issued months of a quarter or a year beside each other. Pure.

It reads what issued sheets print and nothing else. Visits and attendance are sums; people stand per
month, and an answer stands in the month in which it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from registry.figures import disclosure
from registry.figures.disclosure import Reason, Withheld
from registry.figures.facts import Month, Seen
from registry.figures.periods import Period
from registry.sheets import wording
from registry.sheets.adding import Printed, cells_of, figure_of, os_of
from registry.sheets.span_data import Asked, GoalRows, IndicatorRow, SeenRow, Span, SpanMonth
from registry.theory.model import Goal, Indicator, Theory, Value

TEMPLATE_VERSION = "1"


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
    return next(one for one in goals if one["goal"] == goal)


def _goal(issued: Sequence[IssuedMonth], goal: Goal, theory: Theory) -> GoalRows:
    own = [(one.month, _goal_of(one.printed, goal.key)) for one in issued]
    rows = (_rows(own, one, theory) for one in theory.indicators if one.goal == goal.key)
    kinds = dict.fromkeys(Seen(cell["what"]) for _, block in own for cell in block["seen"])
    return GoalRows(
        goal=goal.key,
        name=goal.text,
        indicators=tuple(chain.from_iterable(rows)),
        seen=tuple(_seen(own, what) for what in kinds),
    )


def _rows(
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
        asked=tuple(
            Asked(
                month=month,
                n=line["n"] if isinstance(line["n"], int) and line["n"] else None,
                percent=line["percent"],
                of_ten=line["of_ten"],
            )
            for month, line in lines
        ),
    )


def _seen(own: Sequence[tuple[Month, Printed]], what: Seen) -> SeenRow:
    unknown = Withheld(Reason.NOTHING_HELD)
    return SeenRow(
        what=what,
        months=tuple(
            next(
                (figure_of(cell["now"]) for cell in block["seen"] if cell["what"] == what), unknown
            )
            for _, block in own
        ),
    )
