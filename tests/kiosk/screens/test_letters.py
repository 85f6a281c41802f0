"""Larger letters and black on white: from every screen, until the next visitor."""

from __future__ import annotations

import pytest

from tests import browser
from tests.kiosk.screens.stops import visit
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_access_for_all import ready as ready  # a fixture

ROOT_SIZE = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
GROUND = "() => getComputedStyle(document.body).backgroundColor"


def choose(tablet: Tablet, what: str) -> None:
    """Choose letters or contrast, and go on."""
    tablet.page.click("[data-go=letters]:visible")
    tablet.page.click(what)
    assert tablet.page.get_attribute(what, "aria-pressed") == "true"
    tablet.page.click(".bottom [data-go=back]")


@pytest.mark.parametrize("size", [browser.LANDSCAPE, browser.PORTRAIT], ids=["lying", "upright"])
def test_each_step_is_larger_and_a_visit_keeps_it(tablet: Tablet, size: dict[str, int]) -> None:
    tablet.page.set_viewport_size(size)  # type: ignore[arg-type]
    sizes = [tablet.page.evaluate(ROOT_SIZE)]
    for step in ("1", "2"):
        choose(tablet, f"[data-letters='{step}']")
        tablet.shows("welkom")
        sizes.append(tablet.page.evaluate(ROOT_SIZE))
    assert [round(one / sizes[0], 2) for one in sizes] == [1, 1.25, 1.6]
    tablet.arrive()
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    assert tablet.page.evaluate(ROOT_SIZE) == sizes[2]


def test_the_next_visitor_has_normal_letters_and_colours(tablet: Tablet) -> None:
    normal = tablet.page.evaluate(ROOT_SIZE)
    choose(tablet, "[data-letters='2']")
    choose(tablet, "button[data-contrast=high]")
    tablet.page.wait_for_function(f"() => ({GROUND})() === 'rgb(255, 255, 255)'")
    tablet.arrive()
    tablet.page.click("[data-go=done]")
    tablet.shows("welkom")
    assert tablet.page.evaluate(ROOT_SIZE) == normal
    tablet.page.wait_for_function(f"() => ({GROUND})() !== 'rgb(255, 255, 255)'")


def test_who_only_changed_the_letters_and_left_is_followed_by_normal_ones(tablet: Tablet) -> None:
    normal = tablet.page.evaluate(ROOT_SIZE)
    choose(tablet, "[data-letters='1']")
    tablet.pass_time(61)
    tablet.page.wait_for_function(f"() => ({ROOT_SIZE})() === {normal}")


def test_a_step_back_keeps_them(tablet: Tablet) -> None:
    choose(tablet, "[data-letters='1']")
    larger = tablet.page.evaluate(ROOT_SIZE)
    tablet.arrive()
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    assert tablet.page.evaluate(ROOT_SIZE) == larger


def test_the_button_is_on_every_screen_and_leads_back_there(ready: Tablet) -> None:
    tablet = ready
    for name in visit(ready, "nl"):
        if name == "letters":
            continue
        here = tablet.page.get_attribute("#screen", "data-screen")
        tablet.page.click("[data-go=letters]:visible")
        tablet.shows("letters")
        tablet.page.click("[data-go=back] >> nth=0")
        if name == "talen":
            tablet.page.wait_for_selector("#screen:not([data-screen=letters])")
            tablet.page.click(f"[data-go={here}]:visible")
        tablet.shows(here or "")


def test_chosen_people_are_still_chosen_after_a_look_at_the_letters(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='3']")
    choose(tablet, "button[data-contrast=high]")
    assert tablet.page.get_attribute("[data-party='3']", "aria-pressed") == "true"
