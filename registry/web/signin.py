"""The team's door: signing in and out, and choosing a password by a one-time link."""

from __future__ import annotations

from flask import Response, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from registry import clock, fragments
from registry.centres import queries as centres
from registry.guards import tries
from registry.staff import services as staff
from registry.staff.passwords import SHORTEST, PasswordRefused
from registry.staff.queries import invited
from registry.web import devices
from registry.web.access import EVERYONE, pages, public, sign_in_now, signed_in, team
from registry.web.browser import browser_name, desk_id_here
from registry.web.desk_cookie import desk_here
from registry.web.forms import PasswordForm, SignInForm
from registry.web.second import (
    arrived,
    page_asked_for,
    second_step_page_for,
    second_step_taken,
    take_token,
)

LINKS = RateLimitItemPerMinute(20)
"""How often one address may try links that are none, and how often a link that is one is tried."""


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
        token = staff.sign_in(
            email=email,
            password=form.password.data,
            at=clock.now(),
            browser=browser_name(),
            desk_id=desk_id_here(),
        )
    except staff.SignInRefused:
        form.password.errors = [_("Dit e-mailadres en dit wachtwoord horen niet bij elkaar.")]
        return _sign_in_page(form, 422)
    devices.forgive(email)
    return let_in(token, to=page_asked_for(), code=form.code.data or "")


@pages.post("/team/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    """End the sign-in of this browser."""
    token = session.get("sign_in")
    if isinstance(token, str):
        staff.sign_out(token=token, at=clock.now())
    session.clear()
    return fragments.go(url_for("web.sign_in" if desk_here() is None else "web.desk"))


@pages.route("/team/welkom/<token>", methods=["GET", "POST"])
@public
def welcome(token: str) -> ResponseReturnValue:
    """Let someone new choose a password, and sign them in."""
    guest = invited(token=token, at=clock.now())
    if guest is None:
        _pace("links", request.remote_addr or "")
        return fragments.page("registry/link-oud.html", status=404)
    form = PasswordForm()
    if form.is_submitted():
        _pace("link", str(guest.account_id))
    if form.validate_on_submit():
        try:
            opened = staff.use_link(
                token=token,
                password=form.password.data,
                about=tuple(centre.name for centre in centres.all_centres()),
                at=clock.now(),
                browser=browser_name(),
                desk_id=desk_id_here(),
            )
        except PasswordRefused as refused:
            form.password.errors = [what_is_wrong(refused.code)]
        else:
            return let_in(opened, to=url_for("web.today"))
    status = 422 if form.is_submitted() else 200
    return fragments.page("registry/welkom.html", form=form, guest=guest, status=status)


def _pace(what: str, who: str) -> None:
    """Count a try; raise TooManyRequests for who guesses at links, or uses one without end.

    Who has a link has tries of their own, whoever guesses beside them on the same Wi-Fi.
    """
    if not tries().hit(LINKS, what, who):
        raise TooManyRequests(retry_after=60)


def let_in(token: str, *, to: str, code: str = "") -> ResponseReturnValue:
    """Put a fresh sign-in in the browser, and go to a page, or to the second step before it.

    `code` is that of the app, where it was typed along with the password.
    """
    take_token(token)
    entry = sign_in_now()
    if entry is None:
        return fragments.go(url_for("web.sign_in"))
    if entry.second == "code":
        return second_step_taken(entry, code, to) if code else second_step_page_for(to)
    if entry.second == "setup":
        return fragments.go(url_for("web.couple_app", naar=to))
    return arrived(entry, to)


def _sign_in_page(form: SignInForm, status: int) -> Response:
    return fragments.page("registry/inloggen.html", form=form, status=status, desk=desk_here())


def what_is_wrong(code: str) -> str:
    """Say what to do about a password that was refused."""
    advice = {
        "too_short": _("Neem minstens %(number)s tekens.", number=SHORTEST),
        "too_long": _("Neem een korter wachtwoord."),
        "too_obvious": _("Dit is makkelijk te raden. Neem bijvoorbeeld vier losse woorden."),
    }
    return str(advice[code])
