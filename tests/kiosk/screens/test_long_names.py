"""Names as long as a form takes them: never cut, never small, from right to left too."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page

from registry.activities.plan import DESCRIPTION_LENGTH, TITLE_LENGTH, TRANSLATED_TITLE_LENGTH
from tests import browser
from tests.kiosk.screens.tablet import FIVE, Tablet, link
from tests.kiosk.screens.test_fitting import MAIN_SIZES, MISFITS
from tests.kiosk.screens.test_fitting import with_longer_words as with_longer_words

CENTRE = "bewonersorganisatie Zuiderparkkwartier-Moerwijk"
ARABIC = "لقاء بعد الظهر لجميع سكان الحي من كل الأعمار والثقافات معًا كل يوم"
TITLES = (
    "Ontmoetingsmiddag alle bewoners!",
    "Sociaaljuridische spreekuurtafel",
    "Kleermakersatelier Zuiderparkwijk",
    "Fietsreparatiewerkplaatsmiddagen",
    "Gezondheidswandelingen voor meer",
)
KINDS = {
    title[:TITLE_LENGTH]: {
        **kind,
        "titles": {"ar": ARABIC[:TRANSLATED_TITLE_LENGTH].strip()},
        "description": "Koffie, thee en taart voor iedereen uit de hele wijk, kom gezellig langs!!"[
            :DESCRIPTION_LENGTH
        ],
    }
    for title, kind in zip(TITLES, FIVE.values(), strict=True)
}
SMALLEST = 20
NAMES_CUT = """() => [...document.querySelectorAll("#screen :is(bdi, .card-title, .card-more)")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen"))
  .flatMap((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const text = range.getBoundingClientRect();
    const said = one.textContent.slice(0, 30);
    if (text.left < -1 || text.right > innerWidth + 1) return [`beside the window: ${said}`];
    for (let box = one; box !== document.body; box = box.parentElement) {
      const { overflow, display } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (display !== "inline" && (overflow !== "visible" || box.matches("button")) &&
          (text.left < edge.left - 2 || text.right > edge.right + 2 ||
           text.top < edge.top - 2 || text.bottom > edge.bottom + 2)) {
        return [`cut: ${said}`];
      }
    }
    return [];
  })"""
SMALL = """(least) => [...document.querySelectorAll("#screen *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.closest("svg, .unseen"))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < least - 0.05)
  .map((one) => `small: ${one.textContent.trim().slice(0, 30)}`)"""


@pytest.fixture
def long_named(plain_browser: Browser, served: str) -> Iterator[Tablet]:
    """Return the tablet of a centre where everything has as long a name as there can be."""
    context = plain_browser.new_context(viewport=browser.LANDSCAPE, service_workers="block")  # type: ignore[arg-type]
    yield link(context, served, KINDS, name=f"{uuid4().hex[:8]}{CENTRE}")
    context.close()


def faults(page: Page) -> list[str]:
    """Return what is cut, small or in the way on the screen that is shown; it may scroll."""
    found: list[str] = []
    for width, height in MAIN_SIZES:
        page.set_viewport_size({"width": width, "height": height})
        probed = [*page.evaluate(MISFITS), *page.evaluate(NAMES_CUT)]
        probed += page.evaluate(SMALL, SMALLEST)
        found += [f"{width}: {fault}" for fault in probed if not fault.endswith("too tall")]
    return found


def walk(tablet: Tablet, language: str) -> Iterator[str]:
    """Go past the screens that say a name."""
    page, first = tablet.page, next(iter(KINDS))
    if language != "nl":
        page.click(f"[data-language={language}]")
        page.wait_for_selector(f"html[lang={language}]")
    yield "welkom"
    tablet.arrive(first)
    yield "wie"
    page.click("[data-go=meer]")
    tablet.shows("meer")
    yield "meer"
    page.click("[data-go=back] >> nth=0")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    page.click(".skip")
    page.wait_for_selector(".question")
    page.click(".skip")
    tablet.shows("dank")
    yield "dank"


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.usefixtures("with_longer_words")
def test_no_name_is_cut_or_small(long_named: Tablet, language: str) -> None:
    tablet = long_named.open()
    found = {name: faults(tablet.page) for name in walk(tablet, language)}
    assert {name: list_ for name, list_ in found.items() if list_} == {}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("font-size: 18px !important", "small: "),
        ("display: block; block-size: 1rem; overflow: hidden", "cut: "),
        ("white-space: nowrap; position: fixed; left: 90vw", "beside the window: "),
    ],
)
def test_a_planted_fault_is_found(long_named: Tablet, planted: str, found: str) -> None:
    page = long_named.open().page
    assert faults(page) == []
    page.eval_on_selector(".card-title", f"(one) => {{ one.style.cssText += '; {planted}'; }}")
    assert any(found in fault for fault in faults(page))


BROKEN = """() => [...document.querySelectorAll("#screen .card-title")].flatMap((one) => {
  const text = one.firstChild;
  const range = document.createRange();
  const found = [];
  let line = null;
  for (let at = 0; at < text.length; at += 1) {
    if (/[\\s\\u00ad]/.test(text.data[at])) continue;
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const box = [...range.getClientRects()].at(-1);
    const before = text.data[at - 1];
    if (line !== null && box.top > line + 2 && !/[\\s\\u00ad-]/.test(before)) {
      found.push(text.data.slice(0, at));
    }
    line = box.top;
  }
  return found;
})"""
"""Names that break in the middle of a word, and not where it has a hyphen."""


def test_a_long_word_breaks_where_its_language_breaks_it(long_named: Tablet) -> None:
    long_named.open()
    for width, height in MAIN_SIZES:
        long_named.page.set_viewport_size({"width": width, "height": height})
        assert long_named.page.evaluate(BROKEN) == []


def test_a_name_says_in_which_language_it_is(tablet: Tablet) -> None:
    tablet.page.click("[data-language=ar]")
    tablet.page.wait_for_selector("html[lang=ar] .card-title")
    named = "a => a.map((one) => one.lang)"
    assert set(tablet.page.eval_on_selector_all(".card-title", named)) == {"nl"}
