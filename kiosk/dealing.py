"""What the tablet is dealt: for each occurrence an ordered list of questions; None asks nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import current_app

from registry import clock
from registry.activities.queries import ProgrammeItem
from registry.answers import deal
from registry.answers import queries as tallies
from registry.centres.queries import CentreView
from registry.theory.model import Theory


def deals(
    centre: CentreView, programme: Sequence[ProgrammeItem], at: datetime
) -> dict[str, list[str | None]]:
    """Return the turns by occurrence; under "" those of no activity, under "weg" on leaving.

    Whoever tells how it was on leaving does so unasked, so there everybody gets a question.
    """
    theory: Theory = current_app.extensions["inloop_theory"]
    today = clock.local_day(at)
    month, rotating = f"{today:%Y-%m}", theory.rotating()
    questions = list(tallies.set_of_month(centre_id=centre.id, month=month, rotating=rotating))
    answered = tallies.answered(centre_id=centre.id, month=month)
    share = tallies.share_asked(centre_id=centre.id, month=month, rotating=rotating)
    leaving = theory.leaving() if tallies.asks(centre_id=centre.id, month=month) else ()
    day = f"{centre.id} {today}"
    dealt = {
        "": deal.deal(questions, answered=answered, share=share, seed=day),
        "weg": deal.deal(leaving, answered=answered, seed=f"weg {day}"),
    }
    for item in programme:
        if not (item.sensitive or item.for_children):
            dealt[str(item.occurrence_id)] = deal.deal(
                questions,
                answered=answered,
                preferred=_of_goals(theory, questions, item.goals),
                share=share,
                seed=f"{item.occurrence_id}",
            )
        else:
            dealt[str(item.occurrence_id)] = []
    return dealt


def _of_goals(theory: Theory, questions: Sequence[str], goals: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key in questions if theory.indicator(key).goal in goals)
