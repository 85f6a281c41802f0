"""`inloop figures`: what is kept of months that are over, compared with the check-ins."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, update

from registry import clock
from registry.centres import queries as centres
from registry.database import writing
from registry.figures.facts import Month
from registry.reporting import services
from registry.reporting.models import MonthSum
from registry.theory.load import load
from tests.builders import a_centre, a_check_in
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("at_home")


@pytest.fixture
def linde(app: Flask) -> str:
    """Return a centre of which three months of last year are kept."""
    with app.app_context():
        centre_id = a_centre()
        for month in (5, 6, 7):
            a_check_in(centre_id, date(2025, month, 6), party=month)
        at, theory = clock.now(), load()
        services.month(centre_id=centre_id, month=Month(2025, 8), theory=theory, at=at)
        a_centre("Het Anker")
        found = centres.by_id(centre_id)
        assert found is not None
        return found.slug


def plant(app: Flask) -> None:
    """Let a row tell of other visits than there were."""
    with app.app_context(), writing() as connection:
        row = update(MonthSum).where(MonthSum.month == "2025-06")
        changed = func.replace(MonthSum.kept, '"visits":6', '"visits":7')
        connection.execute(row.values(kept=changed))


def test_what_is_right_is_said_to_be_so(run: Run, linde: str) -> None:
    said = run("figures", "verify")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "de-linde: 3 kept month(s) compared with the check-ins",
        "het-anker: 0 kept month(s) compared with the check-ins",
    ]


def test_a_wrong_row_is_found_and_counted_anew_when_asked(run: Run, app: Flask, linde: str) -> None:
    plant(app)
    said = run("figures", "verify", linde)
    assert said.code == 2
    assert "de-linde: 2025-06 differs" in said.out.splitlines()
    assert said.err == "inloop: kept figures differ; run `inloop figures recount` for de-linde\n"
    assert run("figures", "verify", "het-anker").code == 0
    assert run("figures", "recount", linde).code == 0
    assert run("figures", "verify").code == 0


def test_a_centre_that_is_not_there_is_refused(run: Run, linde: str) -> None:
    assert run("figures", "verify", "de-eik").code == 2
