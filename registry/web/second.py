"""The second step at the team's door: a code of an app, and coupling that app the first time."""

from __future__ import annotations

import re

from flask import Response, abort, current_app, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock, fragments, qr
from registry.staff import second_step as steps
from registry.staff import services as staff
from registry.staff.queries import SignedIn
from registry.web import devices
from registry.web.access import pages, public, sign_in_now
from registry.web.forms import CodeForm, CoupleForm

TEAM_PAGE = re.compile(r"/team/[\w\-/.]*(\?[\w\-=&.%+/]*)?")


@pages.route("/team/inloggen/code", methods=["GET", "POST"])
@public
def second_step() -> ResponseReturnValue:
    """Ask for a code of the app, and finish the sign-in."""
    entry = sign_in_now()
    if entry is None or entry.second != "code":
        return _elsewhere(entry)
    form = CodeForm()
    if not form.validate_on_submit():
        return _code_page(form, 422 if form.is_submitted() else 200)
    return second_step_taken(entry, form.code.data, page_asked_for())


@pages.route("/team/inloggen/app", methods=["GET", "POST"])
@public
def couple_app() -> ResponseReturnValue:
    """Couple an app, at the first sign-in or to replace another; show the spare codes once."""
    entry = sign_in_now()
    if entry is None or entry.second == "code":
        return _elsewhere(entry)
    if entry.by_pin:
        abort(403)
    if entry.second == "done" and not entry.is_proved(clock.now()):
        return fragments.go(url_for("web.prove", naar=request.full_path.rstrip("?")))
    form = CoupleForm()
    if not form.is_submitted():
        form.seed.data = steps.new_nonce().hex()
    if not form.validate_on_submit():
        return _couple_page(entry, form, 422 if form.is_submitted() else 200)
    if not devices.may_try(entry.email, devices.CODES):
        form.code.errors = [_too_often()]
        return _wait(_couple_page(entry, form, 429))
    try:
        token, codes = staff.couple_app(
            signed_in=entry,
            nonce=bytes.fromhex(form.seed.data),
            code=form.code.data,
            key=current_app.config["SECOND_KEY"],
            at=clock.now(),
        )
    except staff.CodeRefused:
        form.code.errors = [_("Deze code klopt niet. Staat de klok van uw telefoon goed?")]
        return _couple_page(entry, form, 422)
    return _coupled(entry, token, codes)


def second_step_taken(entry: SignedIn, code: str, to: str) -> ResponseReturnValue:
    """Finish a sign-in by a code, or show what was wrong with it."""
    form = CodeForm(formdata=None, data={"code": code})
    if not devices.may_try(entry.email, devices.CODES):
        form.code.errors = [_too_often()]
        return _wait(_code_page(form, 429, to))
    try:
        token = staff.take_second_step(
            signed_in=entry, code=code, key=current_app.config["SECOND_KEY"], at=clock.now()
        )
    except staff.CodeRefused:
        form.code.errors = [_("Deze code klopt niet, of is al gebruikt. Wacht op de volgende.")]
        return _code_page(form, 422, to)
    take_token(token)
    return arrived(entry, to)


def second_step_page_for(to: str) -> ResponseReturnValue:
    """Go and ask for the code, and remember where somebody was going."""
    return fragments.go(url_for("web.second_step", naar=to))


def take_token(token: str) -> None:
    """Hold a fresh sign-in in this browser, and nothing of what was there before."""
    session.clear()
    session["sign_in"] = token


def arrived(entry: SignedIn, to: str) -> ResponseReturnValue:
    """Know this browser for someone who took every step, and go where they were going."""
    response = fragments.go(to)
    devices.forgive(entry.email, devices.CODES)
    devices.remember(response, entry.email)
    return response


def page_asked_for() -> str:
    """Return the page of the team that somebody was going to."""
    page = request.args.get("naar", "")
    return page if TEAM_PAGE.fullmatch(page) else url_for("web.today")


def spare_codes_page(codes: tuple[str, ...], *, coupled: bool) -> Response:
    """Show new codes for a lost phone, this once."""
    return fragments.page(
        "registry/herstelcodes.html", codes=codes, coupled=coupled, onward=page_asked_for()
    )


def _coupled(entry: SignedIn, token: str, codes: tuple[str, ...]) -> Response:
    take_token(token)
    response = spare_codes_page(codes, coupled=True)
    devices.forgive(entry.email, devices.CODES)
    devices.remember(response, entry.email)
    return response


def _elsewhere(entry: SignedIn | None) -> ResponseReturnValue:
    if entry is None:
        return fragments.go(url_for("web.sign_in", naar=request.args.get("naar")))
    door = {"code": "web.second_step", "setup": "web.couple_app", "done": "web.today"}
    return fragments.go(url_for(door[entry.second]))


def _code_page(form: CodeForm, status: int, to: str | None = None) -> Response:
    action = url_for("web.second_step", naar=to or request.args.get("naar"))
    return fragments.page("registry/code.html", form=form, action=action, status=status)


def _couple_page(entry: SignedIn, form: CoupleForm, status: int) -> Response:
    seed = form.seed.data if not form.seed.errors else steps.new_nonce().hex()
    form.seed.data = seed
    secret = steps.secret_of(
        key=current_app.config["SECOND_KEY"],
        account_id=entry.person.account_id,
        nonce=bytes.fromhex(seed),
    )
    address = steps.address_of(secret, email=entry.email)
    return fragments.page(
        "registry/app-koppelen.html",
        form=form,
        drawn=qr.drawn(address),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        again=entry.has_app,
        status=status,
    )


def _too_often() -> str:
    return str(_("Dit ging te vaak mis. Wacht een minuut."))


def _wait(response: Response) -> Response:
    response.headers["Retry-After"] = "60"
    return response
