"""A centre with posters on its wall, and a phone in front of them; on both databases."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.centres import queries as centres
from registry.posters import services as posters
from registry.posters.services import PosterView
from registry.visits import queries as visits
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_daily_activity,
    occurrence_on,
)

DAY = MONDAY_TEN.date()
TOLD = re.compile(r'<div class="told">.*?</div>', re.DOTALL)


class Wall:
    """A centre with posters on its wall, and a phone in front of them."""

    def __init__(self, app: Flask) -> None:
        """Open a centre with a course for six people, from half past nine to twelve."""
        self.app = app
        self.centre = a_centre()
        self.course = self.running("Schilderen", capacity=6)
        self.phone: FlaskClient = app.test_client()

    def running(self, title: str, **more: object) -> UUID:
        """Add a daily activity and return its occurrence of today."""
        return occurrence_on(self.centre, a_daily_activity(self.centre, title, **more), DAY)

    def posters(self) -> dict[UUID, PosterView]:
        """Return the centre's posters of today, by occurrence."""
        found = centres.by_id(self.centre)
        assert found is not None
        made = posters.posters_of(centre=found, days=[DAY], at=MONDAY_TEN)
        return {one.item.occurrence_id: one for one in made}

    def code(self, occurrence: UUID | None = None) -> str:
        """Return the code of an occurrence's poster."""
        code = self.posters()[occurrence or self.course].code
        assert code is not None
        return code

    def open(self, code: str, query: str = "") -> TestResponse:
        """Ask for a poster's page."""
        return self.phone.get(f"/p/{code}{query}")

    def form(self, code: str, people: object = 1) -> dict[str, str]:
        """Return a form as the page sends it, its nonce made with the page."""
        found = re.search(r'name="nonce" value="([^"]+)"', self.open(code).text)
        assert found is not None
        return {"nonce": found[1], "people": str(people)}

    def come(self, code: str, people: object = 1) -> TestResponse:
        """Open the page, send its form and follow it to the thanks."""
        return self.phone.post(f"/p/{code}", data=self.form(code, people), follow_redirects=True)

    def counted(self) -> list[tuple[str, int, UUID | None]]:
        """Return what was stored: channel, people, occurrence."""
        rows = visits.standing(centre_id=self.centre, first_day=DAY, last_day=DAY)
        return [(one.channel, one.party, one.occurrence_id) for one in rows]


def told(response: TestResponse) -> str:
    """Return what a page says, without its marks."""
    (said,) = TOLD.findall(response.text)
    return " ".join(re.sub(r"<[^>]+>", " ", said).split())
