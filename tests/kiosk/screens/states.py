"""Every state of the kiosk as a short function that brings a tablet there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import current_app

from registry.centres import services as centres
from registry.passes import token
from registry.spoken import services as spoken
from tests.builders import MONDAY_TEN, a_wav
from tests.kiosk.screens.changes import changed_programme
from tests.kiosk.screens.tablet import FIVE, LONG, MANY, Tablet
from tests.kiosk.screens.test_corner import code_of, enter, own
from tests.kiosk.screens.test_scan import panel_shows

BLANK, ANY = "", "nothing that a pass looks like"
TYPE = """(text) => [...text, "Enter"].forEach((key) =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
"""What a scanner that types does."""
FACES = (
    "Hoe gaat het vandaag met u?",
    "Heel slecht",
    "Niet zo goed",
    "Gaat wel",
    "Goed",
    "Heel goed",
    "Overslaan",
)
Bring = Callable[[Tablet], None]


@dataclass(frozen=True)
class State:
    """One state: the line under its pictures, how to get there, what its tablet has."""

    line: str
    bring: Bring
    held: str | None = BLANK
    """The text of a code in front of the camera, or nothing; None: no camera."""
    kinds: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: FIVE)
    before: Bring = lambda _: None
    """What the centre does before the tablet shows anything."""


STATES: dict[str, State] = {}


def state(name: str, line: str, **more: object) -> Callable[[Bring], Bring]:
    """Keep a function as what brings a tablet to a state."""

    def keep(bring: Bring) -> Bring:
        STATES[name] = State(line, bring, **more)  # type: ignore[arg-type]
        return bring

    return keep


def to_mood(tablet: Tablet, title: str = "Fietsles") -> None:
    """Go as far as the faces."""
    tablet.arrive(title)
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")


def to_question(tablet: Tablet) -> None:
    """Go as far as the question."""
    to_mood(tablet)
    tablet.page.click("[data-value='4']")
    tablet.page.wait_for_selector(".question")


def speak(tablet: Tablet, language: str) -> None:
    """Choose a language."""
    tablet.page.click(f"[data-language={language}]")
    tablet.page.wait_for_selector(f"html[lang={language}]")


def letters(tablet: Tablet, choice: str) -> None:
    """Choose letters or contrast, and go on."""
    tablet.page.click("[data-go=letters]:visible")
    tablet.page.click(choice)
    tablet.page.click(".bottom [data-go=back]")


@state("welcome", "Welcome: the camera looks for a pass, a card is one touch.")
def welcome(tablet: Tablet) -> None:
    panel_shows(tablet, "looking")


@state("pass-found", "A pass was found: full ring, check, words, and a sound.", held=token.make())
def pass_found(tablet: Tablet) -> None:
    panel_shows(tablet, "found")


@state("pass-again", "The same pass again: told once more, in passing.", held=token.make())
def pass_again(tablet: Tablet) -> None:
    panel_shows(tablet, "found")
    tablet.pass_time(1)
    tablet.shows("wie")
    tablet.page.evaluate(TYPE, STATES["pass-again"].held)
    tablet.page.wait_for_selector(".again")


@state("pass-unknown", "Something was read that is no pass: a card counts too.", held=ANY)
def pass_unknown(tablet: Tablet) -> None:
    panel_shows(tablet, "unknown")


@state("no-camera", "No camera: the panel says so and points at the cards.", held=None)
def no_camera(tablet: Tablet) -> None:
    panel_shows(tablet, "none")


@state("who", "How many and which role: all of it optional, one touch each.")
def who(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-party='2']")
    tablet.page.click("[data-role=meehelpen]")


@state("who-group", "Five or more: a counter that opens in place.")
def who_group(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-party='5']")
    for _ in range(2):
        tablet.page.click("[data-count='5']")


@state("more", "All of today.", kinds=MANY)
def more(tablet: Tablet) -> None:
    tablet.page.click("[data-go=meer]")
    tablet.shows("meer")


@state("languages", "Every language in its own name and script.")
def languages(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.page.click("[data-go=talen]")


@state("letters", "Size of the letters and contrast, until the next visitor.")
def letters_screen(tablet: Tablet) -> None:
    tablet.page.click("[data-go=letters]")


@state("letters-largest", "The largest letters: one column that scrolls.")
def letters_largest(tablet: Tablet) -> None:
    letters(tablet, "[data-letters='2']")
    tablet.shows("welkom")


@state("question-large", "A question with larger letters.")
def question_large(tablet: Tablet) -> None:
    to_question(tablet)
    letters(tablet, "[data-letters='1']")


@state("contrast", "Black on white.")
def contrast(tablet: Tablet) -> None:
    letters(tablet, "button[data-contrast=high]")
    tablet.shows("welkom")


@state("contrast-who", "Black on white: what is chosen is turned round.")
def contrast_who(tablet: Tablet) -> None:
    who(tablet)
    letters(tablet, "button[data-contrast=high]")


@state("mood", "One of five faces, or none.")
def mood(tablet: Tablet) -> None:
    to_mood(tablet)


@state("question", "One question about an indicator.")
def question(tablet: Tablet) -> None:
    to_question(tablet)


def with_clips(tablet: Tablet) -> None:
    """Give the tablet's centre a recording of the faces."""
    for text in FACES:
        spoken.keep_clip(
            centre_id=tablet.centre,
            language="nl",
            text=text,
            sound=a_wav(seconds=1),
            at=MONDAY_TEN,
            by=None,
        )


def on_holiday(tablet: Tablet) -> None:
    """Close the tablet's centre for the day."""
    centres.close_on(centre_id=tablet.centre, day=MONDAY_TEN.date(), reason="feestdag")


@state("read-aloud", "Read aloud: what is said is marked.", before=with_clips)
def read_aloud(tablet: Tablet) -> None:
    to_mood(tablet)
    tablet.page.click("[data-read-aloud]")
    tablet.page.wait_for_selector("[data-value='2'].spoken")


@state("leaving", "On leaving: one question, no check-in.")
def leaving(tablet: Tablet) -> None:
    tablet.page.click("[data-go=leaving]")
    tablet.page.wait_for_selector(".question")


@state("thanks", "Thanks, that ends by itself or at once.")
def thanks(tablet: Tablet) -> None:
    to_question(tablet)
    tablet.page.click(".skip")
    tablet.shows("dank")


@state("thanked", "Done: thanks in passing, and the next one can touch a card.")
def thanked(tablet: Tablet) -> None:
    tablet.arrive("Fietsles")
    tablet.page.click("[data-go=done]")
    tablet.page.wait_for_selector(".thanked:visible")


@state("still-there", "Nobody touches: twenty seconds in which one touch stays.")
def still_there(tablet: Tablet) -> None:
    tablet.arrive()
    tablet.pass_time(41)
    tablet.page.wait_for_selector("[data-go=stay]")


@state("offline", "No network: kept, and said calmly.")
def offline(tablet: Tablet) -> None:
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    to_question(tablet)
    tablet.page.click(".skip")
    tablet.shows("bewaard")


@state("full-storage", "Nothing can be kept or sent: the screen never pretends.")
def full_storage(tablet: Tablet) -> None:
    tablet.page.add_init_script("indexedDB.open = () => { throw new Error('no storage'); };")
    tablet.open()
    tablet.page.route("**/kiosk/events", lambda route: route.abort())
    tablet.page.click(tablet.card("Open inloop"))
    tablet.shows("gastvrouw")


@state("unlinked", "The server does not know this tablet any more.")
def unlinked(tablet: Tablet) -> None:
    tablet.page.route("**/kiosk/events", lambda route: route.fulfill(status=401))
    tablet.pass_time(16)
    tablet.shows("koppelen")


@state("corner", "The host's corner, behind a code: how this tablet is doing.")
def corner(tablet: Tablet) -> None:
    enter(tablet, code_of(tablet, current_app))
    own(tablet, "waiting", "0")


@state("changed", "Called off or moved: the card says it, and why.", before=changed_programme)
def changed(tablet: Tablet) -> None:
    tablet.page.wait_for_selector(".card.off")


@state("nothing-today", "Nothing on today: one can still say to be there.", kinds={})
def nothing_today(tablet: Tablet) -> None:
    tablet.page.wait_for_selector(".card.plain")


@state("closed", "The centre is closed.", kinds={}, before=on_holiday)
def closed(tablet: Tablet) -> None:
    tablet.page.wait_for_selector(".card.plain")


@state("children", "A children's activity: the faces only.")
def children(tablet: Tablet) -> None:
    to_mood(tablet, "Kinderclub")


@state("long-names", "Names as long as they can be.", kinds=LONG)
def long_names(tablet: Tablet) -> None:
    tablet.page.wait_for_selector(".count-5")


@state("arabic", "From right to left.")
def arabic(tablet: Tablet) -> None:
    speak(tablet, "ar")


@state("arabic-question", "A question from right to left.")
def arabic_question(tablet: Tablet) -> None:
    speak(tablet, "ar")
    to_question(tablet)
