"""How many visits wait is said as each language counts: one, two, a few, many."""

from __future__ import annotations

import flask_babel
import pytest
from flask import Flask

from registry import counting, words
from registry.words import LANGUAGES
from tests.kiosk.screens.tablet import Tablet
from tests.kiosk.screens.test_fitting_languages import DRAW, LOADED

COUNTS = [*range(1, 131), 200, 201, 1000, 1001, 1003, 1111]
SAID = """(counts) => {
  const lang = document.documentElement.lang;
  const rules = new Intl.PluralRules([lang, "nl"]);
  const ways = Object.fromEntries([...document.querySelectorAll("[data-way]")].map(
    (one) => [one.dataset.way, one]));
  return counts.map((count) => {
    const one = ways[rules.select(count)];
    const slot = one?.querySelector("[data-slot]");
    if (slot) slot.textContent = count;
    return one?.textContent;
  });
}"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tablet_counts_as_the_catalogue_does(app: Flask, tablet: Tablet, code: str) -> None:
    tablet.page.evaluate(LOADED)
    tablet.page.evaluate(DRAW, ["bewaard", code, words.direction(code)])
    with app.test_request_context(), flask_babel.force_locale(code):
        expected = [
            flask_babel.ngettext(
                "%(number)s bezoek bewaard", "%(number)s bezoeken bewaard", count, number=count
            )
            for count in COUNTS
        ]
    assert tablet.page.evaluate(SAID, COUNTS) == expected
    assert len(set(expected)) > len(COUNTS) - 3


def test_every_way_to_count_comes_with_its_first_number() -> None:
    assert counting.ways_to_count("nl") == {"one": 1, "other": 2}
    assert counting.ways_to_count("pl") == {"one": 1, "few": 2, "many": 5}
    arabic = {"one": 1, "two": 2, "few": 3, "many": 11, "other": 100, "zero": 0}
    assert counting.ways_to_count("ar") == arabic


def test_the_screen_without_a_network_says_how_many_visits_wait(tablet: Tablet) -> None:
    page = tablet.page
    page.route("**/kiosk/events", lambda route: route.abort())
    said = []
    for language in ("nl", "nl", "pl", "ar"):
        page.click(f"[data-language={language}]")
        tablet.arrive("Hulp bij brieven")
        page.click("[data-event=detail]")
        tablet.shows("stemming")
        page.click(".skip")
        tablet.shows("bewaard")
        said.append(page.inner_text(".kept-count").strip())
        page.click("[data-go=start]")
        tablet.shows("welkom")
    assert said == [
        "1 bezoek bewaard",
        "2 bezoeken bewaard",
        "3 wizyty zapisane",
        "4 زيارات محفوظة",
    ]
