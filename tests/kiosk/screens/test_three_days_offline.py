"""Days without a network, the browser killed twice: all taps and answers arrive, once, rightly.

`make fault-offline` lets 300 people in, with the machine to itself; `VISITS` says how many.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from playwright.sync_api import Playwright

from kiosk import events
from registry.activities import queries as programme
from registry.answers import queries as answers
from registry.quarantine import queries as quarantine
from registry.visits import queries as visits
from tests.builders import MONDAY_TEN, check_ins_on_record
from tests.kiosk.screens.profile import Profile, stock, waiting
from tests.kiosk.screens.tablet import Tablet

VISITS = int(os.environ.get("VISITS", "12"))
TUESDAY, THURSDAY = MONDAY_TEN + timedelta(days=1), MONDAY_TEN + timedelta(days=3)
STARTS_WITHIN = 2.0 if VISITS >= 300 else 4.0
"""Seconds; twice as long where other tests run beside this one."""
READ = 2
"""Seconds to read a question: so no tap is too fast, and none repeats one of three seconds ago."""
FORGETFUL = """{
  const add = IDBObjectStore.prototype.add;
  let count = 0;
  IDBObjectStore.prototype.add = function (value, ...key) {
    const asked = add.call(this, value, ...key);
    count += 1;
    if (count % 2) asked.addEventListener("success", () => this.delete(asked.result));
    return asked;
  };
}"""
"""An outbox that says "kept" of each second event, and keeps nothing."""


@dataclass
class Taken:
    """Check-ins by day, activity and party; answers by question, value and suspicion; languages.

    As visitors chose them, or as they are stored.
    """

    arrivals: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    answers: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def profile(playwright_driver: Playwright, served: str, tmp_path: Path) -> Iterator[Profile]:
    """Return a browser that keeps what it has."""
    made = Profile(playwright_driver, tmp_path / "profile", served)
    yield made
    made.close()


def visit(tablet: Tablet, day: datetime, chance: random.Random, chosen: Taken) -> None:
    """Go through every screen as one visitor: a tap, perhaps more people, a mood, a question."""
    page = tablet.page
    language, party = chance.choice(("nl", "nl", "nl", "ar", "en")), chance.randint(1, 4)
    if language != "nl":
        page.click(f"[data-language={language}]")
        page.wait_for_selector(f"html[lang={language}] #screen[data-screen=welkom] .card")
    title = chance.choice(("Open inloop", "Fietsles"))
    page.click(f"[data-occurrence='{held(tablet, day)[title]}']")
    tablet.shows("wie")
    if party > 1:
        page.click(f"[data-party='{party}']")
    page.click("[data-event=detail]")
    for screen in ("stemming", "vraag"):
        page.wait_for_selector(f"#screen[data-screen^='{screen}'] .answers")
        tablet.pass_time(READ)
        choice = chance.choice(page.locator("#screen .choice:visible").all())
        question, value = (choice.get_attribute(f"data-{one}") for one in ("question", "value"))
        choice.click()
        chosen.answers[str(question), str(value), False] += 1
    page.click(".ending [data-go=start]")
    tablet.shows("welkom")
    chosen.arrivals[f"{day:%Y-%m-%d}", title, party] += 1
    chosen.languages[language] += 1


def held(tablet: Tablet, day: datetime) -> dict[str, UUID]:
    """Return what is held on a day, by its title."""
    items = programme.programme(centre_id=tablet.centre, day=day.date(), at=day)
    return {item.title: item.occurrence_id for item in items}


def start(tablet: Tablet) -> float:
    """Open the kiosk without a network; return the seconds until it can be used."""
    began = time.perf_counter()
    tablet.page.goto(f"{tablet.address}/kiosk/", wait_until="commit")
    tablet.page.wait_for_selector(".card")
    tablet.page.wait_for_function("() => document.querySelector('#i-translate')")
    return time.perf_counter() - began


@dataclass
class Days:
    """The way of a tablet through days without a network, and how long each start took."""

    profile: Profile
    chosen: Taken = field(default_factory=Taken)
    took: list[float] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(3))  # noqa: S311

    def live(self, number: int, script: str = "") -> Tablet:
        """Let people in on Monday and Tuesday; reload, kill, kill again; a network on Thursday."""
        tablet = self.profile.start(script=script).open()
        stock(tablet)
        tablet.page.context.set_offline(True)
        self._let_in(tablet, MONDAY_TEN, number // 3)
        self._let_in(tablet, MONDAY_TEN, number // 3)
        tablet = self._again(TUESDAY, script)
        self._let_in(tablet, TUESDAY, number - number // 3 * 2)
        with time_machine.travel(THURSDAY, tick=True):
            tablet = self._again(THURSDAY, script)
            self.took.append(start(tablet))
            tablet.page.context.set_offline(False)
            deadline = time.perf_counter() + 30 + number
            while waiting(tablet) and time.perf_counter() < deadline:
                tablet.page.wait_for_timeout(100)
        return tablet

    def _again(self, day: datetime, script: str) -> Tablet:
        self.profile.kill()
        return self.profile.start(at=day, script=script, offline=True)

    def _let_in(self, tablet: Tablet, day: datetime, number: int) -> None:
        self.took.append(start(tablet))
        for _ in range(number):
            visit(tablet, day, self.chance, self.chosen)


def stored(tablet: Tablet) -> Taken:
    """Return what the tablet's centre has."""
    first, last = MONDAY_TEN.date(), THURSDAY.date()
    standing = visits.standing(centre_id=tablet.centre, first_day=first, last_day=last)
    titles = {
        occurrence: title
        for day in (MONDAY_TEN, TUESDAY, THURSDAY)
        for title, occurrence in held(tablet, day).items()
    }
    return Taken(
        Counter(
            (f"{one.local_day}", titles.get(one.occurrence_id, "nothing"), one.party)
            for one in standing
        ),
        Counter(
            {
                (one.question, one.value, one.suspect): one.count
                for one in answers.tallies(centre_id=tablet.centre, month="2026-11")
            }
        ),
        Counter(answers.languages(centre_id=tablet.centre, month="2026-11")),
    )


def test_everybody_arrives_once_and_on_the_right_day(profile: Profile) -> None:
    days = Days(profile)
    tablet = days.live(VISITS)
    there = stored(tablet)
    starts = ", ".join(f"{seconds:.2f}" for seconds in days.took)
    skips = sum(count for (_, value, _), count in there.answers.items() if value == "skip")
    print(  # noqa: T201  # the figures
        f"\n{VISITS} offline: stored {there.arrivals.total()} check-ins, {there.answers.total()}"
        f" answers ({skips} of them skips); started in {starts} s"
    )
    assert there == days.chosen
    assert there.arrivals.total() == there.languages.total() == VISITS
    assert there.answers.total() == 2 * VISITS
    assert skips > 0
    on_record = sum(
        check_ins_on_record(centre_id=tablet.centre, day=day.date())
        for day in (MONDAY_TEN, TUESDAY, THURSDAY)
    )
    assert on_record == VISITS
    assert quarantine.count_waiting(centre_id=tablet.centre) == 0
    assert len(days.took) == 4
    assert max(days.took) < STARTS_WITHIN


def test_an_outbox_that_forgets_is_caught(profile: Profile) -> None:
    days = Days(profile)
    there = stored(days.live(3, FORGETFUL))
    assert there.arrivals != days.chosen.arrivals
    assert there.answers < days.chosen.answers


def test_a_server_that_takes_a_tap_for_one_of_its_arrival_is_caught(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def arrival(*, server: datetime, **_: object) -> datetime:
        return server

    planted: Callable[..., datetime] = arrival
    monkeypatch.setattr(events, "true_time", planted)
    days = Days(profile)
    there = stored(days.live(3))
    assert there.answers == days.chosen.answers
    assert {day for day, _, _ in there.arrivals} == {f"{THURSDAY:%Y-%m-%d}"}
    assert there.arrivals != days.chosen.arrivals
