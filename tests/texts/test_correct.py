"""A centre's own words for a text of the kiosk: kept, refused, put back."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.texts import catalogue, queries, services
from registry.texts.checks import WordsRefused
from registry.texts.queries import ShownText
from registry.theory import load
from tests.builders import MONDAY_TEN, a_centre

WORDING = tuple(load.load().wording())


def shown(centre: uuid.UUID, dutch: str, language: str = "tr") -> ShownText:
    texts = queries.shown(centre_id=centre, language=language, wording=WORDING)
    (found,) = [one for one in texts if one.text.dutch == dutch]
    return found


def correct(centre: uuid.UUID, dutch: str, words: str, *, checked: bool = False) -> None:
    services.correct(
        centre_id=centre,
        language="tr",
        text=shown(centre, dutch).text,
        words=words,
        checked=checked,
        at=MONDAY_TEN,
        by=None,
    )


def deeds(centre: uuid.UUID) -> list[str]:
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.action).where(AuditEntry.centre_id == centre).order_by(AuditEntry.id)
        )
        return [action for (action,) in rows]


def test_a_correction_is_shown_instead_of_the_catalogues_words(book: Flask) -> None:
    centre, other = a_centre(), a_centre("Het Anker")
    before = shown(centre, "Welkom")
    assert (before.words, before.checked, before.corrected) == ("Hoş geldiniz", False, False)
    correct(centre, "Welkom", "Merhaba", checked=True)
    after = shown(centre, "Welkom")
    assert (after.words, after.checked, after.corrected) == ("Merhaba", True, True)
    assert shown(other, "Welkom") == before
    assert "text.correct" in deeds(centre)


def test_a_second_correction_takes_the_place_of_the_first(book: Flask) -> None:
    centre = a_centre()
    correct(centre, "Welkom", "Merhaba", checked=True)
    correct(centre, "Welkom", "Selam")
    assert shown(centre, "Welkom").words == "Selam"
    assert not shown(centre, "Welkom").checked
    assert len(queries.own_words(centre_id=centre)) == 1


def test_words_that_are_right_as_they_are_are_no_correction(book: Flask) -> None:
    centre = a_centre()
    correct(centre, "Welkom", "Hoş geldiniz", checked=True)
    assert shown(centre, "Welkom").checked
    assert not shown(centre, "Welkom").corrected


def test_a_correction_can_be_put_back(book: Flask) -> None:
    centre = a_centre()
    before = shown(centre, "Welkom")
    correct(centre, "Welkom", "Merhaba")
    for _ in range(2):
        services.revert(centre_id=centre, language="tr", text=before.text, at=MONDAY_TEN, by=None)
    assert shown(centre, "Welkom") == before
    assert deeds(centre).count("text.revert") == 1


@pytest.mark.parametrize(
    ("dutch", "words", "code"),
    [
        ("Welkom", "", "no_words"),
        ("Welkom", "x" * 25, "too_long"),
        ("Uw naam staat er niet bij. Niemand hier ziet wat u kiest.", "ab " * 13, "too_long"),
        ("Veel plezier bij %(activity)s.", "İyi eğlenceler.", "other_blanks"),
        ("Veel plezier bij %(activity)s.", "%(activity)s: %(name)s", "other_blanks"),
        ("Veel plezier bij %(activity)s.", "%(activity)d iyi", "other_blanks"),
        ("Veel plezier bij %(activity)s.", "%(activity)s %100", "other_blanks"),
        ("Welkom", "Yüzde 100 %", "other_blanks"),
    ],
)
def test_words_that_no_screen_can_show_are_refused(
    book: Flask, dutch: str, words: str, code: str
) -> None:
    centre = a_centre()
    with pytest.raises(WordsRefused) as refusal:
        correct(centre, dutch, words.strip())
    assert refusal.value.code == code
    assert queries.own_words(centre_id=centre) == ()


def test_drafts_are_counted_with_what_the_centre_checked_itself(book: Flask) -> None:
    centre = a_centre()
    drafts, texts = queries.drafts(centre_id=centre, wording=WORDING)["tr"]
    assert drafts == texts == len(catalogue.texts("tr", WORDING)) > 100
    correct(centre, "Welkom", "Merhaba", checked=True)
    correct(centre, "Terug", "Geri git")
    counted = queries.drafts(centre_id=centre, wording=WORDING)
    assert counted["tr"] == (texts - 1, texts)
    polish = len(catalogue.texts("pl", WORDING))
    assert counted["pl"] == (polish, polish)
