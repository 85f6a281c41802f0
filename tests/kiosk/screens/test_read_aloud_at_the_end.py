"""Reading aloud where a visit ends: thanks, kept, sorry, still there; no time runs meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from registry.support import services as support
from tests import browser
from tests.builders import MONDAY_TEN
from tests.kiosk.screens.states import full_storage, offline, still_there, thanks
from tests.kiosk.screens.tablet import Tablet, link
from tests.kiosk.screens.test_read_aloud import (
    FINISH,
    MOOD,
    VOICE,
    Recorded,
    recorded,
    spoken_now,
    wait_for,
)

__all__ = ["recorded"]
ALOUD = ":is(#overlay:not([hidden]), body:has(#overlay[hidden]) #screen) [data-read-aloud]:visible"
SPOKEN = {
    "dank": (
        "Dank u wel!",
        "Veel plezier bij Fietsles.",
        "Dit scherm gaat vanzelf terug naar het begin.",
        "Klaar",
    ),
    "bewaard": (
        "Even geen internet.",
        "Dat is niet erg.",
        "We bewaren het.",
        "Uw bezoek staat op deze tablet.",
        "Is er weer internet? Dan gaat het vanzelf door.",
        "1 bezoek bewaard",
        "Dit scherm gaat vanzelf terug naar het begin.",
        "Klaar",
    ),
    "gastvrouw": (
        "Het is niet gelukt.",
        "Vraag de gastvrouw of gastheer om u te noteren.",
        "Terug naar het begin",
    ),
    "nogdaar": ("Bent u er nog?", "Anders begint dit scherm opnieuw.", "Ja, ik ben er nog"),
}
BRING: dict[str, Callable[[Tablet], None]] = {
    "dank": thanks,
    "bewaard": offline,
    "gastvrouw": full_storage,
    "nogdaar": still_there,
}


@pytest.mark.parametrize("screen", SPOKEN)
def test_sentences_then_choices_are_said_in_turn_each_marked(
    recorded: Recorded, screen: str
) -> None:
    tablet = recorded(script=VOICE)
    BRING[screen](tablet)
    tablet.page.click(ALOUD)
    for text in SPOKEN[screen]:
        wait_for(tablet, text)
        assert [one.strip() for one in spoken_now(tablet)] == [text]
        tablet.page.evaluate(FINISH)
    tablet.page.wait_for_selector(".spoken", state="detached")
    assert tablet.page.evaluate("() => window.said.slice(-20)")[-len(SPOKEN[screen]) :] == list(
        SPOKEN[screen]
    )


@pytest.mark.parametrize("screen", SPOKEN)
def test_no_button_where_nothing_can_say_it(recorded: Recorded, screen: str) -> None:
    tablet = recorded(*MOOD)
    BRING[screen](tablet)
    assert tablet.page.locator("[data-read-aloud]").count() > 0
    assert not tablet.page.is_visible(ALOUD)


@pytest.mark.parametrize("screen", SPOKEN)
def test_a_recorded_sentence_is_enough_for_a_button(recorded: Recorded, screen: str) -> None:
    tablet = recorded(SPOKEN[screen][0], seconds=4)
    BRING[screen](tablet)
    tablet.page.click(ALOUD)
    wait_for(tablet, SPOKEN[screen][0])


@pytest.mark.parametrize("screen", ["dank", "bewaard"])
def test_thanks_wait_while_they_are_read_and_then_last_eight_seconds(
    recorded: Recorded, screen: str
) -> None:
    tablet = recorded(script=VOICE)
    BRING[screen](tablet)
    tablet.page.click(ALOUD)
    for text in SPOKEN[screen]:
        wait_for(tablet, text)
        tablet.pass_time(9)
        tablet.shows(screen)
        tablet.page.evaluate(FINISH)
    tablet.page.wait_for_selector(".spoken", state="detached")
    tablet.pass_time(6)
    tablet.shows(screen)
    tablet.pass_time(3)
    tablet.shows("welkom")


def test_still_there_waits_while_it_is_read_and_then_lasts_twenty_seconds(
    recorded: Recorded,
) -> None:
    tablet = recorded(script=VOICE)
    still_there(tablet)
    tablet.pass_time(10)
    tablet.page.click(ALOUD)
    for text in SPOKEN["nogdaar"]:
        wait_for(tablet, text)
        tablet.pass_time(9)
        assert tablet.page.is_visible("[data-go=stay]")
        tablet.page.evaluate(FINISH)
    tablet.page.wait_for_selector(".spoken", state="detached")
    tablet.pass_time(18)
    assert tablet.page.is_visible("[data-go=stay]")
    tablet.pass_time(3)
    tablet.shows("welkom")


@pytest.mark.parametrize("how", ["elsewhere", "the button", "stay"])
def test_still_there_is_silenced_by_a_touch(recorded: Recorded, how: str) -> None:
    tablet = recorded(script=VOICE)
    still_there(tablet)
    tablet.page.click(ALOUD)
    wait_for(tablet, SPOKEN["nogdaar"][0])
    if how == "elsewhere":
        tablet.page.mouse.click(20, 400)
    else:
        tablet.page.click(ALOUD if how == "the button" else "[data-go=stay]")
    assert spoken_now(tablet) == []
    assert tablet.page.is_visible("[data-go=stay]") is (how == "the button")
    tablet.pass_time(19)
    tablet.shows("wie")


@pytest.mark.parametrize("screen", ["dank", "bewaard", "gastvrouw"])
def test_an_ending_is_silenced_by_a_touch(recorded: Recorded, screen: str) -> None:
    tablet = recorded(script=VOICE)
    BRING[screen](tablet)
    tablet.page.click(ALOUD)
    wait_for(tablet, SPOKEN[screen][0])
    tablet.page.mouse.click(60, 400)
    assert spoken_now(tablet) == []
    tablet.page.click("[data-go=start]")
    tablet.shows("welkom")


def test_what_was_heard_and_done_is_said_in_its_own_language_only(
    plain_browser: Browser, served: str
) -> None:
    context = plain_browser.new_context(viewport=browser.LANDSCAPE)  # type: ignore[arg-type]
    tablet = link(context, served)
    lines = {"nl": ("Het is te donker.", "Wij hingen lampen op.")}
    support.say_heard(centre_id=tablet.centre, month="2026-11", lines=lines, at=MONDAY_TEN, by=None)
    tablet.page.add_init_script(f"({VOICE})()")
    tablet.open()
    for language in ("nl", "tr"):
        tablet.page.click(f"[data-language={language}]")
        tablet.page.wait_for_selector(f"html[lang={language}]")
        thanks(tablet)
        said = " ".join(tablet.page.locator("#screen [data-say]:visible").all_inner_texts())
        assert "Fietsles" in said
        assert ("te donker" in said and "lampen" in said) is (language == "nl")
        tablet.page.click("[data-go=start]")
        tablet.shows("welkom")
    context.close()
