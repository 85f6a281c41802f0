"""The tablet's pages: the shell with its welcome screen, the pack, and linking a tablet."""

from __future__ import annotations

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from kiosk import (
    clips,
    drawing,
    events,
    keeping,
    offline,
    pack,
    phone_pass,
    poster,
    screens,
    tablet,
)
from kiosk.forms import EnrolmentForm
from kiosk.screens import Day
from registry import clock, fragments
from registry.centres import queries as centres
from registry.centres import services as enrolment
from registry.centres.queries import CentreView
from registry.guards import tries

blueprint = Blueprint("kiosk", __name__)
CODES = RateLimitItemPerMinute(20)
"""How many codes one address may try in a minute."""


def init_app(app: Flask) -> None:
    """Add everything that residents touch to an app."""
    app.register_blueprint(blueprint)
    app.register_blueprint(events.blueprint)
    for part in (offline, clips, poster, phone_pass, keeping):
        app.register_blueprint(part.blueprint)


@blueprint.get("/kiosk/")
def home() -> ResponseReturnValue:
    """Show the tablet's one page, or where to link it."""
    here = tablet.current()
    if here is None or here.revoked:
        return redirect("/kiosk/koppelen", 303)
    shown = screens.home(Day.of(_centre(here.centre_id), clock.now()), pack.DUTCH)
    return drawing.drawn("kiosk/shell.html", build=current_app.config["BUILD"], **shown)


home.access = "tablet"  # type: ignore[attr-defined]  # a stranger is sent to the linking page


@blueprint.get("/kiosk/pack.json")
@tablet.enrolled
def pack_json() -> ResponseReturnValue:
    """Send the pack's first file, or 304 where the tablet holds it; 401 to one that is revoked."""
    return _file_of_pack(pack.FIRST)


@blueprint.get("/kiosk/pack/<name>.json")
@tablet.enrolled
def file_of_pack(name: str) -> ResponseReturnValue:
    """Send the screens in a language that the centre's kiosk speaks, or those of the next days."""
    return _file_of_pack(name)


def _file_of_pack(file: str) -> Response:
    here = tablet.here()
    if here.revoked:
        abort(401)
    made = pack.pack_of(_centre(here.centre_id), clock.now(), file=file)
    if made is None:
        abort(404)
    same = fragments.unchanged(made.tag)
    if same is not None:
        return same
    response = Response(made.body, mimetype="application/json")
    response.set_etag(made.tag, weak=True)
    return response


@blueprint.route("/kiosk/koppelen", methods=["GET", "POST"])
def link() -> ResponseReturnValue:
    """Make this browser a tablet, by a code that the team hands out.

    A browser is one tablet: what it was before is revoked.
    """
    form = EnrolmentForm()
    if form.is_submitted() and not tries().hit(CODES, "code", request.remote_addr or ""):
        raise TooManyRequests(retry_after=60)
    if not form.validate_on_submit():
        return _link_page(form, 422 if form.is_submitted() else 200)
    try:
        token = enrolment.enrol(code=form.code.data, at=clock.now())
    except enrolment.CodeRefused:
        form.code.errors = [gettext("Deze code klopt niet, of is te oud. Vraag een nieuwe.")]
        return _link_page(form, 422)
    before = tablet.current()
    if before is not None and not before.revoked:
        enrolment.revoke_tablet(
            centre_id=before.centre_id, tablet_id=before.tablet_id, at=clock.now()
        )
    response = redirect("/kiosk/", 303)
    tablet.remember(response, token)
    return response


link.access = "public"  # type: ignore[attr-defined]  # the code is what lets one in


def _link_page(form: EnrolmentForm, status: int) -> Response:
    return make_response(render_template("kiosk/koppelen.html", form=form), status)


def _centre(centre_id: object) -> CentreView:
    centre = centres.by_id(centre_id)  # type: ignore[arg-type]
    assert centre is not None  # noqa: S101  # a tablet's row has a foreign key to its centre
    return centre
