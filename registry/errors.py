"""Error pages that cannot fail themselves: a template, and plain words where even that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flask import Flask, Response, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from registry import logs
from registry.away import is_away
from registry.write_lock import DatabaseBusy

LAST_RESORT = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Inloop</title>'
    "<h1>Er ging iets mis.</h1><p>Probeer het zo nog eens.</p></html>"
)


PASSED_ON = ("Allow", "Retry-After", "WWW-Authenticate")
"""What an error's answer says in its headers."""

Answer: TypeAlias = Callable[[int, str | None], Response]
"""Makes the answer to an error of its status, and of what was said about it in English."""


def init_app(app: Flask) -> None:
    """Answer every error with a page that says what to do next."""
    app.extensions["inloop_errors"] = {}
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(OperationalError, _of_the_database)
    app.register_error_handler(Exception, _unexpected)


def answer_below(app: Flask, address: str, answer: Answer) -> None:
    """Answer errors of all that lies below an address in another way than with a page."""
    app.extensions["inloop_errors"][address] = answer


def _stale_form(_error: Exception) -> Response:
    return _page(400, _old_form)


def _expected(error: HTTPException) -> Response:
    if error.response is not None:
        return error.get_response()  # type: ignore[return-value]  # a Flask response here
    response = _answer(error.code or 500, error.description)
    for name, value in error.get_headers():
        if name in PASSED_ON:
            response.headers[name] = value
    return response


def _busy(_error: Exception) -> Response:
    response = _answer(503)
    response.headers["Retry-After"] = "30"
    return response


def _of_the_database(error: OperationalError) -> Response:
    logs.fault(error)
    return _busy(error) if is_away(error) else _answer(500)


def _unexpected(error: Exception) -> Response:
    logs.fault(error)
    return _answer(500)


def _answer(status: int, said: str | None = None) -> Response:
    for address, answer in current_app.extensions["inloop_errors"].items():
        if request.path.startswith(address):
            made: Response = answer(status, said)
            return made
    return _page(status)


def _words(status: int) -> tuple[str, str]:
    known = {
        400: (_("Dit begrijpen we niet."), _("Ga terug en probeer het opnieuw.")),
        403: (_("Dit mag u hier niet."), _("Vraag de coördinator als u dit nodig heeft.")),
        404: (_("Deze pagina is er niet."), _("Ga terug naar het begin.")),
        405: (_("Dit kan hier niet."), _("Ga terug naar het begin.")),
        413: (_("Dit is te groot."), _("Maak het kleiner en probeer het opnieuw.")),
        429: (_("Het gaat te snel."), _("Wacht een minuut en probeer het opnieuw.")),
        503: (_("Het is even te druk."), _("Wacht een minuut en probeer het opnieuw.")),
    }
    return known.get(status, (_("Er ging iets mis."), _("Probeer het zo nog eens.")))


def _old_form(_status: int) -> tuple[str, str]:
    return _("Dit formulier is te oud."), _("Ga terug, ververs de pagina en probeer opnieuw.")


def _page(status: int, say: Callable[[int], tuple[str, str]] = _words) -> Response:
    try:
        title, advice = say(status)
        body = render_template("errors/error.html", title=title, advice=advice)
    except Exception as error:
        logs.fault(error)
        body = LAST_RESORT
    return Response(body, status=status, mimetype="text/html")
