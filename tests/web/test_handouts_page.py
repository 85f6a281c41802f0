"""Materiële hulp: counted from Vandaag in one touch, set right on the same day, later with why."""

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from registry.support import queries, services
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood

PAGE, DEED = "/team/materiele-hulp", "/team/vandaag/uitgedeeld"
TODAY = MONDAY_TEN.date()


def numbers(here: Neighbourhood, day: date = TODAY) -> dict[str, int]:
    return queries.handed_out(centre_id=here.linde, day=day)


def give(client: FlaskClient, kind: str = "maaltijd", number: object = 5) -> str:
    return client.post(DEED, data={"kind": kind, "number": number}).location


@pytest.mark.parametrize("who", TEAM)
def test_a_touch_on_vandaag_counts_and_says_so_with_a_way_to_set_it_right(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    page = client.get(give(client)).text
    assert numbers(neighbourhood)["maaltijd"] == 5
    assert "<b>5 maaltijden erbij</b>" in page
    assert f'href="{PAGE}' in page
    assert re.search(r"<b>5</b> maaltijden", page)


def test_vandaag_has_the_buttons_only_where_a_centre_hands_out(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    assert DEED not in client.get("/team/vandaag").text
    services.hand_out(
        centre_id=neighbourhood.linde, kind="pakket", number=1, at=MONDAY_TEN, by=None
    )
    assert client.get("/team/vandaag").text.count(f'action="{DEED}"') == 6


def test_a_touch_of_a_script_gets_only_the_live_part(neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.browser("host").post(
        DEED, data={"kind": "kleding", "number": 1}, headers={"HX-Request": "true"}
    )
    assert answer.text.lstrip().startswith('<div id="live"')
    assert "1 kledingstuk erbij" in answer.text


@pytest.mark.parametrize(("kind", "number"), [("geld", 1), ("maaltijd", 3), ("maaltijd", "x")])
def test_what_no_button_sends_is_refused(
    neighbourhood: Neighbourhood, kind: str, number: object
) -> None:
    client = neighbourhood.browser("host")
    assert client.post(DEED, data={"kind": kind, "number": number}).status_code == 400
    assert set(numbers(neighbourhood).values()) == {0}


def test_todays_numbers_are_set_right(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    give(client)
    answer = client.post(PAGE, data={"maaltijd": 4, "pakket": 2, "kleding": 0})
    assert "De aantallen van vandaag zijn bewaard." in client.get(answer.location).text
    assert numbers(neighbourhood) == {"maaltijd": 4, "pakket": 2, "kleding": 0}


@pytest.mark.parametrize("number", ["-1", "10000", "veel", ""])
def test_a_number_that_cannot_be_is_said_beside_it_and_stays_typed(
    neighbourhood: Neighbourhood, number: str
) -> None:
    client = neighbourhood.browser("host")
    answer = client.post(PAGE, data={"maaltijd": number, "pakket": 2, "kleding": 0})
    assert answer.status_code == 422
    assert "Schrijf een getal van 0 tot 9999." in answer.text
    assert (
        f'id="maaltijd" name="maaltijd" min="0" max="9999" inputmode="numeric" value="{number}"'
        in answer.text
    )
    assert set(numbers(neighbourhood).values()) == {0}


EARLIER = TODAY - timedelta(days=4)
THAT_DAY = f"{PAGE}?dag={EARLIER}"


def test_a_coordinator_sets_an_earlier_day_right_with_a_reason_that_stays(
    neighbourhood: Neighbourhood,
) -> None:
    services.hand_out(
        centre_id=neighbourhood.linde,
        kind="pakket",
        number=3,
        at=MONDAY_TEN - timedelta(days=4),
        by=None,
    )
    client = neighbourhood.browser("coordinator")
    assert f'href="{THAT_DAY}#aantallen"' in client.get(PAGE).text
    page = client.get(THAT_DAY).text
    assert "Donderdag 19 november 2026" in page
    assert re.search(r'name="pakket"[^>]*value="3"', page)
    typed = {"maaltijd": 12, "pakket": 2, "kleding": 0}
    assert client.post(THAT_DAY, data={**typed, "reason": "zomaar"}).status_code == 422
    assert numbers(neighbourhood, EARLIER)["maaltijd"] == 0
    answer = client.post(THAT_DAY, data={**typed, "reason": "paper"})
    told = client.get(answer.location).text
    assert "De aantallen van donderdag 19 november zijn bewaard." in told
    assert numbers(neighbourhood, EARLIER) == typed
    assert set(numbers(neighbourhood).values()) == {0}
    log = client.get("/team/instellingen/logboek").text
    assert "Materiële hulp verbeterd" in log
    assert "Het stond op papier" in log


def test_a_host_changes_today_only(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert "dag=" not in client.get(PAGE).text
    assert client.get(THAT_DAY).status_code == 403
    sent = {"maaltijd": 1, "pakket": 0, "kleding": 0, "reason": "paper"}
    assert client.post(THAT_DAY, data=sent).status_code == 403
    assert set(numbers(neighbourhood, EARLIER).values()) == {0}


@pytest.mark.parametrize("day", ["2026-11-24", "1999-01-01", "gisteren"])
def test_a_day_that_cannot_be_has_no_numbers(neighbourhood: Neighbourhood, day: str) -> None:
    client = neighbourhood.browser("coordinator")
    assert client.get(f"{PAGE}?dag={day}").status_code == 404
    assert client.post(f"{PAGE}?dag={day}", data={"maaltijd": 1}).status_code == 404
