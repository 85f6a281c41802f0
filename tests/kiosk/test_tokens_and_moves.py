"""The tablet's token changes with an answer, and a tablet moves: nothing gets lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from kiosk.tablet import KNOWN_FOR
from registry.centres import services as centres
from registry.centres.services.tokens import RENEWED_AFTER
from registry.visits import queries
from tests.builders import MONDAY_TEN, a_centre, a_daily_activity, occurrence_on
from tests.kiosk.conftest import ORIGIN, Door

DUE = MONDAY_TEN + RENEWED_AFTER
STORED = ("stored", None)
MINUTE = timedelta(minutes=1)


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("tablet")
    assert found is not None
    return found.value


def beat(client: FlaskClient, *, waiting: int = 0) -> int:
    """Send a heartbeat and return the answer's status."""
    body = {"sent_at": MONDAY_TEN.isoformat(), "events": [], "tablet": {"waiting": waiting}}
    return client.post("/kiosk/events", json=body, headers={"Origin": ORIGIN}).status_code


def people_on(centre: UUID, day: date) -> int:
    found = queries.standing(centre_id=centre, first_day=day, last_day=day)
    return sum(one.party for one in found)


def test_a_tablet_gets_a_new_token_with_an_answer_and_goes_on_with_it(door: Door) -> None:
    old = cookie(door.client)
    with time_machine.travel(DUE, tick=False) as clock:
        assert beat(door.client) == 200
        new = cookie(door.client)
        assert new != old
        assert beat(door.client) == 200
        clock.shift(2 * MINUTE)
        assert beat(door.client) == 200
        assert cookie(door.client) == new


def test_a_copied_cookie_is_refused_and_its_outbox_goes_on_after_linking(door: Door) -> None:
    copy = door.app.test_client()
    copy.set_cookie("tablet", cookie(door.client))
    with time_machine.travel(DUE, tick=False) as clock:
        beat(door.client)
        beat(door.client)
        clock.shift(2 * MINUTE)
        tap = door.tap(door.inloop)
        assert door.post(tap, client=copy).status_code == 401
        linked = door.new_tablet("Weer gekoppeld")
        told = {"sent_at": DUE.isoformat(), "tablet": {"offset_ms": 0}}
        (result,) = door.post(tap, client=linked, **told).get_json()["results"]
        assert result["status"] == "stored"


@pytest.mark.parametrize("arrives", [0, 1])
def test_of_two_tabs_asking_at_once_neither_is_locked_out(door: Door, arrives: int) -> None:
    """Whichever answer comes last fills the one cookie that both tabs share."""
    tabs = [door.app.test_client() for _ in range(2)]
    for tab in tabs:
        tab.set_cookie("tablet", cookie(door.client))
    with time_machine.travel(DUE, tick=False) as clock:
        for tab in tabs:
            beat(tab)
        door.client.set_cookie("tablet", cookie(tabs[arrives]))
        clock.shift(KNOWN_FOR + MINUTE)
        assert beat(door.client) == 200


def test_three_weeks_away_with_the_answer_lost_lock_nobody_out(door: Door) -> None:
    lost = door.app.test_client()
    lost.set_cookie("tablet", cookie(door.client))
    with time_machine.travel(DUE, tick=False) as clock:
        beat(lost)
        clock.shift(timedelta(days=21))
        assert beat(door.client) == 200
        clock.shift(2 * MINUTE)
        assert beat(door.client) == 200


class Moving:
    """A tablet that is to go from its door to Het Anker, where an open inloop runs too."""

    def __init__(self, door: Door) -> None:
        """Let it move; it has not heard of it yet."""
        self.door = door
        self.anker = a_centre("Het Anker")
        made = a_daily_activity(self.anker, "Open inloop", type_key="A1")
        self.inloop = occurrence_on(self.anker, made, MONDAY_TEN.date())
        tablet = centres.identify_tablet(token=door.token)
        assert tablet is not None
        centres.move_tablet(
            centre_id=door.centre,
            tablet_id=tablet.tablet_id,
            to=self.anker,
            at=MONDAY_TEN,
            by=uuid4(),
        )

    def belongs_to(self) -> UUID:
        """Return the centre that the tablet's cookie names."""
        return UUID(cookie(self.door.client).split(".")[0])

    def counted(self) -> tuple[int, int]:
        """Return how many people each centre has today."""
        day = MONDAY_TEN.date()
        return people_on(self.door.centre, day), people_on(self.anker, day)


@pytest.fixture
def moving(door: Door, book: Flask) -> Iterator[Moving]:
    with time_machine.travel(MONDAY_TEN + 6 * MINUTE, tick=False):
        yield Moving(door)


def test_a_tablet_sends_what_it_holds_before_it_moves(moving: Moving) -> None:
    door, now = moving.door, (MONDAY_TEN + 6 * MINUTE).isoformat()
    told = {"sent_at": now, "tablet": {"waiting": 3, "offset_ms": 0}}
    assert door.send(door.tap(door.inloop), door.tap(None), **told) == [STORED, STORED]
    assert moving.belongs_to() == door.centre
    told["tablet"] = {"waiting": 1, "offset_ms": 0}
    assert door.send(door.tap(None), **told) == [STORED]
    assert moving.belongs_to() == moving.anker
    assert moving.counted() == (3, 0)


@pytest.mark.parametrize("told", [{}, {"tablet": None}, {"tablet": {"camera": "ok"}}])
def test_a_tablet_that_does_not_say_what_it_holds_waits_to_move(
    moving: Moving, told: dict[str, object]
) -> None:
    moving.door.send(sent_at=(MONDAY_TEN + 6 * MINUTE).isoformat(), **told)
    assert moving.belongs_to() == moving.door.centre


def test_a_tap_between_two_tokens_lands_where_it_was_made(moving: Moving) -> None:
    """It was in the outbox when the cookie changed: by its time, card or check-in it is known."""
    door = moving.door
    beat(door.client)
    assert moving.belongs_to() == moving.anker
    with time_machine.travel(MONDAY_TEN + 10 * MINUTE, tick=False):
        beat(door.client)
    with time_machine.travel(MONDAY_TEN + 20 * MINUTE, tick=False):
        told = {"sent_at": (MONDAY_TEN + 20 * MINUTE).isoformat(), "tablet": {"offset_ms": 0}}
        scan = door.tap(None, at=MONDAY_TEN + 9 * MINUTE)
        detail = door.event("detail", at=MONDAY_TEN + 11 * MINUTE, of=scan["id"], party=4)
        old_card = door.tap(door.inloop, at=MONDAY_TEN + 12 * MINUTE)
        new_card = door.tap(moving.inloop, at=MONDAY_TEN + 13 * MINUTE)
        new_scan = door.tap(None, at=MONDAY_TEN + 14 * MINUTE)
        assert door.send(scan, detail, old_card, new_card, new_scan, **told) == [STORED] * 5
    assert moving.counted() == (5, 2)


def test_a_tap_without_a_believable_time_waits_for_a_host_with_the_reason(moving: Moving) -> None:
    door = moving.door
    beat(door.client)
    with time_machine.travel(MONDAY_TEN + 20 * MINUTE, tick=False):
        lost = door.tap(None, at=MONDAY_TEN + timedelta(days=3))
        assert door.send(lost, tablet={"offset_ms": 0}) == [("quarantined", "future")]
    assert moving.counted() == (0, 0)
