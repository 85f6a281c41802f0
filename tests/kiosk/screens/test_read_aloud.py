"""Reading aloud: a recorded clip, else a voice of the tablet; it stops on touch, and time waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from registry.activities import queries as activities
from registry.spoken import services as spoken
from registry.spoken import texts
from registry.theory import load
from tests import browser
from tests.builders import MONDAY_TEN, a_wav
from tests.kiosk.screens.tablet import Tablet, link

FACES = ("Heel slecht", "Niet zo goed", "Gaat wel", "Goed", "Heel goed", "Overslaan")
MOOD = ("Hoe gaat het vandaag met u?", *FACES)
QUIET = "() => { speechSynthesis.getVoices = () => []; }"
VOICE = """() => {
  window.said = [];
  speechSynthesis.getVoices = () => [{ lang: "nl-NL", localService: true }];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  speechSynthesis.cancel = () => { window.utterance?.onerror?.(); window.utterance = null; };
  speechSynthesis.speak = (one) => { window.said.push(one.text); window.utterance = one; };
}"""
"""A voice that says one thing after the other, each until `finish` ends it."""
FINISH = "() => { const one = window.utterance; window.utterance = null; one.onend(); }"
CATCH = """() => {
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { window.clip = this; return play.call(this); };
}"""
CUT = {
    "pause": "() => window.clip.pause()",
    "stalled": "() => { window.clip.dispatchEvent(new Event('stalled')); }",
}
HEARD = """() => {
  window.heard = [];
  const note = ({ target }) => window.heard.push([target.textContent.trim(), target.dataset.say]);
  new MutationObserver((changes) => changes
    .filter(({ target }) => target.classList.contains("spoken"))
    .forEach(note)).observe(document.body, { subtree: true, attributeFilter: ["class"] });
}"""
SAID = """async () => {
  const pack = await (await fetch("/kiosk/pack.json")).json();
  const { address } = pack.languages.find(({ code }) => code === "nl");
  const { screens } = await (await fetch(address)).json();
  const shelf = document.createElement("template");
  return Object.values({ ...pack.screens, ...screens }).flatMap(({ nl }) => {
    shelf.innerHTML = nl;
    return [...shelf.content.querySelectorAll("[data-say]:not(:has([data-slot]))")]
      .map((one) => (one.dataset.say || one.textContent).replace(/\\s+/g, " ").trim());
  });
}"""

Recorded = Callable[..., Tablet]


@pytest.fixture
def recorded(plain_browser: Browser, served: str) -> Iterator[Recorded]:
    """Return what opens a tablet whose centre has recorded some texts."""
    opened = []

    def open_one(*said: str, script: str = QUIET, seconds: float = 0.1) -> Tablet:
        context = plain_browser.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
        opened.append(context)
        tablet = link(context, served)
        for number, text in enumerate(said):
            spoken.keep_clip(
                centre_id=tablet.centre,
                language="nl",
                text=text,
                sound=a_wav(300 + number, seconds=seconds),
                at=MONDAY_TEN,
                by=None,
            )
        tablet.page.add_init_script(f"({script})()")
        return tablet.open()

    yield open_one
    for context in opened:
        context.close()


def to_mood(tablet: Tablet) -> None:
    """Go as far as the faces, and listen."""
    tablet.arrive("Hulp bij brieven")
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    tablet.page.evaluate(HEARD)


def spoken_now(tablet: Tablet) -> list[str]:
    """Return what is marked as being said."""
    found: list[str] = tablet.page.locator(".spoken").all_inner_texts()
    return found


def wait_for(tablet: Tablet, text: str) -> None:
    """Wait until something is being said."""
    tablet.page.wait_for_selector(f".spoken:has-text('{text}')")


def test_recorded_clips_are_played_in_order_each_marked(recorded: Recorded) -> None:
    tablet = recorded(*MOOD)
    clips: list[str] = []
    tablet.page.on("request", lambda asked: clips.append(asked.url))
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    tablet.page.wait_for_function("() => window.heard.length === 7")
    tablet.page.wait_for_selector(".spoken", state="detached")
    heard: list[Any] = tablet.page.evaluate("() => window.heard.map(([text]) => text)")
    assert tuple(heard) == MOOD
    assert len({url for url in clips if "/kiosk/clips/" in url}) == 7


def test_without_a_clip_and_without_a_voice_there_is_no_button(recorded: Recorded) -> None:
    tablet = recorded(*MOOD[:-1])
    to_mood(tablet)
    assert not tablet.page.is_visible("[data-read-aloud]")


def test_a_voice_says_what_has_no_clip(recorded: Recorded) -> None:
    tablet = recorded(*MOOD[1:], script=VOICE)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])
    assert tablet.page.evaluate("() => window.said") == [MOOD[0]]
    tablet.page.evaluate(FINISH)
    tablet.page.wait_for_function("() => window.heard.at(-1)[0] === 'Overslaan'")
    assert tablet.page.evaluate("() => window.said") == [MOOD[0]]


def test_a_clip_that_does_not_come_leaves_the_word_to_the_voice(recorded: Recorded) -> None:
    tablet = recorded(*MOOD, script=VOICE)
    tablet.page.route("**/kiosk/clips/*", lambda route: route.abort())
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    tablet.page.wait_for_function("() => window.said.length === 1")
    assert tablet.page.evaluate("() => window.said") == [MOOD[0]]


def test_a_card_says_its_name_and_time_or_plays_its_clip(recorded: Recorded) -> None:
    tablet = recorded("Fietsles", script=VOICE)
    tablet.page.click("[data-read-aloud]")
    for text in ("Welkom", "Wat komt u doen?"):
        wait_for(tablet, text)
        tablet.page.evaluate(FINISH)
    wait_for(tablet, "Open inloop")
    assert "Nu open Open inloop" in tablet.page.evaluate("() => window.said.at(-1)")
    tablet.page.evaluate(FINISH)
    wait_for(tablet, "Kinderclub")
    said = tablet.page.evaluate("() => window.said.join(' | ')")
    assert "Fietsles" not in said
    assert "09.00 tot 17.00 Hulp bij brieven" in said or "Hulp bij brieven" not in said


@pytest.mark.parametrize("how", ["a touch", "the button", "Escape"])
def test_it_stops_on_touch(recorded: Recorded, how: str) -> None:
    tablet = recorded(*MOOD, seconds=4)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])
    if how == "a touch":
        tablet.page.mouse.click(640, 620)
    elif how == "the button":
        tablet.page.click("[data-read-aloud]")
    else:
        tablet.page.keyboard.press("Escape")
    assert spoken_now(tablet) == []
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])


def test_an_answer_given_while_it_reads_counts_and_silences_it(recorded: Recorded) -> None:
    tablet = recorded(*MOOD, script=VOICE, seconds=4)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])
    tablet.pass_time(1)
    tablet.page.click("[data-value='4']")
    tablet.page.wait_for_selector(".ending")
    assert spoken_now(tablet) == []


def test_no_time_runs_while_it_speaks(recorded: Recorded) -> None:
    tablet = recorded(script=VOICE)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    for _ in MOOD:
        tablet.pass_time(8)
        assert spoken_now(tablet)
        assert not tablet.page.is_visible("#overlay")
        tablet.page.keyboard.press("Shift")
        tablet.page.evaluate(FINISH)
        tablet.page.wait_for_timeout(20)
    assert spoken_now(tablet) == []
    tablet.pass_time(39)
    assert not tablet.page.is_visible("#overlay")
    tablet.pass_time(2)
    assert tablet.page.is_visible("#overlay")


def test_a_voice_that_never_ends_does_not_hold_the_screen(recorded: Recorded) -> None:
    tablet = recorded(script=VOICE)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])
    for _ in range(2 * len(MOOD)):
        if spoken_now(tablet):
            tablet.pass_time(20)
            tablet.page.wait_for_timeout(50)
    assert spoken_now(tablet) == []
    tablet.pass_time(41)
    assert tablet.page.is_visible("#overlay")


def test_a_clip_that_never_comes_does_not_hold_the_screen(recorded: Recorded) -> None:
    tablet = recorded(*MOOD)
    tablet.page.route("**/kiosk/clips/*", lambda _: None)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    wait_for(tablet, MOOD[0])
    for _ in range(2 * len(MOOD)):
        if spoken_now(tablet):
            tablet.pass_time(20)
            tablet.page.wait_for_timeout(50)
    assert spoken_now(tablet) == []
    tablet.pass_time(41)
    assert tablet.page.is_visible("#overlay")


@pytest.mark.parametrize("kind", ["pause", "stalled"])
def test_a_clip_that_is_cut_short_leaves_the_word_to_the_voice(
    recorded: Recorded, kind: str
) -> None:
    tablet = recorded(*MOOD, script=f"() => {{ ({VOICE})(); ({CATCH})(); }}", seconds=30)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    tablet.page.wait_for_function("() => window.clip?.currentTime > 0")
    assert tablet.page.evaluate("() => window.said") == []
    tablet.page.evaluate(CUT[kind])
    tablet.page.wait_for_function("() => window.said.length === 1")
    assert tablet.page.evaluate("() => [window.said[0], window.clip.paused]") == [MOOD[0], True]


def test_a_clip_that_was_heard_is_not_said_again(recorded: Recorded) -> None:
    tablet = recorded(*MOOD, script=VOICE)
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    tablet.page.wait_for_function("() => window.heard.length === 7")
    tablet.page.wait_for_selector(".spoken", state="detached")
    assert tablet.page.evaluate("() => window.said") == []


def test_a_coordinator_can_record_every_text_that_a_screen_says(tablet: Tablet) -> None:
    said = {texts.tidy(text) for text in tablet.page.evaluate(SAID)}
    titles = [view.title for view in activities.activities(centre_id=tablet.centre)]
    groups = texts.groups(load.load(), titles)
    # what holds a name or a number is another text each time: only a voice can say it
    assert said - {text for group in groups.values() for text in group} == set()
    assert {text for group in texts.SCREENS.values() for text in group} - said == set()
