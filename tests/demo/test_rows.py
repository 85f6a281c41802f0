"""The made-up neighbourhood's months say the same with rows of those before them and without."""

from __future__ import annotations

from flask import Flask

from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.reporting import services as reporting
from tests.demo.conftest import THURSDAY_NOON

MONTHS = (Month(2026, 1), Month(2025, 12), Month(2025, 11))


def test_every_month_is_the_same_with_rows_and_without(demo: Flask) -> None:
    theory = demo.extensions["inloop_theory"]
    (centre,) = centres.all_centres()
    seen = []
    for with_rows in (False, True, True):
        made = []
        for month in MONTHS:
            if not with_rows:
                reporting.forget(centre_id=centre.id)
            made.append(
                reporting.month(centre_id=centre.id, month=month, theory=theory, at=THURSDAY_NOON)
            )
        seen.append(made)
    assert seen[0] == seen[1] == seen[2]
    found = reporting.verify(centre=centre, theory=theory, at=THURSDAY_NOON)
    assert (found.months, found.wrong, found.passes) == (2, (), 0)
