"""Mijn account: password, second step, PIN for the desk, and where one is signed in."""

from __future__ import annotations

import uuid

from flask import Response, abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import UUID, InputRequired, Length

from registry import clock, fragments
from registry.centres import queries as centres
from registry.staff import queries
from registry.staff import services as staff
from registry.staff.passwords import PasswordRefused
from registry.staff.queries import AT_THE_DESK
from registry.web import devices, proof
from registry.web.access import EVERYONE, centres_of, entry, pages, person, proved, team
from registry.web.second import page_asked_for, spare_codes_page, take_token
from registry.web.signin import what_is_wrong


class ChangeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The present password and a new one."""

    now = PasswordField(
        _l("Uw wachtwoord nu"),
        [InputRequired(_l("Vul uw wachtwoord van nu in.")), Length(max=1000)],
    )
    new = PasswordField(
        _l("Nieuw wachtwoord"), [InputRequired(_l("Kies een nieuw wachtwoord.")), Length(max=1000)]
    )


class EndForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The sign-in to end."""

    sign_in = StringField(validators=[InputRequired(), UUID()])


@pages.get("/team/mijn-account")
@team(*EVERYONE)
def account() -> ResponseReturnValue:
    """Show what opens doors for this person, and which are open."""
    return _page(ChangeForm(formdata=None))


@pages.post("/team/mijn-account/wachtwoord")
@team(*EVERYONE)
def change_password() -> ResponseReturnValue:
    """Change the password; every other browser is signed out."""
    form = ChangeForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    if not devices.may_try(entry().email):
        form.now.errors = [_("Na 5 keer fout wacht u 1 minuut.")]
        return _page(form, 429)
    try:
        token = staff.change_password(
            signed_in=entry(),
            now=form.now.data,
            new=form.new.data,
            about=tuple(centre.name for centre in centres.all_centres()),
            at=clock.now(),
        )
    except staff.SignInRefused:
        form.now.errors = [_("Dit is niet uw wachtwoord van nu.")]
        return _page(form, 422)
    except PasswordRefused as refused:
        form.new.errors = [what_is_wrong(refused.code)]
        return _page(form, 422)
    devices.forgive(entry().email)
    take_token(token)
    flash(_("Uw wachtwoord is veranderd. Op andere plekken bent u nu uitgelogd."))
    return fragments.go(url_for("web.account"))


@pages.post("/team/mijn-account/uit")
@team(*EVERYONE)
def end_sign_in() -> ResponseReturnValue:
    """End one sign-in of this person's own."""
    form = EndForm()
    if not form.validate_on_submit():
        abort(400)
    ended = staff.end_sign_in(
        account_id=person().account_id, sign_in_id=uuid.UUID(form.sign_in.data), at=clock.now()
    )
    if not ended:
        abort(404)
    flash(_("Daar bent u nu uitgelogd."))
    return fragments.go(url_for("web.account"))


@pages.post("/team/mijn-account/overal-uit")
@team(*EVERYONE)
def end_other_sign_ins() -> ResponseReturnValue:
    """End every sign-in of this person's but this one."""
    staff.end_others(account_id=person().account_id, but=entry().id, at=clock.now())
    flash(_("U bent nu alleen nog hier ingelogd."))
    return fragments.go(url_for("web.account"))


@pages.post("/team/mijn-account/herstelcodes")
@team(*EVERYONE)
@proved("POST")
def new_spare_codes() -> ResponseReturnValue:
    """Give new codes for a lost phone, shown once."""
    if not entry().has_app:
        return fragments.go(url_for("web.account"))
    codes = staff.renew_recovery_codes(
        account_id=person().account_id, key=current_app.config["SECOND_KEY"], at=clock.now()
    )
    return spare_codes_page(codes, coupled=False)


@pages.post("/team/mijn-account/pincode")
@team(*EVERYONE)
@proved("POST")
def new_pin() -> ResponseReturnValue:
    """Give a PIN for the shared desk, shown once."""
    if not person().roles & AT_THE_DESK:
        return fragments.go(url_for("web.account"))
    pin = staff.issue_pin(account_id=person().account_id, at=clock.now())
    return _page(ChangeForm(formdata=None), pin=f"{pin[:3]} {pin[3:]}")


@pages.route("/team/bevestig", methods=["GET", "POST"])
@team(*EVERYONE)
def prove() -> ResponseReturnValue:
    """Ask once more who it is, and go on to the page that wanted to know."""
    if entry().by_pin:
        abort(403)
    form = proof.ProofForm()
    if request.method == "POST" and proof.is_given(entry(), form):
        flash(_("Dank u wel. De komende tien minuten vragen we dit niet nog een keer."))
        return fragments.go(page_asked_for())
    action = url_for("web.prove", naar=request.args.get("naar"))
    return proof.ask(entry(), form, carried=(), action=action)


def _page(form: ChangeForm, status: int = 200, *, pin: str | None = None) -> Response:
    at, mine = clock.now(), person()
    return fragments.page(
        "registry/mijn-account.html",
        status=status,
        form=form,
        entry=entry(),
        doors=queries.own_doors(account_id=mine.account_id),
        sign_ins=queries.sign_ins(account_id=mine.account_id, at=at),
        workplaces=[(one.name, mine.roles_at(one.id)) for one in centres_of(mine)],
        may_have_pin=bool(mine.roles & AT_THE_DESK),
        pin=pin,
        at=at,
    )
