"""Runs the `inloop` command as tests/elsewhen.py does, with a fault planted in the app first."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from flask import Flask

from registry.settings import Settings
from tests import elsewhen


def run(plant: Callable[[Flask], object]) -> None:
    """Plant a fault in every app that is made, and run the command."""
    wsgi = importlib.import_module("wsgi")
    make = wsgi.create_app

    def planted(settings: Settings | None = None) -> Flask:
        app: Flask = make(settings)
        plant(app)
        return app

    wsgi.create_app = planted
    elsewhen.main()
