"""Choosing a password by a one-time link."""

import pytest

from tests.web.conftest import PASSWORD, Neighbourhood


def test_the_link_asks_for_a_password_and_lets_in(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    page = f"/team/welkom/{neighbourhood.invite('host', neighbourhood.linde)}"
    assert "Welkom, Host" in client.get(page).text
    assert client.post(page, data={"password": PASSWORD}).location == "/team/vandaag"
    assert client.get("/team/").location == "/team/vandaag"


def test_who_may_do_more_couples_an_app_first(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    page = f"/team/welkom/{neighbourhood.invite('admin', None)}"
    to = "/team/inloggen/app?naar=/team/vandaag"
    assert client.post(page, data={"password": PASSWORD}).location == to
    assert client.get("/team/vandaag").location.startswith("/team/inloggen/app")


def test_the_link_works_once(neighbourhood: Neighbourhood) -> None:
    page = f"/team/welkom/{neighbourhood.invite('admin', None)}"
    neighbourhood.browser().post(page, data={"password": PASSWORD})
    again = neighbourhood.browser().post(page, data={"password": "zes groene bankjes"})
    assert again.status_code == 404
    assert "Deze link werkt niet meer" in again.text


@pytest.mark.parametrize(
    ("password", "advice"),
    [
        ("", "Kies eerst een wachtwoord."),
        ("kort", "Neem minstens 12 tekens."),
        ("x" * 300, "Neem een korter wachtwoord."),
        ("de linde de linde", "Dit is makkelijk te raden."),
        ("het anker het anker", "Dit is makkelijk te raden."),
    ],
)
def test_a_poor_password_is_refused_with_what_to_do(
    neighbourhood: Neighbourhood, password: str, advice: str
) -> None:
    page = f"/team/welkom/{neighbourhood.invite('admin', None)}"
    response = neighbourhood.browser().post(page, data={"password": password})
    assert response.status_code == 422
    assert advice in response.text


def test_an_unknown_link_is_not_there(neighbourhood: Neighbourhood) -> None:
    assert neighbourhood.browser().get("/team/welkom/" + "x" * 43).status_code == 404
