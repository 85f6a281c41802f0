"""Talen: a coordinator chooses and orders the kiosk's languages, knowing which are drafts."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from registry.centres import queries as centres
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/talen"
ORDER = ["tr", "ar", "en", "pl", "bg", "es", "pap", "uk", "ti"]


def spoken(here: Neighbourhood) -> tuple[str, ...]:
    centre = centres.by_id(here.linde)
    assert centre is not None
    return centre.languages


def send(client: FlaskClient, **fields: Any) -> Any:
    return client.post(PAGE, data={"order": ORDER, **fields})


def order_on(text: str) -> list[str]:
    return re.findall(r'name="order" value="(\w+)"', text)


def ticked(text: str, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="(\w+)" checked', text))


def test_the_page_shows_what_is_on_and_how_much_is_a_draft(neighbourhood: Neighbourhood) -> None:
    text = neighbourhood.browser("coordinator").get(PAGE).text
    assert order_on(text)[:3] == ["en", "ar", "tr"]
    assert ticked(text, "on") == {"en", "ar"}
    assert len(re.findall(r"(\d+) van \1 concept", text)) == 9
    asks = set(re.findall(r'name="known" value="(\w+)"', text))
    assert asks == set(ORDER) - {"en", "ar"}


def test_a_choice_is_kept_in_its_order(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    response = send(client, on=["ar", "tr"], known=["tr"])
    assert response.status_code == 303
    assert spoken(neighbourhood) == ("nl", "tr", "ar")
    assert "De tablet spreekt: Nederlands, Turks, Arabisch." in client.get(PAGE).text


def test_a_language_with_drafts_is_refused_until_one_says_to_know(
    neighbourhood: Neighbourhood,
) -> None:
    response = send(neighbourhood.browser("coordinator"), on=["ar", "tr", "ti"], known=["ti"])
    assert response.status_code == 422
    assert "Zet ook dit vinkje" in response.text
    assert 'href="#known"' in response.text
    assert response.text.count('aria-invalid="true"') == 1
    assert ticked(response.text, "on") == {"ar", "tr", "ti"}
    assert ticked(response.text, "known") == {"ti"}
    assert order_on(response.text) == ORDER
    assert spoken(neighbourhood) == ("nl", "en", "ar")


def test_a_language_moves_without_a_script_and_is_not_kept_yet(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    moved = send(client, on=["ar"], move="up ar")
    assert moved.status_code == 200
    assert order_on(moved.text)[:2] == ["ar", "tr"]
    assert ticked(moved.text, "on") == {"ar"}
    assert "nog niet bewaard" in moved.text
    assert order_on(send(client, move="down tr").text)[:2] == ["ar", "tr"]
    assert order_on(send(client, move="up tr").text) == ORDER
    assert order_on(send(client, move="sideways tr").text) == ORDER
    assert spoken(neighbourhood) == ("nl", "en", "ar")


def test_what_is_no_choice_changes_nothing(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    for fields in ({"order": []}, {"order": ["xx"]}, {"on": ["xx"]}):
        assert send(client, **fields).status_code == 422
    assert spoken(neighbourhood) == ("nl", "en", "ar")


def test_dutch_alone_can_be_chosen(neighbourhood: Neighbourhood) -> None:
    assert send(neighbourhood.browser("coordinator")).status_code == 303
    assert spoken(neighbourhood) == ("nl",)
