"""The figures of a month: everything the month page and the sheet show, with nothing unfiltered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from registry.figures import activities, answers, beside, counts, doors, help_requests
from registry.figures import evidence as evidenced
from registry.figures.activities import ActivityRow, OFigures
from registry.figures.answers import AnswerLine, Answers
from registry.figures.beside import BesideFigures
from registry.figures.counts import BusyHours, DayVisits
from registry.figures.disclosure import Figure, Reason, Shown, Withheld
from registry.figures.doors import Gaps
from registry.figures.evidence import Evidence, SeenLine
from registry.figures.expected import Comparison, Expected, comparisons, expected
from registry.figures.facts import GoalLines, LateMonth, Lines, Month, MonthFacts, Seen
from registry.figures.help_requests import Cell, HelpFigures
from registry.figures.rounding import change, percent
from registry.figures.summary import Summary, headlines
from registry.figures.usual import Usual, usual

TREND_MONTHS = 13
"""A small line runs from the same month of last year to this one."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Thirteen months, oldest first; a month that is unknown or withheld is a gap in its line."""

    months: tuple[Month, ...]
    visits: tuple[Figure, ...]
    holders: tuple[Figure, ...]
    new: tuple[Figure, ...]
    helpers: tuple[Figure, ...]
    help_requests: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class GoalFigures:
    """What was asked and what was seen of one goal, in the order of the theory."""

    goal: str
    asked: tuple[AnswerLine, ...]
    seen: tuple[SeenLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """One centre's month. Visits and attendance are exact; people and cases are `Figure`s.

    `before` is the month before (None: not known), `visits_change` in percents against it,
    `pass_percent` the share of the printed visits with a pass, `phone_visits` those by a poster,
    `late_visits` those of earlier months that came in after their sheets were issued, and `late` of
    which months they are (what was issued before says neither but of the month before).
    `counting` is whether the centre had begun to count: it has a visit in the month, or figures
    before it.
    `tests` and `suspect` are for the method note. `expected` and `usual` are None where too little
    came before to say; `doors` are the visits by how they were put in, `languages` how often each
    was used on the tablets, `gaps` where the data may have holes.
    """

    centre: str
    now: Summary
    before: Summary | None
    counting: bool
    visits_change: int | None
    pass_percent: Figure
    phone_visits: int
    late_visits: int
    trends: Trends
    days: tuple[DayVisits, ...]
    hours: BusyHours
    attendance: int
    os: tuple[OFigures, ...]
    activities: tuple[ActivityRow, ...]
    mood: AnswerLine
    goals: tuple[GoalFigures, ...]
    tests: int
    suspect: int
    help: HelpFigures
    beside: BesideFigures
    expected: Expected | None
    comparisons: tuple[Comparison, ...]
    usual: Usual | None
    doors: tuple[Cell, ...]
    languages: tuple[Cell, ...]
    gaps: Gaps
    evidence: Evidence
    late: tuple[LateMonth, ...] = ()

    @property
    def month(self) -> Month:
        """The month these figures are of."""
        return self.now.month


def figures(facts: MonthFacts, lines: Lines, earlier: Iterable[Summary] = ()) -> MonthFigures:
    """The one way from facts to figures, beside earlier months; ValueError if they do not fit."""
    known = {summary.month: summary for summary in earlier}
    arrived, held = counts.arrivals(facts.presences), activities.held(facts)
    now = headlines(facts, lines, arrived, held, known.values())
    before = known.get(facts.month.previous)
    asked = answers.figures(facts, (key for goal in lines.goals for key in goal.questions))
    seen = evidenced.seen_lines(now, before)
    return MonthFigures(
        centre=facts.centre,
        now=now,
        before=before,
        counting=bool(now.visits or known),
        visits_change=change(now.visits, before.visits if before else None),
        pass_percent=_pass_percent(now),
        phone_visits=counts.phone_visits(facts.presences),
        late_visits=sum(one.visits for one in facts.late),
        late=facts.late,
        trends=_trends({**known, now.month: now}, now.month),
        days=now.days,
        hours=counts.busy_hours(arrived, facts.open_days),
        attendance=sum(now.attendance.values()),
        os=activities.o_figures(held, now.attendance, before.attendance if before else None),
        activities=activities.rows(held, lines.os),
        mood=asked.mood,
        goals=tuple(_goal(goal, asked, seen) for goal in lines.goals),
        tests=asked.tests,
        suspect=asked.suspect,
        help=help_requests.figures(facts, lines.topics),
        beside=beside.figures(facts, lines),
        expected=expected(now, known),
        comparisons=comparisons(now, known),
        usual=usual(_days(known, now), now.month, until=facts.until),
        doors=doors.doors(facts, arrived),
        languages=doors.languages(facts),
        gaps=doors.gaps(facts, now.days),
        evidence=evidenced.evidence(lines.goals, held, asked.lines, seen),
    )


def _days(known: Mapping[Month, Summary], now: Summary) -> Iterator[DayVisits]:
    return (day for one in (*known.values(), now) for day in one.days)


def _pass_percent(now: Summary) -> Figure:
    if isinstance(now.pass_visits, Withheld):
        return now.pass_visits
    return Shown(percent(now.pass_visits.value, now.visits))


def _trends(known: Mapping[Month, Summary], last: Month) -> Trends:
    months = tuple(last.shifted(back) for back in range(1 - TREND_MONTHS, 1))

    def line(pick: Callable[[Summary], Figure]) -> tuple[Figure, ...]:
        unknown = Withheld(Reason.NOTHING_HELD)
        return tuple(pick(known[month]) if month in known else unknown for month in months)

    return Trends(
        months,
        visits=line(lambda summary: Shown(summary.visits)),
        holders=line(lambda summary: summary.people.holders),
        new=line(lambda summary: summary.people.new),
        helpers=line(lambda summary: summary.people.helpers),
        help_requests=line(lambda summary: summary.help_requests),
    )


def _goal(goal: GoalLines, asked: Answers, seen: Mapping[Seen, SeenLine]) -> GoalFigures:
    return GoalFigures(
        goal.goal,
        asked=tuple(line for line in asked.lines if line.item.question in goal.questions),
        seen=tuple(seen[what] for what in goal.seen),
    )
