"""What a host reads of a tablet: whether it works, what waits on it, and what is the matter."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from registry.centres import services as centres
from registry.centres.queries import TabletView
from registry.centres.services import TabletReport
from registry.database import new_id
from registry.web.tablet_lines import TabletLine, tablet_line
from tests.builders import MONDAY_TEN, a_tablet
from tests.web.conftest import Neighbourhood

BUILD = "b1"
OPEN = ((time(9), time(17)),)


@pytest.fixture(autouse=True)
def in_dutch(app: Flask) -> Any:
    """Let words be asked for."""
    with app.test_request_context():
        yield


def a_line(*, at: datetime = MONDAY_TEN, opening: Any = OPEN, **more: object) -> TabletLine:
    """Return the line of a tablet that reported at ten and is well, but for what is said."""
    values: dict[str, Any] = {"name": "Ingang", "last_seen_at": MONDAY_TEN, "waiting": 0}
    values |= {"enrolled_at": MONDAY_TEN}
    values |= {"oldest_ms": None, "battery": None, "camera": "ok", "revoked_at": None}
    values |= {"id": new_id(), "offset_ms": 40, "build": BUILD, "storage": "kept", "offline": True}
    return tablet_line(TabletView(**{**values, **more}), at, opening=opening, build=BUILD)


def later(minutes: float) -> datetime:
    return MONDAY_TEN + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, "works"), (2, "works"), (2.1, "offline"), (9.9, "offline")]
)
def test_a_tablet_silent_for_two_minutes_is_offline(minutes: float, state: str) -> None:
    assert a_line(at=later(minutes)).state == state


@pytest.mark.parametrize("minutes", [10, 60, 6.9 * 60])
def test_a_tablet_unseen_for_ten_minutes_in_opening_hours_is_flagged(minutes: float) -> None:
    assert a_line(at=later(minutes)).state == "missed"
    assert a_line(at=later(minutes)).seen_at == MONDAY_TEN


@pytest.mark.parametrize("opening", [(), ((time(10, 55), time(12)),), ((time(7), time(10, 30)),)])
def test_outside_opening_hours_nobody_has_to_look(opening: Any) -> None:
    assert a_line(at=later(60), opening=opening).state == "offline"


def test_a_tablet_that_was_off_at_night_has_ten_minutes_after_opening() -> None:
    night = MONDAY_TEN - timedelta(hours=17)
    nine = MONDAY_TEN - timedelta(hours=1)
    assert a_line(last_seen_at=night, at=nine + timedelta(minutes=9)).state == "offline"
    assert a_line(last_seen_at=night, at=nine + timedelta(minutes=10)).state == "missed"


@pytest.mark.parametrize(("minutes", "state"), [(0, "offline"), (9.9, "offline"), (10, "missed")])
def test_a_tablet_that_never_reported_is_flagged_ten_minutes_after_it_was_linked(
    minutes: float, state: str
) -> None:
    line = a_line(last_seen_at=None, at=later(minutes))
    assert (line.state, line.seen_at) == (state, None)


def test_vandaag_flags_a_tablet_that_was_linked_and_never_seen(
    neighbourhood: Neighbourhood,
) -> None:
    a_tablet(neighbourhood.linde)
    with time_machine.travel(later(10), tick=False):
        text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "Nog niet gezien" in text
    assert '<span class="state alarm">' in text


def test_what_waits_on_a_tablet_is_told_with_the_time_of_the_oldest() -> None:
    line = a_line(waiting=3, oldest_ms=50 * 60_000)
    assert (line.waiting, line.waiting_since) == (3, MONDAY_TEN - timedelta(minutes=50))


def test_a_battery_is_told_in_whole_percents() -> None:
    assert a_line(battery=0.824).battery == 82


def test_a_tablet_that_is_well_has_no_troubles() -> None:
    assert a_line(battery=0.2).troubles == ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"storage": "refused"}, "Bewaren niet zeker"),
        ({"storage": "full"}, "Geheugen vol"),
        ({"storage": "none"}, "Kan niets bewaren"),
        ({"offline": False}, "Start niet zonder internet"),
        ({"offset_ms": 5 * 60_000}, "Klok loopt 5 minuten achter"),
        ({"offset_ms": -3 * 3600_000}, "Klok loopt 3 uur voor"),
        ({"offset_ms": 20_000 * 24 * 3600_000}, "Klok loopt 20000 dagen achter"),
        ({"build": "b0"}, "Oude versie"),
        ({"battery": 0.19}, "Accu bijna leeg"),
        ({"camera": "none"}, "Camera uit"),
        ({"camera": "denied"}, "Camera uit"),
    ],
)
def test_each_trouble_is_told_in_words_with_an_icon(said: dict[str, Any], words: str) -> None:
    (trouble,) = a_line(**said).troubles
    assert trouble.words == words
    assert trouble.icon


@pytest.mark.parametrize(
    ("storage", "state"), [("full", "look"), ("none", "look"), ("refused", "works")]
)
def test_a_tablet_that_keeps_nothing_needs_a_look(storage: str, state: str) -> None:
    assert a_line(storage=storage).state == state


def test_the_worst_comes_first_and_two_are_enough() -> None:
    line = a_line(offline=False, storage="full", camera="none", build="b0")
    assert [trouble.words for trouble in line.troubles] == ["Geheugen vol", "Camera uit"]


def test_vandaag_shows_what_a_tablet_says_of_itself(neighbourhood: Neighbourhood) -> None:
    tablet = centres.identify_tablet(token=a_tablet(neighbourhood.linde))
    assert tablet is not None
    centres.report_tablet(
        centre_id=neighbourhood.linde,
        tablet_id=tablet.tablet_id,
        report=TabletReport(storage="full", offline=False, camera="ok"),
        at=MONDAY_TEN,
    )
    text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "Kijk even" in text
    assert "Geheugen vol" in text
    assert "Start niet zonder internet" in text
