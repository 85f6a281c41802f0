"""The read-only API of issued figures, at /api/v1/: for programs of those who have a key."""

from __future__ import annotations

from flask import Flask

from registry import errors
from registry.api import door, figures

__all__ = ["door", "figures"]


def init_app(app: Flask) -> None:
    """Add the API to an app; errors below its address are answered for programs."""
    app.register_blueprint(door.blueprint)
    errors.answer_below(app, door.ADDRESS, door.problem)
