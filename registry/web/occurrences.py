"""One occurrence: called off or moved with a reason that the kiosk shows, or put back."""

from __future__ import annotations

import uuid
from datetime import datetime

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, words
from registry.activities import queries, services
from registry.activities.queries import ProgrammeItem
from registry.centres import queries as centres
from registry.web.access import EVERYONE, centre, pages, person, role_here, team
from registry.web.occurrence_forms import CANCEL, MOVE, MoveForm, ReasonForm, start_of


@pages.get("/team/programma/<uuid:occurrence_id>")
@team(*EVERYONE)
def occurrence(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Show an occurrence, and what can be changed of it."""
    return _page(_item(occurrence_id))


@pages.post("/team/programma/<uuid:occurrence_id>/gaat-niet-door")
@team(*EVERYONE)
def cancel_occurrence(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Call an occurrence off."""
    item = _changeable(occurrence_id)
    form = ReasonForm(prefix=CANCEL)
    if not form.validate_on_submit():
        return _page(item, cancel=form, status=422)
    services.cancel_occurrence(
        centre_id=centre().id,
        occurrence_id=occurrence_id,
        why=form.why,
        at=clock.now(),
        by=person().account_id,
    )
    return _told(
        occurrence_id, _("%(what)s gaat niet door. De tablet zegt het ook.", what=_named(item))
    )


@pages.post("/team/programma/<uuid:occurrence_id>/verplaats")
@team(*EVERYONE)
def move_occurrence(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Hold an occurrence at another time or place."""
    item = _changeable(occurrence_id)
    form = MoveForm(prefix=MOVE)
    if not form.validate_on_submit():
        return _page(item, move=form, status=422)
    try:
        services.move_occurrence(
            centre_id=centre().id,
            occurrence_id=occurrence_id,
            to=form.to,
            why=form.why,
            at=clock.now(),
            by=person().account_id,
        )
    except services.MoveRefused as refused:
        form.refuse(refused)
        return _page(item, move=form, status=422)
    return _told(
        occurrence_id, _("%(what)s is verplaatst. De tablet zegt het ook.", what=_named(item))
    )


@pages.post("/team/programma/<uuid:occurrence_id>/herstel")
@team(*EVERYONE)
def restore_occurrence(occurrence_id: uuid.UUID) -> ResponseReturnValue:
    """Put an occurrence back as it was planned."""
    item = _changeable(occurrence_id)
    try:
        services.restore_occurrence(
            centre_id=centre().id,
            occurrence_id=occurrence_id,
            at=clock.now(),
            by=person().account_id,
        )
    except services.MoveRefused:
        return _told(occurrence_id, _("Dit kan niet meer: de oude tijd is al voorbij."))
    return _told(occurrence_id, _("%(title)s is weer zoals gepland.", title=item.title))


def _item(occurrence_id: uuid.UUID) -> ProgrammeItem:
    found = queries.occurrence(centre_id=centre().id, occurrence_id=occurrence_id, at=clock.now())
    if found is None:
        abort(404)
    return found


def _changeable(occurrence_id: uuid.UUID) -> ProgrammeItem:
    item = _item(occurrence_id)
    if not may_change(item, clock.now()):
        abort(403)
    return item


def may_change(item: ProgrammeItem, at: datetime) -> bool:
    """Tell whether who asks may change an occurrence: a host only what is or would be today."""
    return role_here() != "host" or clock.local_day(at) in (item.local_day, item.planned_day)


def _named(item: ProgrammeItem) -> str:
    day = words.day(item.local_day)
    return str(_("%(title)s van %(day)s", title=item.title, day=day))


def _told(occurrence_id: uuid.UUID, text: str) -> ResponseReturnValue:
    flash(text)
    return fragments.go(url_for("web.occurrence", occurrence_id=occurrence_id))


def _page(
    item: ProgrammeItem,
    *,
    cancel: ReasonForm | None = None,
    move: MoveForm | None = None,
    status: int = 200,
) -> Response:
    at, here = clock.now(), centre().id
    closed = centres.closures(here, item.local_day, item.local_day)
    return fragments.page(
        "registry/bijeenkomst.html",
        status=status,
        item=item,
        closed=closed.get(item.local_day),
        over=item.ends_at <= at,
        changeable=may_change(item, at),
        cancel=cancel or ReasonForm(formdata=None, prefix=CANCEL),
        move=move or MoveForm(formdata=None, prefix=MOVE, data=start_of(item)),
        places=sorted({view.place for view in queries.activities(centre_id=here)}),
        from_today=request.args.get("van") == "vandaag",
    )
