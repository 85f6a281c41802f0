"""One app and one server for all these tests; each test has a tablet and a centre of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser

from registry import installation
from registry.settings import Settings
from tests import browser
from tests.builders import MONDAY_TEN
from tests.databases import Make, close
from tests.kiosk.screens.tablet import Tablet, link


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory, make_app: Make) -> Iterator[Flask]:
    """Return one app for all these tests; each test has a centre of its own in it."""
    made = installation.prepare(
        make_app, Settings.read(data_dir=tmp_path_factory.mktemp("screens"))
    )
    yield made
    close(made)


@pytest.fixture(scope="package")
def server(app: Flask) -> Iterator[str]:
    """Return the address where the app is served."""
    with browser.served_here(app) as address:
        yield address


@pytest.fixture
def served(book: Flask, server: str) -> Iterator[str]:
    """Return the address of the server, while it is Monday ten o'clock."""
    with time_machine.travel(MONDAY_TEN, tick=True):
        yield server


@pytest.fixture
def tablet(plain_browser: Browser, served: str) -> Iterator[Tablet]:
    """Return a tablet without a camera or a worker, its welcome screen shown; no script fails."""
    with ExitStack() as opened:
        context = plain_browser.new_context(
            viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
            service_workers="block",
        )
        opened.callback(context.close)
        made = link(context, served)
        faults: list[str] = []
        browser.watch(made.page, faults)
        yield made.open()
        assert faults == []
