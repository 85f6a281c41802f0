"""The ways through every screen of the kiosk: stretches of stops, each from welcome on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from flask import current_app
from playwright.sync_api import Page

from registry.passes import token
from registry.support import services as support
from registry.words import LANGUAGES
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.changes import changed_programme
from tests.kiosk.screens.states import speak
from tests.kiosk.screens.tablet import FIVE, Tablet
from tests.kiosk.screens.test_corner import code_of, press, type_code

ENDS = time(16)
"""An hour before the centre closes."""
KINDS = {title: {**kind, "ends": ENDS} for title, kind in FIVE.items()}
EVENTS = "**/kiosk/events"
BEGIN = "() => { dispatchEvent(new PopStateEvent('popstate')); }"
ONLINE = "() => { dispatchEvent(new Event('online')); }"
EYE = """{
  const paper = document.createElement("canvas");
  const light = paper.getContext("2d");
  setInterval(() => light.fillRect(0, 0, 9, 9), 200);
  navigator.mediaDevices.getUserMedia = async () => {
    if (window.covered) throw new DOMException("", "NotFoundError");
    window.eye = paper.captureStream();
    return window.eye;
  };
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return window.held ? [{ rawValue: window.held }] : []; }
  };
}"""
"""A camera that sees what the test holds before it, and a voice that never ends what it says."""
VOICE = """{
  const voices = %s.map((lang) => ({ lang, localService: true }));
  speechSynthesis.getVoices = () => voices;
  window.SpeechSynthesisUtterance = class {};
  speechSynthesis.speak = () => undefined;
}"""
COVER = """() => {
  window.covered = true;
  const [track] = window.eye.getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event("ended"));
}"""
UNCOVER = """() => {
  window.covered = false;
  navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
}"""
FULL = """() => {
  window.add ??= IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (value) {
    const asked = window.add.call(this, value);
    this.transaction.abort();
    return asked;
  };
}"""
"""No room: what is put into a store is not kept, as its transaction says at the end."""
ROOM = "() => { IDBObjectStore.prototype.add = window.add; }"
HEARD = {"nl": ("Het is te koud in de grote zaal.", "De kachel gaat nu om acht uur aan.")}

Way = Callable[[Tablet, str], Iterator[str]]


@dataclass(frozen=True)
class Stretch:
    """A way through some screens in a language, and the names of its stops, in order."""

    way: Way
    stops: tuple[str, ...]


STRETCHES: list[Stretch] = []


def stretch(*stops: str) -> Callable[[Way], Way]:
    """Keep a function as the way along these stops."""

    def keep(way: Way) -> Way:
        STRETCHES.append(Stretch(way, stops))
        return way

    return keep


def made_ready(tablet: Tablet) -> None:
    """Give a tablet that is not open yet a camera, voices, and a centre that heard something."""
    tablet.page.add_init_script(EYE + VOICE % list(LANGUAGES))
    support.say_heard(centre_id=tablet.centre, month="2026-11", lines=HEARD, at=MONDAY_TEN, by=None)


def begin(tablet: Tablet, language: str) -> Page:
    """Bring the tablet back to the welcome screen, in a language."""
    tablet.page.evaluate(BEGIN)
    tablet.shows("welkom")
    if language != "nl":
        speak(tablet, language)
    return tablet.page


@contextmanager
def standstill(tablet: Tablet) -> Iterator[Page]:
    """Let no time pass at the tablet, so that a screen that ends soon stays."""
    now = datetime.fromtimestamp(tablet.page.evaluate("Date.now() / 1000"), UTC)
    tablet.page.clock.pause_at(now + timedelta(seconds=1))
    yield tablet.page
    tablet.page.clock.resume()


@contextmanager
def nothing_sent(page: Page) -> Iterator[None]:
    """Take the network away."""
    page.route(EVENTS, lambda route: route.abort())
    yield
    page.unroute(EVENTS)


@stretch(
    *("welkom", "wie", "wie, five or more", "talen", "letters"),
    *("stemming", "stemming, read aloud", "vraag", "dank"),
)
def visit(tablet: Tablet, language: str) -> Iterator[str]:
    """From welcome to thanks."""
    page = begin(tablet, language)
    page.wait_for_selector("#pass[data-camera=looking]")
    yield "welkom"
    tablet.arrive()
    yield "wie"
    page.click("[data-role=meedoen]")
    page.click("[data-party='5']")
    yield "wie, five or more"
    for name in ("talen", "letters"):
        page.click(f"[data-go={name}]")
        tablet.shows(name)
        yield name
        page.click("[data-go=back] >> nth=0")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    yield "stemming"
    page.click("[data-read-aloud]")
    page.wait_for_selector(".spoken")
    yield "stemming, read aloud"
    page.click(".skip")
    page.wait_for_selector(".question")
    yield "vraag"
    page.click(".skip")
    tablet.shows("dank")
    with standstill(tablet):
        yield "dank"


@stretch("wie:je", "talen:je", "nogdaar:je", "stemming:je", "dank:je")
def child(tablet: Tablet, language: str) -> Iterator[str]:
    """A visit of a child."""
    page = begin(tablet, language)
    tablet.arrive("Kinderclub")
    yield "wie:je"
    page.click("[data-go=talen]")
    tablet.shows("talen")
    yield "talen:je"
    tablet.pass_time(41)
    page.wait_for_selector("[data-go=stay]")
    yield "nogdaar:je"
    page.click("[data-go=stay]")
    page.click("[data-go=back] >> nth=0")
    page.click("[data-event=detail]")
    tablet.shows("stemming")
    yield "stemming:je"
    page.click(".skip")
    tablet.shows("dank")
    with standstill(tablet):
        yield "dank:je"


@stretch(
    "welkom, no camera", "welkom, not recognised", "welkom, found", "wie, scanned", "meer, scanned"
)
def with_a_pass(tablet: Tablet, language: str) -> Iterator[str]:
    """What the pass panel says, and a visit that began with a pass."""
    page = begin(tablet, language)
    page.evaluate(COVER)
    page.wait_for_selector("#pass[data-camera=none]")
    yield "welkom, no camera"
    page.evaluate(UNCOVER)
    page.wait_for_selector("#pass[data-camera=looking]")
    for state, text in (("unknown", str(uuid.uuid4())), ("found", token.make())):
        with standstill(tablet):
            page.evaluate("(text) => { window.held = text; }", text)
            page.clock.run_for(400)
            page.wait_for_selector(f"#pass[data-camera={state}]")
            yield "welkom, found" if state == "found" else "welkom, not recognised"
    tablet.shows("wie")
    page.evaluate("() => { window.held = null; }")
    yield "wie, scanned"
    page.click(".chosen:visible")
    tablet.shows("meer")
    yield "meer, scanned"


@stretch("meer", "telefoon", "vraag, leaving", "nogdaar", "welkom, thanked")
def others(tablet: Tablet, language: str) -> Iterator[str]:
    """All of today, codes for phones, a question on leaving, and who is done before the end."""
    page = begin(tablet, language)
    page.click("[data-go=meer]")
    tablet.shows("meer")
    yield "meer"
    page.click("[data-go=telefoon]")
    tablet.shows("telefoon")
    yield "telefoon"
    page = begin(tablet, language)
    page.click("[data-go=leaving]")
    page.wait_for_selector(".question")
    yield "vraag, leaving"
    tablet.pass_time(41)
    page.wait_for_selector("[data-go=stay]")
    yield "nogdaar"
    page.click("[data-go=stay]")
    page = begin(tablet, language)
    tablet.arrive()
    with standstill(tablet):
        page.click("[data-go=done]")
        page.wait_for_selector(".thanked:visible")
        yield "welkom, thanked"


@stretch("bewaard", "bewaard:je", "gastvrouw", "gastvrouw:je")
def without_a_network(tablet: Tablet, language: str) -> Iterator[str]:
    """What is kept, and what can't even be kept."""
    page = tablet.page
    with nothing_sent(page):
        for title, name in (("Hulp bij brieven", "bewaard"), ("Kinderclub", "bewaard:je")):
            begin(tablet, language)
            with page.expect_event("requestfailed"):
                tablet.arrive(title)
            page.click("[data-event=detail]")
            tablet.shows("stemming")
            page.click(".skip")
            tablet.shows("bewaard")
            with standstill(tablet):
                yield name
        begin(tablet, language)
        page.evaluate(FULL)
        page.click(tablet.card("Open inloop"))
        tablet.shows("gastvrouw")
        yield "gastvrouw"
        page.evaluate(ROOM)
        begin(tablet, language)
        tablet.arrive("Kinderclub")
        page.evaluate(FULL)
        page.click("[data-party='2']")
        page.click("[data-event=detail]")
        tablet.shows("gastvrouw")
        yield "gastvrouw:je"
        page.evaluate(ROOM)


@stretch("welkom, changed", "meer, changed")
def changed(tablet: Tablet, language: str) -> Iterator[str]:
    """A programme in which things are off and moved."""
    begin(tablet, "nl")
    changed_programme(tablet, ENDS)
    current_app.extensions.pop("inloop_packs", None)
    tablet.page.evaluate(ONLINE)
    tablet.page.wait_for_selector(".card.off")
    page = begin(tablet, language)
    yield "welkom, changed"
    page.click("[data-go=meer]")
    tablet.shows("meer")
    yield "meer, changed"


@stretch("leeg", "dicht")
def evening(tablet: Tablet, language: str) -> Iterator[str]:
    """When all is over, and when the centre is closed."""
    for name, wait, sign in (("leeg", "06:15:00", ".empty"), ("dicht", "01:00:00", ".shut")):
        begin(tablet, "nl")
        tablet.page.clock.fast_forward(wait)
        tablet.page.wait_for_selector(sign)
        begin(tablet, language)
        yield name


@stretch("hoek", "hoek, wrong code", "hoekstand")
def corner(tablet: Tablet, _language: str) -> Iterator[str]:
    """What is for the host, in Dutch."""
    begin(tablet, "nl")
    press(tablet)
    tablet.shows("hoek")
    yield "hoek"
    type_code(tablet, "000000")
    tablet.page.wait_for_selector("[data-said=wrong]:visible")
    yield "hoek, wrong code"
    type_code(tablet, code_of(tablet, current_app))
    tablet.shows("hoekstand")
    yield "hoekstand"


@stretch("koppelen")
def unlinked(tablet: Tablet, _language: str) -> Iterator[str]:
    """A tablet that its server does not know any more."""
    begin(tablet, "nl")
    tablet.page.context.clear_cookies()
    tablet.page.evaluate(ONLINE)
    tablet.shows("koppelen")
    yield "koppelen"
