"""The team's door: signing in, being refused, and waiting after five wrong tries."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import MONDAY_TEN
from tests.web.conftest import PASSWORD, Neighbourhood

WRONG_PASSWORD = "zes groene bankjes"
WRONG = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar."
WAIT = "Na 5 keer fout wacht u 1 minuut."


def attempt(
    client: FlaskClient, email: str, password: str = WRONG_PASSWORD, page: str = ""
) -> TestResponse:
    """Fill in the form and send it."""
    return client.post(f"/team/inloggen{page}", data={"email": email, "password": password})


def signed_in(client: FlaskClient) -> bool:
    """Tell whether a browser gets to see Vandaag."""
    return client.get("/team/").location == "/team/vandaag"


def test_address_and_password_open_the_door(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    response = attempt(client, neighbourhood.with_password("host"), PASSWORD)
    assert (response.status_code, response.location) == (303, "/team/vandaag")
    assert signed_in(client)


def test_a_stranger_is_sent_to_the_door_and_then_on(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    door = client.get("/team/vandaag?centrum=de-linde")
    assert door.status_code == 303
    asked = "?" + door.location.partition("?")[2]
    response = attempt(client, neighbourhood.with_password("host"), PASSWORD, asked)
    assert response.location == "/team/vandaag?centrum=de-linde"


@pytest.mark.parametrize(
    "elsewhere",
    ["//kwaad.voorbeeld", "https://kwaad.voorbeeld", "/team/\\kwaad", "/kiosk/", "/team/\r\nX: y"],
)
def test_the_way_on_never_leads_out_of_the_teams_pages(
    neighbourhood: Neighbourhood, elsewhere: str
) -> None:
    client, email = neighbourhood.browser(), neighbourhood.with_password("host")
    response = client.post(
        "/team/inloggen",
        query_string={"naar": elsewhere},
        data={"email": email, "password": PASSWORD},
    )
    assert response.location == "/team/vandaag"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    neighbourhood: Neighbourhood,
) -> None:
    email = neighbourhood.with_password("host")
    known = attempt(neighbourhood.browser(), email)
    unknown = attempt(neighbourhood.browser(), "wie@linde.voorbeeld")
    assert known.status_code == unknown.status_code == 422
    assert WRONG in known.text
    assert known.text.replace(email, "") == unknown.text.replace("wie@linde.voorbeeld", "")


def test_what_was_typed_stays_but_never_the_password(neighbourhood: Neighbourhood) -> None:
    text = attempt(neighbourhood.browser(), "wie@linde.voorbeeld", "zes groene bankjes").text
    assert 'value="wie@linde.voorbeeld"' in text
    assert "zes groene bankjes" not in text


@pytest.mark.parametrize(("email", "password"), [("", "x"), ("a@b.nl", ""), ("x" * 200, "x")])
def test_an_unfinished_form_is_answered_beside_the_field(
    neighbourhood: Neighbourhood, email: str, password: str
) -> None:
    response = attempt(neighbourhood.browser(), email, password)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text


def test_after_five_wrong_tries_one_waits_a_minute(neighbourhood: Neighbourhood) -> None:
    client, email = neighbourhood.browser(), neighbourhood.with_password("host")
    for _ in range(5):
        assert attempt(client, email).status_code == 422
    refused = attempt(client, email, PASSWORD)
    assert refused.status_code == 429
    assert WAIT in refused.text
    assert not signed_in(client)
    with time_machine.travel(MONDAY_TEN + timedelta(seconds=61), tick=False):
        assert attempt(client, email, PASSWORD).status_code == 303


def test_waiting_is_for_one_account_only(neighbourhood: Neighbourhood) -> None:
    client, other = neighbourhood.browser(), neighbourhood.with_password("coordinator")
    for _ in range(6):
        attempt(client, neighbourhood.with_password("host"))
    assert attempt(client, other, PASSWORD).status_code == 303


def test_guessing_from_elsewhere_locks_nobody_out_of_a_known_browser(
    neighbourhood: Neighbourhood,
) -> None:
    desk, email = neighbourhood.browser(), neighbourhood.with_password("host")
    attempt(desk, email, PASSWORD)
    desk.post("/team/uitloggen")
    for _ in range(6):
        attempt(neighbourhood.browser(), email)
    assert attempt(neighbourhood.browser(), email, PASSWORD).status_code == 429
    assert attempt(desk, email, PASSWORD).status_code == 303


def test_a_made_up_device_cookie_gives_no_fresh_tries(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    for number in range(6):
        client = neighbourhood.browser()
        client.set_cookie("device", f"device-{number}")
        last = attempt(client, email)
    assert last.status_code == 429


def test_a_browser_known_for_one_account_is_a_stranger_to_another(
    neighbourhood: Neighbourhood,
) -> None:
    mine, yours = neighbourhood.with_password("host"), neighbourhood.with_password("coordinator")
    desk = neighbourhood.browser()
    attempt(desk, mine, PASSWORD)
    for _ in range(5):
        attempt(desk, yours)
    assert attempt(neighbourhood.browser(), yours, PASSWORD).status_code == 429


def test_a_good_try_gives_the_others_back(neighbourhood: Neighbourhood) -> None:
    client, email = neighbourhood.browser(), neighbourhood.with_password("host")
    for _ in range(3):
        for _ in range(4):
            attempt(client, email)
        assert attempt(client, email, PASSWORD).status_code == 303


def test_signing_out_ends_the_sign_in_in_every_copy_of_the_cookie(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    copy = client.get_cookie("inloop")
    assert copy is not None
    assert client.post("/team/uitloggen").location == "/team/inloggen"
    thief = neighbourhood.browser()
    thief.set_cookie("inloop", copy.value)
    assert not signed_in(thief)


def test_a_sign_in_of_yesterday_leads_to_the_door(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    with time_machine.travel(MONDAY_TEN + timedelta(hours=12), tick=False):
        assert "/team/inloggen" in client.get("/team/vandaag").location


def test_who_is_signed_in_does_not_see_the_form_again(neighbourhood: Neighbourhood) -> None:
    assert neighbourhood.browser("host").get("/team/inloggen").location == "/team/vandaag"


def test_the_form_needs_its_token(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    assert attempt(neighbourhood.app.test_client(), email, PASSWORD).status_code == 400


def test_the_form_works_over_https_though_no_referrer_is_sent(
    neighbourhood: Neighbourhood,
) -> None:
    response = neighbourhood.browser().post(
        "/team/inloggen",
        data={"email": neighbourhood.with_password("host"), "password": PASSWORD},
        base_url="https://localhost",
    )
    assert response.status_code == 303


def test_signing_in_takes_a_fresh_session(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    attempt(client, neighbourhood.with_password("host"), PASSWORD)
    with client.session_transaction() as session:
        assert "planted" not in session


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(
    neighbourhood: Neighbourhood,
) -> None:
    response = attempt(neighbourhood.browser(), neighbourhood.with_password("host"), PASSWORD)
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)
