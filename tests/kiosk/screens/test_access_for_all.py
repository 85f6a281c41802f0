"""Every screen, in three languages, both ways up: no axe violation, large targets, no clipping."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import AXE
from tests.kiosk.screens.conftest import Tablet

VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .map((found) => `${found.id}: ${found.nodes[0].html.slice(0, 120)}`)"""
FAULTS = """() => {
  const shown = (one) => one.checkVisibility();
  const seen = [...document.querySelectorAll("#screen button")].filter(shown);
  const boxes = seen.map((one) => [one, one.getBoundingClientRect()]);
  const named = (one) => one.innerText.replace(/\\s+/g, " ").slice(0, 30) || one.ariaLabel;
  const small = boxes.filter(([, box]) => box.width < 72 || box.height < 72);
  const near = boxes.flatMap(([one, a], index) => boxes.slice(index + 1).filter(([, b]) => {
    const across = Math.max(a.left - b.right, b.left - a.right);
    const along = Math.max(a.top - b.bottom, b.top - a.bottom);
    return Math.max(across, along) < 7.9;
  }));
  const words = [...document.querySelectorAll("#screen :is(h1, h2, button, .choice-words)")];
  const cut = words.filter((one) => shown(one) && one.scrollWidth > one.clientWidth + 1);
  return [
    ...small.map(([one]) => `small: ${named(one)}`),
    ...near.map(([one]) => `near: ${named(one)}`),
    ...cut.map((one) => `cut: ${named(one)}`),
  ];
}"""


def screens(tablet: Tablet, language: str) -> Iterator[str]:
    """Walk through every screen of a visit."""
    page = tablet.page
    if language != "nl":
        page.click(f"[data-language={language}]")
        page.wait_for_selector(f"html[lang={language}]")
    yield "welkom"
    tablet.arrive()
    yield "wie"
    page.click("[data-party='5']")
    page.click("[data-role=meedoen]")
    yield "wie, five or more"
    page.click("[data-go=talen]")
    yield "talen"
    page.click("[data-go=back]")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    yield "stemming"
    page.click(".skip")
    page.wait_for_selector(".question")
    yield "vraag"
    page.click(".skip")
    tablet.shows("dank")
    yield "dank"


def faults(page: Page) -> list[str]:
    """Return what axe and the probes find on the screen that is shown."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(VIOLATIONS) + page.evaluate(FAULTS)
    return found


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
@pytest.mark.parametrize("size", [(1280, 800), (800, 1280)], ids=["lying", "upright"])
def test_every_screen_is_for_everyone(tablet: Tablet, language: str, size: tuple[int, int]) -> None:
    tablet.page.emulate_media(reduced_motion="reduce")
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})
    found = {name: faults(tablet.page) for name in screens(tablet, language)}
    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_focus_goes_to_the_heading_of_each_new_screen(tablet: Tablet) -> None:
    for _ in screens(tablet, "nl"):
        if not tablet.page.is_visible(".counter"):
            assert tablet.page.evaluate("() => document.activeElement.tagName") in {"H1", "BODY"}
    assert tablet.page.text_content("#announcement") == tablet.page.text_content("#screen h1")
