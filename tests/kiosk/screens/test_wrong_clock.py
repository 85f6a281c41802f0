"""A tablet whose clock is wrong, or is set while taps wait: door and taps keep to the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import time, timedelta

import pytest
from playwright.sync_api import Browser, Request

from registry.quarantine import queries as quarantine
from registry.visits import queries as visits
from registry.visits.queries import Standing
from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.profile import until, waiting
from tests.kiosk.screens.tablet import Tablet, events_in, link

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SINCE_1970 = timedelta(days=56 * 365)
A_MINUTE = timedelta(minutes=1)
MORNING = {
    "Ontbijt": {"starts": time(9, 30), "ends": time(10, 30)},
    "Zingen": {"starts": time(10, 30), "ends": time(12)},
    "Schaken": {"starts": time(13), "ends": time(17)},
}
OLD_RECORD = """async ({id, at}) => {
  const db = await new Promise((done) => {
    const open = indexedDB.open("inloop");
    open.onsuccess = () => done(open.result);
  });
  const work = db.transaction("taps", "readwrite");
  const event = {id, kind: "check_in", at, occurrence: null, pass: null};
  work.objectStore("taps").add({plain: {event, session: "an earlier one", ticks: 5}});
  await new Promise((done) => { work.oncomplete = done; });
  db.close();
}"""
"""Puts a tap in the outbox as the version before this one did."""
SILENT = """{
  const ask = window.fetch;
  window.fetch = (where, how) => how?.method === "POST" && sessionStorage.silent
    ? Promise.reject(new TypeError("no network")) : ask(where, how);
}"""
"""Lets the tablet's posts fail while the session says so; nothing of them is ever on its way."""
Start = Callable[..., Tablet]


@pytest.fixture
def start(plain_browser: Browser, served: str) -> Iterator[Start]:
    """Return what gives a tablet whose clock is off, not opened yet, with a morning's programme."""
    with ExitStack() as opened:

        def make(off: timedelta) -> Tablet:
            context = plain_browser.new_context(
                viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
                service_workers="block",
            )
            opened.callback(context.close)
            made = link(context, served, MORNING)
            made.page.clock.set_system_time(MONDAY_TEN + off)
            made.page.add_init_script(SILENT)
            return made

        yield make


def silence(tablet: Tablet) -> None:
    """Let the server not answer what the tablet sends, once it told the time."""
    until(tablet, "async () => 'clock' in localStorage")
    tablet.page.evaluate("() => { sessionStorage.silent = 'yes'; }")


def answer(tablet: Tablet) -> None:
    """Let the server answer again, until nothing waits."""
    tablet.page.evaluate("() => { sessionStorage.silent = ''; }")
    until_sent(tablet)


def until_sent(tablet: Tablet) -> None:
    """Wait until nothing waits on the tablet, at most five minutes of its clock."""
    for _ in range(20):
        for _ in range(20):
            if waiting(tablet) == 0:
                return
            tablet.page.wait_for_timeout(50)
        tablet.pass_time(15)
    pytest.fail("taps still wait")


def tap_and_go(tablet: Tablet) -> None:
    """Arrive for what the first card offers, and walk on."""
    tablet.page.click(".card.hero")
    tablet.shows("wie")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")


def restart(tablet: Tablet) -> None:
    """Load the page anew: its clock that never jumps starts again."""
    tablet.page.goto("about:blank")
    tablet.open()


def stored(tablet: Tablet) -> list[Standing]:
    """Return what is stored of ten days round Monday."""
    first, last = MONDAY_TEN - 5 * DAY, MONDAY_TEN + 5 * DAY
    return list(
        visits.standing(centre_id=tablet.centre, first_day=first.date(), last_day=last.date())
    )


def put_apart(tablet: Tablet) -> list[str]:
    """Return why what was put apart was."""
    return [one.code for one in quarantine.waiting(centre_id=tablet.centre, limit=9)]


@pytest.mark.parametrize("off", [HOUR, -HOUR, DAY, -DAY, -SINCE_1970])
def test_the_door_offers_what_is_on_now_whatever_the_tablets_clock_says(
    start: Start, off: timedelta
) -> None:
    tablet = start(off).open()
    for _ in range(2):
        tablet.page.wait_for_selector(tablet.card("Ontbijt"))
        begun = {
            title: tablet.page.locator(f"{tablet.card(title)} .begun").is_visible()
            for title in MORNING
        }
        assert begun == {"Ontbijt": True, "Zingen": False, "Schaken": False}
        tablet.pass_time(21)
    assert tablet.page.locator(".shut").count() == 0


@pytest.mark.parametrize("off", [HOUR, -HOUR, DAY, -DAY])
def test_it_knows_how_far_off_it_is_after_a_start_without_the_server(
    start: Start, off: timedelta
) -> None:
    tablet = start(off).open()
    tap_and_go(tablet)
    until_sent(tablet)
    silence(tablet)
    restart(tablet)
    tablet.page.wait_for_selector(f"{tablet.card('Ontbijt')} .begun:visible")
    tap_and_go(tablet)
    restart(tablet)
    answer(tablet)
    assert [one.occurrence_id for one in stored(tablet)] == [tablet.cards["Ontbijt"]] * 2
    assert all(abs(one.at - MONDAY_TEN) < 5 * A_MINUTE for one in stored(tablet))
    assert put_apart(tablet) == []


@pytest.mark.parametrize("restarted", [False, True], ids=["same run", "new run"])
@pytest.mark.parametrize("off", [timedelta(), DAY])
@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY, -SINCE_1970])
def test_a_tap_keeps_its_day_when_the_clock_is_set_while_it_waits(
    start: Start, off: timedelta, jump: timedelta, restarted: bool
) -> None:
    tablet = start(off).open()
    silence(tablet)
    tap_and_go(tablet)
    tablet.page.clock.set_system_time(MONDAY_TEN + off + jump)
    tap_and_go(tablet)
    if restarted:
        restart(tablet)
    answer(tablet)
    forward = restarted and jump > timedelta()
    assert put_apart(tablet) == (["future"] if forward else [])
    assert [one.local_day for one in stored(tablet)] == [MONDAY_TEN.date()] * (2 - forward)
    assert all(abs(one.at - MONDAY_TEN) < 5 * A_MINUTE for one in stored(tablet))


def test_a_batch_holds_taps_of_one_offset(start: Start) -> None:
    tablet = start(timedelta()).open()
    silence(tablet)
    tap_and_go(tablet)
    tap_and_go(tablet)
    tablet.page.clock.set_system_time(MONDAY_TEN - HOUR)
    tap_and_go(tablet)
    batches: list[tuple[int, int]] = []

    def note(request: Request) -> None:
        taps = [event for event in events_in(request) if event["kind"] == "check_in"]
        if request.url.endswith("/kiosk/events") and taps:
            body = request.post_data_json or {}
            batches.append((len(taps), round(body["tablet"]["offset_ms"] / 60_000)))

    tablet.page.on("requestfinished", note)
    answer(tablet)
    assert batches == [(2, 0), (1, 60)]


def test_a_tap_from_before_offsets_were_kept_goes_by_what_is_measured_now(start: Start) -> None:
    tablet = start(DAY).open()
    at = (MONDAY_TEN + DAY - 30 * A_MINUTE).isoformat()
    tablet.page.evaluate(OLD_RECORD, {"id": "01a207a2-3277-7339-b04c-a7d10ba3dd01", "at": at})
    restart(tablet)
    until_sent(tablet)
    (seen,) = stored(tablet)
    assert abs(seen.at - (MONDAY_TEN - 30 * A_MINUTE)) < A_MINUTE


def test_a_tap_that_no_clock_tells_the_time_of_waits_for_a_host(start: Start) -> None:
    tablet = start(DAY)
    tablet.page.add_init_script("sessionStorage.silent ??= 'yes';")
    tablet.open()
    tap_and_go(tablet)
    restart(tablet)
    answer(tablet)
    assert put_apart(tablet) == ["unknown_time"]
    assert stored(tablet) == []
