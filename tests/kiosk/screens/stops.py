"""The ways through every screen of the kiosk: stretches of stops, each from welcome on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from flask import current_app

from registry.passes import token
from tests.kiosk.screens.changes import changed_programme
from tests.kiosk.screens.stretches import (
    COVER,
    ENDS,
    FULL,
    ONLINE,
    ROOM,
    STRETCHES,
    UNCOVER,
    begin,
    nothing_sent,
    standstill,
    stretch,
)
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_corner import code_of, press, type_code

__all__ = ["STRETCHES"]


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
    """When all is over, and when the centre is closed: by the tablet's clock, no server sets it."""
    page = tablet.page
    page.route("**/kiosk/**", lambda route: route.abort())
    for name, wait, sign in (("leeg", "06:15:00", ".empty"), ("dicht", "01:00:00", ".shut")):
        begin(tablet, "nl")
        page.clock.fast_forward(wait)
        page.wait_for_selector(sign)
        begin(tablet, language)
        yield name
    page.unroute("**/kiosk/**")


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
