"""What this installation runs on, for pages: its theory of change and its public address."""

from __future__ import annotations

from typing import cast

from flask import current_app

from registry.theory.model import Theory


def theory_of_change() -> Theory:
    """Return the theory of change that this app runs on."""
    return cast(Theory, current_app.extensions["inloop_theory"])


def public_url() -> str:
    """Return this installation's public address, "" without one."""
    return cast(str, current_app.extensions["inloop_settings"].public_url)
