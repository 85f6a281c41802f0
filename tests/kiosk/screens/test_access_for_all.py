"""Every screen, in every language, every way to look at it: no axe violation, large targets apart
from each other, nothing cut or covered, focus where it belongs, the screen announced.

A short form runs with the tests: each screen in four languages, in all letters, all colours, both
ways up, still and moving, in as few turns as that takes. `make probe` looks at all in every way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kiosk import codes, screens
from registry import words
from tests import browser
from tests.kiosk.screens import looks
from tests.kiosk.screens.looks import LETTERS, Look, faults
from tests.kiosk.screens.stops import STRETCHES
from tests.kiosk.screens.stretches import KINDS, made_ready, standstill
from tests.kiosk.screens.tablet import Tablet, link
from tests.kiosk.screens.test_fitting import with_longer_words  # noqa: F401  # a fixture

ALL = os.environ.get("INLOOP_PROBE") == "all"
LANGUAGES = tuple(words.LANGUAGES)
STOPS = [name for stretch in STRETCHES for name in stretch.stops]
TEMPLATES = Path(__file__).parents[3] / "templates" / "kiosk" / "screens"
HELD = {"lying": False, "upright": True}
ROUNDS = len(LETTERS)
Ways = Callable[[int], list[Look]]
FOCUS = {
    "wie, five or more": "[data-count='1']",
    "stemming, read aloud": "[data-read-aloud]",
    "nogdaar": "[data-go=stay]",
    "nogdaar:je": "[data-go=stay]",
    "hoek, wrong code": "[data-digit='0']",
}
"""Where the keyboard is, if not at the heading of the screen."""
SAID = {
    "welkom, found": "#pass",
    "welkom, not recognised": "#pass",
    "welkom, thanked": ".thanked",
    "nogdaar": "",
    "nogdaar:je": "",
}
"""What says what was told, if not heading and ending; "": a dialog is told by itself."""
LOST = """([focus, said]) => {
  const words = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const screen = document.getElementById("screen");
  const ends = [...screen.querySelectorAll("h1, .ending p")].map((one) => words(one.textContent));
  const meant = said ? words(screen.querySelector(said).innerText) : ends.join(" ");
  const told = words(document.getElementById("announcement").textContent);
  const at = document.activeElement;
  return [
    ...(at.matches(focus) ? [] : [`focus: ${at.outerHTML.slice(0, 60)}`]),
    ...(said === "" || (told && told === meant) ? [] : [`told: ${told}, not ${meant}`]),
  ];
}"""


@pytest.fixture
def ready(plain_browser: Browser, served: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tablet]:
    """Return a tablet that can show all there is; no script fails."""
    monkeypatch.setattr(codes, "public_url", lambda: "https://inloop.voorbeeld")
    context = plain_browser.new_context(viewport=browser.LANDSCAPE, service_workers="block")  # type: ignore[arg-type]
    tablet = link(context, served, KINDS)
    broken: list[str] = []
    browser.watch(tablet.page, broken)
    made_ready(tablet)
    yield tablet.open()
    context.close()
    assert broken == []


def lost(tablet: Tablet, stop: str) -> list[str]:
    """Return how focus and announcement are not those of the screen that came."""
    found: list[str] = tablet.page.evaluate(LOST, [FOCUS.get(stop, "h1"), SAID.get(stop)])
    return found


def walk(tablet: Tablet, languages: list[str]) -> Iterator[tuple[int, str]]:
    """Go to every stop, each stretch in its language; give number and name, and the language.

    However long the looks take, time stands still meanwhile.
    """
    number = 0
    for stretch, language in zip(STRETCHES, languages, strict=True):
        passed = []
        for stop in stretch.way(tablet, language):
            with standstill(tablet):
                yield number, f"{stop} {language}"
            number += 1
            passed.append(stop)
            tablet.page.set_viewport_size(browser.LANDSCAPE)  # type: ignore[arg-type]
        assert tuple(passed) == stretch.stops


def spoken_in(round_: int) -> list[str]:
    """Return the language of each stretch in a round."""
    return [LANGUAGES[(number + 3 * round_) % len(LANGUAGES)] for number in range(len(STRETCHES))]


def found_on(tablet: Tablet, languages: list[str], ways: Ways, *, axe: bool = True) -> list[str]:
    """Return the faults of every screen, in the ways to look at it by its number."""
    found = []
    for number, name in walk(tablet, languages):
        found += [f"{name}: {one}" for one in lost(tablet, STOPS[number])]
        for look in ways(number):
            found += [f"{name}, {look}: {one}" for one in faults(tablet.page, look, axe=axe)]
    return found


def turns() -> Iterator[tuple[str, list[str], Ways]]:
    """Give the turns to make: a name, the language of each stretch, the ways to look."""
    if ALL:
        for language, (held, upright) in product(LANGUAGES, HELD.items()):
            ways = partial(looks.every_look, upright=upright)
            yield f"{language}, {held}", [language] * len(STRETCHES), ways
    else:
        for round_ in range(ROUNDS):
            yield f"turn {round_ + 1}", spoken_in(round_), partial(one_look, round_)


def one_look(round_: int, number: int) -> list[Look]:
    """Return the one way to look at a screen in a round."""
    return [looks.turn(number, round_)]


@pytest.mark.parametrize(
    ("languages", "ways"), [pytest.param(*more, id=name) for name, *more in turns()]
)
def test_every_screen_is_for_everyone(ready: Tablet, languages: list[str], ways: Ways) -> None:
    found = found_on(ready, languages, ways)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("held", HELD)
@pytest.mark.usefixtures("with_longer_words")
def test_nothing_is_cut_or_covered_with_longer_words(ready: Tablet, held: str) -> None:
    def ways(number: int) -> list[Look]:
        letters = LETTERS if ALL else LETTERS[(number + HELD[held]) % 2 :: 2]
        return [Look(one, upright=HELD[held]) for one in letters]

    dutch = ["nl"] * len(STRETCHES)
    found = found_on(ready, dutch, ways, axe=False)
    assert not found, "\n".join(found)


def test_the_turns_bring_every_two_together_that_are_not_both_of_many() -> None:
    rows = set()
    for round_ in range(ROUNDS):
        languages, number = spoken_in(round_), 0
        for stretch, language in zip(STRETCHES, languages, strict=True):
            for stop in stretch.stops:
                look = looks.turn(number, round_)
                rows.add((stop, language, look.letters, look.colours, look.upright, look.moving))
                number += 1
    values = [set(column) for column in zip(*rows, strict=True)]
    assert values[0] == set(STOPS)
    assert values[1] == set(LANGUAGES)
    assert [len(column) for column in values[2:]] == [4, 3, 2, 2]
    for one, other in list(combinations(range(6), 2))[1:]:
        met = {(row[one], row[other]) for row in rows}
        assert set(product(values[one], values[other])) - met == set(), (one, other)
    for stretch in STRETCHES:
        seen = {row[1] for row in rows if row[0] == stretch.stops[0]}
        assert len(seen) == ROUNDS


def test_every_screen_that_there_is_is_walked_to() -> None:
    there = {file.stem for file in TEMPLATES.glob("*.html")}
    there |= {f"{name}:je" for name in screens.FOR_CHILDREN}
    assert there - {stop.partition(",")[0] for stop in STOPS} == set()


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
        ("one.classList.add('tile')", "over a drawing: Verder"),
    ],
)
def test_a_planted_fault_is_found(tablet: Tablet, planted: str, found: str) -> None:
    tablet.arrive()
    assert faults(tablet.page) == []
    tablet.page.eval_on_selector("[data-event=detail]", f"(one) => {{ {planted}; }}")
    assert any(found in line for line in faults(tablet.page)), faults(tablet.page)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("HTMLElement.prototype.focus = () => undefined", "focus: <body"),
        (
            "Object.defineProperty(Node.prototype, 'textContent', { set() {}, get: () => '' })",
            "told: ",
        ),
    ],
)
def test_a_screen_without_focus_or_announcement_is_found(
    tablet: Tablet, planted: str, found: str
) -> None:
    tablet.arrive()
    assert lost(tablet, "wie") == []
    tablet.page.evaluate(f"() => {{ {planted}; }}")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    assert any(found in line for line in lost(tablet, "stemming")), lost(tablet, "stemming")
