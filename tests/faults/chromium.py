"""A real Chromium as a tablet over a bad network: its service worker, its outbox, its sender."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Request

from tests import browser
from tests.faults.tablet import Event
from tests.kiosk.screens.profile import stock, waiting
from tests.kiosk.screens.tablet import FIVE, Tablet, events_in, link

BACKWARDS = """{
  const add = IDBObjectStore.prototype.add;
  let key = 1_000_000;
  IDBObjectStore.prototype.add = function (value) {
    key -= 1;
    return this.name === "taps" ? add.call(this, value, key) : add.call(this, value);
  };
}"""
"""Planted: an outbox that gives its newest tap first."""
CREDULOUS = """{
  const ask = window.fetch;
  window.fetch = async (where, how) => {
    const answer = await ask(where, how).catch(() => null);
    if (how?.method !== "POST" || answer?.status === 200) return answer;
    const results = JSON.parse(how.body).events.map(({ id }) => ({ id, status: "stored" }));
    return Response.json({ server_time: new Date().toISOString(), results });
  };
}"""
"""Planted: a tablet that takes every batch for stored once it was sent."""
MINUTES = 60
"""How many minutes of the tablet's clock it gets to send what still waits."""


@dataclass
class Used:
    """What visitors did at the screen, by kind of event, and every event that left the tablet."""

    done: Counter[str] = field(default_factory=Counter)
    sent: dict[str, Event] = field(default_factory=dict)
    left: int = 0

    def note(self, request: Request) -> None:
        """Keep what a request carries, whatever becomes of it."""
        if request.url.endswith("/kiosk/events"):
            self.sent |= {event["id"]: event for event in events_in(request)}

    def differences(self) -> list[str]:
        """Return how what left the tablet differs from what visitors did."""
        sent = Counter(event["kind"] for event in self.sent.values())
        wrong = [f"{self.left} still wait on the tablet"] if self.left else []
        return wrong if sent == self.done else [*wrong, f"{sent} left the tablet, not {self.done}"]


def at_the_screen(
    chromium: Browser, visits: int, *, script: str = "", seed: int = 1
) -> Callable[[str], Used]:
    """Return what lets visitors use a tablet at an address, until it has sent everything."""

    def use(address: str) -> Used:
        used, chance = Used(), random.Random(seed)  # noqa: S311  # visits, not secrets
        context = chromium.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
        context.add_init_script(script)
        tablet = link(context, address, {"Open inloop": FIVE["Open inloop"]})
        tablet.page.on("request", used.note)
        stock(tablet.open())
        for _ in range(visits):
            _visit(tablet, chance, used.done)
        used.left = _send_the_rest(tablet)
        context.close()
        return used

    return use


def _visit(tablet: Tablet, chance: random.Random, done: Counter[str]) -> None:
    """Be one visitor: in and out again, or in, with more people or not, and two answers."""
    page, party = tablet.page, chance.randint(1, 3)
    tablet.arrive()
    done["check_in"] += 1
    if chance.random() < 0.2:
        page.click("[data-event=undo]")
        tablet.shows("welkom")
        done["undo"] += 1
        return
    if party > 1:
        page.click(f"[data-party='{party}']")
        done["detail"] += 1
    page.click("[data-event=detail]")
    for screen in ("stemming", "vraag"):
        page.wait_for_selector(f"#screen[data-screen^='{screen}'] .answers")
        chance.choice(page.locator("#screen .choice:visible").all()).click()
    page.click(".ending [data-go=start]")
    tablet.shows("welkom")
    done.update({"answer": 2, "language": 1})


def _send_the_rest(tablet: Tablet) -> int:
    """Let the tablet's clock run until nothing waits; return how much waits all the same."""
    for _ in range(2 * MINUTES):
        left = waiting(tablet)
        if left == 0:
            return 0
        tablet.pass_time(30)
        tablet.page.wait_for_timeout(150)
    return left
