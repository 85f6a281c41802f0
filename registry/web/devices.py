"""How often a browser may guess a password: a signed cookie tells known browsers from unknown.

Who guesses at an account from elsewhere uses up the tries of all unknown browsers together, and
never those of a browser on which that account has signed in before.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from werkzeug.wrappers import Response as BaseResponse

from registry.guards import tries


@dataclass(frozen=True, slots=True)
class Guesses:
    """What is guessed at, and how often one may: each counts apart."""

    what: str
    limits: tuple[RateLimitItemPerMinute | RateLimitItemPerDay, ...]


PASSWORDS = Guesses("sign-in", (RateLimitItemPerMinute(5),))
CODES = Guesses("code", (RateLimitItemPerMinute(5), RateLimitItemPerDay(50)))
"""Six digits can be guessed in the end, so whoever has the password gets few tries a day."""
REMEMBERED = 12
"""How many accounts one browser is known for: a shared desk has several."""
A_LONG_TIME = 400 * 24 * 3600
STRANGER = "stranger"


def may_try(email: str, guesses: Guesses = PASSWORDS) -> bool:
    """Use up one of the five tries a minute of an account on this browser; False if none is left.

    Also for an account that does not exist, so that this tells nothing.
    """
    bucket = (guesses.what, *_bucket(email))
    return all(tries().hit(limit, *bucket) for limit in guesses.limits)


def forgive(email: str, guesses: Guesses = PASSWORDS) -> None:
    """Give an account's tries on this browser back, once it has signed in."""
    for limit in guesses.limits:
        tries().clear(limit, guesses.what, *_bucket(email))


def remember(response: Response | BaseResponse, email: str) -> None:
    """Know this browser for an account from now on."""
    device, known = _read()
    accounts = [_mark(email), *(mark for mark in known if mark != _mark(email))][:REMEMBERED]
    response.set_cookie(
        _cookie(),
        _signer().dumps([device or secrets.token_urlsafe(12), accounts]),
        max_age=A_LONG_TIME,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def _bucket(email: str) -> tuple[str, str]:
    device, known = _read()
    mark = _mark(email)
    return mark, device if device and mark in known else STRANGER


def _read() -> tuple[str, list[str]]:
    try:
        device, known = _signer().loads(request.cookies.get(_cookie(), ""))
    except BadSignature:
        return "", []
    return device, known


def _mark(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="device")


def _cookie() -> str:
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"
