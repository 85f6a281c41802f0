"""`inloop retention`: a count per rule, and nothing gone after a dry run."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.care import notes
from registry.database import reading
from registry.settings import Settings
from registry.visits.models import CheckIn
from tests.builders import a_centre, a_check_in, some_passes
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("at_home")


@pytest.fixture(autouse=True)
def filled(app: Flask, at_home: Settings) -> None:
    """Let somebody have come long ago."""
    with app.app_context():
        centre_id = a_centre()
        (card,) = some_passes(centre_id, 1)
        a_check_in(centre_id, date(2025, 3, 3), pass_hash=card)


def with_pass(app: Flask) -> int:
    with app.app_context(), reading() as connection:
        counted = select(func.count()).where(CheckIn.pass_id.is_not(None))
        return connection.execute(counted).scalar_one()


def test_a_dry_run_counts_and_a_run_lets_go(run: Run, app: Flask, at_home: Settings) -> None:
    tried = run("retention", "--dry-run")
    assert tried.code == 0
    assert any(
        line.startswith("de-linde: 1 check-ins lose their pass, from before ")
        for line in tried.out.splitlines()
    )
    assert "This was a dry run" in tried.err
    assert with_pass(app) == 1
    assert notes.last(at_home.data_dir, "retention") is None
    assert run("retention").out == tried.out
    assert with_pass(app) == 0
    assert notes.last(at_home.data_dir, "retention") is not None
    assert "de-linde: 0 check-ins lose their pass" in run("retention").out
