"""A poster's page on a visitor's own phone: one form, no account, no cookie, no app."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from itsdangerous import BadSignature, URLSafeSerializer
from limits import RateLimitItem, RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from kiosk import codes, drawing, programme
from registry import clock, words
from registry.guards import csrf, tries
from registry.posters import queries as posters
from registry.posters import services as doors
from registry.posters.queries import PosterView
from registry.speech import gettext, speaking
from registry.texts import queries as texts

blueprint = Blueprint("poster", __name__)
csrf.exempt(blueprint)  # there is no cookie that another site could ride on
GUESSES = RateLimitItemPerMinute(20)
"""How many codes that stand for nothing one address is answered in a minute; one that is right goes
on, for a whole centre may share that address."""
ARRIVALS = RateLimitItemPerMinute(60)
"""How many forms one address may send in a minute: a whole queue shares a centre's Wi-Fi."""
MOST = 99


@blueprint.get("/p/<code>")
def poster(code: str) -> ResponseReturnValue:
    """Show what the poster is of, and its one form while it is open."""
    found = _found(code)
    if found is None:
        return _page(None, "told", 404, state="unknown")
    state = found.state(clock.now())
    if state != "open":
        return _page(found, "told", state=state)
    people = _people(request.args.get("mensen"))
    nonce = _signer(code).dumps(uuid.uuid4().hex)
    return _page(found, "open", people=people, most=MOST, nonce=nonce)


@blueprint.post("/p/<code>")
def arrive(code: str) -> ResponseReturnValue:
    """Count who came, once for each page that was shown; then say thanks."""
    found = _found(code)
    if found is None:
        return _page(None, "told", 404, state="unknown")
    _within(ARRIVALS, "poster arrivals")
    language = _language(found)
    back = redirect(url_for("poster.poster", code=code, taal=language), 303)
    try:
        event_id = uuid.UUID(hex=_signer(code).loads(request.form.get("nonce", "")))
        outcome = doors.check_in(
            code=_tidy(code),
            event_id=event_id,
            people=_people(request.form.get("people")),
            language=language,
            at=clock.now(),
        )
    except (BadSignature, doors.NotOpen, doors.NoPoster):
        return back
    full = "1" if outcome.code == "over_capacity" else None
    return redirect(url_for("poster.thanks", code=code, taal=language, vol=full), 303)


@blueprint.get("/p/<code>/dank")
def thanks(code: str) -> ResponseReturnValue:
    """Say thanks; where the room was full, ask to tell the host too."""
    found = _found(code)
    if found is None:
        return _page(None, "told", 404, state="unknown")
    return _page(found, "told", state="full" if "vol" in request.args else "thanks")


for _view in (poster, arrive, thanks):
    _view.access = "public"  # type: ignore[attr-defined]  # the code is what lets one in


def _found(code: str) -> PosterView | None:
    """Return the poster of a code; without a public address there are no posters at all."""
    if not codes.public_url():
        abort(404)
    found = posters.find(code=_tidy(code), at=clock.now())
    if found is None:
        _within(GUESSES, "poster guesses")
    return found


def _within(limit: RateLimitItem, what: str) -> None:
    if not tries().hit(limit, what, request.remote_addr or ""):
        raise TooManyRequests(retry_after=60)


def _tidy(code: str) -> str:
    return code.replace("-", "").upper()


def _language(found: PosterView) -> str:
    asked = request.args.get("taal", "nl")
    return asked if asked in found.centre.languages else "nl"


def _people(text: str | None) -> int:
    """Return how many people came, from 1 to 99; 1 for anything else."""
    number = int(text) if text and text.isascii() and text.isdecimal() and len(text) < 3 else 1
    return max(1, number)


def _signer(code: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"poster {_tidy(code)}")


def _about(found: PosterView, language: str) -> dict[str, Any]:
    """Return what every page of a poster shows of its occurrence."""
    at, day = clock.now(), clock.local_day(found.item.starts_at)
    when = gettext("Vandaag") if day == clock.local_day(at) else format_date(day, "EEEE d MMMM")
    return {
        "card": programme.card(found.item, language, at),
        "day": when[:1].upper() + when[1:],
        "opens": words.wall_time(found.opens_at),
        "languages": [
            (code, words.LANGUAGES[code], words.direction(code)) for code in found.centre.languages
        ],
    }


def _page(
    found: PosterView | None, name: str, status: int = 200, **context: Any
) -> ResponseReturnValue:
    """Render a page with the few drawings it points at; it loads no other picture.

    It speaks as the tablet of that centre does: with its own words, and "je" to children.
    """
    language = "nl" if found is None else _language(found)
    own = () if found is None else texts.own_words(centre_id=found.centre.id)
    shown = {"language": language, "dir": words.direction(language), "poster": found, **context}
    with speaking(language, texts.in_language(own, language)):
        if found is not None:
            shown |= {"je": found.item.for_children, **_about(found, language)}
        return drawing.drawn(f"kiosk/phone/{name}.html", **shown), status
