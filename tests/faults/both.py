"""An empty installation on each database, for the runs that print figures."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import time_machine
from flask import Flask

from registry import installation
from registry.settings import Settings
from tests import postgres
from tests.builders import MONDAY_TEN
from tests.databases import close


def installations() -> Iterator[tuple[str, Flask, Settings, postgres.Server]]:
    """Yield one on SQLite, then one on PostgreSQL, on a Monday at ten; gone after use.

    With each comes the server of PostgreSQL.
    """
    make_app = importlib.import_module("wsgi").create_app
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(MONDAY_TEN, tick=True))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(postgres.running())
        for name, url in (("SQLite", None), ("PostgreSQL", server.address(server.create()))):
            more = {"database_url": url} if url else {}
            settings = Settings.read(data_dir=folder / name, **more)
            app = installation.prepare(make_app, settings)
            yield name, app, settings, server
            close(app)
