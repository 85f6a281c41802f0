"""Mijn account: where one is signed in, the password, and being asked once more who one is."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.centres import services as centres
from registry.database import reading
from registry.staff import services
from tests.builders import MONDAY_TEN, code_of
from tests.web.conftest import PASSWORD, Neighbourhood
from tests.web.test_sign_in import attempt, signed_in

PAGE = "/team/mijn-account"
NEW = "zes groene bankjes"
AFTER_TEN = MONDAY_TEN + timedelta(minutes=10)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_ins_on(page: str) -> list[str]:
    return re.findall(r'name="sign_in" value="([0-9a-f-]{36})"', page)


def test_each_browser_is_listed_by_what_a_person_calls_it(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    here, there = neighbourhood.browser(), neighbourhood.browser()
    there.environ_base["HTTP_USER_AGENT"] = FIREFOX
    attempt(there, email, PASSWORD)
    attempt(here, email, PASSWORD)
    page = here.get(PAGE).text
    assert "Firefox op Windows" in page
    assert "Deze browser" in page
    assert "laatst gezien om 10.00" in page
    assert len(sign_ins_on(page)) == 2, "the other one, and where the password was chosen"


def test_what_was_last_used_is_remembered_by_the_minute(neighbourhood: Neighbourhood) -> None:
    here, there = neighbourhood.browser("host"), neighbourhood.browser("host")
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=7), tick=False):
        there.get("/team/vandaag")
        assert "laatst gezien om 10.07" in here.get(PAGE).text


def test_a_page_that_asks_by_itself_is_nobody_being_there(neighbourhood: Neighbourhood) -> None:
    here, there = neighbourhood.browser("host"), neighbourhood.browser("host")
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=7), tick=False):
        there.get("/team/vandaag", headers={"HX-Request": "true"})
        assert "laatst gezien om 10.00" in here.get(PAGE).text


def test_one_sign_in_is_ended_and_the_others_stay(neighbourhood: Neighbourhood) -> None:
    here, first, second = (neighbourhood.browser("host") for _ in range(3))
    mine = sign_ins_on(here.get(PAGE).text)
    assert len(mine) == 2
    assert here.post(f"{PAGE}/uit", data={"sign_in": mine[0]}).location == PAGE
    assert sorted((signed_in(first), signed_in(second))) == [False, True]
    assert signed_in(here)
    assert here.post(f"{PAGE}/uit", data={"sign_in": mine[0]}).status_code == 404


def test_all_other_sign_ins_are_ended_at_once(neighbourhood: Neighbourhood) -> None:
    here, first, second = (neighbourhood.browser("host") for _ in range(3))
    here.post(f"{PAGE}/overal-uit")
    assert (signed_in(here), signed_in(first), signed_in(second)) == (True, False, False)


def test_nobody_ends_somebody_elses_sign_in(neighbourhood: Neighbourhood) -> None:
    mine, also_mine = neighbourhood.browser("coordinator"), neighbourhood.browser("coordinator")
    (theirs,) = sign_ins_on(mine.get(PAGE).text)
    host = neighbourhood.browser("host")
    for sign_in in (theirs, str(uuid.uuid4())):
        assert host.post(f"{PAGE}/uit", data={"sign_in": sign_in}).status_code == 404
    assert signed_in(also_mine)


def change(client: FlaskClient, now: str = PASSWORD, new: str = NEW) -> tuple[int, str]:
    response = client.post(f"{PAGE}/wachtwoord", data={"now": now, "new": new})
    return response.status_code, response.text


def test_another_password_ends_every_other_sign_in_and_this_ones_token(
    neighbourhood: Neighbourhood,
) -> None:
    email = neighbourhood.with_password("host")
    here, there, thief = (neighbourhood.browser() for _ in range(3))
    attempt(here, email, PASSWORD)
    attempt(there, email, PASSWORD)
    copy = here.get_cookie("inloop")
    assert copy is not None
    assert change(here)[0] == 303
    thief.set_cookie("inloop", copy.value)
    assert (signed_in(here), signed_in(there), signed_in(thief)) == (True, False, False)
    assert attempt(there, email, PASSWORD).status_code == 422
    assert attempt(there, email, NEW).status_code == 303


@pytest.mark.parametrize(
    ("now", "new", "words"),
    [
        ("iets anders", NEW, "Dit is niet uw wachtwoord van nu."),
        (PASSWORD, "kort", "Neem minstens 12 tekens."),
        (PASSWORD, "de linde de linde", "Dit is makkelijk te raden."),
        ("", NEW, "Vul uw wachtwoord van nu in."),
    ],
)
def test_a_password_is_not_changed_by_guessing_or_to_a_poor_one(
    neighbourhood: Neighbourhood, now: str, new: str, words: str
) -> None:
    client, email = neighbourhood.browser(), neighbourhood.with_password("host")
    attempt(client, email, PASSWORD)
    status, text = change(client, now, new)
    assert status == 422
    assert words in text
    assert attempt(neighbourhood.browser(), email, PASSWORD).status_code == 303


def test_the_present_password_is_not_guessed_here_either(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser()
    attempt(client, neighbourhood.with_password("host"), PASSWORD)
    statuses = [change(client, now="iets anders")[0] for _ in range(6)]
    assert statuses == [422] * 5 + [429]


GUARDED = (
    "/team/instellingen/tablets",
    "/team/instellingen/balies",
    "/team/instellingen/collegas",
    "/team/instellingen/hoekcode",
    "/team/mijn-account/pincode",
    "/team/mijn-account/herstelcodes",
)


@pytest.mark.parametrize("address", GUARDED)
def test_what_could_do_harm_asks_once_more_after_ten_minutes(
    neighbourhood: Neighbourhood, address: str
) -> None:
    client = neighbourhood.browser("coordinator")
    with time_machine.travel(AFTER_TEN, tick=False):
        response = client.post(address, data={"name": "Hal"})
        assert response.status_code == 403
        assert "Bent u het zelf?" in response.text


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_a_file_to_take_along_asks_once_more_too(neighbourhood: Neighbourhood, kind: str) -> None:
    neighbourhood.with_app("coordinator")
    client = neighbourhood.browser("coordinator")
    sheet = "/team/maandblad/2026-10"
    with time_machine.travel(AFTER_TEN, tick=False):
        door = client.get(f"{sheet}.{kind}").location
        assert door == f"/team/bevestig?naar={sheet}"
        assert "Bent u het zelf?" in client.get(door).text
        assert client.post(door, data={"bewijs": "iets anders"}).status_code == 422
        assert client.get(f"{sheet}.{kind}").location == door
        assert client.post(door, data={"bewijs": PASSWORD}).location == sheet
        assert "vragen we dit niet nog een keer" in client.get(sheet).text
        assert client.get(f"{sheet}.{kind}").status_code == 200
    with reading() as connection:
        told = select(AuditEntry.object).where(AuditEntry.action == "sheet.download")
        assert connection.execute(told).all() == [(f"sheet 2026-10 {kind}",)]


def test_the_area_proves_it_for_the_centre_that_was_chosen(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("area")
    with time_machine.travel(AFTER_TEN, tick=False):
        door = client.get("/team/maandblad/2026-10.json?centrum=het-anker").location
    assert "maandblad/2026-10?centrum%3Dhet-anker" in door


def every_guarded(here: Neighbourhood) -> set[str]:
    views = here.app.view_functions.items()
    return {name for name, view in views if getattr(view, "proved", ())}


def test_every_deed_on_accounts_and_devices_is_guarded(neighbourhood: Neighbourhood) -> None:
    places = ("/collegas", "/tablets", "/balies")
    deeds = {
        rule.endpoint
        for rule in neighbourhood.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and any(place in rule.rule for place in places)
    }
    assert len(deeds) > 10
    assert deeds - every_guarded(neighbourhood) == set()


def test_the_deed_is_not_lost_and_is_done_with_the_proof(neighbourhood: Neighbourhood) -> None:
    email, secret = neighbourhood.with_app("coordinator")
    client = neighbourhood.browser()
    data = {"email": email, "password": PASSWORD, "code": code_of(secret, MONDAY_TEN)}
    client.post("/team/inloggen", data=data)
    with time_machine.travel(AFTER_TEN, tick=False):
        asked = client.post("/team/instellingen/tablets", data={"name": "Grote <zaal>"}).text
        assert 'name="name" value="Grote &lt;zaal&gt;"' in asked
        assert 'action="/team/instellingen/tablets"' in asked
        wrong = {"name": "Grote zaal", "bewijs": "000000"}
        response = client.post("/team/instellingen/tablets", data=wrong)
        assert response.status_code == 422
        assert "Dit klopt niet." in response.text
        assert "Grote zaal" in response.text
        assert "000000" not in response.text
        right = {"name": "Grote zaal", "bewijs": code_of(secret, AFTER_TEN)}
        assert "big-code" in client.post("/team/instellingen/tablets", data=right).text
        assert "big-code" in client.post("/team/instellingen/tablets", data={"name": "Hal"}).text


def test_a_proof_is_not_guessed(neighbourhood: Neighbourhood) -> None:
    neighbourhood.with_app("coordinator")
    client = neighbourhood.browser("coordinator")
    with time_machine.travel(AFTER_TEN, tick=False):
        data = {"name": "Hal", "bewijs": "000000"}
        for _ in range(5):
            client.post("/team/instellingen/tablets", data=data)
        data["bewijs"] = PASSWORD
        response = client.post("/team/instellingen/tablets", data=data)
        assert "Dit ging te vaak mis." in response.text


def test_the_page_that_asks_leads_on_to_where_one_was_going(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    client = neighbourhood.browser()
    attempt(client, email, PASSWORD)
    page = "/team/inloggen/app?naar=/team/mijn-account"
    with time_machine.travel(AFTER_TEN, tick=False):
        door = client.get(page).location
        assert door.startswith("/team/bevestig")
        assert client.get(door).status_code == 200
        onward = client.post(door, data={"bewijs": PASSWORD}).location
        assert onward.startswith("/team/inloggen/app")
        assert client.get(onward).status_code == 200


def test_in_the_made_up_neighbourhood_one_click_is_proof(neighbourhood: Neighbourhood) -> None:
    centres.mark_as_demo(last_day=MONDAY_TEN.date(), seed=1)
    neighbourhood.app.config.update(DEMO=True, BOUND_TO="127.0.0.1")
    client = neighbourhood.browser()
    client.post("/team/demo/coordinator")
    with time_machine.travel(AFTER_TEN, tick=False):
        data = {"name": "Hal"}
        asked = client.post("/team/instellingen/tablets", data=data).text
        assert "Eén klik is genoeg." in asked
        done = client.post("/team/instellingen/tablets", data={**data, "bewijs": "-"})
        assert "big-code" in done.text


def test_outside_the_demo_who_has_no_password_proves_nothing(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    with time_machine.travel(AFTER_TEN, tick=False):
        data = {"name": "Hal", "bewijs": "-"}
        assert client.post("/team/instellingen/tablets", data=data).status_code == 422


def test_ended_sign_ins_and_desks_gone_to_sleep_are_not_listed(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    with client.session_transaction() as session:
        mine = session["sign_in"]
    other = neighbourhood.browser("host")
    services.sign_out(token=mine, at=MONDAY_TEN)
    assert sign_ins_on(other.get(PAGE).text) == []
