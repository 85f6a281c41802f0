"""What a visitor is asked: felt change where the month asks it, nothing where questions are off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from registry.answers import deal, queries, services
from registry.theory.load import load
from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.tablet import Tablet, link

THEORY = load()
MONTH = "2026-11"
SIX = deal.month_set(THEORY.rotating(), 11)


@pytest.fixture
def unopened(plain_browser: Browser, served: str) -> Iterator[Tablet]:
    """Return a linked tablet that has asked the server for nothing yet."""
    context = plain_browser.new_context(
        viewport=browser.LANDSCAPE,  # type: ignore[arg-type]
        service_workers="block",
    )
    yield link(context, served)
    context.close()


def tallied(tablet: Tablet) -> Counter[tuple[str, str, bool]]:
    """Return the centre's tallies by variant, value and suspicion, without the moods."""
    return Counter(
        {
            (one.variant, one.value, one.suspect): one.count
            for one in queries.tallies(centre_id=tablet.centre, month=MONTH)
            if one.question != "stemming"
        }
    )


def to_the_faces(tablet: Tablet, seconds: float = 1) -> None:
    """Come in, go on to the faces, and look at them for a while."""
    tablet.arrive()
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.clock.run_for(seconds * 1000)


def to_the_question(tablet: Tablet, mood: str, seconds: float = 1) -> None:
    """Choose a face, and look at the question after it for a while."""
    tablet.page.click(f"#screen [data-value='{mood}']")
    tablet.page.wait_for_selector("#screen[data-screen^='vraag'] .answers")
    tablet.page.clock.run_for(seconds * 1000)


def end(tablet: Tablet) -> None:
    """End the visit on its last screen."""
    tablet.page.click(".ending [data-go=start]")
    tablet.shows("welkom")


def test_a_felt_change_is_asked_and_counted_as_one(unopened: Tablet) -> None:
    chosen = dict.fromkeys(SIX, "verandering")
    services.choose_set(
        centre_id=unopened.centre,
        month=MONTH,
        chosen=chosen,
        theory=THEORY,
        at=MONDAY_TEN,
        by=None,
    )
    tablet, page = unopened.open(), unopened.page
    to_the_faces(tablet)
    to_the_question(tablet, "4")
    question = THEORY.question(page.locator("#screen .choice").first.get_attribute("data-question"))
    assert page.inner_text("#question") == question.change
    assert page.locator("#screen .option").all_inner_texts() == ["Meer", "Hetzelfde", "Minder"]
    page.click("#screen [data-value=midden]")
    end(tablet)
    tablet.settle(3)
    assert tallied(tablet) == {("verandering", "midden", False): 1}
    to_the_faces(tablet)
    to_the_question(tablet, "4")
    page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(6)
    assert tallied(tablet) == {
        ("verandering", "midden", False): 1,
        ("verandering", "skip", False): 1,
    }


def test_a_centre_with_questions_off_asks_nothing(unopened: Tablet) -> None:
    services.ask(centre_id=unopened.centre, asks=False, at=MONDAY_TEN, by=None)
    tablet, page = unopened.open(), unopened.page
    assert page.locator("[data-go=leaving]").count() == 0
    for leave in (
        lambda: page.click("[data-event=detail]"),
        lambda: tablet.pass_time(81),
        lambda: page.click("[data-go=done]"),
    ):
        tablet.arrive("Fietsles")
        leave()
        page.wait_for_selector("#screen[data-screen=dank], #screen[data-screen=welkom]")
        if page.is_visible("#screen[data-screen=dank]"):
            end(tablet)
    tablet.settle(3)
    page.wait_for_timeout(300)
    assert tablet.kinds() == ["check_in"] * 3
    assert queries.tallies(centre_id=tablet.centre, month=MONTH) == ()


def test_the_same_question_answered_again_within_three_seconds_is_left_out(
    unopened: Tablet,
) -> None:
    tablet, page = unopened.open(), unopened.page
    page.clock.pause_at("2026-11-23T10:30:00+01:00")
    for mood, seconds in (("4", 0.0), ("2", 1.0), ("5", 2.5)):
        to_the_faces(tablet, seconds=max(seconds, 0.8))
        to_the_question(tablet, mood, seconds=0.8)
        page.click("#screen .skip")
        end(tablet)
    tablet.settle(9)
    moods = {
        one.value: one.suspect
        for one in queries.tallies(centre_id=tablet.centre, month=MONTH)
        if one.question == "stemming"
    }
    assert moods == {"4": False, "2": True, "5": False}
    assert queries.answered(centre_id=tablet.centre, month=MONTH)["stemming"] == 2


def test_one_person_who_taps_twice_or_comes_back_to_it_answers_once(unopened: Tablet) -> None:
    tablet, page = unopened.open(), unopened.page
    page.clock.pause_at("2026-11-23T10:30:00+01:00")
    to_the_faces(tablet)
    page.dblclick("#screen [data-value='1']")
    page.wait_for_selector("#screen[data-screen^='vraag'] .answers")
    page.clock.run_for(800)
    page.click("[data-go=back]")
    tablet.shows("stemming")
    page.clock.run_for(800)
    to_the_question(tablet, "5")
    page.click("#screen .skip")
    end(tablet)
    tablet.settle(3)
    counted = {
        (one.value, one.suspect): one.count
        for one in queries.tallies(centre_id=tablet.centre, month=MONTH)
        if one.question == "stemming"
    }
    assert counted == {("5", False): 1}
