"""The pages of a centre's tablets: how each is doing, a code for a new one, moving, revoking."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from registry import clock, fragments, qr
from registry.centres import queries, services
from registry.centres.queries import TabletInCare
from registry.centres.services import TABLET_NAME
from registry.web.access import CARERS, centre, centres_of, pages, person, proved, team
from registry.web.inputs import tidy
from registry.web.installation import public_url
from registry.web.tablet_lines import state_of

CLOCK_OFF = timedelta(minutes=2)
"""A clock that is further off is worth telling: it may put taps in quarantine."""


class TabletForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A tablet's name."""

    name = StringField(
        _l("Naam"),
        [
            DataRequired(_l("Geef de tablet een naam, bijvoorbeeld Ingang.")),
            Length(max=TABLET_NAME, message=_l("Neem hoogstens 40 letters.")),
        ],
        filters=[tidy],
    )


class MoveForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The centre that a tablet goes to."""

    to = SelectField(_l("Naar welk centrum?"), coerce=str)


@dataclass(frozen=True, slots=True)
class Code:
    """A fresh code with where to type it: the address, and the same as a QR code."""

    code: str
    address: str
    until: datetime
    drawn: qr.Drawn


@pages.get("/team/instellingen/tablets")
@team(*CARERS)
def tablets() -> ResponseReturnValue:
    """List a centre's tablets."""
    return _list(TabletForm(data={"name": ""}))


@pages.post("/team/instellingen/tablets")
@team(*CARERS)
@proved("POST")
def new_tablet_code() -> ResponseReturnValue:
    """Give a code that makes one browser a tablet; it is shown once and kept nowhere."""
    form = TabletForm()
    if not form.validate_on_submit():
        return _list(form, status=422)
    at = clock.now()
    code = services.issue_enrolment_code(
        centre_id=centre().id, tablet_name=form.name.data, at=at, by=person().account_id
    )
    own = public_url() or request.host_url.rstrip("/")
    address = f"{own}{url_for('kiosk.link')}"
    shown = Code(code, address, at + services.CODE_LASTS, qr.drawn(address))
    return _list(TabletForm(formdata=None), code=shown)


@pages.route("/team/instellingen/tablets/<uuid:tablet_id>", methods=["GET", "POST"])
@team(*CARERS)
@proved("POST")
def edit_tablet(tablet_id: uuid.UUID) -> ResponseReturnValue:
    """Show one tablet, or give it another name."""
    tablet = _tablet(tablet_id)
    form = TabletForm(data={"name": tablet.name})
    if not form.validate_on_submit():
        return _one(tablet, form, _move_form(), status=422 if form.is_submitted() else 200)
    services.rename_tablet(
        centre_id=centre().id,
        tablet_id=tablet_id,
        name=form.name.data,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("Deze tablet heet nu %(name)s.", name=form.name.data))
    return fragments.go(url_for("web.tablets"))


@pages.post("/team/instellingen/tablets/<uuid:tablet_id>/verhuizen")
@team(*CARERS)
@proved("POST")
def move_tablet(tablet_id: uuid.UUID) -> ResponseReturnValue:
    """Let a tablet go to another of the person's centres, or stay after all."""
    tablet, form = _tablet(tablet_id), _move_form()
    if not form.validate_on_submit():
        return _one(tablet, TabletForm(formdata=None, data={"name": tablet.name}), form, status=422)
    to = uuid.UUID(form.to.data)
    try:
        services.move_tablet(
            centre_id=centre().id,
            tablet_id=tablet_id,
            to=to,
            at=clock.now(),
            by=person().account_id,
        )
    except services.AlreadyOnItsWay:
        form.to.errors = [_("Deze tablet is al onderweg. Wacht tot hij er is.")]
        return _one(tablet, TabletForm(formdata=None, data={"name": tablet.name}), form, status=422)
    stays = to == centre().id
    flash(
        _("%(name)s blijft hier.", name=tablet.name)
        if stays
        else _("%(name)s verhuist zodra alles verstuurd is.", name=tablet.name)
    )
    return fragments.go(url_for("web.tablets"))


@pages.post("/team/instellingen/tablets/<uuid:tablet_id>/intrekken")
@team(*CARERS)
@proved("POST")
def revoke_tablet(tablet_id: uuid.UUID) -> ResponseReturnValue:
    """Stop trusting a tablet; what it still sends is put apart."""
    tablet = _tablet(tablet_id)
    services.revoke_tablet(
        centre_id=centre().id, tablet_id=tablet_id, at=clock.now(), by=person().account_id
    )
    flash(
        _("%(name)s is ingetrokken. Wat hij nog stuurt, staat bij Apart gezet.", name=tablet.name)
    )
    return fragments.go(url_for("web.tablets"))


def _tablet(tablet_id: uuid.UUID) -> TabletInCare:
    found = [one for one in queries.tablets_to_care_for(centre().id) if one.id == tablet_id]
    if not found or found[0].revoked_at is not None or found[0].to_come:
        abort(404)
    return found[0]


def _move_form() -> MoveForm:
    form = MoveForm()
    here = centre().id
    form.to.choices = [
        SelectChoice(str(one.id), _("Hier blijven") if one.id == here else one.name)
        for one in centres_of(person())
        if one.id == here or person().roles_at(one.id) & set(CARERS)
    ]
    return form


def _list(form: TabletForm, *, code: Code | None = None, status: int = 200) -> Response:
    found = queries.tablets_to_care_for(centre().id)
    return fragments.page(
        "registry/tablets.html",
        status=status,
        form=form,
        code=code,
        live=[one for one in found if one.revoked_at is None],
        revoked=[one for one in found if one.revoked_at is not None],
        **_context(),
    )


def _one(tablet: TabletInCare, form: TabletForm, move: MoveForm, *, status: int) -> Response:
    return fragments.page(
        "registry/tablet.html", status=status, tablet=tablet, form=form, move=move, **_context()
    )


def _context() -> dict[str, Any]:
    at = clock.now()
    opening = queries.hours_on(centre().id, clock.local_day(at))
    return {
        "at": at,
        "state_of": partial(state_of, at=at, opening=opening),
        "clock_off_ms": CLOCK_OFF / timedelta(milliseconds=1),
        "build": current_app.config["BUILD"],
        "centre_names": {one.id: one.name for one in queries.all_centres()},
    }
