"""De theorie bij ons: what a centre does, asks and sees for every line of its theory of change."""

from __future__ import annotations

from datetime import datetime

from flask.typing import ResponseReturnValue

from registry import clock, fragments
from registry.activities import queries as activities
from registry.activities.queries import ActivityView
from registry.answers import queries as answers
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.support import queries as support
from registry.theory.model import Theory
from registry.web import theory_lines
from registry.web.access import CARERS, EVERYONE, centre, pages, role_here, team
from registry.web.heard import SUBGOAL
from registry.web.installation import theory_of_change
from registry.web.theory_lines import Here


@pages.get("/team/theorie")
@team(*EVERYONE)
def theory_here() -> ResponseReturnValue:
    """Show what this centre does for each goal, subgoal and indicator, and what is missing."""
    at, theory = clock.now(), theory_of_change()
    month = Month.of(clock.local_day(at))
    may_change = role_here() in CARERS
    here = _here(theory, month, at)
    lines = theory_lines.goals(theory, here)
    return fragments.page(
        "registry/theorie-hier.html",
        theory=theory,
        month=month,
        goals=lines,
        gaps=theory_lines.gaps(lines, here) if may_change else (),
        may_change=may_change,
    )


def _here(theory: Theory, month: Month, at: datetime) -> Here:
    """Return what the page is made of."""
    centre_id = centre().id
    asked = answers.questions_of_month(
        centre_id=centre_id,
        month=str(month),
        rotating=theory.rotating(),
        leaving=theory.leaving(),
    )
    lines = reporting.activity_lines(centre_id=centre_id, month=month, at=at)
    return Here(
        activities=_on_offer(month),
        lines={line.activity_id: line for line in lines},
        asked=frozenset(asked),
        last_asked=_last_asked(month),
        heard=frozenset({SUBGOAL} if _heard_lately(month) else ()),
        figures=reporting.month(centre_id=centre_id, month=month, theory=theory, at=at),
        a_year=Month.of(centre().opened_on) <= month.shifted(-12),
    )


def _on_offer(month: Month) -> tuple[ActivityView, ...]:
    """Return the activities that were not over before a month began."""
    return tuple(
        one
        for one in activities.activities(centre_id=centre().id)
        if one.last_day is None or one.last_day >= month.first_day
    )


def _heard_lately(month: Month) -> bool:
    """Whether the team wrote in the last twelve months what it did with residents' words."""
    return any(
        Month.parse(one) > month.shifted(-12)
        for one in support.heard_by_month(centre_id=centre().id)
    )


def _last_asked(month: Month) -> dict[str, Month]:
    """Return for each question the newest month before this one in which it was asked."""
    last: dict[str, Month] = {}
    known = reporting.answers_so_far(centre_id=centre().id, until=month)
    for item, months in known.items():
        before = [one for one in months if one < month]
        if before:
            last[item.question] = max(*before, last.get(item.question, before[0]))
    return last
