"""The app's one CSRF guard and one rate limiter, for whoever adds a page."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
"""Counts in memory only; an address is never written anywhere."""
