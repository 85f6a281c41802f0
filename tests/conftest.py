"""Fixtures for every test: the composed app, on SQLite unless a folder says otherwise."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from registry.paper import pdf
from registry.settings import Settings
from tests import cheaper

# how long an example takes says nothing on a machine that does other work beside it
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")

pytest_plugins = ["tests.browser", "tests.databases"]


@pytest.fixture(scope="session", autouse=True)
def cheaper_parts() -> Iterator[None]:
    """Let no test pay again for what it is not about."""
    with pytest.MonkeyPatch.context() as patch:
        cheaper.plant(patch)
        yield


@pytest.fixture(scope="session")
def make_app(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Settings], Flask]:
    """Return what composes the whole app; templates are compiled once for all tests' apps."""
    composed: Any = importlib.import_module("wsgi")
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))

    def make(settings: Settings) -> Flask:
        app: Flask = composed.create_app(settings)
        app.jinja_env.bytecode_cache = compiled
        return app

    return make


@pytest.fixture
def engine_name() -> str:
    """Return the database most tests run on."""
    return "sqlite"


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make files that are their page's HTML, for who issues and does not read the PDF."""
    monkeypatch.setattr(pdf, "render", lambda html: html.encode())
