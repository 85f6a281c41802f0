"""Choosing the languages of a centre's kiosk: in order, Dutch first, drafts only knowingly."""

from __future__ import annotations

import uuid
from collections.abc import Collection

import pytest
from flask import Flask

from registry.centres import queries as centres
from registry.texts import queries, services
from registry.theory import load
from tests.builders import MONDAY_TEN, a_centre
from tests.texts.test_correct import deeds

WORDING = tuple(load.load().wording())


def choose(centre: uuid.UUID, *languages: str, known: Collection[str] = ()) -> None:
    services.choose_languages(
        centre_id=centre,
        languages=languages,
        known_drafts=known,
        wording=WORDING,
        at=MONDAY_TEN,
        by=None,
    )


def spoken(centre: uuid.UUID) -> tuple[str, ...]:
    found = centres.by_id(centre)
    assert found is not None
    return found.languages


def test_languages_are_spoken_in_the_chosen_order(book: Flask) -> None:
    centre = a_centre()
    choose(centre, "nl", "ti", "ar", "tr", known=("ti", "tr"))
    assert spoken(centre) == ("nl", "ti", "ar", "tr")
    assert deeds(centre)[-1] == "centre.speak"


def test_a_language_with_drafts_goes_on_only_where_that_is_known(book: Flask) -> None:
    centre = a_centre()
    with pytest.raises(services.DraftsUnknown) as refusal:
        choose(centre, "nl", "en", "tr", "pl", known=("pl",))
    assert refusal.value.languages == ("tr",)
    assert spoken(centre) == ("nl", "en", "ar")


def test_a_language_that_is_on_may_stay_on(book: Flask) -> None:
    centre = a_centre()
    choose(centre, "nl", "ar", "en")
    assert spoken(centre) == ("nl", "ar", "en")


def test_a_language_that_is_checked_needs_no_word_about_drafts(book: Flask) -> None:
    centre = a_centre()
    for one in queries.shown(centre_id=centre, language="pap", wording=WORDING):
        services.correct(
            centre_id=centre,
            language="pap",
            text=one.text,
            words=one.words,
            checked=True,
            at=MONDAY_TEN,
            by=None,
        )
    choose(centre, "nl", "pap")
    assert spoken(centre) == ("nl", "pap")


@pytest.mark.parametrize("languages", [(), ("en",), ("en", "nl"), ("nl", "xx"), ("nl", "en", "en")])
def test_what_no_kiosk_speaks_is_refused(book: Flask, languages: tuple[str, ...]) -> None:
    centre = a_centre()
    with pytest.raises(services.LanguageRefused):
        choose(centre, *languages, known=languages)
    assert spoken(centre) == ("nl", "en", "ar")
