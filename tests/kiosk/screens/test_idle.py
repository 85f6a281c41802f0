"""When nobody touches any more: a warning, then the beginning, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.kiosk.screens.tablet import Tablet


def test_after_forty_seconds_it_asks_and_one_touch_stays(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.pass_time(41)
    tablet.page.click("[data-go=stay]")
    tablet.page.wait_for_selector("#overlay", state="hidden")
    tablet.pass_time(30)
    tablet.shows("wie")


def test_after_sixty_seconds_it_begins_again_with_the_choices_kept(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    tablet.pass_time(61)
    tablet.shows("welkom")
    tablet.settle(2)
    assert [event.get("party") for event in tablet.sent if event["kind"] == "detail"] == [2]


def test_a_question_that_nobody_answers_counts_as_skipped(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.pass_time(61)
    tablet.shows("welkom")
    tablet.settle(2)
    (answer,) = (event for event in tablet.sent if event["kind"] == "answer")
    assert (answer["question"], answer["value"], answer["suspect"]) == ("stemming", "skip", False)


def test_another_language_goes_back_to_dutch(tablet: Tablet) -> None:
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[dir=rtl]")
    tablet.pass_time(61)
    tablet.page.wait_for_selector("html[lang=nl][dir=ltr]")


def test_thanks_end_after_eight_seconds_and_a_touch_starts_them_again(tablet: Tablet) -> None:
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")
    tablet.page.click(".skip")
    tablet.shows("dank")
    tablet.pass_time(6)
    tablet.page.mouse.click(60, 400)
    tablet.pass_time(6)
    tablet.shows("dank")
    tablet.pass_time(3)
    tablet.shows("welkom")


@pytest.mark.parametrize("touched", ["[data-corner]", "[data-language=nl]"])
def test_a_touch_that_leads_nowhere_does_not_stop_the_day(tablet: Tablet, touched: str) -> None:
    for silent in ("pack.json", "events"):
        tablet.page.route(f"**/kiosk/{silent}", lambda route: route.abort())
    tablet.page.locator(f"#screen {touched}").first.focus()
    for _ in range(36):
        tablet.pass_time(1000)
    tablet.page.wait_for_selector(".shut")


def test_without_the_words_of_the_warning_the_visit_ends_all_the_same(tablet: Tablet) -> None:
    tablet.page.route("**/kiosk/pack/nl.json*", lambda route: route.abort())
    tablet.open()
    tablet.arrive()
    tablet.page.click("[data-party='2']")
    tablet.pass_time(41)
    tablet.shows("welkom")
    tablet.settle(2)
