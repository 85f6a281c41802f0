"""Partners: the organisations that a centre hands over and refers to; add, rename, put away."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from registry import clock, fragments
from registry.support import queries, services
from registry.support.queries import PartnerView
from registry.web import listing
from registry.web.access import CARERS, centre, pages, person, team
from registry.web.inputs import tidy
from registry.web.listing import Choice, Listing, Shape, Wish


class PartnerForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The name of an organisation."""

    name = StringField(
        _l("Naam van de organisatie"),
        [
            DataRequired(_l("Schrijf een naam.")),
            Length(max=services.LONGEST_NAME, message=_l("Maak het korter: hoogstens 80 tekens.")),
        ],
        filters=[tidy],
    )


@pages.route("/team/partners", methods=["GET", "POST"])
@team(*CARERS)
def partners() -> ResponseReturnValue:
    """Show the partners, or add one."""
    form = PartnerForm()
    if form.validate_on_submit() and _kept(form, services.add_partner):
        flash(_("%(name)s staat erbij.", name=form.name.data))
        return fragments.go(url_for("web.partners"))
    return _page(form)


@pages.post("/team/partners/<uuid:partner_id>")
@team(*CARERS)
def rename_partner(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Give a partner another name."""
    _there(partner_id)
    form = PartnerForm()
    rename = partial(services.rename_partner, partner_id=partner_id)
    if form.validate() and _kept(form, rename):
        flash(_("Bewaard: %(name)s.", name=form.name.data))
        return _back()
    return _page(PartnerForm(formdata=None), wrong=(partner_id, form))


@pages.post("/team/partners/<uuid:partner_id>/weg")
@team(*CARERS)
def archive_partner(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Offer a partner no longer."""
    found, at = _there(partner_id), clock.now()
    services.archive_partner(
        centre_id=centre().id,
        partner_id=partner_id,
        on=clock.local_day(at),
        at=at,
        by=person().account_id,
    )
    flash(_("%(name)s staat niet meer in de keuze.", name=found.name))
    return _back()


@pages.post("/team/partners/<uuid:partner_id>/terug")
@team(*CARERS)
def restore_partner(partner_id: uuid.UUID) -> ResponseReturnValue:
    """Offer a partner again."""
    found = _there(partner_id)
    services.archive_partner(
        centre_id=centre().id,
        partner_id=partner_id,
        on=None,
        at=clock.now(),
        by=person().account_id,
    )
    flash(_("%(name)s staat er weer bij.", name=found.name))
    return _back()


def _kept(form: PartnerForm, keep: Callable[..., object]) -> bool:
    """Keep the name; False where that can't be, which the form then tells."""
    try:
        keep(centre_id=centre().id, name=form.name.data, at=clock.now(), by=person().account_id)
    except services.NameTaken:
        form.name.errors = [_("Deze naam is er al.")]
    except services.WrongLength:
        form.name.errors = [_("Schrijf een naam.")]
    return not form.errors


def _there(partner_id: uuid.UUID) -> PartnerView:
    found = {one.id: one for one in queries.partners(centre_id=centre().id, archived=True)}
    if partner_id not in found:
        abort(404)
    return found[partner_id]


def _page(form: PartnerForm, *, wrong: tuple[uuid.UUID, PartnerForm] | None = None) -> Response:
    """Show the partners; `wrong` is one that was given a name that can't be, and its form."""
    return fragments.page(
        "registry/partners.html",
        status=422 if form.errors or wrong else 200,
        form=form,
        wrong=wrong,
        found=_found(),
    )


def _wish() -> Wish:
    states = {"keuze": _("In de keuze"), "weg": _("Weggehaald")}
    shape = Shape(
        endpoint="web.partners",
        orders=(listing.by_text("naam", _("Naam")), listing.by_rank("stand", _("Stand"))),
        filters=(Choice("stand", _("Stand"), states, every=_("Alle")),),
        search=_("Naam"),
    )
    return Wish.read(shape, request.args)


def _found() -> Listing[PartnerView]:
    """Return the page of the list that was asked for."""
    wish = _wish()

    def fits(one: PartnerView) -> bool:
        state = "keuze" if one.archived_on is None else "weg"
        return wish.chosen["stand"] in ("", state) and wish.finds(one.name)

    return listing.picked(
        wish,
        queries.partners(centre_id=centre().id, archived=True),
        fits=fits,
        keys={
            "naam": lambda one: listing.plain(one.name),
            "stand": lambda one: one.archived_on is not None,
        },
    )


def _back() -> ResponseReturnValue:
    """Go back to the page of the list on which something was done."""
    return fragments.go(_wish().here())
