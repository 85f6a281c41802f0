"""The team's door: signing in and out, and choosing a password by a one-time link."""

from __future__ import annotations

import re

from flask import Response, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments
from registry.centres import queries as centres
from registry.staff import services as staff
from registry.staff.passwords import SHORTEST, PasswordRefused
from registry.staff.queries import invited
from registry.web import devices
from registry.web.access import EVERYONE, pages, public, signed_in, team
from registry.web.forms import PasswordForm, SignInForm

TEAM_PAGE = re.compile(r"/team/[\w\-/.]*(\?[\w\-=&.%+]*)?")


@pages.get("/team/")
@team(*EVERYONE)
def home() -> ResponseReturnValue:
    """Lead to today, or by the gate to the sign-in page."""
    return fragments.go(url_for("web.today"))


@pages.route("/team/inloggen", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign someone in, and lead them to the page they asked for."""
    form = SignInForm()
    if not form.validate_on_submit():
        if request.method == "GET" and signed_in() is not None:
            return fragments.go(url_for("web.today"))
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    email = form.email.data
    if not devices.may_try(email):
        form.password.errors = [_("Na 5 keer fout wacht u 1 minuut.")]
        response = _sign_in_page(form, 429)
        response.headers["Retry-After"] = "60"
        return response
    try:
        token = staff.sign_in(email=email, password=form.password.data, at=clock.now())
    except staff.SignInRefused:
        form.password.errors = [_("Dit e-mailadres en dit wachtwoord horen niet bij elkaar.")]
        return _sign_in_page(form, 422)
    devices.forgive(email)
    return let_in(token, email=email, to=_page_asked_for())


@pages.post("/team/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    """End the sign-in of this browser."""
    token = session.get("sign_in")
    if isinstance(token, str):
        staff.sign_out(token=token, at=clock.now())
    session.clear()
    return fragments.go(url_for("web.sign_in"))


@pages.route("/team/welkom/<token>", methods=["GET", "POST"])
@public
def welcome(token: str) -> ResponseReturnValue:
    """Let someone new choose a password, and sign them in."""
    guest = invited(token=token, at=clock.now())
    if guest is None:
        return fragments.page("registry/link-oud.html", status=404)
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            opened = staff.use_link(
                token=token,
                password=form.password.data,
                about=tuple(centre.name for centre in centres.all_centres()),
                at=clock.now(),
            )
        except PasswordRefused as refused:
            form.password.errors = [_what_is_wrong(refused.code)]
        else:
            return let_in(opened, email=guest.email, to=url_for("web.today"))
    status = 422 if form.is_submitted() else 200
    return fragments.page("registry/welkom.html", form=form, guest=guest, status=status)


def let_in(token: str, *, email: str | None, to: str) -> ResponseReturnValue:
    """Put a fresh sign-in in the browser, know the browser for it, and go to a page."""
    session.clear()
    session["sign_in"] = token
    response = fragments.go(to)
    if email is not None:
        devices.remember(response, email)
    return response


def _page_asked_for() -> str:
    page = request.args.get("naar", "")
    return page if TEAM_PAGE.fullmatch(page) else url_for("web.today")


def _sign_in_page(form: SignInForm, status: int) -> Response:
    return fragments.page("registry/inloggen.html", form=form, status=status)


def _what_is_wrong(code: str) -> str:
    advice = {
        "too_short": _("Neem minstens %(number)s tekens.", number=SHORTEST),
        "too_long": _("Neem een korter wachtwoord."),
        "too_obvious": _("Dit is makkelijk te raden. Neem bijvoorbeeld vier losse woorden."),
    }
    return str(advice[code])
