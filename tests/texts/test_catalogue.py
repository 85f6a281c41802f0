"""The kiosk's texts as the catalogue has them, and their state."""

from __future__ import annotations

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from registry.texts import catalogue
from registry.texts.checks import check
from registry.texts.queries import TRANSLATED
from registry.theory import load

WORDING = tuple(load.load().wording())


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_fits_its_screen(language: str) -> None:
    texts = catalogue.texts(language, WORDING)
    assert len(texts) > 100
    for text in texts:
        check(text.words, dutch=text.dutch)


def test_the_texts_are_those_of_the_residents_only() -> None:
    texts = {text.dutch: text.screens for text in catalogue.texts("en", WORDING)}
    assert texts["Wat doet u vandaag?"] == ("wie",)
    assert texts["Zo ging het hier"] == ("bewoners",)
    assert texts["Hoe gaat het vandaag met u?"] == ("bewoners", "stemming", "vragen")
    assert texts["Terug"] == ("overal", "wie")
    assert not {"Activiteiten", "Koppel deze tablet", "Dit formulier is te oud."} & set(texts)


def test_questions_of_another_theory_are_there_without_words() -> None:
    texts = {text.dutch: text for text in catalogue.texts("en", ("Zingt u graag?", "ja"))}
    assert (texts["Zingt u graag?"].words, texts["ja"].words) == ("", "yes")
    assert "Durft u hulp te vragen?" not in texts


def test_every_text_goes_by_a_name_of_its_own() -> None:
    texts = catalogue.texts("en", WORDING)
    assert len({text.key for text in texts}) == len(texts)


def test_the_state_survives_when_new_texts_are_taken_in() -> None:
    known = Catalog(locale="tr")
    known.add("Welkom", "Merhaba", user_comments=[catalogue.CHECKED])
    template = Catalog()
    template.add("Welkom", locations=[("templates/kiosk/screens/welkom.html", None)])
    template.add("Nieuw")
    known.update(template, no_fuzzy_matching=True)
    file = io.BytesIO()
    write_po(file, known)
    file.seek(0)
    after = read_po(file, locale="tr")
    found = {str(one.id): catalogue.is_checked(one) for one in after if one.id}
    assert found == {"Welkom": True, "Nieuw": False}
