"""What a way through the kiosk's screens is made of: stretches, a camera and voices, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from playwright.sync_api import Page

from registry.support import services as support
from registry.words import LANGUAGES
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.states import speak
from tests.kiosk.screens.tablet import FIVE, Tablet

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
SOON = timedelta(seconds=3)
"""Time stops only in the future; on a busy machine it takes a moment to say so."""
STANDING: set[Page] = set()
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
def standstill(tablet: Tablet) -> Iterator[None]:
    """Let no time pass at the tablet, so that a screen that ends by itself stays."""
    if tablet.page in STANDING:
        yield
        return
    now = datetime.fromtimestamp(tablet.page.evaluate("Date.now() / 1000"), UTC)
    tablet.page.clock.pause_at(now + SOON)
    STANDING.add(tablet.page)
    yield
    STANDING.remove(tablet.page)
    tablet.page.clock.resume()


@contextmanager
def nothing_sent(page: Page) -> Iterator[None]:
    """Take the network away."""
    page.route(EVENTS, lambda route: route.abort())
    yield
    page.unroute(EVENTS)
