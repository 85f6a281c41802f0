"""A queue at the door: how many touches a person needs, and the next one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.kiosk.screens.tablet import Tablet


class Fingers:
    """Touches the tablet and counts."""

    def __init__(self, tablet: Tablet) -> None:
        """Nothing is touched yet."""
        self.tablet = tablet
        self.touches = 0

    def touch(self, what: str, then: str) -> None:
        """Touch one thing and wait for the screen that follows."""
        self.tablet.page.click(what)
        self.tablet.shows(then)
        self.touches += 1


def test_fifteen_people_pass_with_a_touch_each_and_one_for_who_is_next(tablet: Tablet) -> None:
    fingers = Fingers(tablet)
    for _ in range(15):
        if tablet.page.get_attribute("#screen", "data-screen") != "welkom":
            fingers.touch("[data-go=done]", "welkom")
        fingers.touch(tablet.card("Open inloop"), "wie")
    assert fingers.touches == 15 + 14
    tablet.settle(15)
    assert tablet.kinds() == ["check_in"] * 15


def test_three_touches_from_welcome_to_thanks(tablet: Tablet) -> None:
    fingers = Fingers(tablet)
    fingers.touch(tablet.card("Hulp bij brieven"), "wie")
    fingers.touch("[data-event=detail]", "stemming")
    tablet.pass_time(1)
    fingers.touch("[data-value='4']", "dank")
    assert fingers.touches == 3


def test_after_something_sensitive_nobody_is_wished_a_good_time(tablet: Tablet) -> None:
    for title, wished in (("Hulp bij brieven", False), ("Fietsles", True)):
        tablet.arrive(title)
        tablet.page.click("[data-event=detail]")
        tablet.shows("stemming")
        tablet.pass_time(1)
        tablet.page.click("[data-value='4']")
        if wished:
            tablet.page.wait_for_selector("#screen[data-screen^='vraag'] .answers")
            tablet.page.click("#screen .skip")
        tablet.shows("dank")
        assert tablet.page.is_visible("[data-when='activity pleasant']") == wished
        tablet.page.click(".ending [data-go=start]")
        tablet.shows("welkom")


def test_three_touches_to_thanks_where_a_second_question_follows(tablet: Tablet) -> None:
    fingers = Fingers(tablet)
    fingers.touch(tablet.card("Fietsles"), "wie")
    fingers.touch("[data-event=detail]", "stemming")
    fingers.touch("[data-go=done]", "welkom")
    assert fingers.touches == 3
    assert tablet.page.inner_text(".thanked") == "Dank u wel!"


def test_thanks_in_passing_are_in_the_visitors_language_and_stop_nobody(tablet: Tablet) -> None:
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[lang=ar]")
    thanks = "() => document.querySelector('.thanked:not([hidden]) bdi')?.textContent"
    tablet.arrive()
    tablet.page.click("[data-go=done]")
    tablet.page.wait_for_selector("html[lang=nl]")
    words = tablet.page.evaluate(thanks)
    assert words
    assert words == tablet.page.text_content("#announcement")
    assert tablet.page.get_attribute(".thanked", "lang") == "ar"
    assert tablet.page.get_attribute(".thanked", "dir") == "rtl"
    tablet.arrive("Fietsles")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.pass_time(6)
    assert not tablet.page.is_visible(".thanked")
    assert tablet.page.is_visible("text=Tik op een kaart.")


@pytest.mark.parametrize("screen", ["wie", "stemming", "vraag", "talen", "letters"])
def test_one_touch_ends_a_visit_from_any_screen(tablet: Tablet, screen: str) -> None:
    tablet.arrive("Fietsles")
    if screen in {"stemming", "vraag"}:
        tablet.page.click("[data-event=detail]")
        tablet.shows("stemming")
    if screen == "vraag":
        tablet.page.click(".skip")
        tablet.page.wait_for_selector(".question")
    if screen in {"talen", "letters"}:
        tablet.page.click(f"[data-go={screen}]")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")


def test_what_was_chosen_is_kept_and_the_open_question_is_skipped(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='4']")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.arrive("Hulp bij brieven")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    tablet.settle(4)
    (detail,) = (event for event in tablet.sent if event["kind"] == "detail")
    (answer,) = (event for event in tablet.sent if event["kind"] == "answer")
    assert detail["party"] == 4
    assert (answer["question"], answer["value"]) == ("stemming", "skip")


def test_where_nothing_can_be_kept_no_thanks_are_said(tablet: Tablet) -> None:
    tablet.page.add_init_script("indexedDB.open = () => { throw new Error('no storage'); };")
    tablet.open()
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='4']")
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.page.click("[data-go=done]")
    tablet.shows("gastvrouw")


def test_a_child_that_is_ready_is_thanked_as_a_child(tablet: Tablet) -> None:
    tablet.arrive("Kinderclub")
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    assert tablet.page.inner_text(".thanked") == "Dank je wel!"


def test_a_turn_without_a_question_is_taken_once(tablet: Tablet) -> None:
    def none_and_then_one(route: Route) -> None:
        answer = route.fetch()
        pack = answer.json()
        (asked, *_) = (key for key in pack["deals"][""] if key)
        route.fulfill(response=answer, json={**pack, "deals": {"": [None, asked, asked]}})

    tablet.page.route("**/kiosk/pack.json", none_and_then_one)
    tablet.open()
    tablet.arrive()
    for _ in range(2):
        tablet.page.click("[data-event=detail]")
        tablet.shows("stemming")
        assert not tablet.page.is_visible(".steps")
        tablet.page.click("[data-go=back]")
        tablet.shows("wie")
