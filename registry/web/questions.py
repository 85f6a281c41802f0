"""Vragen: which six questions a month asks and how, and whether the tablet asks anything at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, words
from registry.answers import deal, services
from registry.answers import queries as answers
from registry.answers.services import CannotAsk
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.web import question_list
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.installation import theory_of_change
from registry.web.question_list import QuestionsForm

CHOOSE, TURN, OFF, ON = "kies", "beurt", "uit", "aan"
"""The deeds of the page's buttons."""


@pages.route("/team/instellingen/vragen", methods=["GET", "POST"])
@team(*CARERS)
def questions() -> ResponseReturnValue:
    """Show the questions of this month or the next, or change them."""
    at = clock.now()
    months = [Month.parse(month) for month in services.open_months(clock.local_day(at))]
    month = next((one for one in months if str(one) == request.args.get("maand", str(one))), None)
    if month is None:
        abort(404)
    form = _form(month)
    deed = request.form.get("deed", CHOOSE)
    if deed in (OFF, ON) and form.is_submitted():
        return _turn(on=deed == ON)
    if form.is_submitted() and _kept(form, month, deed):
        flash(_("Bewaard: de vragen van %(month)s.", month=words.month(month.first_day)))
        return fragments.go(url_for("web.questions", maand=month))
    return _page(form, months, month)


def _form(month: Month) -> QuestionsForm:
    theory = theory_of_change()
    chosen = answers.chosen_set(centre_id=centre().id, month=str(month))
    turn = deal.month_set(theory.rotating(), month.month)
    ways = {f"way_{key}": variant for key, variant in chosen.items()}
    return question_list.form_for(theory)(data={"asked": list(chosen or turn), **ways})


def _kept(form: QuestionsForm, month: Month, deed: str) -> bool:
    """Keep what the form says of a month; False where that can't be, which the form then tells."""
    keep: Callable[..., None] = services.follow_turn
    if deed != TURN:
        if not form.validate():
            return False
        keep = partial(services.choose_set, chosen=form.chosen())
    try:
        keep(
            centre_id=centre().id,
            month=str(month),
            theory=theory_of_change(),
            at=clock.now(),
            by=person().account_id,
        )
    except CannotAsk as refused:
        form.refuse(refused)
        return False
    return True


def _turn(*, on: bool) -> ResponseReturnValue:
    services.ask(centre_id=centre().id, asks=on, at=clock.now(), by=person().account_id)
    flash(_("De tablet stelt weer vragen.") if on else _("De tablet stelt geen vragen meer."))
    return fragments.go(url_for("web.questions"))


def _page(form: QuestionsForm, months: list[Month], month: Month) -> Response:
    theory, here = theory_of_change(), centre().id
    this_month = months[0]
    return fragments.page(
        "registry/vragen.html",
        block="form",
        status=422 if form.errors else 200,
        form=form,
        months=months,
        month=month,
        this_month=this_month,
        size=deal.set_size(theory.rotating()),
        asks=answers.asks(centre_id=here, month=str(this_month)),
        own_choice=bool(answers.chosen_set(centre_id=here, month=str(month))),
        percent=round(
            100
            * answers.share_asked(centre_id=here, month=str(this_month), rotating=theory.rotating())
        ),
        goals=question_list.goals(
            theory, reporting.answers_so_far(centre_id=here, until=this_month), this_month
        ),
        leaving=[theory.question(key) for key in theory.leaving()],
        mood=theory.mood,
        seen_only=[one for one in theory.indicators if not one.asked],
    )
