"""What the demo's tests share: one filled database, and a way to make another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from registry.demo import neighbourhood
from registry.settings import Settings
from tests.databases import Make, close

THURSDAY_NOON = datetime(2026, 1, 15, 11, 30, tzinfo=UTC)
"""Thursday 15 January 2026, half past twelve in Den Haag: two whole months lie before it."""
FillIn = Callable[..., Settings]


@pytest.fixture(scope="session")
def fill_in(tmp_path_factory: pytest.TempPathFactory, make_app: Make) -> FillIn:
    """Return what fills a database of its own and gives its settings."""

    def fill(*, months: int = 1, seed: int = 1, into: Path | None = None) -> Settings:
        settings = Settings.read(data_dir=into or tmp_path_factory.mktemp("demo"))
        wish = neighbourhood.Wish(
            at=THURSDAY_NOON, months=months, centres=1, seed=seed, anew=into is not None
        )
        told: list[tuple[int, int]] = []
        neighbourhood.make(make_app, settings, wish, progress=lambda *day: told.append(day))
        assert told[-1][0] == told[-1][1] == len(told)
        return settings

    return fill


@pytest.fixture(scope="session")
def demo(fill_in: FillIn, make_app: Make) -> Iterator[Flask]:
    """Return the app on a filled database, which the tests only look at."""
    app = make_app(fill_in(months=2))
    with app.app_context():
        yield app
    close(app)
