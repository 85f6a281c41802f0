"""An enrolled tablet with a programme, and what it sends; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from registry.activities.queries import programme
from registry.centres import services as centres
from registry.database import new_id
from registry.passes import services as passes
from tests.builders import MONDAY_TEN, a_centre, a_daily_activity, a_tablet, occurrence_on
from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture
from tests.kiosk.wall import Wall

ORIGIN = "http://localhost"


class Door:
    """A tablet at a centre's door: its programme, its passes, and its way to the server."""

    def __init__(self, app: Flask) -> None:
        """Open a centre with an open inloop, a course and a spreekuur, all running at ten."""
        self.app = app
        self.centre = a_centre()
        self.inloop = self._running("Open inloop", "A1")
        self.course = self._running("Fietsles", "A10")
        self.surgery = self._running("Hulp bij brieven", "A2", sensitive=True)
        self.client = self.new_tablet()
        self.seq = 0

    def _running(self, title: str, type_key: str, *, sensitive: bool = False) -> UUID:
        activity = a_daily_activity(self.centre, title, type_key=type_key, sensitive=sensitive)
        return occurrence_on(self.centre, activity, MONDAY_TEN.date())

    def next_day(self, occurrence: UUID) -> UUID:
        """Return the occurrence of the same activity a day later."""
        today, tomorrow = (
            programme(centre_id=self.centre, day=MONDAY_TEN.date() + timedelta(days), at=MONDAY_TEN)
            for days in (0, 1)
        )
        (activity,) = [one.activity_id for one in today if one.occurrence_id == occurrence]
        return occurrence_on(self.centre, activity, tomorrow[0].starts_at.date())

    def new_tablet(self, name: str = "Ingang") -> FlaskClient:
        """Return a client that carries a new tablet's cookie."""
        self.token = a_tablet(self.centre, name)
        client = self.app.test_client()
        client.set_cookie("tablet", self.token)
        return client

    def revoke(self) -> None:
        """Revoke the last tablet."""
        tablet = centres.identify_tablet(token=self.token)
        assert tablet is not None
        centres.revoke_tablet(centre_id=self.centre, tablet_id=tablet.tablet_id, at=MONDAY_TEN)

    def a_pass(self, centre: UUID | None = None) -> str:
        """Make a pass and return its text."""
        (text,) = passes.make(
            centre_id=centre or self.centre,
            count=1,
            on=MONDAY_TEN.date(),
            at=MONDAY_TEN,
            key=self.app.config["PASS_KEY"],
        )
        return text

    def event(self, kind: str, *, at: datetime = MONDAY_TEN, **fields: Any) -> dict[str, Any]:
        """Return a timed event, as old by both of the tablet's clocks unless said otherwise."""
        self.seq += 1
        age_ms = max(0, round((MONDAY_TEN - at) / timedelta(milliseconds=1)))
        made = {"id": str(new_id()), "kind": kind, "at": at.isoformat(), "age_ms": age_ms}
        return {**made, "seq": self.seq, **fields}

    def tap(self, occurrence: UUID | None = None, **fields: Any) -> dict[str, Any]:
        """Return a check-in."""
        chosen = None if occurrence is None else str(occurrence)
        return self.event("check_in", **{"occurrence": chosen, "pass": None, **fields})

    def answer(self, **fields: Any) -> dict[str, Any]:
        """Return an answer."""
        made = {"id": str(uuid4()), "kind": "answer", "question": "SC-I1", "variant": "niveau"}
        return {**made, "value": "plus", **fields}

    def post(self, *events: object, client: FlaskClient | None = None, **envelope: Any) -> Any:
        """Send events as one batch and return the response."""
        body = {"sent_at": MONDAY_TEN.isoformat(), "events": list(events), **envelope}
        sender = client or self.client
        return sender.post("/kiosk/events", json=body, headers={"Origin": ORIGIN})

    def send(self, *events: object, **envelope: Any) -> list[tuple[str, str | None]]:
        """Send events and return each one's status and code."""
        response = self.post(*events, **envelope)
        assert response.status_code == 200, response.get_data(as_text=True)
        return [(result["status"], result["code"]) for result in response.get_json()["results"]]


@pytest.fixture
def door(book: Flask) -> Iterator[Door]:
    """Return a tablet's door, at ten o'clock on a Monday."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield Door(book)


@pytest.fixture
def at() -> Callable[[float], datetime]:
    """Return what gives a moment some minutes from ten o'clock."""
    return lambda minutes: MONDAY_TEN + timedelta(minutes=minutes)


@pytest.fixture
def wall(book: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wall]:
    """Return a wall of posters at ten o'clock, where the address is public."""
    known = book.extensions["inloop_settings"]
    public = known.model_copy(update={"public_url": "https://inloop.voorbeeld"})
    monkeypatch.setitem(book.extensions, "inloop_settings", public)
    with time_machine.travel(MONDAY_TEN, tick=False):
        yield Wall(book)
