"""De dag: any day on record, with people added from a paper list, and what was wrong set right."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from registry import clock, fragments
from registry.centres import queries as centres
from registry.reporting import services as reporting
from registry.reporting.today import Session, Today
from registry.visits import services as visits
from registry.visits.services import Came
from registry.web import day_record
from registry.web.access import EVERYONE, centre, pages, team
from registry.web.day_record import (
    ROLES,
    WHY,
    day_asked_for,
    may_correct,
    may_type_in,
    setting,
    today,
)
from registry.web.installation import theory_of_change
from registry.web.paper_list import PaperList, paper_list

LAST_MOMENT = time(23, 59, 59)


@pages.get("/team/dag")
@team(*EVERYONE)
def day_now() -> ResponseReturnValue:
    """Go to the day that is asked for, or to today."""
    return fragments.go(url_for("web.one_day", day=request.args.get("dag") or today()))


@pages.get("/team/dag/<day>")
@team(*EVERYONE)
def one_day(day: str) -> ResponseReturnValue:
    """Show a day on record."""
    shown = day_asked_for(day)
    figures = _figures(shown)
    return _page(shown, figures, paper_list(_began(figures)))


@pages.post("/team/dag/<day>/papier")
@team(*EVERYONE)
def type_in(day: str) -> ResponseReturnValue:
    """Count in what stands on a day's paper list."""
    shown = day_asked_for(day)
    if not may_type_in(shown):
        abort(403)
    figures = _figures(shown)
    sessions = _began(figures)
    form = paper_list(sessions)
    if not form.validate_on_submit():
        return _page(shown, figures, form, status=422)
    event_id = uuid.UUID(form.event.data)
    counted = visits.add_later(
        setting=setting("paper"), came=_came(form, sessions, shown), event_id=event_id
    )
    if not counted:
        flash(_("Deze lijst was al geteld."))
        return fragments.go(url_for("web.one_day", day=shown))
    said = ngettext(
        "%(num)d persoon van papier erbij.", "%(num)d mensen van papier erbij.", counted
    )
    flash(said)
    return fragments.go(url_for("web.one_day", day=shown, net=event_id.hex))


@pages.post("/team/dag/<day>/ongedaan")
@team(*EVERYONE)
def take_back_added(day: str) -> ResponseReturnValue:
    """Take back what was added at once, within ten minutes of it."""
    shown = day_asked_for(day)
    try:
        batch_id = uuid.UUID(request.form.get("net", ""))
    except ValueError:
        abort(400)
    try:
        visits.take_back_added(setting=setting("number"), batch_id=batch_id)
    except visits.CannotUndo:
        flash(_("Dit kan niet meer: het is langer dan 10 minuten geleden, of al teruggenomen."))
    else:
        flash(_("Ongedaan gemaakt."))
    return fragments.go(url_for("web.one_day", day=shown))


def _until(shown: date) -> datetime:
    """The moment until which a day is shown: now, or its end."""
    return min(clock.now(), clock.at_local(shown, LAST_MOMENT))


def _figures(shown: date) -> Today:
    return reporting.today(centre_id=centre().id, theory=theory_of_change(), at=_until(shown))


def _began(figures: Today) -> tuple[Session, ...]:
    """The sessions of the day that have begun, in their order."""
    began = (*figures.ended, *figures.running)
    return tuple(sorted(began, key=lambda one: (one.starts_at, one.title)))


def _came(form: PaperList, sessions: tuple[Session, ...], shown: date) -> list[Came]:
    """What the list says, each at the moment the session began."""
    moments = {one.occurrence_id: one.starts_at for one in sessions} | {None: _opened(shown)}
    return [
        Came(people=people, moment=moment, occurrence_id=line, role=role)
        for line, moment in moments.items()
        for role, people in form.by_role(line)
    ]


def _opened(shown: date) -> datetime:
    """When the doors opened; at the latest now, and noon where the hours are not known."""
    hours = centres.hours_on(centre().id, shown)
    return min(clock.at_local(shown, hours[0][0] if hours else time(12)), clock.now())


def _page(shown: date, figures: Today, form: PaperList, status: int = 200) -> Response:
    sessions = _began(figures)
    found = day_record.found(shown, sessions, request.args)
    kept = found.wish.chosen["bij"]
    return fragments.page(
        "registry/een-dag.html",
        status=status,
        shown=shown,
        figures=figures,
        sessions=sessions,
        form=form,
        found=found,
        chosen=next((one for one in sessions if str(one.occurrence_id) == kept), None),
        channels=day_record.CHANNELS,
        reasons=WHY,
        roles=ROLES,
        may_type_in=may_type_in(shown),
        may_correct=may_correct(),
        earlier=shown - timedelta(days=1) if shown > centre().opened_on else None,
        later=shown + timedelta(days=1) if shown < today() else None,
        today=today(),
        undoable=_undoable(),
    )


def _undoable() -> str:
    """Return the key of what was just added, "" where there is none."""
    try:
        return uuid.UUID(request.args.get("net", "")).hex
    except ValueError:
        return ""
