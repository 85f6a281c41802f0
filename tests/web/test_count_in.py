"""Counting people in at the desk: once a tap, at what runs here; and taking it back in time."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from registry.database import reading
from registry.visits import queries as visits
from tests.builders import MONDAY_TEN, check_ins_on_record
from tests.web.conftest import TEAM, Neighbourhood

HTMX = {"HX-Request": "true"}


def count_in(
    here: Neighbourhood,
    client: FlaskClient,
    *,
    event: uuid.UUID | None = None,
    headers: dict[str, str] | None = None,
    **fields: object,
) -> TestResponse:
    """Press +1 at the open inloop, or what is named."""
    data = {"event": event or uuid.uuid4(), "occurrence": here.inloop, "people": 1, **fields}
    return client.post("/team/vandaag/erbij", data=data, headers=headers)


def people(here: Neighbourhood) -> list[int]:
    """Return the parties that stand today in De Linde."""
    day = MONDAY_TEN.date()
    found = visits.standing(centre_id=here.linde, first_day=day, last_day=day)
    return [one.party for one in found]


@pytest.mark.parametrize("who", TEAM)
def test_a_tap_counts_and_the_bar_says_so(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    response = client.get(count_in(neighbourhood, client, people=5).location)
    assert people(neighbourhood) == [5]
    assert "<b>5 erbij</b>" in response.text
    assert "Maak ongedaan" in response.text


def test_the_same_form_sent_twice_counts_once(neighbourhood: Neighbourhood) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    count_in(neighbourhood, client, event=event)
    again = count_in(neighbourhood, client, event=event)
    assert people(neighbourhood) == [1]
    assert "Deze tik was al geteld." in client.get(again.location).text


def test_two_forms_count_twice(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    count_in(neighbourhood, client)
    count_in(neighbourhood, client)
    assert people(neighbourhood) == [1, 1]


def test_each_button_of_the_page_has_an_event_of_its_own(neighbourhood: Neighbourhood) -> None:
    page = neighbourhood.browser("host").get("/team/vandaag").text
    events = [part.partition('"')[0] for part in page.split('name="event" value="')[1:]]
    assert len(events) == 4
    assert len(set(events)) == 4


def test_htmx_gets_the_live_part_at_once_with_fresh_events(neighbourhood: Neighbourhood) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    response = count_in(neighbourhood, client, event=event, headers=HTMX)
    assert response.status_code == 200
    assert response.text.strip().startswith('<div id="live"')
    assert '<strong id="visits">1</strong>' in response.text
    assert f'name="event" value="{event}"' not in response.text


def test_the_bar_stays_ten_seconds(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    page = count_in(neighbourhood, client).location
    with time_machine.travel(MONDAY_TEN + timedelta(seconds=10), tick=False):
        assert "said-bar" in client.get(page).text
    with time_machine.travel(MONDAY_TEN + timedelta(seconds=11), tick=False):
        assert "said-bar" not in client.get(page).text


@pytest.mark.parametrize(
    "fields",
    [
        {"people": 2},
        {"people": "-1"},
        {"people": "veel"},
        {"occurrence": "x"},
        {"event": "x"},
        {"event": ""},
        {"occurrence": "' OR 1=1 --"},
    ],
)
def test_a_form_that_was_tampered_with_counts_nobody(
    neighbourhood: Neighbourhood, fields: dict[str, object]
) -> None:
    client = neighbourhood.browser("host")
    data = {"event": uuid.uuid4(), "occurrence": neighbourhood.inloop, "people": 1, **fields}
    assert client.post("/team/vandaag/erbij", data=data).status_code == 400
    assert people(neighbourhood) == []


@pytest.mark.parametrize("who", TEAM)
def test_a_session_of_another_centre_is_not_there(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    response = count_in(neighbourhood, client, occurrence=neighbourhood.elsewhere)
    assert response.status_code == 404
    assert people(neighbourhood) == []


def test_the_form_needs_its_token(neighbourhood: Neighbourhood) -> None:
    host, without = neighbourhood.browser("host"), neighbourhood.app.test_client()
    cookie = host.get_cookie("inloop")
    assert cookie is not None
    without.set_cookie("inloop", cookie.value)
    assert without.get("/team/vandaag").status_code == 200
    assert count_in(neighbourhood, without).status_code == 400
    assert people(neighbourhood) == []


def take_back(client: FlaskClient, event: uuid.UUID) -> TestResponse:
    """Press the round arrow of an arrival."""
    return client.post("/team/vandaag/ongedaan", data={"check_in": event})


def test_a_tap_taken_back_no_longer_counts_and_stays_on_record(
    neighbourhood: Neighbourhood,
) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    count_in(neighbourhood, client, event=event)
    response = take_back(client, event)
    assert people(neighbourhood) == []
    assert check_ins_on_record(centre_id=neighbourhood.linde, day=MONDAY_TEN.date()) == 1
    assert "Ongedaan gemaakt." in client.get(response.location).text


def test_after_ten_minutes_it_is_too_late(neighbourhood: Neighbourhood) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    count_in(neighbourhood, client, event=event)
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=11), tick=False):
        page = client.get(take_back(client, event).location).text
    assert people(neighbourhood) == [1]
    assert "Dit kan niet meer" in page


@pytest.mark.parametrize("who", TEAM)
def test_an_arrival_of_another_centre_is_not_there(neighbourhood: Neighbourhood, who: str) -> None:
    area, event = neighbourhood.browser("area"), uuid.uuid4()
    area.post(
        "/team/vandaag/erbij?centrum=het-anker",
        data={"event": event, "occurrence": neighbourhood.elsewhere, "people": 1},
    )
    client = neighbourhood.browser(who)
    assert take_back(client, event).status_code == 404
    assert take_back(client, uuid.uuid4()).status_code == 404
    day = MONDAY_TEN.date()
    assert visits.standing(centre_id=neighbourhood.anker, first_day=day, last_day=day)


def test_who_counted_and_who_took_back_is_in_the_audit_trail(
    neighbourhood: Neighbourhood,
) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    count_in(neighbourhood, client, event=event)
    take_back(client, event)
    with reading() as connection:
        rows = connection.execute(
            text(
                "SELECT action, name FROM audit_entry JOIN account ON actor_id = account.id"
                " WHERE action LIKE 'visit.%' ORDER BY action"
            )
        ).all()
    assert [tuple(row) for row in rows] == [("visit.undo", "Host"), ("visit.walk_in", "Host")]
