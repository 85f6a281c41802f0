"""A linked tablet in a real browser, in front of a real server, on a Monday at ten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Page, Request

from registry.words import LANGUAGES
from tests.builders import (
    MONDAY_TEN,
    a_centre,
    a_daily_activity,
    a_tablet,
    how_many_centres,
    occurrence_on,
)

FIVE: dict[str, dict[str, Any]] = {
    "Open inloop": {"type_key": "A1", "main_o": "ontmoeten", "pictogram": "coffee"},
    "Fietsles": {},
    "Hulp bij brieven": {"type_key": "A2", "main_o": "ondersteunen", "sensitive": True},
    "Kinderclub": {"main_o": "ontspannen", "for_children": True, "pictogram": "balloon"},
    "Naaiatelier": {"main_o": "ondernemen", "pictogram": "scissors"},
}
"""Activities, each of another kind."""
LONG = {
    "Ontmoetingsmiddag voor iedereen": FIVE["Open inloop"],
    "Sociaaljuridische spreekuren": FIVE["Hulp bij brieven"],
    "Kleermakersatelier Zuiderpark": FIVE["Naaiatelier"],
    "Fietsreparatiewerkplaats": {},
    "Gezondheidswandeling met elkaar": {"main_o": "ontspannen"},
}
MANY = {**FIVE, **{f"Cursus {number}": {} for number in range(1, 5)}}
"""With long names, and more than a screen has cards."""


def events_in(request: Request) -> list[dict[str, Any]]:
    """Return the events of a batch that the tablet sent."""
    body: dict[str, list[dict[str, Any]]] = request.post_data_json or {}
    return body["events"]


class Tablet:
    """A linked tablet: its page, what it sent, and whether its server answers."""

    def __init__(self, page: Page, address: str, centre: UUID, cards: dict[str, UUID]) -> None:
        """Listen to what the page sends; nothing is opened yet."""
        self.page = page
        self.centre = centre
        self.address = address
        self.cards = cards
        self.sent: list[dict[str, Any]] = []
        page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        response = request.response()
        if request.url.endswith("/kiosk/events") and response is not None and response.ok:
            self.sent += events_in(request)

    def open(self) -> Tablet:
        """Show the welcome screen, its pack fetched."""
        with self.page.expect_response("**/kiosk/pack.json"):
            self.page.goto(f"{self.address}/kiosk/")
        self.page.wait_for_function("() => document.querySelector('#i-translate')")
        return self

    def card(self, title: str) -> str:
        """Return what finds an activity's card."""
        return f"[data-occurrence='{self.cards[title]}']"

    def arrive(self, title: str = "Open inloop") -> None:
        """Tap a card and wait for the next screen."""
        self.page.click(self.card(title))
        self.shows("wie")

    def shows(self, screen: str) -> None:
        """Wait until a screen is on the tablet."""
        self.page.wait_for_selector(f"#screen[data-screen='{screen}']")

    def kinds(self) -> list[str]:
        """Return what the server has taken, in order, without the languages."""
        return [event["kind"] for event in self.sent if event["kind"] != "language"]

    def settle(self, count: int) -> None:
        """Wait until the server took so many taps and answers."""
        for _ in range(600):
            if len(self.kinds()) >= count:
                return
            self.page.wait_for_timeout(50)
        raise TimeoutError(f"only {self.kinds()} arrived")

    def pass_time(self, seconds: int) -> None:
        """Let the tablet's clock run on."""
        self.page.clock.run_for(seconds * 1000)


def link(
    context: BrowserContext,
    served: str,
    kinds: Mapping[str, Mapping[str, Any]] = FIVE,
    *,
    name: str = "De Linde",
) -> Tablet:
    """Return a tablet of a new centre with every language and these activities, all day."""
    centre = a_centre(f"{name} {1_000 + how_many_centres()}", languages=tuple(LANGUAGES))
    all_day = {"starts": time(9), "ends": time(17)}
    cards = {}
    for title, more in kinds.items():
        made = a_daily_activity(centre, title, **{**all_day, **more})
        cards[title] = occurrence_on(centre, made, MONDAY_TEN.date())
    known = {"name": "tablet", "value": a_tablet(centre), "url": served}
    context.add_cookies([{**known, "expires": (MONDAY_TEN + timedelta(days=300)).timestamp()}])  # type: ignore[list-item]
    context.clock.install(time=MONDAY_TEN)
    return Tablet(context.new_page(), served, centre, cards)
