"""Collega's: who may come in, inviting by a link that works once, roles, and an end to it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from registry import clock, fragments
from registry.centres.queries import CentreView
from registry.staff import queries, services
from registry.staff.queries import AccountView, GrantView
from registry.web import colleague_list
from registry.web.access import (
    EVERYWHERE,
    TEAM_CARERS,
    centre,
    centres_of,
    pages,
    person,
    proved,
    team,
)
from registry.web.colleague_mail import Link, handed_out
from registry.web.inputs import tidy
from registry.web.listing import Wish
from registry.web.role_words import role_words


class InviteForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Someone new, and what they do where."""

    name = StringField(
        _l("Naam"),
        [
            DataRequired(_l("Hoe heet deze collega?")),
            Length(max=80, message=_l("Neem hoogstens 80 letters.")),
        ],
        filters=[tidy],
    )
    email = EmailField(
        _l("E-mailadres van het werk"),
        [
            DataRequired(_l("Vul het e-mailadres in.")),
            Length(max=120, message=_l("Dit adres is te lang.")),
        ],
        filters=[tidy],
    )
    role = SelectField(_l("Wat doet deze collega?"))


@pages.get("/team/instellingen/collegas")
@team(*TEAM_CARERS)
def colleagues() -> ResponseReturnValue:
    """List the accounts this person cares for."""
    return _list(_invite_form(fresh=True))


@pages.post("/team/instellingen/collegas")
@team(*TEAM_CARERS)
@proved("POST")
def invite() -> ResponseReturnValue:
    """Give someone a role, with a link to choose a password that is shown once."""
    form = _invite_form()
    if not form.validate_on_submit():
        return _list(form, status=422)
    role, at = form.role.data, clock.now()
    try:
        made = services.invite(
            email=form.email.data,
            name=form.name.data,
            role=role,
            centre_id=None if role in EVERYWHERE else centre().id,
            at=at,
            by=person(),
        )
    except services.AddressRefused:
        form.email.errors = [_("Dit is geen e-mailadres.")]
        return _list(form, status=422)
    account = _known(made.account_id)
    if made.token is None:
        flash(_("%(name)s heeft al een account, en mag dit nu ook.", name=account.name))
        return fragments.go(url_for("web.colleagues"))
    return _list(_invite_form(fresh=True), link=handed_out(account, made.token, at))


@pages.get("/team/instellingen/collegas/<uuid:account_id>")
@team(*TEAM_CARERS)
def colleague(account_id: uuid.UUID) -> ResponseReturnValue:
    """Show one account."""
    return _one(_theirs(account_id))


@pages.post("/team/instellingen/collegas/<uuid:account_id>/rollen")
@team(*TEAM_CARERS)
@proved("POST")
def change_roles(account_id: uuid.UUID) -> ResponseReturnValue:
    """Give an account the roles that were chosen, per centre."""
    account = _theirs(account_id)
    try:
        services.change_roles(
            account_id=account_id, wanted=_wanted(account), at=clock.now(), by=person()
        )
    except services.LastAdmin:
        return _one(account, status=422, wrong=_last_admin())
    flash(_("De rollen van %(name)s zijn bewaard.", name=account.name))
    still = any(one.id == account_id for one in _accounts())
    return fragments.go(
        url_for("web.colleague", account_id=account_id) if still else url_for("web.colleagues")
    )


@pages.post("/team/instellingen/collegas/<uuid:account_id>/link")
@team(*TEAM_CARERS)
@proved("POST")
def new_link(account_id: uuid.UUID) -> ResponseReturnValue:
    """Give a link to choose a new password with, shown once."""
    account, at = _wholly_theirs(account_id), clock.now()
    if account.disabled_at is not None:
        abort(404)
    token = services.new_link(account_id=account_id, at=at, by=person())
    return _one(_known(account_id), link=handed_out(account, token, at))


@pages.post("/team/instellingen/collegas/<uuid:account_id>/app-los")
@team(*TEAM_CARERS)
@proved("POST")
def reset_app(account_id: uuid.UUID) -> ResponseReturnValue:
    """Let someone who lost phone and spare codes couple an app anew."""
    account = _wholly_theirs(account_id)
    services.reset_app(account_id=account_id, at=clock.now(), by=person())
    flash(_("%(name)s koppelt bij het inloggen een nieuwe app.", name=account.name))
    return fragments.go(url_for("web.colleague", account_id=account_id))


@pages.post("/team/instellingen/collegas/<uuid:account_id>/uit")
@team(*TEAM_CARERS)
@proved("POST")
def deactivate(account_id: uuid.UUID) -> ResponseReturnValue:
    """Let someone in no more, at once."""
    account = _wholly_theirs(account_id)
    try:
        services.deactivate(account_id=account_id, at=clock.now(), by=person())
    except services.LastAdmin:
        return _one(account, status=422, wrong=_last_admin())
    except services.NotYourself:
        return _one(account, status=422, wrong=_("Uw eigen account zet u niet zelf uit."))
    flash(_("%(name)s kan niet meer inloggen.", name=account.name))
    return fragments.go(url_for("web.colleague", account_id=account_id))


@pages.post("/team/instellingen/collegas/<uuid:account_id>/aan")
@team(*TEAM_CARERS)
@proved("POST")
def reactivate(account_id: uuid.UUID) -> ResponseReturnValue:
    """Let someone in again."""
    account = _wholly_theirs(account_id)
    services.reactivate(account_id=account_id, at=clock.now(), by=person())
    flash(_("%(name)s kan weer inloggen.", name=account.name))
    return fragments.go(url_for("web.colleague", account_id=account_id))


def _accounts() -> tuple[AccountView, ...]:
    return queries.accounts(at=clock.now(), of=person(), centre_id=centre().id)


def _theirs(account_id: uuid.UUID) -> AccountView:
    """Return an account that this person sees here; there is no other."""
    found_here = [one for one in _accounts() if one.id == account_id]
    if not found_here:
        abort(404)
    return found_here[0]


def _wholly_theirs(account_id: uuid.UUID) -> AccountView:
    """Return an account over which this person has a say as a whole."""
    account = _theirs(account_id)
    if not queries.has_power_over(person(), account.grants):
        abort(403)
    return account


def _known(account_id: uuid.UUID) -> AccountView:
    account = queries.account(account_id=account_id, at=clock.now())
    if account is None:
        abort(404)
    return account


def _wanted(account: AccountView) -> set[GrantView]:
    """Return the roles that were chosen; those this person has no say over stay as they are."""
    mine = person()
    chosen = {grant for grant in account.grants if not queries.may_give(mine, grant)}
    for one in _centres():
        for role in ("host", "coordinator"):
            grant = GrantView(role, one.id)
            if queries.may_give(mine, grant) and request.form.get(f"at_{one.id}") == role:
                chosen.add(grant)
    for role in EVERYWHERE:
        grant = GrantView(role, None)
        if queries.may_give(mine, grant) and request.form.get(f"everywhere_{role}") == "1":
            chosen.add(grant)
    return chosen


def _centres() -> tuple[CentreView, ...]:
    mine = person()
    return tuple(
        one for one in centres_of(mine) if queries.may_give(mine, GrantView("host", one.id))
    )


def _invite_form(*, fresh: bool = False) -> InviteForm:
    form, names = (InviteForm(formdata=None) if fresh else InviteForm()), role_words()
    where = (None if role in EVERYWHERE else centre().id for role in names)
    form.role.choices = [
        SelectChoice(role, names[role])
        for role, centre_id in zip(names, where, strict=True)
        if queries.may_give(person(), GrantView(role, centre_id))
    ]
    return form


def _list(form: InviteForm, *, status: int = 200, link: Link | None = None) -> Response:
    places, accounts = centres_of(person()), _accounts()
    shape = colleague_list.shape(places, all_roles="admin" in person().roles)
    wish = Wish.read(shape, request.args)
    return fragments.page(
        "registry/collegas.html",
        status=status,
        form=form,
        link=link,
        found=colleague_list.found(accounts, wish, places),
        all=len(accounts),
        **_context(),
    )


def _one(
    account: AccountView, *, status: int = 200, wrong: str = "", link: Link | None = None
) -> Response:
    grants = {(grant.centre_id, grant.role) for grant in account.grants}
    return fragments.page(
        "registry/collega.html",
        status=status,
        account=account,
        wrong=wrong,
        link=link,
        choices=[(one, grants) for one in _centres()],
        whole=queries.has_power_over(person(), account.grants),
        by_admin="admin" in person().roles,
        is_self=account.id == person().account_id,
        **_context(),
    )


def _context() -> dict[str, Any]:
    return {
        "roles": role_words(),
        "centre_names": {one.id: one.name for one in centres_of(person())},
        "mails": bool(current_app.extensions["inloop_settings"].smtp_url),
        "at": clock.now(),
    }


def _last_admin() -> str:
    return str(_("Dit is de enige beheerder. Maak eerst iemand anders beheerder."))
