"""The team's pages, and the public ones beside them: the doors and the theory of change."""

from __future__ import annotations

from flask import Flask

from registry.web import (
    access,
    activities,
    calendar,
    clips,
    closures,
    correct,
    day,
    doors,
    frame,
    group,
    handouts,
    heard,
    help_requests,
    languages,
    leaving,
    month,
    more,
    occurrences,
    partners,
    passes,
    phone_pass,
    posters,
    programme,
    quarantine,
    questions,
    reflection,
    settings,
    sheets,
    signin,
    stories,
    tablets,
    tally,
    texts,
    theory_page,
    today,
    volunteers,
)

__all__ = [
    "activities",
    "calendar",
    "clips",
    "closures",
    "correct",
    "day",
    "doors",
    "frame",
    "group",
    "handouts",
    "heard",
    "help_requests",
    "languages",
    "leaving",
    "month",
    "more",
    "occurrences",
    "partners",
    "passes",
    "phone_pass",
    "posters",
    "programme",
    "quarantine",
    "questions",
    "reflection",
    "settings",
    "sheets",
    "signin",
    "stories",
    "tablets",
    "tally",
    "texts",
    "theory_page",
    "today",
    "volunteers",
]


def init_app(app: Flask) -> None:
    """Add every page to an app; each module above puts its own on the blueprint."""
    app.register_blueprint(access.pages)
    access.init_app(app)
