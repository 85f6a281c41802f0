"""Asks once more who it is, before what could do most harm: accounts, devices, exports.

A deed that came too late is not lost: its form stands hidden in the page that asks, and is sent
along with the answer.
"""

from __future__ import annotations

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from registry import clock, fragments
from registry.staff import services as staff
from registry.staff.queries import SignedIn
from registry.web import devices
from registry.web.demo_visit import demo_is_open

FIELD = "bewijs"


class ProofForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The password, or a code of the app."""

    bewijs = PasswordField(
        _l("Uw wachtwoord, of de code uit uw app"),
        [
            InputRequired(_l("Vul uw wachtwoord in, of de code uit uw app.")),
            Length(max=1000, message=_l("Te lang.")),
        ],
    )


def missing(entry: SignedIn, page: str | None) -> ResponseReturnValue | None:
    """Return the page that asks for a proof, or None where there is one; `page` None: a deed."""
    if entry.is_proved(clock.now()):
        return None
    if entry.by_pin:
        abort(403)
    if page is not None:
        return fragments.go(url_for("web.prove", naar=page))
    form = ProofForm()
    if FIELD in request.form and is_given(entry, form):
        return None
    return ask(entry, form, carried=_carried(), action=request.full_path.rstrip("?"))


def is_given(entry: SignedIn, form: ProofForm) -> bool:
    """Take a proof; where it is none, say so in the form."""
    at = clock.now()
    if is_made_up(entry):
        staff.prove_in_demo(signed_in=entry, at=at)
        return True
    if not form.validate():
        return False
    if not devices.may_try(entry.email, devices.CODES):
        form.bewijs.errors = [_("Dit ging te vaak mis. Wacht een minuut.")]
        return False
    key = current_app.config["SECOND_KEY"]
    if not staff.prove(signed_in=entry, typed=form.bewijs.data, key=key, at=at):
        form.bewijs.errors = [_("Dit klopt niet. Wacht op een nieuwe code, of neem uw wachtwoord.")]
        return False
    devices.forgive(entry.email, devices.CODES)
    return True


def is_made_up(entry: SignedIn) -> bool:
    """Tell whether someone of the made-up neighbourhood has nothing to prove anything with."""
    return not (entry.has_password or entry.has_app) and demo_is_open()


def ask(
    entry: SignedIn, form: ProofForm, *, carried: tuple[tuple[str, str], ...], action: str
) -> Response:
    """Return the page that asks; `carried` is the form that is sent along to `action`."""
    unasked = 200 if request.method == "GET" else 403
    return fragments.page(
        "registry/bevestig.html",
        status=422 if form.errors else unasked,
        form=form,
        carried=carried,
        action=action,
        made_up=is_made_up(entry),
    )


def _carried() -> tuple[tuple[str, str], ...]:
    left_out = {FIELD, "csrf_token"}
    return tuple(pair for pair in request.form.items(multi=True) if pair[0] not in left_out)
