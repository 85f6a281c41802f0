"""The shared desk: made by a coordinator, opened once a day, locked by itself, entered by a PIN."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import text

from registry.database import reading
from registry.staff import queries, services
from registry.staff.queries import GrantView
from tests.builders import MONDAY_TEN, code_of
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_sign_in import attempt, signed_in

LOCK = "/team/balie"
DESKS = "/team/instellingen/balies"
TOMORROW = MONDAY_TEN + timedelta(days=1)


def person_of(here: Neighbourhood, role: str) -> queries.Person:
    person = queries.first_with(role=role, centre_id=here.linde)
    assert person is not None
    return person


def a_pin(here: Neighbourhood, role: str) -> tuple[str, str]:
    """Return the key and the PIN of the person of a role."""
    account_id = person_of(here, role).account_id
    return str(account_id), services.issue_pin(account_id=account_id, at=MONDAY_TEN)


def at_desk(here: Neighbourhood) -> FlaskClient:
    """Return a browser that was made a desk this morning, at its lock."""
    client = here.browser()
    client.set_cookie("desk", here.desk_at(here.linde)[0])
    return client


def type_in(client: FlaskClient, who: str, pin: str, at: datetime = MONDAY_TEN) -> tuple[int, str]:
    with time_machine.travel(at, tick=False):
        response = client.post(LOCK, data={"wie": who, "pin": pin})
    return response.status_code, response.text


def other_than(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


def test_a_coordinator_makes_this_browser_a_desk(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    response = client.post(DESKS, data={"name": "Ingang"})
    assert response.location == DESKS
    cookies = response.headers.getlist("Set-Cookie")
    assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)
    page = client.get(DESKS).text
    assert "deze browser" in page
    assert "Open vandaag" in page
    assert "Wissel" in page
    assert client.post(DESKS, data={"name": "Nog een"}).status_code == 422


def test_a_pin_says_who_is_there_and_makes_a_host_of_whoever_it_is(
    neighbourhood: Neighbourhood,
) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "coordinator")
    assert client.get("/team/vandaag").location.startswith(LOCK)
    assert type_in(client, who, pin)[0] == 303
    assert client.get("/team/vandaag").status_code == 200
    for page in (DESKS, "/team/activiteiten/nieuw", "/team/instellingen/collegas"):
        assert client.get(page).status_code == 403
    assert client.get("/team/vandaag?centrum=het-anker").status_code == 404


def test_by_a_pin_nobody_changes_what_opens_doors(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    type_in(client, *a_pin(neighbourhood, "coordinator"))
    for deed in ("/team/mijn-account/pincode", "/team/mijn-account/herstelcodes", "/team/bevestig"):
        assert client.post(deed, data={"bewijs": PASSWORD}).status_code == 403
    assert client.get("/team/inloggen/app").status_code == 403
    assert "verandert u na inloggen met uw wachtwoord" in client.get("/team/mijn-account").text


def test_a_pin_is_shown_once_and_kept_as_argon2id_only(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    page = client.post("/team/mijn-account/pincode").text
    found = re.search(r'class="big-code">(\d{3}) (\d{3})<', page)
    assert found
    assert "big-code" not in client.get("/team/mijn-account").text
    with reading() as connection:
        kept = connection.execute(
            text("SELECT pin_hash FROM account WHERE pin_hash IS NOT NULL")
        ).scalar_one()
        trail = repr(connection.execute(text("SELECT * FROM audit_entry")).all())
    assert kept.startswith("$argon2id$")
    assert found[1] + found[2] not in kept + trail


def test_five_wrong_pins_close_it_for_that_person_at_that_desk(
    neighbourhood: Neighbourhood,
) -> None:
    client, other = at_desk(neighbourhood), at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    said = [type_in(client, who, other_than(pin)) for _ in range(5)]
    assert [status for status, _ in said] == [422] * 5
    assert "Nog 4 keer." in said[0][1]
    assert "Te vaak mis. Log in met uw wachtwoord." in said[4][1]
    later = MONDAY_TEN + timedelta(hours=3)
    for at in (MONDAY_TEN, later):
        assert type_in(client, who, pin, at)[0] == 422
    assert type_in(client, *a_pin(neighbourhood, "coordinator"))[0] == 303
    assert type_in(other, who, pin)[0] == 303


def test_a_right_pin_gives_the_tries_back(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    for _ in range(3):
        for _ in range(4):
            assert type_in(client, who, other_than(pin))[0] == 422
        assert type_in(client, who, pin)[0] == 303
        client.post("/team/balie/wissel")


def test_a_full_sign_in_at_the_desk_lets_the_pin_work_again(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    email = neighbourhood.with_password("host")
    who, pin = a_pin(neighbourhood, "host")
    for _ in range(5):
        type_in(client, who, other_than(pin))
    attempt(client, email, PASSWORD)
    client.post("/team/balie/wissel")
    assert type_in(client, who, pin)[0] == 303


@pytest.mark.parametrize("role", ["area", "admin"])
def test_who_works_elsewhere_has_no_pin_here(neighbourhood: Neighbourhood, role: str) -> None:
    client = at_desk(neighbourhood)
    assert type_in(client, *a_pin(neighbourhood, role))[0] == 422
    stranger = neighbourhood.account_at(neighbourhood.anker)
    pin = services.issue_pin(account_id=stranger, at=MONDAY_TEN)
    for who in (stranger, uuid.uuid4()):
        assert type_in(client, str(who), pin)[0] == 422


def test_a_pin_opens_nothing_on_a_browser_that_is_no_desk(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    who, pin = a_pin(neighbourhood, "host")
    assert client.post(LOCK, data={"wie": who, "pin": pin}).location == "/team/inloggen"
    client.set_cookie("desk", "made-up")
    assert client.post(LOCK, data={"wie": who, "pin": pin}).location == "/team/inloggen"


def test_five_quiet_minutes_lock_the_desk(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    type_in(client, *a_pin(neighbourhood, "host"))
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=4, seconds=59), tick=False):
        assert signed_in(client)
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=9, seconds=58), tick=False):
        assert client.get("/team/vandaag").status_code == 200
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=14, seconds=58), tick=False):
        assert client.get("/team/vandaag").location.startswith(LOCK)


def test_what_the_page_asks_by_itself_keeps_nobody_there_and_leads_to_the_lock(
    neighbourhood: Neighbourhood,
) -> None:
    client = at_desk(neighbourhood)
    type_in(client, *a_pin(neighbourhood, "host"))
    by_itself = {"HX-Request": "true"}
    for second in range(0, 300, 15):
        with time_machine.travel(MONDAY_TEN + timedelta(seconds=second), tick=False):
            assert client.get("/team/balie/hier", headers=by_itself).status_code == 204
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=5), tick=False):
        response = client.get("/team/balie/hier", headers=by_itself)
        assert response.headers["HX-Redirect"].startswith(LOCK)


def test_a_full_sign_in_at_a_desk_locks_by_itself_too(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    attempt(client, neighbourhood.with_password("host"), PASSWORD)
    assert signed_in(client)
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=5), tick=False):
        assert client.get("/team/vandaag").location.startswith(LOCK)


def test_the_next_day_a_password_opens_the_desk_first(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    with time_machine.travel(TOMORROW, tick=False):
        assert "Vandaag nog dicht." in client.get(LOCK).text
        assert type_in(client, who, pin, TOMORROW)[0] == 422
        attempt(client, neighbourhood.with_password("host"), PASSWORD)
        client.post("/team/balie/wissel")
        assert type_in(client, who, pin, TOMORROW)[0] == 303


def test_a_password_without_its_second_step_opens_no_desk(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    with time_machine.travel(TOMORROW, tick=False):
        client.post("/team/inloggen", data={"email": email, "password": PASSWORD})
        assert type_in(client, who, pin, TOMORROW)[0] == 422
        data = {"email": email, "password": PASSWORD, "code": code_of(secret, TOMORROW)}
        client.post("/team/inloggen", data=data)
        client.post("/team/balie/wissel")
        assert type_in(client, who, pin, TOMORROW)[0] == 303


def test_who_works_elsewhere_opens_no_desk_here(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    stranger = neighbourhood.account_at(neighbourhood.anker)
    who, pin = a_pin(neighbourhood, "host")
    with time_machine.travel(TOMORROW, tick=False):
        link = services.new_link(
            account_id=stranger, at=TOMORROW, by=person_of(neighbourhood, "admin")
        )
        client.post(f"/team/welkom/{link}", data={"password": PASSWORD})
        client.post("/team/balie/wissel")
        assert type_in(client, who, pin, TOMORROW)[0] == 422


def test_switching_signs_the_one_out_and_asks_who_is_next(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    host, coordinator = a_pin(neighbourhood, "host"), a_pin(neighbourhood, "coordinator")
    type_in(client, *host)
    copy = client.get_cookie("inloop")
    assert copy is not None
    assert client.post("/team/balie/wissel").location == f"{LOCK}?wie="
    page = client.get(f"{LOCK}?wie=").text
    assert f"wie={coordinator[0]}" in page
    type_in(client, *coordinator)
    assert "Coordinator" in client.get("/team/mijn-account").text
    thief = neighbourhood.browser()
    thief.set_cookie("inloop", copy.value)
    assert not signed_in(thief)


def test_a_fresh_session_comes_with_every_pin(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    with client.session_transaction() as session:
        session["planted"] = "by someone else"
    type_in(client, *a_pin(neighbourhood, "host"))
    with client.session_transaction() as session:
        assert "planted" not in session


def test_after_a_pause_the_same_person_is_asked_first(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    type_in(client, *a_pin(neighbourhood, "host"))
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=30), tick=False):
        page = client.get(LOCK).text
    assert "Dag Host" in page
    assert "Pauze sinds 10.00." in page
    assert "Ik ben iemand anders" in page


def test_a_desk_that_is_shut_or_revoked_lets_nobody_in(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    type_in(client, who, pin)
    client.post("/team/balie/dicht")
    assert not signed_in(client)
    assert type_in(client, who, pin)[0] == 422
    desk = queries.desks(centre_id=neighbourhood.linde)[0]
    coordinator = neighbourhood.browser("coordinator")
    assert coordinator.post(f"{DESKS}/{desk.id}/intrekken").location == DESKS
    assert client.get(LOCK).location == "/team/inloggen"


def test_a_role_taken_away_takes_the_desk_too(neighbourhood: Neighbourhood) -> None:
    client = at_desk(neighbourhood)
    who, pin = a_pin(neighbourhood, "host")
    type_in(client, who, pin)
    services.change_roles(
        account_id=uuid.UUID(who),
        wanted=[GrantView("host", neighbourhood.anker)],
        at=MONDAY_TEN,
        by=person_of(neighbourhood, "admin"),
    )
    assert client.get("/team/vandaag").location.startswith(LOCK)
    assert type_in(client, who, pin)[0] == 422


def test_the_lock_needs_its_forms_token(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.app.test_client()
    client.set_cookie("desk", neighbourhood.desk_at(neighbourhood.linde)[0])
    who, pin = a_pin(neighbourhood, "host")
    assert client.post(LOCK, data={"wie": who, "pin": pin}).status_code == 400
