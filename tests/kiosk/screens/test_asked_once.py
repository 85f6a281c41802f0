"""One question asked once is one answer in the tallies: a tap, a change of mind, or a skip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route

from registry.answers import queries
from tests.kiosk.screens.tablet import Tablet

EVENTS = "**/kiosk/events"
MONTH = "2026-11"
FULL = """() => {
  const add = IDBObjectStore.prototype.add;
  window.storage = "works";
  IDBObjectStore.prototype.add = function (...given) {
    const asked = add.apply(this, given);
    asked.addEventListener("success", () => window.storage === "full" && this.transaction.abort());
    return asked;
  };
}"""
"""Storage that works until it is said to be full."""
Way = Callable[[Tablet], None]


def tallied(tablet: Tablet) -> Counter[tuple[str, str]]:
    """Return how often each value was counted for the mood, and for any other question."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in queries.tallies(centre_id=tablet.centre, month=MONTH):
        counted["mood" if one.question == "stemming" else "question", one.value] += one.count
    return counted


def to_the_mood(tablet: Tablet) -> None:
    """Come in and go on to the faces."""
    tablet.arrive("Fietsles")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.pass_time(1)


def to_the_question(tablet: Tablet, mood: str = "4") -> None:
    """Choose a face."""
    tablet.page.click(f"[data-value='{mood}']")
    tablet.page.wait_for_selector(".question")
    tablet.pass_time(1)


def to_leaving(tablet: Tablet) -> None:
    """Say that one is leaving."""
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")


def come_to(tablet: Tablet, asked: str) -> None:
    """Go as far as a question."""
    if asked == "leaving":
        to_leaving(tablet)
        return
    to_the_mood(tablet)
    if asked == "question":
        to_the_question(tablet)


def back(tablet: Tablet) -> None:
    """Press the browser's Back."""
    tablet.page.go_back()


def reload(tablet: Tablet) -> None:
    """Load the page anew."""
    tablet.page.reload()


def walk_away(tablet: Tablet) -> None:
    """Touch nothing for a minute."""
    tablet.pass_time(41)
    tablet.pass_time(20)


def done(tablet: Tablet) -> None:
    """Touch "Klaar"."""
    tablet.page.click("[data-go=done]")


def terug(tablet: Tablet) -> None:
    """Touch "Terug" as often as it takes."""
    for _ in range(4):
        if not tablet.page.is_visible("#screen[data-screen=welkom]"):
            tablet.page.locator("[data-go=back]:visible, [data-event=undo]:visible").first.click()
            tablet.page.wait_for_timeout(300)


WAYS = [back, reload, walk_away, done, terug]


def settle_tallies(tablet: Tablet, expected: Counter[tuple[str, str]]) -> None:
    """Wait until the tallies are these, and see that they stay so."""
    for _ in range(100):
        if tallied(tablet) == expected:
            break
        tablet.pass_time(1)
        tablet.page.wait_for_timeout(50)
    tablet.pass_time(61)
    tablet.page.wait_for_timeout(300)
    assert tallied(tablet) == expected


@pytest.mark.parametrize("asked", ["mood", "question", "leaving"])
@pytest.mark.parametrize("leave", WAYS)
def test_a_question_that_is_left_counts_as_skipped_once(
    tablet: Tablet, leave: Way, asked: str
) -> None:
    come_to(tablet, asked)
    tablet.page.wait_for_timeout(200)
    leave(tablet)
    tablet.shows("welkom")
    skipped = ("mood" if asked == "mood" else "question", "skip")
    settle_tallies(tablet, Counter({("mood", "4"): asked == "question", skipped: 1}) + Counter())


@pytest.mark.parametrize("leave", [back, walk_away, done, terug])
def test_where_nothing_can_be_kept_it_counts_once_too(tablet: Tablet, leave: Way) -> None:
    tablet.page.add_init_script(f"({FULL})(); window.storage = 'full';")
    tablet.open()
    to_the_mood(tablet)
    leave(tablet)
    tablet.shows("welkom")
    settle_tallies(tablet, Counter({("mood", "skip"): 1}))


def test_a_question_that_was_gone_back_from_is_answered_or_skipped_once(tablet: Tablet) -> None:
    to_the_mood(tablet)
    to_the_question(tablet)
    tablet.page.click("[data-go=back]")
    tablet.shows("stemming")
    to_the_question(tablet, "2")
    tablet.page.click("#screen [data-value=plus]")
    tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    settle_tallies(tablet, Counter({("mood", "2"): 1, ("question", "plus"): 1}))


def test_an_answer_that_was_sent_at_once_is_not_asked_again(tablet: Tablet) -> None:
    tablet.page.add_init_script(f"({FULL})(); window.storage = 'full';")
    tablet.open()
    to_the_mood(tablet)
    to_the_question(tablet)
    tablet.page.click("[data-go=back]")
    tablet.shows("wie")
    tablet.page.click("[data-event=detail]")
    tablet.page.wait_for_selector(".question")
    tablet.pass_time(1)
    tablet.page.click("#screen [data-value=plus]")
    tablet.shows("dank")
    tablet.page.click("[data-go=start]")
    settle_tallies(tablet, Counter({("mood", "4"): 1, ("question", "plus"): 1}))


@pytest.mark.parametrize("asked", ["mood", "question"])
def test_storage_that_fills_up_between_two_taps_counts_one_of_them(
    tablet: Tablet, asked: str
) -> None:
    tablet.page.add_init_script(f"({FULL})()")
    tablet.open()
    to_the_mood(tablet)
    to_the_question(tablet)
    if asked == "mood":
        tablet.page.click("[data-go=back]")
        tablet.shows("stemming")
        tablet.pass_time(1)
    tablet.page.evaluate("() => { window.storage = 'full'; }")
    tablet.page.click(f"#screen [data-value='{'2' if asked == 'mood' else 'plus'}']")
    tablet.shows("gastvrouw")
    tablet.page.evaluate("() => { window.storage = 'works'; }")
    tablet.page.click("[data-go=start]")
    settle_tallies(tablet, Counter({("mood", "4"): 1, ("question", "skip"): 1}))


def test_an_answer_that_is_changed_while_a_batch_is_on_its_way_counts_once(
    tablet: Tablet,
) -> None:
    to_the_mood(tablet)
    held: list[Route] = []
    tablet.page.route(EVENTS, lambda route: held.append(route))
    for mood in ("1", "2", "3"):
        to_the_question(tablet, mood)
        tablet.pass_time(16)
        tablet.page.click("[data-go=back]")
        tablet.shows("stemming")
        tablet.pass_time(1)
    to_the_question(tablet, "5")
    tablet.page.unroute(EVENTS)
    for route in held:
        with suppress(Error):  # the tablet waited for no longer
            route.continue_()
    tablet.page.click(".skip")
    tablet.page.wait_for_selector(".ending")
    tablet.page.click("[data-go=start]")
    settle_tallies(tablet, Counter({("mood", "5"): 1, ("question", "skip"): 1}))
