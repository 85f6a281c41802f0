"""Every question of the theory fits, in every language and however it is looked at.

Which one a visitor gets is dealt, so a walk through the screens sees only a few of them. Here they
are drawn one after another on one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask, render_template
from playwright.sync_api import Page

from kiosk import screens
from registry.speech import speaking
from registry.theory import load
from registry.theory.model import Question
from registry.theory.terms import Variant
from registry.words import LANGUAGES
from tests.browser import LANDSCAPE, PORTRAIT
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_fitting import cuts
from tests.kiosk.screens.test_fitting import with_longer_words as with_longer_words
from tests.kiosk.screens.test_fitting_languages import BROKEN

WHOLE = {"lying": LANDSCAPE, "upright": PORTRAIT}
ZOOMED = {
    f"{name}, 200 %": {side: length // 2 for side, length in size.items()}
    for name, size in WHOLE.items()
}
SMALLER = "skipping is smaller than an answer"
PROBE = """async (drawn) => {
  const broken = BROKEN;
  const page = document.documentElement;
  const root = document.getElementById("screen");
  root.classList.remove("arriving");
  root.dataset.screen = document.body.dataset.screen = "vraag:";
  const found = {};
  const letters = new Set(drawn.map(([, code]) => code));
  for (const pass of ["load the letters", "look"]) {
    for (const [name, code, dir, html] of drawn) {
      if (pass !== "look" && !letters.delete(code)) continue;
      Object.assign(page, { lang: code, dir });
      root.innerHTML = html;
      for (const one of root.querySelectorAll("[data-read-aloud]")) one.hidden = false;
      const faults = [];
      const wide = page.scrollWidth - innerWidth;
      if (wide > 0) faults.push(`${wide} px too wide`);
      if (page.scrollHeight > innerHeight) {
        faults.push(`${page.scrollHeight - innerHeight} px too tall`);
      }
      for (const one of root.querySelectorAll("h1, p, button, .choice-words, .option")) {
        if (!one.checkVisibility()) continue;
        const box = one.getBoundingClientRect();
        const said = one.textContent.trim().slice(0, 30);
        if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline") {
          faults.push(`cut: ${said}`);
        }
        if (box.left < -1 || box.right > innerWidth + 1) faults.push(`beside the window: ${said}`);
        if (one.matches("button") && (box.width < 71.9 || box.height < 71.9)) {
          faults.push(`small: ${said}`);
        }
      }
      const [skip, ...answers] = [".skip", ".choice:not(.skip)"]
        .flatMap((what) => [...root.querySelectorAll(what)])
        .map((one) => one.getBoundingClientRect());
      if (answers.some((box) => skip.width < box.width - 1 || skip.height < box.height - 1)) {
        faults.push("SMALLER");
      }
      faults.push(...broken());
      if (pass === "look" && faults.length) found[`${name} ${code}`] = faults;
    }
    await document.fonts.ready;
  }
  return found;
}""".replace("BROKEN", BROKEN).replace("SMALLER", SMALLER)
WIDE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".option { white-space: pre; letter-spacing: 20rem; }");
  document.adoptedStyleSheets = [sheet];
}"""
SMALL_SKIP = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".answers .skip { flex: 0 0 8rem; max-inline-size: 8rem; }");
  document.adoptedStyleSheets = [sheet];
}"""
Drawn = list[tuple[str, str, str, str]]


def questions() -> Iterator[Question]:
    """Return every question, each way that it can be asked."""
    theory = load.load()
    for question in theory.questions:
        yield question
        if question.change is not None:
            yield theory.question(question.key, Variant.VERANDERING)


@pytest.fixture
def drawn(app: Flask) -> Drawn:
    """Return name, language, direction and HTML of every question's screen in every language."""
    found: Drawn = []
    for code in LANGUAGES:
        spoken = screens.language(code)
        with app.test_request_context(), speaking(code):
            for question in questions():
                shown = screens._question(question)
                html = render_template("kiosk/screens/vraag.html", question=shown, language=spoken)
                found.append((f"{question.key} {question.variant}", code, spoken["dir"], html))
    return found


def faults(page: Page, drawn: Drawn, sizes: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    """Return what is wrong with which question, by size and letters."""
    found: dict[str, list[str]] = {}
    for size, viewport in sizes.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for name, list_ in page.evaluate(PROBE, drawn).items():
            found[f"{name}, {size}"] = list_
    return found


def cut_off(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what is wrong besides what larger letters bring: a page that scrolls, a split word."""
    may = re.compile(r".* too tall|broken: .*")
    wrong = {
        name: [one for one in list_ if not may.fullmatch(one)] for name, list_ in found.items()
    }
    return {name: list_ for name, list_ in wrong.items() if list_}


def test_every_question_fits_in_every_language(tablet: Tablet, drawn: Drawn) -> None:
    assert len(drawn) > 10 * len(load.load().questions)
    assert faults(tablet.page, drawn, WHOLE) == {}
    assert cut_off(faults(tablet.page, drawn, ZOOMED)) == {}


def test_every_question_fits_with_the_largest_letters(tablet: Tablet, drawn: Drawn) -> None:
    tablet.page.evaluate("() => { document.documentElement.dataset.size = '2'; }")
    assert cut_off(faults(tablet.page, drawn, WHOLE)) == {}


def test_every_question_fits_with_longer_words(
    tablet: Tablet, with_longer_words: None, drawn: Drawn
) -> None:
    whole = faults(tablet.page, drawn, WHOLE)
    tall = {name: [one for one in list_ if "tall" in one] for name, list_ in whole.items()}
    assert {name: list_ for name, list_ in tall.items() if cuts(list_)} == {}
    assert cut_off(whole) == {}
    # letters so large of words so long: an answer may take a line more than the skip
    zoomed = cut_off(faults(tablet.page, drawn, ZOOMED))
    assert {name: list_ for name, list_ in zoomed.items() if list_ != [SMALLER]} == {}


def test_an_answer_that_is_too_wide_is_found(tablet: Tablet, drawn: Drawn) -> None:
    assert cut_off(faults(tablet.page, drawn[:1], ZOOMED)) == {}
    tablet.page.evaluate(WIDE)
    found = faults(tablet.page, drawn[:1], ZOOMED)
    assert len(found) == len(ZOOMED)
    assert all(any("cut: " in one for one in list_) for list_ in found.values())


def test_a_skip_that_is_smaller_than_an_answer_is_found(tablet: Tablet, drawn: Drawn) -> None:
    tablet.page.evaluate(SMALL_SKIP)
    found = faults(tablet.page, drawn[:1], WHOLE)
    assert len(found) == len(WHOLE)
    assert all(SMALLER in list_ for list_ in found.values())
