"""Balies: the browsers of a centre that its hosts share, made so where they stand."""

from __future__ import annotations

import uuid

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments
from registry.staff import queries
from registry.staff import services as staff
from registry.web import desk_cookie
from registry.web.access import CARERS, centre, entry, pages, proved, team
from registry.web.inputs import tidy


class DeskForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What a desk is called."""

    name = StringField(
        _l("Naam"),
        [
            DataRequired(_l("Geef de balie een naam, bijvoorbeeld Ingang.")),
            Length(max=staff.DESK_NAME, message=_l("Neem hoogstens 40 letters.")),
        ],
        filters=[tidy],
    )


@pages.get("/team/instellingen/balies")
@team(*CARERS)
def desks() -> ResponseReturnValue:
    """List a centre's desks."""
    return _list(DeskForm(formdata=None))


@pages.post("/team/instellingen/balies")
@team(*CARERS)
@proved("POST")
def enrol_desk() -> ResponseReturnValue:
    """Make this very browser a shared desk of the centre."""
    form = DeskForm()
    if not form.validate_on_submit() or desk_cookie.desk_here() is not None:
        return _list(form, status=422)
    token = staff.enrol_desk(
        centre_id=centre().id, name=form.name.data, at=clock.now(), signed_in=entry()
    )
    flash(_("Deze browser is nu balie %(name)s, en is open voor vandaag.", name=form.name.data))
    response = fragments.go(url_for("web.desks"))
    desk_cookie.keep(response, token)
    return response


@pages.post("/team/instellingen/balies/<uuid:desk_id>/intrekken")
@team(*CARERS)
@proved("POST")
def revoke_desk(desk_id: uuid.UUID) -> ResponseReturnValue:
    """Let a browser be a desk no more."""
    try:
        staff.revoke_desk(centre_id=centre().id, desk_id=desk_id, at=clock.now(), signed_in=entry())
    except staff.NoSuchDesk:
        abort(404)
    flash(_("Dit is geen balie meer. Wie er was, is uitgelogd."))
    return fragments.go(url_for("web.desks"))


def _list(form: DeskForm, *, status: int = 200) -> Response:
    listed = queries.desks(centre_id=centre().id)
    return fragments.page(
        "registry/balies.html",
        status=status,
        form=form,
        desks=[one for one in listed if one.revoked_at is None],
        gone=[one for one in listed if one.revoked_at is not None],
        here=desk_cookie.desk_here(),
        day=clock.local_day(clock.now()),
    )
