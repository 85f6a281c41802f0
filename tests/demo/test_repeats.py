"""The same seed and day make the same neighbourhood; another seed makes another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registry.activities import queries as activities
from registry.activities.holidays import each_day
from registry.answers import queries as answers
from registry.centres import queries as centres
from registry.figures.facts import Month
from registry.reporting import queries as facts_of
from registry.reporting import services as reporting
from registry.settings import Settings
from registry.visits import queries as visits
from tests.databases import Make, close
from tests.demo.conftest import THURSDAY_NOON, FillIn

FIRST, LAST = date(2025, 12, 1), date(2026, 1, 15)
MONTHS = ("2025-12", "2026-01")


def facts(make_app: Make, settings: Settings) -> dict[str, Any]:
    """Return everything a month's figures are made of, with keys that are drawn left out."""
    app = make_app(settings)
    with app.app_context():
        (centre,) = centres.all_centres()
        titles = {
            item.occurrence_id: (day, item.title)
            for day in each_day(FIRST, LAST)
            for item in activities.programme(centre_id=centre.id, day=day, at=THURSDAY_NOON)
        }
        labels: dict[object, int] = {None: 0}
        standing = [
            (
                one.at,
                one.channel,
                labels.setdefault(one.pass_id, len(labels)),
                titles.get(one.occurrence_id) if one.occurrence_id else None,
                one.party,
                one.role,
            )
            for one in visits.standing(centre_id=centre.id, first_day=FIRST, last_day=LAST)
        ]
        found = {
            "visits": standing,
            "answers": [answers.tallies(centre_id=centre.id, month=month) for month in MONTHS],
            "languages": [answers.languages(centre_id=centre.id, month=month) for month in MONTHS],
            "figures": reporting.month(
                centre_id=centre.id,
                month=Month.parse(MONTHS[0]),
                theory=app.extensions["inloop_theory"],
                at=THURSDAY_NOON,
            ),
            "help": list(
                facts_of.help_requests(
                    centre_id=centre.id, first=Month.parse(MONTHS[0]), last=Month.parse(MONTHS[-1])
                ).items()
            ),
        }
    close(app)
    return found


@pytest.fixture(scope="module")
def first(fill_in: FillIn, make_app: Make) -> dict[str, Any]:
    return facts(make_app, fill_in(seed=1))


def test_the_same_seed_makes_the_same_facts(
    first: dict[str, Any], fill_in: FillIn, make_app: Make
) -> None:
    again = facts(make_app, fill_in(seed=1))
    assert len(first["visits"]) > 1000
    for subject, found in first.items():
        assert again[subject] == found


def test_another_seed_makes_other_facts(
    first: dict[str, Any], fill_in: FillIn, make_app: Make
) -> None:
    other = facts(make_app, fill_in(seed=2))
    assert all(other[subject] != found for subject, found in first.items())
