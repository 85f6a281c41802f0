"""Composes the app: the one file that knows the kiosk, the team's pages and the API."""

from __future__ import annotations

from flask import Flask

from kiosk import pages as kiosk_pages
from registry import api, cli, factory, web
from registry.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the whole app; settings come from the environment where none are given."""
    app = factory.create_app(settings or Settings.read())
    web.init_app(app)
    api.init_app(app)
    kiosk_pages.init_app(app)
    return app


def main() -> None:
    """Run the `inloop` command."""
    cli.main(create_app)
