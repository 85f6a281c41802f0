"""Who may read by machine: the key of each request, how often it may ask, and how it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar, cast

from flask import Blueprint, Response, current_app, g, request
from limits import RateLimitItemPerMinute
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized

from registry import clock
from registry.guards import tries
from registry.readers import queries, services
from registry.readers.queries import Reader
from registry.write_lock import DatabaseBusy

ADDRESS = "/api/"
PACE = RateLimitItemPerMinute(120)
"""How often one key may ask in a minute."""

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

P = ParamSpec("P")
R = TypeVar("R")


def with_key(view: Callable[P, R]) -> Callable[P, R]:
    """Show a view to readers with a key only."""
    view.access = "reader"  # type: ignore[attr-defined]  # read by the gate below
    return view


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Show a view to everybody."""
    view.access = "public"  # type: ignore[attr-defined]  # read by the gate below
    return view


@blueprint.before_request
def gate() -> None:
    """Let in who has a key; another view than a public one needs one."""
    view = current_app.view_functions[request.endpoint or ""]
    if getattr(view, "access", None) == "public":
        return
    scheme, _space, key = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer":
        raise _unauthorized("This address needs a key: send it as Authorization: Bearer KEY.")
    found = queries.reader_of(key=key.strip())
    if found is None:
        raise _unauthorized("This key is not known, or was revoked.", error="invalid_token")
    if not tries().hit(PACE, "api", str(found.id)):
        raise TooManyRequests("Ask no more than 120 times a minute.", retry_after=60)
    with suppress(DatabaseBusy):  # the day can be noted at the next request
        services.see(reader=found, at=clock.now())
    g.reader = found


def reader() -> Reader:
    """Return who asks; only in a view with a key."""
    return cast(Reader, g.reader)


def answer(body: Any) -> Response:
    """Send JSON that its reader may keep and has to ask for again: unchanged, it is not sent."""
    made = Response(f"{json.dumps(body, ensure_ascii=False)}\n", mimetype="application/json")
    made.cache_control.private = True
    made.cache_control.no_cache = True
    made.vary.add("Authorization")
    made.add_etag()
    return cast(Response, made.make_conditional(request))


def problem(status: int, said: str | None) -> Response:
    """Say what went wrong as RFC 9457 has it."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if said:
        body["detail"] = said
    return Response(f"{json.dumps(body)}\n", status=status, mimetype="application/problem+json")


def _unauthorized(said: str, **more: str | None) -> Unauthorized:
    return Unauthorized(
        said, www_authenticate=WWWAuthenticate("bearer", {"realm": "inloop", **more})
    )
