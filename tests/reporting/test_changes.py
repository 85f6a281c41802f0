"""Every service that writes what figures are counted from says so, if the month is over."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from registry.activities import services as activities
from registry.centres import queries as places
from registry.centres.queries import CentreView
from registry.clock import at_local
from registry.figures.facts import Month
from registry.reporting import services
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_check_in,
    a_detail,
    a_plan,
    an_undo,
)
from tests.reporting import over
from tests.reporting.deeds import APART, DEEDS, ELSEWHERE
from tests.reporting.scene import (
    DAY,
    NOVEMBER,
    OCTOBER,
    TEN,
    THEORY,
    Scene,
    give_hours,
)


@pytest.fixture
def engine_name() -> str:
    """One database will do: what is noted differs in none."""
    return "sqlite"


@pytest.fixture
def scene(book: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """It is Monday 23 November 2026; the journal of erasures lies in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield Scene()


def test_every_service_is_among_them() -> None:
    known = {name.partition(" ")[0] for name in DEEDS} - {"care.erase_pass"} | set(ELSEWHERE)
    known |= {f"{subject}.{name}" for subject, names in APART.items() for name in names.split()}
    there = set()
    for subject in APART:
        module = importlib.import_module(f"registry.{subject}.services")
        there |= {
            f"{subject}.{name}"
            for name, one in inspect.getmembers(module, inspect.isfunction)
            if not name.startswith("_")
            and one.__module__.startswith(f"registry.{subject}.services")
        }
    assert there == known


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_of_a_month_that_is_over_has_it_counted_anew(scene: Scene, name: str) -> None:
    before, deed = DEEDS[name]
    prepared = before(scene)
    scene.november()
    assert OCTOBER in kept(scene)
    changes = places.changes(scene.centre)
    deed(scene, prepared)
    assert OCTOBER not in kept(scene)
    assert places.changes(scene.centre)["2026-10"] > changes.get("2026-10", 0)
    with_rows = scene.november()
    assert OCTOBER in kept(scene)
    assert verified(scene)
    services.forget(centre_id=scene.centre)
    assert scene.november() == with_rows


def kept(scene: Scene) -> set[Month]:
    return over.kept(scene.centre)


def verified(scene: Scene) -> bool:
    found = services.verify(centre=view(scene), theory=THEORY, at=datetime.now(tz=UTC))
    return bool(found.months) and not (found.wrong or found.passes)


def view(scene: Scene) -> CentreView:
    found = places.by_id(scene.centre)
    assert found is not None
    return found


def test_while_a_month_runs_nothing_of_it_is_noted(scene: Scene) -> None:
    before = places.changes(scene.centre)
    with time_machine.travel(at_local(date(2026, 10, 31), time(23, 59)), tick=False):
        key = a_check_in(scene.centre, DAY, pass_hash=scene.cards[0])
        a_detail(scene.centre, key, DAY, occurrence_id=scene.held(scene.surgery))
        an_undo(scene.centre, key, DAY)
        scene.listed()
        give_hours(scene)
    assert places.changes(scene.centre) == before


def test_a_programme_made_afterwards_has_its_months_counted_anew(scene: Scene) -> None:
    other = a_centre("Het Anker")
    a_check_in(other, DAY)
    activities.create(centre_id=other, plan=replace(a_plan(), led_by="residents"), at=TEN, by=None)
    services.month(centre_id=other, month=NOVEMBER, theory=THEORY, at=MONDAY_TEN)
    before = places.changes(other)
    activities.plan_until(centre_id=other, last_day=date(2026, 12, 31))
    assert places.changes(other)["2026-10"] > before.get("2026-10", 0)
