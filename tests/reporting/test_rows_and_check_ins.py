"""The figures of months that are kept as rows are those that a count of their check-ins gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask

from registry.reporting import services
from registry.reporting.services import closed
from tests.builders import (
    MONDAY_TEN,
    a_check_in,
    some_passes,
)
from tests.reporting.over import (
    NOVEMBER,
    a_random_centre,
    figures,
    kept,
    verdict,
)


@pytest.fixture(autouse=True)
def _now(book: Flask) -> Iterator[None]:
    """It is Monday 23 November 2026, ten o'clock."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_the_same_with_rows_and_without(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # what happens, nothing secret
    centre_id = a_random_centre(chance)
    months = [NOVEMBER.shifted(-back) for back in range(6)]
    counted = []
    for month in months:
        services.forget(centre_id=centre_id)
        counted.append(figures(centre_id, month))
    services.forget(centre_id=centre_id)
    for month in chance.sample(months, 6):
        figures(centre_id, month)
    assert len(kept(centre_id)) == 5
    assert [figures(centre_id, month) for month in months] == counted
    a_check_in(centre_id, date(2026, 8, 5), pass_hash=some_passes(centre_id, 1)[0])
    a_check_in(centre_id, date(2026, 8, 6), party=4)
    assert verdict(centre_id) == closed.Verdict(months=2, wrong=(), passes=0)
    again = [figures(centre_id, month) for month in months]
    services.forget(centre_id=centre_id)
    assert [figures(centre_id, month) for month in months] == again != counted
    assert verdict(centre_id) == closed.Verdict(months=5, wrong=(), passes=0)
