"""People counted in at once: a class, helpers, who came earlier; once, and taken back in time."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry import words
from registry.visits import queries as visits
from registry.web.group import WITHOUT
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood
from tests.web.test_count_in import people

PAGE = "/team/vandaag/groep"
MONDAY = MONDAY_TEN.date()


def send(here: Neighbourhood, client: FlaskClient, **fields: object) -> TestResponse:
    """Press "Voeg toe" for a class at the open inloop, or what is named."""
    data = {
        "event": uuid.uuid4(),
        "occurrence": here.inloop,
        "people": 28,
        "role": "meedoen",
        **fields,
    }
    return client.post(PAGE, data=data)


@pytest.mark.parametrize("who", TEAM)
def test_a_class_is_counted_in_and_can_be_taken_back(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    today = client.get(send(neighbourhood, client).location).text
    assert people(neighbourhood) == [28]
    assert "<b>28 erbij</b>" in today
    assert "Maak ongedaan" in today


def test_the_same_form_sent_twice_counts_once(neighbourhood: Neighbourhood) -> None:
    client, event = neighbourhood.browser("host"), uuid.uuid4()
    send(neighbourhood, client, event=event)
    again = send(neighbourhood, client, event=event)
    assert people(neighbourhood) == [28]
    assert "Deze tik was al geteld." in client.get(again.location).text


def test_from_a_session_on_vandaag_it_is_chosen_and_the_number_typed_at_once(
    neighbourhood: Neighbourhood,
) -> None:
    client, here = neighbourhood.browser("host"), neighbourhood.inloop
    assert f'href="{PAGE}?bij={here}"' in client.get("/team/vandaag").text
    shown = client.get(f"{PAGE}?bij={here}").text
    assert re.search(rf'checked[^>]*value="{here}"', shown)
    assert 'inputmode="numeric" value="" autofocus' in shown
    assert "autofocus" not in client.get(PAGE).text
    assert client.get(f"{PAGE}?bij={uuid.uuid4()}").status_code == 200


def test_buttons_step_the_number_and_keep_the_rest(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    shown = send(neighbourhood, client, people=23, step=5).text
    assert 'name="people" min="1" max="99" inputmode="numeric" value="28"' in shown
    assert re.search(rf'checked[^>]*value="{neighbourhood.inloop}"', shown)
    assert 'value="99"' in send(neighbourhood, client, people=95, step=10).text
    assert 'value="1"' in send(neighbourhood, client, people="x", step=-5).text
    assert people(neighbourhood) == []


@pytest.mark.parametrize("count", ["0", "100", "-3", "veel", ""])
def test_a_number_that_cannot_be_is_said_beside_it(
    neighbourhood: Neighbourhood, count: str
) -> None:
    client = neighbourhood.browser("host")
    response = send(neighbourhood, client, people=count)
    assert response.status_code == 422
    assert "Schrijf een getal van 1 tot 99." in response.text
    assert people(neighbourhood) == []


def test_a_session_of_another_centre_or_of_nobody_is_refused(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    for occurrence in (neighbourhood.elsewhere, uuid.uuid4(), ""):
        assert send(neighbourhood, client, occurrence=occurrence).status_code == 422
    assert people(neighbourhood) == []


def test_vandaag_leads_there_and_the_form_names_what_is_on(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert f'href="{PAGE}"' in client.get("/team/vandaag").text
    page = client.get(PAGE).text
    assert "Open inloop" in page
    assert "Hulp bij brieven" in page
    assert page.count("nu bezig") == 2


@pytest.mark.parametrize("wall", ["", "9.35"])
def test_who_comes_for_no_activity_counts_without_one(
    neighbourhood: Neighbourhood, wall: str
) -> None:
    client = neighbourhood.browser("host")
    assert "Zonder activiteit" in client.get(PAGE).text
    shown = client.get(
        send(neighbourhood, client, occurrence=WITHOUT, people=3, wall=wall).location
    )
    (one,) = visits.standing(centre_id=neighbourhood.linde, first_day=MONDAY, last_day=MONDAY)
    assert (one.party, one.occurrence_id) == (3, None), "the open inloop runs, and is not it"
    assert "Zonder activiteit" in shown.text


def test_on_a_day_without_a_programme_people_count_all_the_same(
    neighbourhood: Neighbourhood,
) -> None:
    with time_machine.travel(MONDAY_TEN - timedelta(days=1), tick=False):
        client = neighbourhood.browser("host")
        page = client.get(PAGE).text
        assert "Vandaag staat er niets op het programma." in page
        assert re.search(rf'checked[^>]*value="{WITHOUT}"', page)
        assert send(neighbourhood, client, occurrence=WITHOUT, people=4).status_code == 303
        sunday = MONDAY - timedelta(days=1)
        (one,) = visits.standing(centre_id=neighbourhood.linde, first_day=sunday, last_day=sunday)
        assert (one.party, one.occurrence_id) == (4, None)


def test_helpers_count_as_helpers(neighbourhood: Neighbourhood) -> None:
    send(neighbourhood, neighbourhood.browser("host"), people=3, role="meehelpen")
    (one,) = visits.standing(centre_id=neighbourhood.linde, first_day=MONDAY, last_day=MONDAY)
    assert (one.party, one.role) == (3, "meehelpen")


def test_who_came_earlier_today_counts_at_that_time_and_can_be_taken_back(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    shown = client.get(send(neighbourhood, client, people=4, wall="9.35").location).text
    assert "4 mensen later erbij." in shown
    assert "Later erbij gezet: het was vergeten" in shown
    (one,) = visits.standing(centre_id=neighbourhood.linde, first_day=MONDAY, last_day=MONDAY)
    assert (one.party, words.wall_time(one.at)) == (4, "9.35".zfill(5))
    (batch,) = re.findall(r'name="net" value="([^"]+)"', shown)
    client.post(f"/team/dag/{MONDAY}/ongedaan", data={"net": batch})
    assert people(neighbourhood) == []


@pytest.mark.parametrize(
    ("wall", "said"), [("10.01", "Dat is nog niet geweest."), ("straks", "Schrijf een tijd")]
)
def test_a_time_that_cannot_be_is_said_beside_it(
    neighbourhood: Neighbourhood, wall: str, said: str
) -> None:
    response = send(neighbourhood, neighbourhood.browser("host"), wall=wall)
    assert response.status_code == 422
    assert said in response.text
    assert f'value="{wall}"' in response.text
    assert people(neighbourhood) == []
