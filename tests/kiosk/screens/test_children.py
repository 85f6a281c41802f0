"""Children are spoken to as children: after a children's activity was chosen, and only then."""

from __future__ import annotations

import pytest

from tests.kiosk.screens.tablet import Tablet

HEADINGS = "() => [...document.querySelectorAll('#screen :is(h1, h2)')].map((one) => one.innerText)"


def said(tablet: Tablet) -> str:
    """Return the headings on the screen."""
    return " ".join(tablet.page.evaluate(HEADINGS))


@pytest.mark.parametrize(
    ("language", "who", "mood"),
    [
        ("nl", "Met hoeveel zijn jullie? Wat doe je vandaag?", "Hoe gaat het vandaag met je?"),
        ("tr", "Kaç kişisiniz? Bugün ne yapıyorsun?", "Bugün nasılsın?"),
        ("en", "How many of you are there? What are you doing today?", "How do you feel today?"),
    ],
)
def test_a_child_is_asked_as_a_child(tablet: Tablet, language: str, who: str, mood: str) -> None:
    if language != "nl":
        tablet.page.click(f"[data-language={language}]")
        tablet.page.wait_for_selector(f"html[lang={language}]")
    tablet.arrive("Kinderclub")
    assert said(tablet) == who
    tablet.page.click("[data-event=detail]")
    tablet.shows("stemming")
    assert said(tablet) == mood
    tablet.page.click(".skip")
    tablet.shows("dank")


def test_the_next_visitor_is_an_adult_again(tablet: Tablet) -> None:
    tablet.arrive("Kinderclub")
    tablet.page.click("[data-event=undo]")
    tablet.shows("welkom")
    tablet.arrive("Fietsles")
    assert said(tablet) == "Met hoeveel bent u? Wat doet u vandaag?"


def test_a_child_is_asked_whether_it_is_still_there(tablet: Tablet) -> None:
    tablet.arrive("Kinderclub")
    tablet.pass_time(41)
    tablet.page.wait_for_selector("#overlay:not([hidden])")
    assert tablet.page.inner_text("#still-words") == "Ben je er nog?"
