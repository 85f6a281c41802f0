"""The app's one CSRF guard, and one count of tries, for whoever adds a page."""

from __future__ import annotations

from flask_wtf.csrf import CSRFProtect
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

csrf = CSRFProtect()
tries = FixedWindowRateLimiter(MemoryStorage())
"""Counts in memory only; an address is never written anywhere."""
