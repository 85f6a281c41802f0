"""Every screen fits its tablet: the voice button shown, few cards or many, words 40 % longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import pass_context
from markupsafe import Markup
from playwright.sync_api import Page

from kiosk import dealing, programme, screens
from tests.kiosk.screens.tablet import Tablet

SIZES = ((1280, 800), (800, 1280), (1024, 768), (768, 1024), (1920, 1080))
MAIN_SIZES = SIZES[:2]
VOICES = """speechSynthesis.getVoices = () => ["nl", "en", "ar"]
  .map((lang) => ({ lang, localService: true }))"""
MISFITS = """async () => {
  await document.fonts.ready;
  const seen = (one) => one.checkVisibility();
  const all = (what) => [...document.querySelectorAll(`#screen ${what}`)].filter(seen);
  const name = (one) => (one.innerText || one.ariaLabel || one.className).slice(0, 30);
  const page = document.documentElement;
  const found = [];
  if (page.scrollHeight > innerHeight) found.push(`${page.scrollHeight - innerHeight} px too tall`);
  if (page.scrollWidth > innerWidth) found.push(`${page.scrollWidth - innerWidth} px too wide`);
  const row = all(".top > :not(.push)").map((one) => one.getBoundingClientRect());
  if (row.some((box) => box.top >= row[0].bottom)) found.push("the top bar wraps");
  for (const one of all("button")) {
    const box = one.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (box.bottom <= innerHeight && !one.contains(on)) found.push(`covered: ${name(one)}`);
    if (box.width < 72 || box.height < 72) found.push(`small: ${name(one)}`);
  }
  for (const one of all(":is(h1, h2, button, .choice-words, .card-title, .time)")) {
    if (one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${name(one)}`);
  }
  return found;
}"""
LONGER_MAY_SCROLL = 64
"""Pixels that a screen with words 40 % longer may be too tall: its rows grow, nothing is cut."""
CARDS = """() => [...document.querySelectorAll(".card")].map((card) => ({
  word: parseFloat(getComputedStyle(card.querySelector(".card-title")).fontSize),
  disc: card.querySelector(".disc").clientHeight / card.clientHeight,
}))"""


def cuts(found: list[str]) -> list[str]:
    """Return what is wrong on a screen of longer words besides a page that scrolls a little."""
    tall = re.compile(r"(\d+) px too tall")
    heights = {one: int(known[1]) for one in found if (known := tall.fullmatch(one))}
    return [one for one in found if heights.get(one, LONGER_MAY_SCROLL + 1) > LONGER_MAY_SCROLL]


def longer(text: str) -> str:
    """Return a text with each of its words 40 % longer."""
    return re.sub(
        r"<[^>]*>|[^\W\d_]{2,}",
        lambda word: (
            word[0] if word[0][0] == "<" else word[0] + word[0][-(-len(word[0]) * 2 // 5) :]
        ),
        text,
    )


@pytest.fixture
def with_longer_words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make every text of the screens 40 % longer; macros keep the words they were loaded with."""
    plain, counted = (app.jinja_env.globals[name] for name in ("gettext", "ngettext"))
    card, question = programme.card, screens._question

    @pass_context
    def long(context: Any, text: str, **values: Any) -> Markup:
        return Markup(longer(plain(context, text, **values)))  # type: ignore[operator]  # noqa: S704

    @pass_context
    def long_counted(context: Any, *of: Any, **values: Any) -> Markup:
        return Markup(longer(counted(context, *of, **values)))  # type: ignore[operator]  # noqa: S704

    def long_card(*of: Any) -> dict[str, Any]:
        made = card(*of)
        return {**made, **{key: longer(made[key]) for key in ("title", "description")}}

    def long_question(of: Any) -> dict[str, Any]:
        made = question(of)
        options = [{**option, "label": longer(option["label"])} for option in made["options"]]
        return {**made, "text": longer(made["text"]), "options": options}

    monkeypatch.setitem(app.jinja_env.globals, "gettext", long)
    monkeypatch.setitem(app.jinja_env.globals, "ngettext", long_counted)
    monkeypatch.setattr(programme, "card", long_card)
    monkeypatch.setattr(screens, "_question", long_question)
    assert app.jinja_env.cache is not None
    app.jinja_env.cache.clear()
    yield
    app.jinja_env.cache.clear()


@pytest.fixture
def four_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deal a question with four options to everybody, another one on leaving."""
    deals = dealing.deals

    def dealt(*of: Any) -> dict[str, list[str | None]]:
        return {name: ["VO-I3" if name == "weg" else "SV-I3"] for name in deals(*of)}

    monkeypatch.setattr(dealing, "deals", dealt)


def misfits(page: Page, sizes: tuple[tuple[int, int], ...] = SIZES) -> dict[str, list[str]]:
    """Return what does not fit, by size, on the screen that is shown."""
    found = {}
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        found[f"{width} x {height}"] = page.evaluate(MISFITS)
    return {size: faults for size, faults in found.items() if faults}


def walk(tablet: Tablet, language: str) -> Iterator[str]:
    """Walk through the screens with a voice of each language on the tablet."""
    page = tablet.page
    page.click(f"[data-language={language}]")
    page.wait_for_selector(f"html[lang={language}] [data-read-aloud]:visible")
    yield "welkom"
    tablet.arrive()
    yield "wie"
    page.click("[data-party='5']")
    yield "wie, five or more"
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    yield "stemming"
    page.click(".skip")
    page.wait_for_selector(".question")
    yield "vraag"
    page.click(".skip")
    page.wait_for_selector(".ending")
    yield "dank"
    page.click("[data-go=start]")
    tablet.shows("welkom")
    page.click("[data-go=leaving]")
    page.wait_for_selector(".question")
    yield "vraag, leaving"


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
@pytest.mark.usefixtures("four_options")
def test_every_screen_fits_with_the_voice_button(tablet: Tablet, language: str) -> None:
    tablet.page.add_init_script(VOICES)
    tablet.open()
    found = {name: misfits(tablet.page) for name in walk(tablet, language)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.usefixtures("with_longer_words")
def test_the_first_screen_fits_with_longer_words_and_any_number_of_cards(
    app: Flask, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for count in range(6):
        monkeypatch.setattr(screens, "ON_HOME", count)
        app.extensions.pop("inloop_packs", None)
        tablet.page.goto(f"{tablet.address}/kiosk/")
        found[f"{count} cards"] = misfits(tablet.page, MAIN_SIZES)
    assert "Welkomkom" in tablet.page.inner_text("h1")
    tablet.open()
    for language in ("en", "ar"):
        tablet.page.click(f"[data-language={language}]")
        tablet.page.wait_for_selector(f"html[lang={language}]")
        found[language] = misfits(tablet.page, MAIN_SIZES)
    assert [(name, one) for name, by in found.items() for one in by.values() if cuts(one)] == []


@pytest.mark.parametrize("size", MAIN_SIZES, ids=["lying", "upright"])
def test_fewer_cards_are_drawn_larger(
    app: Flask, tablet: Tablet, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    tablet.page.set_viewport_size({"width": size[0], "height": size[1]})
    words = []
    for count in range(6):
        monkeypatch.setattr(screens, "ON_HOME", count)
        app.extensions.pop("inloop_packs", None)
        tablet.page.goto(f"{tablet.address}/kiosk/")
        drawn = tablet.page.evaluate(CARDS)
        assert len(drawn) == max(1, count)
        assert min(card["disc"] for card in drawn) > 0.3
        words.append(min(card["word"] for card in drawn))
        assert misfits(tablet.page) == {}
        tablet.page.set_viewport_size({"width": size[0], "height": size[1]})
    assert words == sorted(words, reverse=True)
    assert words[1] > 2 * words[5]


def test_without_a_network_nothing_covers_the_way_on(tablet: Tablet) -> None:
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.page.click(tablet.card("Hulp bij brieven"))
    tablet.shows("wie")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.click(".skip")
    tablet.shows("bewaard")
    assert misfits(tablet.page) == {}


def test_a_capital_is_left_to_the_language_of_the_page(tablet: Tablet) -> None:
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")
    label = tablet.page.locator(".option").first
    transform = "(one) => getComputedStyle(one, '::first-letter').textTransform"
    assert label.text_content() == "ja"
    assert label.evaluate(transform) == "uppercase"
    tablet.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert label.evaluate(transform) == "none"
