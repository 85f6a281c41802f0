"""Every screen fits in every language, with words 40 % longer too, and no word is broken."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from registry.words import LANGUAGES
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_fitting import MAIN_SIZES, MISFITS, cuts
from tests.kiosk.screens.test_fitting import with_longer_words as with_longer_words

LOADED = """async () => {
  const pack = await (await fetch("/kiosk/pack.json")).json();
  const others = pack.languages.filter(({ address }) => address);
  const files = others.map(async ({ address }) => (await fetch(address)).json());
  const screens = structuredClone(pack.screens);
  for (const file of await Promise.all(files)) {
    for (const [name, html] of Object.entries(file.screens)) {
      Object.assign((screens[name] ??= {}), html);
    }
  }
  window.screensOfAll = screens;
  return Object.entries(screens).flatMap(([name, html]) =>
    Object.keys(html).map((code) => [name, code]));
}"""
DRAW = """([name, code, dir]) => {
  const root = document.getElementById("screen");
  Object.assign(document.documentElement, { lang: code, dir });
  root.innerHTML = window.screensOfAll[name][code];
  const shown = name.replace(/:je$/, "");
  root.dataset.screen = document.body.dataset.screen = shown;
  root.classList.remove("arriving");
  const facts = ["activity", "tapped activity", "two-questions"];
  for (const one of root.querySelectorAll("[data-when]")) {
    one.hidden = !facts.includes(one.dataset.when);
  }
  for (const one of root.querySelectorAll("[data-read-aloud]")) one.hidden = false;
  for (const one of root.querySelectorAll("[data-slot=activity-title]")) {
    one.textContent = "Naaiatelier";
  }
}"""
BROKEN = """() => [...document.querySelectorAll("#screen :is(h1, h2, .choice-words, .button)")]
  .filter((one) => one.checkVisibility())
  .flatMap((one) => {
    const found = [];
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/[^\\s/-]+/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) found.push(`broken: ${word[0]}`);
      }
    }
    return found;
  })"""


def misfits(page: Page, *probes: str) -> dict[str, list[str]]:
    """Return what the probes find, by screen, language and size."""
    found: dict[str, list[str]] = {}
    drawn: list[tuple[str, str]] = page.evaluate(LOADED)
    assert {code for _, code in drawn} == set(LANGUAGES)
    for width, height in MAIN_SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for name, code in drawn:
            page.evaluate(DRAW, [name, code, "rtl" if code == "ar" else "ltr"])
            faults: list[Any] = [fault for probe in probes for fault in page.evaluate(probe)]
            if faults:
                found[f"{name} {code} {width}"] = faults
    return found


def test_every_screen_fits_in_every_language_and_no_word_is_broken(tablet: Tablet) -> None:
    assert misfits(tablet.page, MISFITS, BROKEN) == {}


@pytest.mark.usefixtures("with_longer_words")
def test_every_screen_fits_in_every_language_with_longer_words(tablet: Tablet) -> None:
    found = misfits(tablet.page, MISFITS)
    assert {name: faults for name, faults in found.items() if cuts(faults)} == {}


def test_a_word_that_is_too_long_is_found(tablet: Tablet) -> None:
    tablet.page.evaluate(LOADED)
    tablet.page.evaluate(
        "() => { const all = window.screensOfAll;"
        " all.wie.bg = all.wie.bg.replace('Организирам', 'Организираморганизирам'); }"
    )
    tablet.page.evaluate(DRAW, ["wie", "bg", "ltr"])
    assert tablet.page.evaluate(BROKEN) == ["broken: Организираморганизирам"]
