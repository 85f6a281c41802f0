"""The cookie that makes a browser the shared desk of a centre."""

from __future__ import annotations

from flask import Response, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from registry.staff.queries import DeskView, desk_of

A_LONG_TIME = 400 * 24 * 3600


def desk_here() -> DeskView | None:
    """Return which shared desk this browser is, or None."""
    token = request.cookies.get(_name())
    return desk_of(token=token) if token else None


def keep(response: Response | BaseResponse, token: str) -> None:
    """Make this browser a desk from now on."""
    response.set_cookie(
        _name(),
        token,
        max_age=A_LONG_TIME,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def _name() -> str:
    return "__Host-desk" if current_app.config["SESSION_COOKIE_SECURE"] else "desk"
