"""A pictogram is found by a word, by a synonym, without accents; the chosen one never goes away."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.web.pictograms import PICTOGRAMS, found
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, nothing_new


def tiles(page: str) -> list[str]:
    """Return the pictograms that a page offers, in order."""
    return re.findall(r'name="pictogram"[^>]*value="([^"]+)"', page)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("koken", "cooking-pot"),
        ("soep", "cooking-pot"),
        ("KERST", "gift"),
        ("taalcafe", "chats-circle"),
        ("café repair", "wrench"),
        ("digid", "device-mobile-camera"),
        ("moestuin", "plant"),
    ],
)
def test_a_word_or_a_synonym_finds_it(app: Flask, asked: str, name: str) -> None:
    with app.test_request_context():
        assert name in found(asked)
        assert len(found(asked)) < 5


def test_nothing_asked_is_all_and_nonsense_is_nothing(app: Flask) -> None:
    with app.test_request_context():
        assert found("  ") == frozenset(PICTOGRAMS)
        assert found("xyzzy") == frozenset()


def test_there_is_enough_to_choose_from_and_each_can_be_told_apart(app: Flask) -> None:
    assert 60 <= len(PICTOGRAMS) <= 80
    with app.test_request_context():
        for name, one in PICTOGRAMS.items():
            assert name in found(str(one.word)), name
            assert len(one.also.split()) >= 2, name


def test_a_search_keeps_all_that_was_typed_and_saves_nothing(
    neighbourhood: Neighbourhood,
) -> None:
    client: FlaskClient = neighbourhood.browser("coordinator")
    typed = filled_in(voorstel="pictogram", pictogram_search="koken")
    page = client.post(NEW, data=typed).text
    assert tiles(page) == ["needle", "cooking-pot"]
    assert 'value="Naailes"' in page
    assert re.search(r'checked[^>]*value="needle"', page)
    assert nothing_new(neighbourhood)


def test_a_search_without_a_find_says_so(neighbourhood: Neighbourhood) -> None:
    client: FlaskClient = neighbourhood.browser("coordinator")
    typed = filled_in(voorstel="pictogram", pictogram_search="xyzzy")
    page = client.post(NEW, data=typed).text
    assert tiles(page) == ["needle"]
    assert "Niets gevonden. Probeer een ander woord." in page
