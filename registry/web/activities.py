"""The pages of activities: the list with what each contributes to, adding, changing, stopping."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.activities import queries, services
from registry.activities.plan import OPEN_INLOOP, ActivityPlan
from registry.activities.queries import ActivityView, ProgrammeItem
from registry.answers import queries as answers
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.reporting import services as reporting
from registry.support import queries as support
from registry.web import activity_list
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.activity_form import FIRST_DAY, LAST_DAY, ActivityForm, form_for
from registry.web.activity_plan import (
    copied_data,
    data_of,
    follows_type,
    inloop_data,
    new_data,
    plan_of,
    proposal,
    proposed_by_type,
    start_mark,
    take_over,
)
from registry.web.installation import theory_of_change
from registry.web.listing import Wish
from registry.web.month import month_asked_for

COMING = 8
"""How many of the next occurrences the page of an activity lists."""

PROPOSALS = {"alles": take_over, "gevoelig": start_mark}
"""What the form can take over before it is saved; a search for a pictogram takes nothing."""


@pages.get("/team/activiteiten")
@team(*CARERS)
def activities() -> ResponseReturnValue:
    """List a centre's activities with their figures of a month."""
    at = clock.now()
    today = Month.of(clock.local_day(at))
    month = month_asked_for(request.args.get("maand", str(today.previous)), today)
    theory = theory_of_change()
    lines = reporting.activity_lines(centre_id=centre().id, month=month, at=at)
    listed = activity_list.rows(
        queries.activities(centre_id=centre().id, archived=True),
        {line.activity_id: line for line in lines},
        theory,
        answers.set_of_month(centre_id=centre().id, month=str(month), rotating=theory.rotating()),
    )
    wish = Wish.read(activity_list.shape(month, theory), request.args)
    return fragments.page(
        "registry/activiteiten.html",
        month=month,
        next_month=month.next if month < today else None,
        found=activity_list.found(listed, wish, theory),
        tiles=activity_list.tiles(listed, theory),
        all_rows=len(listed),
        goals=theory.goals,
        indicators=len(theory.indicators),
        first_type=OPEN_INLOOP,
    )


@pages.get("/team/activiteiten/gestopt")
@team(*CARERS)
def stopped_activities() -> ResponseReturnValue:
    """List what was put away, to copy or to bring back."""
    return fragments.page("registry/gestopt.html", found=activity_list.stopped(request.args))


@pages.route("/team/activiteiten/nieuw", methods=["GET", "POST"])
@team(*CARERS)
def new_activity() -> ResponseReturnValue:
    """Show the form of a new activity, empty or with what another one has; or add one."""
    at = clock.now()
    form = _form(_start(clock.local_day(at)))

    def save(plan: ActivityPlan) -> None:
        services.create(centre_id=centre().id, plan=plan, at=at, by=person().account_id)

    return _reply(form, save, None)


@pages.route("/team/activiteiten/<uuid:activity_id>", methods=["GET", "POST"])
@team(*CARERS)
def edit_activity(activity_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form of an activity, or change it from now on."""
    activity = _on_offer(activity_id)

    def save(plan: ActivityPlan) -> None:
        services.change(
            centre_id=centre().id,
            activity_id=activity_id,
            plan=plan,
            at=clock.now(),
            by=person().account_id,
        )

    return _reply(_form(data_of(activity)), save, activity)


@pages.post("/team/activiteiten/<uuid:activity_id>/stop")
@team(*CARERS)
def stop_activity(activity_id: uuid.UUID) -> ResponseReturnValue:
    """Take an activity off the programme; its past stays."""
    activity = _on_offer(activity_id)
    services.archive(
        centre_id=centre().id, activity_id=activity_id, at=clock.now(), by=person().account_id
    )
    flash(_("%(title)s is gestopt. De cijfers blijven.", title=activity.title))
    return fragments.go(url_for("web.activities"))


@pages.post("/team/activiteiten/<uuid:activity_id>/terug")
@team(*CARERS)
def bring_back_activity(activity_id: uuid.UUID) -> ResponseReturnValue:
    """Put an activity that was stopped on the programme again."""
    try:
        services.bring_back(
            centre_id=centre().id, activity_id=activity_id, at=clock.now(), by=person().account_id
        )
    except services.UnknownActivity:
        abort(404)
    flash(_("De activiteit staat weer op het programma."))
    return fragments.go(url_for("web.edit_activity", activity_id=activity_id))


def _start(today: date) -> dict[str, object]:
    """Return what a new form starts with: a copy, what a type proposes, or next to nothing."""
    copied = request.args.get("kopie", "", type=str)
    for view in queries.activities(centre_id=centre().id, archived=True):
        if str(view.id) == copied:
            return copied_data(view, today)
    if copied:
        abort(404)
    proposed = proposal(theory_of_change(), request.args.get("soort", ""))
    first = request.args.get("begin") == OPEN_INLOOP
    week = centres.hours_of(centre().id).week_on(today)
    return {**new_data(today), **proposed, **(inloop_data(week) if first else {})}


def _on_offer(activity_id: uuid.UUID) -> ActivityView:
    activity = queries.activity(centre_id=centre().id, activity_id=activity_id)
    if activity is None or activity.archived_at is not None:
        abort(404)
    return activity


def _form(start: dict[str, object]) -> ActivityForm:
    form = form_for(
        theory_of_change(),
        languages=centre().languages,
        open_weekdays=centres.hours_of(centre().id).weekdays(clock.local_day(clock.now())),
        closed_days=frozenset(centres.closures(centre().id, FIRST_DAY, LAST_DAY)),
    )
    return form(data=start)


def _reply(
    form: ActivityForm, save: Callable[[ActivityPlan], None], activity: ActivityView | None
) -> ResponseReturnValue:
    """Take over what the type proposes, save, or show the form as it was typed."""
    asked = request.form.get("voorstel")
    if asked is not None:
        if asked in PROPOSALS:
            PROPOSALS[asked](form)
        return _form_page(form, activity)
    if form.validate_on_submit():
        plan = plan_of(form)
        save(plan)
        flash(_("Bewaard: %(title)s, %(schedule)s.", title=plan.title, schedule=plan.schedule))
        return fragments.go(url_for("web.activities"))
    return _form_page(form, activity, status=422 if form.is_submitted() else 200)


def _form_page(form: ActivityForm, activity: ActivityView | None, status: int = 200) -> Response:
    known = queries.activities(centre_id=centre().id, archived=True)
    coming = () if activity is None else _coming(activity.id)
    return fragments.page(
        "registry/activiteit.html",
        block="form",
        status=status,
        form=form,
        activity=activity,
        places=_in_use(view.place for view in known),
        partners=_in_use((*_partners(), *(view.partner for view in known))),
        target_groups=_in_use(view.target_group for view in known),
        coming=coming,
        proposed=proposed_by_type(form),
        theory=theory_of_change(),
        follows_type=follows_type(form),
        starts_sensitive=form.starts_sensitive(),
    )


def _coming(activity_id: uuid.UUID) -> tuple[ProgrammeItem, ...]:
    at = clock.now()
    services.plan_ahead(centre=centre(), day=clock.local_day(at))
    return queries.coming(centre_id=centre().id, activity_id=activity_id, at=at, most=COMING)


def _partners() -> tuple[str, ...]:
    return tuple(one.name for one in support.partners(centre_id=centre().id))


def _in_use(words: Iterable[str]) -> list[str]:
    return sorted({one for one in words if one})
