"""The second step at the door: a code on the same form or after it, coupling an app, guessing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from registry.staff import queries, services
from tests.builders import MONDAY_TEN, code_of
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_sign_in import attempt, signed_in

CODE = "/team/inloggen/code"
APP = "/team/inloggen/app"
WRONG = "Deze code klopt niet, of is al gebruikt."


def enter(client: FlaskClient, email: str, code: str = "", page: str = "") -> str:
    """Fill in the door's form; return where it leads."""
    data = {"email": email, "password": PASSWORD, "code": code}
    return str(client.post(f"/team/inloggen{page}", data=data).location)


def token_in(client: FlaskClient) -> str:
    with client.session_transaction() as session:
        return str(session["sign_in"])


def test_the_code_on_the_same_form_opens_the_door(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    assert enter(client, email, code_of(secret, MONDAY_TEN)) == "/team/vandaag"
    assert signed_in(client)


def test_without_a_code_it_is_asked_next_and_the_way_on_is_kept(
    neighbourhood: Neighbourhood,
) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    to = enter(client, email, page="?naar=/team/maand/2026-10")
    assert to == f"{CODE}?naar=/team/maand/2026-10"
    assert not signed_in(client)
    assert client.get("/team/vandaag").location.startswith(CODE)
    answer = client.post(to, data={"code": code_of(secret, MONDAY_TEN)})
    assert answer.location == "/team/maand/2026-10"
    assert signed_in(client)


def test_a_wrong_code_on_the_form_asks_for_the_code_alone(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    data = {"email": email, "password": PASSWORD, "code": "000000"}
    response = client.post("/team/inloggen?naar=/team/maand", data=data)
    assert response.status_code == 422
    assert WRONG in response.text
    assert 'action="/team/inloggen/code?naar=/team/maand"' in response.text
    answer = client.post(f"{CODE}?naar=/team/maand", data={"code": code_of(secret, MONDAY_TEN)})
    assert answer.location == "/team/maand"


@pytest.mark.parametrize("role", ["coordinator", "area", "admin"])
def test_who_may_do_more_than_a_host_gets_nowhere_without_an_app(
    neighbourhood: Neighbourhood, role: str
) -> None:
    client = neighbourhood.browser()
    assert enter(client, neighbourhood.with_password(role)).startswith(APP)
    for page in ("/team/vandaag", "/team/instellingen", "/team/mijn-account"):
        assert client.get(page).location.startswith(APP)
    assert client.post("/team/mijn-account/overal-uit").location.startswith(APP)


def test_coupling_an_app_shows_spare_codes_once_and_lets_in(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    to = enter(client, neighbourhood.with_password("admin"))
    page = client.get(to).text
    seed = re.search(r'name="seed" value="([0-9a-f]{32})"', page)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert seed
    assert secret
    before = token_in(client)
    wrong = client.post(to, data={"seed": seed[1], "code": "123 456"})
    assert wrong.status_code == 422
    assert seed[1] in wrong.text
    code = code_of(secret[1].replace(" ", ""), MONDAY_TEN)
    done = client.post(to, data={"seed": seed[1], "code": code})
    assert len(re.findall(r"<li>\w{5}-\w{5}</li>", done.text)) == 10
    assert 'href="/team/vandaag"' in done.text
    assert token_in(client) != before
    assert client.get("/team/vandaag").status_code == 200


def test_a_spare_code_opens_the_door(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    enter(client, email, code_of(secret, MONDAY_TEN))
    page = client.post("/team/mijn-account/herstelcodes").text
    (spare, *_) = re.findall(r"<li>(\w{5}-\w{5})</li>", page)
    elsewhere = neighbourhood.browser()
    enter(elsewhere, email)
    assert elsewhere.post(CODE, data={"code": spare}).location == "/team/vandaag"
    again = neighbourhood.browser()
    enter(again, email)
    assert again.post(CODE, data={"code": spare}).status_code == 422


def test_the_token_from_before_the_second_step_opens_nothing_after_it(
    neighbourhood: Neighbourhood,
) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client, thief = neighbourhood.browser(), neighbourhood.browser()
    enter(client, email)
    planted = token_in(client)
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    client.post(CODE, data={"code": code_of(secret, MONDAY_TEN)})
    with client.session_transaction() as session:
        assert "planted" not in session
    with thief.session_transaction() as session:
        session["sign_in"] = planted
    assert not signed_in(thief)
    assert queries.sign_in_of(token=planted, at=MONDAY_TEN) is None


def test_a_code_is_not_guessed_by_many_tries_a_minute_or_a_day(
    neighbourhood: Neighbourhood,
) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    tried = 0
    for minute in range(13):
        at = MONDAY_TEN + timedelta(minutes=1 + minute)
        with time_machine.travel(at, tick=False):
            client = neighbourhood.browser()
            enter(client, email)
            for _ in range(5):
                tried += client.post(CODE, data={"code": "000000"}).status_code == 422
            assert client.post(CODE, data={"code": code_of(secret, at)}).status_code == 429
            assert not signed_in(client)
    assert tried == 50


def test_only_who_took_every_step_makes_a_browser_a_known_one(
    neighbourhood: Neighbourhood,
) -> None:
    """Else whoever has the password would have new tries with each browser."""
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    enter(client, email)
    client.post(CODE, data={"code": "000000"})
    assert client.get_cookie("device") is None
    client.post(CODE, data={"code": code_of(secret, MONDAY_TEN)})
    assert client.get_cookie("device") is not None


def test_guessing_from_elsewhere_leaves_a_known_browser_its_tries(
    neighbourhood: Neighbourhood,
) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    mine = neighbourhood.browser()
    enter(mine, email, code_of(secret, MONDAY_TEN))
    mine.post("/team/uitloggen")
    elsewhere = neighbourhood.browser()
    enter(elsewhere, email)
    for _ in range(6):
        elsewhere.post(CODE, data={"code": "000000"})
    with time_machine.travel(MONDAY_TEN + timedelta(seconds=40), tick=False):
        code = code_of(secret, MONDAY_TEN + timedelta(seconds=40))
        assert enter(mine, email, code) == "/team/vandaag"


def test_attempts_with_the_code_need_the_forms_token(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    enter(client, email)
    cookie = client.get_cookie("inloop")
    assert cookie is not None
    bare = neighbourhood.app.test_client()
    bare.set_cookie("inloop", cookie.value)
    data = {"code": code_of(secret, MONDAY_TEN)}
    assert bare.post(CODE, data=data).status_code == 400


def test_a_host_needs_no_second_step_until_an_app_is_coupled(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser()
    assert attempt(client, neighbourhood.with_password("host"), PASSWORD).location == (
        "/team/vandaag"
    )
    email, _ = neighbourhood.with_app("host")
    assert enter(neighbourhood.browser(), email).startswith(CODE)


def test_a_promoted_host_couples_an_app_at_the_next_page(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    email = neighbourhood.with_password("host")
    attempt(client, email, PASSWORD)
    host = queries.first_with(role="host", centre_id=neighbourhood.linde)
    admin = queries.first_with(role="admin", centre_id=neighbourhood.linde)
    assert host is not None
    assert admin is not None
    services.change_roles(
        account_id=host.account_id,
        wanted=[queries.GrantView("coordinator", neighbourhood.linde)],
        at=MONDAY_TEN,
        by=admin,
    )
    assert client.get("/team/vandaag").location.startswith(APP)


def test_a_good_code_gives_the_tries_back(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    desk = neighbourhood.browser()
    enter(desk, email, code_of(secret, MONDAY_TEN))
    desk.post("/team/uitloggen")
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=5), tick=False):
        enter(desk, email)
        for _ in range(4):
            desk.post(CODE, data={"code": "000000"})
        code = code_of(secret, MONDAY_TEN + timedelta(minutes=5))
        assert desk.post(CODE, data={"code": code}).status_code == 303
        desk.post("/team/uitloggen")
        enter(desk, email)
        assert desk.post(CODE, data={"code": "000000"}).status_code == 422
