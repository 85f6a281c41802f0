"""Joins the figures of a month with wording into the data of the two pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry.figures.activities import ActivityRow, OFigures
from registry.figures.disclosure import Figure, Shown
from registry.figures.help_requests import HelpFigures
from registry.figures.month import MonthFigures
from registry.sheets import asked, visits, wording
from registry.sheets.page_data import (
    TEMPLATE_VERSION,
    ActivityLine,
    BusyRow,
    CaseCell,
    HelpBlock,
    OBar,
    PeopleTile,
    Rest,
    Sheet,
)
from registry.theory.model import Theory

LINES = 7
"""So many activities stand in the list; the others are counted below it."""

DOTS = 104
"""So many dots fit beside an activity."""

WORTHS = (1, 5, 10, 25, 50, 100, 250, 500)
"""What one dot may be worth: the smallest with which the busiest activity fits."""

DISCS = 18
"""So many discs fit above an outcome; beside a topic there is room for more."""

DISC_WORTHS = (5, 10, 25, 50, 100, 250)
"""What one disc of help requests may be worth: the smallest with which all fit."""

LABELLED = 0.9
"""A disc this near the largest one (by its width) is wide enough for a number."""

WIDEST = 999.5
"""A number of four digits is wider than any disc."""


def compose(
    figures: MonthFigures,
    *,
    centre: str,
    theory: Theory,
    own_headline: str | None = None,
    words: str | None = None,
    quote: str | None = None,
    agreed: str | None = None,
    example: bool = False,
) -> Sheet:
    """Return the draft of a month's sheet; see `Sheet` for what is told on it besides figures.

    Raises KeyError for an O, goal or question that the theory does not have.
    """
    return Sheet(
        centre=centre,
        month=figures.month,
        state="concept",
        example=example,
        theory_version=theory.version,
        template_version=TEMPLATE_VERSION,
        headline=own_headline or headline(figures, theory),
        words=words,
        **visits.told(figures),
        holders=_holders(figures),
        new=_new(figures),
        helpers=_helpers(figures),
        attendance=figures.attendance,
        os=tuple(_o(one, theory) for one in figures.os),
        hours=figures.hours.hours,
        busy=_busy(figures),
        activities=tuple(_activity(row, theory) for row in figures.activities[:LINES]),
        rest=_rest(figures.activities[LINES:]),
        dot=_dot(figures.activities),
        answers=asked.answers(figures, theory),
        help=_help(figures.help),
        quote=quote,
        agreed=agreed,
    )


def headline(figures: MonthFigures, theory: Theory) -> str:
    """Return the headline that follows from the figures, good news or bad."""
    came = visits.tile(figures)
    if not came.count:
        return wording.nothing_counted(counting=figures.counting, was_open=bool(figures.days))
    return wording.headline(came, [_o(one, theory) for one in figures.os], figures.month)


def _holders(figures: MonthFigures) -> PeopleTile:
    return PeopleTile(
        now=figures.now.people.holders,
        beside=figures.now.pass_visits,
        percent=figures.pass_percent,
        trend=visits.series(figures.trends.holders),
    )


def _new(figures: MonthFigures) -> PeopleTile:
    return PeopleTile(
        now=figures.now.people.new,
        beside=figures.before.people.new if figures.before else None,
        trend=visits.series(figures.trends.new),
    )


def _helpers(figures: MonthFigures) -> PeopleTile:
    return PeopleTile(
        now=figures.now.people.helpers,
        beside=figures.now.people.organisers,
        trend=visits.series(figures.trends.helpers),
    )


def _o(one: OFigures, theory: Theory) -> OBar:
    return OBar(
        o=one.o,
        name=theory.o(one.o).text,
        activities=one.activities,
        attendance=one.attendance,
        percent=one.percent,
        before=one.before,
    )


def _busy(figures: MonthFigures) -> tuple[BusyRow, ...]:
    rows = figures.hours.rows
    largest = max((average for row in rows for average in row.averages), default=0)
    return tuple(
        BusyRow(
            weekday=wording.WEEKDAYS[row.weekday],
            averages=row.averages,
            labels=tuple(_label(average, largest) for average in row.averages),
        )
        for row in rows
    )


def _label(average: float, largest: float) -> int | None:
    """Return the whole number printed in a disc; its surface stands for the average."""
    wide_enough = 1 <= average < WIDEST and (average / largest) ** 0.5 >= LABELLED
    return int(average + 0.5) if wide_enough else None


def _activity(row: ActivityRow, theory: Theory) -> ActivityLine:
    return ActivityLine(
        o=row.o,
        name=theory.o(row.o).text if row.title is None else row.title,
        schedule=row.schedule,
        nameless=row.activities if row.title is None else None,
        times=row.times,
        attendance=row.attendance,
        per_time=row.per_time,
        weekly=row.weekly,
    )


def _rest(rows: Sequence[ActivityRow]) -> Rest | None:
    if not rows:
        return None
    return Rest(
        activities=sum(row.activities for row in rows),
        attendance=sum(row.attendance for row in rows),
    )


def _dot(rows: Sequence[ActivityRow]) -> int:
    return _worth(max((row.attendance for row in rows), default=0), DOTS, WORTHS)


def _worth(most: int, room: int, worths: Sequence[int]) -> int:
    """Return the smallest worth of a dot with which the largest number fits its room."""
    return next((worth for worth in worths if most <= worth * room), worths[-1])


def _help(figures: HelpFigures) -> HelpBlock:
    topics = [
        CaseCell(key=cell.key, name=wording.TOPICS[cell.key], figure=cell.figure)
        for cell in figures.topics
    ]
    outcomes = tuple(
        CaseCell(key=key, name=name, figure=figures.outcome(key))
        for key, name in wording.OUTCOMES.items()
    )
    return HelpBlock(
        total=figures.topics_total,
        disc=disc_worth(cell.figure for cell in (*topics, *outcomes)),
        topics=tuple(sorted(topics, key=_largest_first)),
        headline=wording.outcomes_headline(outcomes),
        outcomes=outcomes,
    )


def disc_worth(cells: Iterable[Figure]) -> int:
    """Return what one disc of help requests is worth, so that the largest cell fits its room."""
    most = max((figure.value for figure in cells if isinstance(figure, Shown)), default=0)
    return _worth(most, DISCS, DISC_WORTHS)


def _largest_first(cell: CaseCell) -> int:
    return -cell.figure.value if isinstance(cell.figure, Shown) else 0
