"""The shared desk's lock: who is there, said by six digits, on a browser that was opened today."""

from __future__ import annotations

import uuid

from flask import Response, current_app, flash, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import UUID, InputRequired

from registry import clock, fragments
from registry.staff import queries
from registry.staff import services as staff
from registry.staff.queries import AtTheDesk, DeskView
from registry.web.access import EVERYONE, entry, pages, public, sign_in_now, team
from registry.web.desk_cookie import desk_here
from registry.web.second import page_asked_for, take_token


class PinForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Who, and six digits."""

    wie = StringField(validators=[InputRequired(), UUID()])
    pin = StringField(validators=[InputRequired()])


@pages.route("/team/balie", methods=["GET", "POST"])
@public
def desk() -> ResponseReturnValue:
    """Ask who is there, then for the PIN, and let them in as host."""
    here = desk_here()
    if here is None:
        return fragments.go(url_for("web.sign_in", naar=request.args.get("naar")))
    if request.method == "POST":
        return _try(here)
    now = sign_in_now()
    if now is not None and now.second == "done":
        return fragments.go(page_asked_for())
    pause = queries.pause_at(desk_id=here.id, day=clock.local_day(clock.now()))
    asked = request.args.get("wie")
    last = str(pause.account_id) if pause is not None and asked is None else asked
    return _page(here, last)


@pages.post("/team/balie/wissel")
@public
def leave_desk() -> ResponseReturnValue:
    """Lock at once: somebody else is there, or nobody."""
    _end()
    return fragments.go(url_for("web.desk", wie="") if desk_here() else url_for("web.sign_in"))


@pages.post("/team/balie/dicht")
@team(*EVERYONE)
def close_desk() -> ResponseReturnValue:
    """End the day: from now on only a password opens this desk."""
    here = desk_here()
    if here is not None and here.id == entry().desk_id:
        staff.close_desk(desk=here, by=entry().person.account_id, at=clock.now())
        session.clear()
        flash(_("De balie is dicht. Morgen opent u hem met uw wachtwoord."))
    return fragments.go(url_for("web.desk"))


@pages.get("/team/balie/hier")
@team(*EVERYONE)
def at_desk() -> Response:
    """Say that the desk is still open; where it is not, the gate leads to the lock."""
    response: Response = current_app.response_class(status=204)
    return response


def _try(here: DeskView) -> ResponseReturnValue:
    form = PinForm()
    if not form.validate_on_submit():
        return _page(here, form.wie.data, wrong=_("Typ uw zes cijfers."), status=422)
    try:
        token = staff.sign_in_by_pin(
            desk=here, account_id=uuid.UUID(form.wie.data), pin=form.pin.data, at=clock.now()
        )
    except staff.PinRefused as refused:
        return _page(here, form.wie.data, wrong=_refusal(refused.left), status=422)
    _end()
    take_token(token)
    return fragments.go(page_asked_for())


def _end() -> None:
    """End what this browser was signed in as, so that the trail says who left."""
    token = session.get("sign_in")
    if isinstance(token, str):
        staff.sign_out(token=token, at=clock.now())
    session.clear()


def _refusal(left: int) -> str:
    if not left:
        return str(_("Te vaak mis. Log in met uw wachtwoord."))
    words = ngettext(
        "Die code klopt niet. Nog %(num)d keer.", "Die code klopt niet. Nog %(num)d keer.", left
    )
    return str(words)


def _page(here: DeskView, asked: str | None, *, wrong: str = "", status: int = 200) -> Response:
    people = queries.people_at(desk=here)
    who: AtTheDesk | None = next((one for one in people if str(one.account_id) == asked), None)
    day = clock.local_day(clock.now())
    return fragments.page(
        "registry/balie.html",
        status=status,
        desk=here,
        is_open=here.unlocked_on == day,
        people=people,
        who=who,
        wrong=wrong,
        pause=queries.pause_at(desk_id=here.id, day=day),
        onward=request.args.get("naar"),
    )
