"""Which tablet this is, and of which centre: the cookie, its enrolment, what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import abort, current_app, g, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from registry import clock
from registry.centres import services as centres
from registry.centres.services import TabletIdentity, TabletReport

KNOWN_FOR = timedelta(seconds=5)
REPORT_EVERY = timedelta(seconds=10)
MOST_BATCHES_A_SECOND = 100
A_LONG_TIME = 400 * 24 * 3600
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """What one process remembers of its tablets, for seconds: who they are, what they said."""

    known: dict[str, tuple[datetime, TabletIdentity | None]] = field(default_factory=dict)
    said: dict[str, tuple[datetime, TabletReport]] = field(default_factory=dict)
    paced: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of each tablet the last second in which it sent, and how many batches in it."""


def cookie_name() -> str:
    """Return the cookie's name; under HTTPS with the prefix that ties it to this host."""
    return "__Host-tablet" if current_app.config["SESSION_COOKIE_SECURE"] else "tablet"


def current() -> TabletIdentity | None:
    """Return the tablet whose cookie came with this request, or None."""
    token = request.cookies.get(cookie_name(), "")
    if not token:
        return None
    memory, at = _memory(), clock.now()
    known = memory.known.get(token)
    if known is None or at - known[0] > KNOWN_FOR:
        known = (at, centres.admit_tablet(token=token, at=at))
        if known[1] is not None:
            memory.known[token] = known
    if known[1] is not None:
        g.device = known[1].tablet_id.hex
    return known[1]


def enrolled(view: Callable[P, T]) -> Callable[P, T]:
    """Let only an enrolled tablet reach a view; others get 401."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        if current() is None:
            abort(401)
        return view(*args, **kwargs)

    guarded.access = "tablet"  # type: ignore[attr-defined]  # read by the access test
    return guarded


def here() -> TabletIdentity:
    """Return the tablet of a request that came past `enrolled`."""
    tablet = current()
    assert tablet is not None  # noqa: S101  # `enrolled` has seen to it
    return tablet


def pace(tablet: TabletIdentity, at: datetime) -> None:
    """Answer 429 to a tablet that sends more than a hundred batches in one second."""
    paced, key, second = _memory().paced, tablet.tablet_id.hex, int(at.timestamp())
    last, batches = paced.get(key, (second, 0))
    paced[key] = (second, batches + 1 if last == second else 1)
    if paced[key][1] > MOST_BATCHES_A_SECOND:
        raise TooManyRequests(retry_after=1)


def remember(response: Response, token: str) -> None:
    """Put a new tablet's token in its cookie."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=A_LONG_TIME,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def renew(response: Response, tablet: TabletIdentity, at: datetime, *, waiting: int | None) -> None:
    """Give a tablet whose time has come a new token with an answer; the old one stays good.

    One that is to move gets it only when it said that nothing is `waiting` (None: it didn't say):
    what it holds is its old centre's.
    """
    if not tablet.is_due(at) or (tablet.moves_to is not None and waiting != 0):
        return
    token = centres.renew_token(token=request.cookies[cookie_name()], at=at)
    if token is not None:
        remember(response, token)


def report(tablet: TabletIdentity, said: TabletReport, at: datetime) -> None:
    """Pass on what a tablet says of itself, when it changed or every ten seconds."""
    memory, key = _memory(), tablet.tablet_id.hex
    last = memory.said.get(key)
    if last is not None and at - last[0] < REPORT_EVERY and not _news(last[1], said):
        return
    centres.report_tablet(
        centre_id=tablet.centre_id, tablet_id=tablet.tablet_id, report=said, at=at
    )
    memory.said[key] = (at, said)


def _news(before: TabletReport, now: TabletReport) -> bool:
    told = now.waiting is not None and bool(before.waiting) != bool(now.waiting)
    return told or (
        (before.camera, before.storage, before.offline) != (now.camera, now.storage, now.offline)
    )


def _memory() -> Memory:
    extensions: dict[str, Any] = current_app.extensions
    memory: Memory = extensions.setdefault("inloop_tablets", Memory())
    return memory
