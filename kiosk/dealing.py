"""What the tablet is dealt: for each occurrence an ordered list of questions; None asks nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from flask import current_app

from registry import clock
from registry.activities.queries import ProgrammeItem
from registry.answers import deal
from registry.answers import queries as tallies
from registry.centres.queries import CentreView
from registry.theory.model import MOOD, Theory


def deals(
    centre: CentreView, programme: Sequence[ProgrammeItem], at: datetime
) -> dict[str, list[str | None]]:
    """Return the turns by occurrence; under "" those of no activity, under "weg" on leaving."""
    theory: Theory = current_app.extensions["inloop_theory"]
    today = clock.local_day(at)
    questions = tallies.set_of_month(
        centre_id=centre.id, month=f"{today:%Y-%m}", rotating=theory.rotating()
    )
    answered = tallies.answered(centre_id=centre.id, month=f"{today:%Y-%m}")
    share = _share(centre, theory, today)
    dealt = {
        "": deal.deal(
            questions, answered=answered, preferred=frozenset(), share=share, seed=f"{today}"
        ),
        "weg": deal.deal(
            theory.leaving(), answered=answered, preferred=frozenset(), share=1, seed=f"{today}"
        ),
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


def _share(centre: CentreView, theory: Theory, day: date) -> float:
    before = day.replace(day=1) - timedelta(days=1)
    month = f"{before:%Y-%m}"
    questions = tallies.set_of_month(centre_id=centre.id, month=month, rotating=theory.rotating())
    answered = tallies.answered(centre_id=centre.id, month=month)
    shown = tallies.asked(centre_id=centre.id, month=month)
    everyone = shown.get(MOOD, 0)
    some = sum(shown.get(key, 0) for key in questions)
    return deal.share_asked(
        sum(answered.get(key, 0) for key in questions),
        len(questions),
        asked=min(1.0, some / everyone) if everyone and some else 1.0,
    )


def _of_goals(theory: Theory, questions: Sequence[str], goals: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key in questions if theory.indicator(key).goal in goals)
