"""Hoe lang we bewaren: each rule as a date, and how much is older than that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from registry import clock
from registry.care import notes
from registry.care.retention import Kept, kept
from tests.builders import MONDAY_TEN, a_centre, a_check_in, some_passes
from tests.web.conftest import Neighbourhood

TODAY = date(2026, 11, 23)
LIMIT = date(2025, 10, 23)
PAGE = "/team/instellingen/bewaren"


def of(centre_id: object, today: date = TODAY) -> dict[str, Kept]:
    return {one.key: one for one in kept(centre_id=centre_id, today=today)}  # type: ignore[arg-type]


def test_the_days_follow_from_the_periods(book: Flask) -> None:
    found = of(a_centre())
    assert {key: one.before for key, one in found.items()} == {
        "visits": LIMIT,
        "passes": LIMIT,
        "apart": date(2026, 10, 23),
        "answers": date(2026, 10, 1),
        "trail": date(2024, 11, 23),
    }
    assert {one.older for one in found.values()} == {0}


def test_at_the_end_of_a_long_month_the_day_is_the_last_of_a_short_one(book: Flask) -> None:
    assert of(a_centre(), date(2026, 3, 31))["visits"].before == date(2025, 2, 28)


def test_a_visit_is_too_old_by_its_day_and_only_with_a_pass(book: Flask) -> None:
    centre_id = a_centre()
    (one,) = some_passes(centre_id, 1)
    a_check_in(centre_id, LIMIT, pass_hash=one)
    a_check_in(centre_id, LIMIT - timedelta(days=1))
    assert of(centre_id)["visits"].older == 0
    a_check_in(centre_id, LIMIT - timedelta(days=1), pass_hash=one)
    assert of(centre_id)["visits"].older == 1
    assert of(centre_id)["passes"].older == 0  # it was used on the day itself


def test_a_pass_that_nobody_uses_is_too_old_by_its_last_day(book: Flask) -> None:
    centre_id = a_centre()
    used, _lying = some_passes(centre_id, 2)  # made on 6 January 2025
    assert of(centre_id)["passes"].older == 2
    a_check_in(centre_id, TODAY - timedelta(days=3), pass_hash=used)
    assert of(centre_id)["passes"].older == 1
    assert of(a_centre("Het Anker"))["passes"].older == 0


def test_what_was_put_apart_a_month_ago_is_too_old(neighbourhood: Neighbourhood) -> None:
    neighbourhood.apart_at(neighbourhood.linde)
    assert of(neighbourhood.linde, TODAY + timedelta(days=31))["apart"].older == 0
    assert of(neighbourhood.linde, TODAY + timedelta(days=32))["apart"].older == 1
    assert of(neighbourhood.linde, date(2028, 11, 24))["trail"].older > 0


@pytest.mark.parametrize("role", ["host", "coordinator"])
def test_the_page_says_the_days_and_that_nothing_is_erased_yet(
    neighbourhood: Neighbourhood, role: str
) -> None:
    some_passes(neighbourhood.linde, 3)
    with time_machine.travel(MONDAY_TEN, tick=False):
        page = neighbourhood.browser(role).get(PAGE).text
    assert "vóór 23 oktober 2025 voor het laatst" in page
    assert "<b>3 ouder dan dat</b>" in page
    assert "Inloop wist nog niet vanzelf." in page
    assert "<form" not in page.partition("<main")[2]


def test_the_page_says_when_it_was_done_and_when_a_night_was_missed(
    neighbourhood: Neighbourhood,
) -> None:
    folder = neighbourhood.app.extensions["inloop_settings"].data_dir
    with time_machine.travel(MONDAY_TEN, tick=False):
        notes.note(folder, "retention", MONDAY_TEN - timedelta(hours=6))
        page = neighbourhood.browser("host").get(PAGE).text
        assert "Inloop wist elke nacht wat te oud is." in page
        assert "Voor het laatst op 23 november 2026" in page
        notes.note(folder, "retention", MONDAY_TEN - timedelta(hours=40))
        page = neighbourhood.browser("host").get(PAGE).text
        assert "Inloop wiste voor het laatst op 21 november 2026." in page


def test_residents_are_told_that_a_night_was_missed_only_where_it_was(book: Flask) -> None:
    folder = book.extensions["inloop_settings"].data_dir
    not_by_itself = "Wissen na 13 maanden gaat nog niet vanzelf."
    assert not_by_itself in book.test_client().get("/bewaren").text
    notes.note(folder, "retention", clock.now())
    assert not_by_itself not in book.test_client().get("/bewaren").text
    assert "De regel is 13 maanden." in book.test_client().get("/bewaren").text
