"""Every screen, in every language, every way to look at it: no axe violation, large targets apart
from each other, nothing cut or covered, focus where it belongs, the screen announced.

A short form runs with the tests; `make probe` looks at everything in every way, both ways up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import Page

from registry import words
from tests.browser import AXE, LANDSCAPE, PORTRAIT
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_fitting import with_longer_words  # noqa: F401  # a fixture

ALL = os.environ.get("INLOOP_PROBE") == "all"
MOST_LOOKED_AT = ("nl", "ar")
SIZES = {"lying": LANDSCAPE, "upright": PORTRAIT}
VIOLATIONS = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .map((found) => `${found.id}: ${found.nodes[0].html.slice(0, 120)}`)"""
FAULTS = """async () => {
  await document.fonts.ready;
  const overlay = document.getElementById("overlay");
  const part = overlay.hidden ? document.getElementById("screen") : overlay;
  const shown = (one) => one.checkVisibility();
  const all = (what) => [...part.querySelectorAll(what)].filter(shown);
  const named = (one) => one.innerText.replace(/\\s+/g, " ").slice(0, 30) || one.ariaLabel;
  const boxes = all("button").map((one) => [one, one.getBoundingClientRect()]);
  const small = boxes.filter(([, box]) => box.width < 71.9 || box.height < 71.9);
  const near = boxes.flatMap(([one, a], index) => boxes.slice(index + 1).filter(([, b]) => {
    const across = Math.max(a.left - b.right, b.left - a.right);
    const along = Math.max(a.top - b.bottom, b.top - a.bottom);
    return Math.max(across, along) < 7.9;
  }).map(([other]) => `${named(one)} / ${named(other)}`));
  const cut = all(":is(h1, h2, p, button, .choice-words, .card-title, .time)")
    .filter((one) => one.scrollWidth > one.clientWidth + 1);
  const page = document.documentElement;
  const covered = [];
  for (const [one] of boxes) {
    one.scrollIntoView({ block: "center" });
    const box = one.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!one.contains(on)) covered.push(named(one));
  }
  scrollTo(0, 0);
  return [
    ...small.map(([one, box]) => `small: ${named(one)} ${box.width} x ${box.height}`),
    ...near.map((two) => `near: ${two}`),
    ...cut.map((one) => `cut: ${named(one)}`),
    ...covered.map((name) => `covered: ${name}`),
    ...(page.scrollWidth > innerWidth + 1 ? [`${page.scrollWidth - innerWidth} px too wide`] : []),
  ];
}"""
WORN = "() => (({ size, contrast }) => [size, contrast])(document.documentElement.dataset)"
WEAR = """([size, contrast]) =>
  Object.assign(document.documentElement.dataset, { size, contrast })"""


@dataclass(frozen=True)
class Way:
    """A way to look at a screen: `axe` where colours and names can differ from the plain way."""

    name: str
    forced_colours: str = "none"
    size: str = "0"
    contrast: str = "plain"
    zoomed: bool = False
    axe: bool = False


PLAIN = Way("light", axe=True)
LARGEST = Way("largest", size="2", axe=ALL)
WAYS = (
    PLAIN,
    Way("forced colours", forced_colours="active"),
    Way("black on white", contrast="high", axe=True),
    Way("larger", size="1"),
    LARGEST,
    Way("largest, black on white", size="2", contrast="high"),
    Way("zoomed to 200 %", zoomed=True),
)


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
    for name in ("talen", "letters"):
        page.click(f"[data-go={name}]")
        yield name
        page.click("[data-go=back] >> nth=0")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    yield "stemming"
    page.click(".skip")
    page.wait_for_selector(".question")
    yield "vraag"
    page.click(".skip")
    tablet.shows("dank")
    yield "dank"


def rare(tablet: Tablet, language: str) -> Iterator[str]:
    """Walk on, through the screens that few visitors see."""
    page = tablet.page
    page.click("[data-go=start]")
    if language != "nl":
        page.click(f"[data-language={language}]")
    page.click("[data-go=leaving]")
    page.wait_for_selector(".question")
    yield "vraag, leaving"
    tablet.pass_time(41)
    page.wait_for_selector("[data-go=stay]")
    yield "nogdaar"
    page.click("[data-go=stay]")
    page.click("[data-go=done]")
    tablet.shows("welkom")
    if language != "nl":
        page.click(f"[data-language={language}]")
    page.route("**/kiosk/events", lambda route: route.abort())
    tablet.arrive("Hulp bij brieven")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    page.click(".skip")
    tablet.shows("bewaard")
    yield "bewaard"


def faults(page: Page, way: Way = PLAIN) -> list[str]:
    """Return what axe and the probes find on the screen that is shown, one way to look at it."""
    plain = page.viewport_size
    worn = page.evaluate(WORN)
    page.emulate_media(reduced_motion="reduce", forced_colors=way.forced_colours)  # type: ignore[arg-type]
    page.evaluate(WEAR, [way.size, way.contrast])
    if way.zoomed and plain is not None:
        page.set_viewport_size({name: length // 2 for name, length in plain.items()})  # type: ignore[arg-type]
    found: list[str] = page.evaluate(FAULTS)
    if way.axe:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found += page.evaluate(VIOLATIONS)
    if way.zoomed and plain is not None:
        page.set_viewport_size(plain)
    page.evaluate(WEAR, worn)
    return found


def looked_at(language: str, size: str) -> tuple[Way, ...]:
    """Return the ways to look in a language: all for two, else the plain one and the largest."""
    if ALL or (language in MOST_LOOKED_AT and size == "lying"):
        return WAYS
    return PLAIN, replace(LARGEST, axe=False)


def all_faults(tablet: Tablet, language: str, size: str) -> dict[str, list[str]]:
    """Return the faults of every screen, each way to look at it."""
    tablet.page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    found: dict[str, Any] = {}
    for walk in (screens, rare):
        for name in walk(tablet, language):
            for way in looked_at(language, size):
                found[f"{name}, {way.name}"] = faults(tablet.page, way)
    return {name: list_ for name, list_ in found.items() if list_}


LOOKS = [
    (language, size)
    for language in words.LANGUAGES
    for size in SIZES
    if ALL or size == "lying" or language in MOST_LOOKED_AT
]


@pytest.mark.parametrize(("language", "size"), LOOKS)
def test_every_screen_is_for_everyone(tablet: Tablet, language: str, size: str) -> None:
    assert all_faults(tablet, language, size) == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("with_longer_words")
def test_nothing_is_cut_or_covered_with_longer_words(tablet: Tablet, size: str) -> None:
    tablet.page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    tablet.open()
    found = {}
    for name in screens(tablet, "nl"):
        for way in WAYS if ALL else (PLAIN, LARGEST, WAYS[-1]):
            found[f"{name}, {way.name}"] = faults(tablet.page, replace(way, axe=False))
    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_focus_goes_to_the_heading_of_each_new_screen(tablet: Tablet) -> None:
    for _ in screens(tablet, "nl"):
        if not tablet.page.is_visible(".counter"):
            assert tablet.page.evaluate("() => document.activeElement.tagName") in {"H1", "BODY"}
        said, heading = (tablet.page.text_content(one) or "" for one in ("#announcement", "h1"))
        assert said == "" or said.startswith(heading)
    ends = tablet.page.text_content(".ending p")
    assert tablet.page.text_content("#announcement") == f"{heading} {ends}"


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("one.style.minBlockSize = one.style.blockSize = '60px'", "small: Verder"),
        (
            "one.style.cssText = 'position: fixed; inset: 0; inline-size: 100%; z-index: 9'",
            "covered: ",
        ),
        ("one.style.inlineSize = '40px'; one.style.minInlineSize = 0", "cut: Verder"),
        ("one.style.marginInlineEnd = '-60rem'; one.style.flex = 'none'", "px too wide"),
        ("one.replaceChildren()", "button-name"),
    ],
)
def test_a_planted_fault_is_found(tablet: Tablet, planted: str, found: str) -> None:
    tablet.arrive()
    assert faults(tablet.page) == []
    tablet.page.eval_on_selector("[data-event=detail]", f"(one) => {{ {planted}; }}")
    assert any(found in line for line in faults(tablet.page)), faults(tablet.page)
