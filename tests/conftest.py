"""Fixtures for every test: the composed app, on SQLite unless a folder says otherwise."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from registry.settings import Settings

pytest_plugins = ["tests.browser", "tests.databases"]


@pytest.fixture(scope="session")
def make_app() -> Callable[[Settings], Flask]:
    """Return what composes the whole app."""
    composed: Any = importlib.import_module("wsgi")
    make: Callable[[Settings], Flask] = composed.create_app
    return make


@pytest.fixture
def engine_name() -> str:
    """Return the database most tests run on."""
    return "sqlite"
