"""The team's pages, and the public ones beside them: the doors and the theory of change."""

from __future__ import annotations

from flask import Flask

from registry.web import (
    access,
    account,
    activities,
    calendar,
    clips,
    closures,
    colleagues,
    correct,
    day,
    desk,
    desks,
    doors,
    frame,
    group,
    languages,
    leaving,
    logbook,
    month,
    occurrences,
    passes,
    phone_pass,
    posters,
    programme,
    quarantine,
    questions,
    second,
    settings,
    sheets,
    signin,
    tablets,
    tally,
    texts,
    theory_page,
    today,
)

__all__ = [
    "account",
    "activities",
    "calendar",
    "clips",
    "closures",
    "colleagues",
    "correct",
    "day",
    "desk",
    "desks",
    "doors",
    "frame",
    "group",
    "languages",
    "leaving",
    "logbook",
    "month",
    "occurrences",
    "passes",
    "phone_pass",
    "posters",
    "programme",
    "quarantine",
    "questions",
    "second",
    "settings",
    "sheets",
    "signin",
    "tablets",
    "tally",
    "texts",
    "theory_page",
    "today",
]


def init_app(app: Flask) -> None:
    """Add every page to an app; each module above puts its own on the blueprint."""
    app.register_blueprint(access.pages)
    access.init_app(app)
