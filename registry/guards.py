"""The app's one CSRF guard, and its count of tries, for whoever adds a page."""

from __future__ import annotations

from flask import Flask, current_app
from flask_wtf.csrf import CSRFProtect
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Guard an app's forms, and let it count tries."""
    csrf.init_app(app)
    app.extensions["inloop_tries"] = FixedWindowRateLimiter(MemoryStorage())


def tries() -> FixedWindowRateLimiter:
    """Return this process's count of tries: in memory only, so no address is written anywhere."""
    counted: FixedWindowRateLimiter = current_app.extensions["inloop_tries"]
    return counted
