"""Teksten: a coordinator compares the kiosk's texts with the Dutch, corrects and checks them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from registry.texts import queries
from registry.texts.catalogue import key_of
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/teksten"
WISH = "Veel plezier bij %(activity)s."


def listed(text: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<p class="dutch">(.*?)<small>', text)]


def address(dutch: str, language: str = "tr") -> str:
    return f"{PAGE}/{language}/{key_of(dutch)}"


def own(here: Neighbourhood) -> list[tuple[str, str, bool]]:
    return [(one.dutch, one.words, one.checked) for one in queries.own_words(centre_id=here.linde)]


def get(here: Neighbourhood, where: str, **headers: str) -> str:
    response = here.browser("coordinator").get(where, headers=headers)
    assert response.status_code == 200
    return response.text


def test_texts_stand_beside_the_dutch_in_their_own_direction(neighbourhood: Neighbourhood) -> None:
    text = get(neighbourhood, f"{PAGE}?taal=ar&zoek=welkom")
    assert listed(text) == ["Welkom"]
    assert '<p class="said" lang="ar" dir="rtl">أهلًا وسهلًا</p>' in text


def test_texts_are_found_by_word_state_and_screen(neighbourhood: Neighbourhood) -> None:
    neighbourhood.browser("coordinator").post(
        address("Terug"), data={"words": "Geri dön", "checked": "y"}
    )
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&staat=nagekeken")) == ["Terug"]
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&staat=eigen")) == ["Terug"]
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&zoek=GERİ DÖN".replace("İ", "i"))) == [
        "Terug"
    ]
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&staat=concept&zoek=terug&scherm=wie")) == []
    asked = listed(get(neighbourhood, f"{PAGE}?taal=tr&scherm=vragen&pagina=2"))
    assert "Durft u hulp te vragen?" in asked + listed(
        get(neighbourhood, f"{PAGE}?taal=tr&scherm=vragen")
    )


def test_the_list_is_paged_by_address(neighbourhood: Neighbourhood) -> None:
    pages = [listed(get(neighbourhood, f"{PAGE}?taal=tr&pagina={page}")) for page in range(1, 30)]
    last = next(number for number, page in enumerate(pages) if len(page) < 20)
    pages = pages[: last + 1]
    assert [len(page) for page in pages[:-1]] == [20] * last
    assert last > 4
    assert len({dutch for page in pages for dutch in page}) == sum(map(len, pages))
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&pagina=999")) == pages[-1]
    assert listed(get(neighbourhood, f"{PAGE}?taal=tr&pagina=x")) == pages[0]


@pytest.mark.parametrize("where", [f"{PAGE}?taal=nl", f"{PAGE}?taal=xx", address("Welkom", "nl")])
def test_there_is_nothing_to_translate_in_dutch(neighbourhood: Neighbourhood, where: str) -> None:
    assert neighbourhood.browser("coordinator").get(where).status_code == 404


def test_a_text_is_corrected_and_one_comes_back_to_the_same_list(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    response = client.post(
        f"{address(WISH)}?staat=concept&pagina=2",
        data={"words": "  İyi  eğlenceler: %(activity)s "},
    )
    assert response.status_code == 303
    assert response.location == f"{PAGE}?taal=tr&pagina=2&staat=concept"
    assert own(neighbourhood) == [(WISH, "İyi eğlenceler: %(activity)s", False)]
    assert "eigen tekst" in get(neighbourhood, f"{PAGE}?taal=tr&zoek=Veel plezier")


@pytest.mark.parametrize(
    ("dutch", "words", "line"),
    [
        (WISH, "İyi eğlenceler.", "Laat %(activity)s staan"),
        (WISH, "x" * 90 + "%(activity)s", "Te lang voor de tablet"),
        ("Welkom", "   ", "Schrijf een tekst."),
        ("Welkom", "100%", "Een procentteken kan hier niet."),
    ],
)
def test_what_no_screen_can_show_is_refused_beside_the_field(
    neighbourhood: Neighbourhood, dutch: str, words: str, line: str
) -> None:
    response = neighbourhood.browser("coordinator").post(address(dutch), data={"words": words})
    assert response.status_code == 422
    assert 'id="words-error">' in response.text
    assert line in response.text
    assert words.strip() in response.text
    assert own(neighbourhood) == []


def test_one_tap_says_that_a_text_is_right(neighbourhood: Neighbourhood) -> None:
    text = get(neighbourhood, f"{PAGE}?taal=tr&zoek=Welkom")
    (form,) = re.findall(r'<form method="post" action="(\S+)">(.*?)</form>', text, re.DOTALL)
    fields: dict[str, Any] = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1]))
    neighbourhood.browser("coordinator").post(unescape(form[0]), data=fields)
    assert own(neighbourhood) == [("Welkom", "Hoş geldiniz", True)]
    after = get(neighbourhood, f"{PAGE}?taal=tr&zoek=Hoş geldiniz&staat=nagekeken")
    assert listed(after) == ["Welkom"]
    assert '<i class="chip">' not in after


def test_a_correction_is_put_back(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    client.post(address("Welkom"), data={"words": "Merhaba"})
    page = client.get(address("Welkom")).text
    assert "Hoş geldiniz" in page
    assert "Merhaba" in page
    assert client.post(f"{address('Welkom')}/terug").status_code == 303
    assert own(neighbourhood) == []


def test_how_it_looks_follows_what_is_typed(neighbourhood: Neighbourhood) -> None:
    typed = f"{address(WISH, 'ar')}?words=<b>%(activity)s</b>"
    block = get(neighbourhood, typed, **{"HX-Request": "true"})
    assert block.lstrip().startswith('<section class="example-screen"')
    assert 'lang="ar" dir="rtl"' in block
    assert "&lt;b&gt;Fietsles&lt;/b&gt;" in block
    assert "<b>" not in block
    assert "Fietsles" in get(neighbourhood, address(WISH, "ar"))


def test_a_correction_is_escaped_on_the_teams_own_page(neighbourhood: Neighbourhood) -> None:
    neighbourhood.browser("coordinator").post(address("Welkom"), data={"words": "<i>Hey</i>"})
    for where in (f"{PAGE}?taal=tr&zoek=Welkom", address("Welkom")):
        assert "<i>Hey" not in get(neighbourhood, where)
