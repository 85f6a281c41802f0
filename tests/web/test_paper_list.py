"""The paper list of a day, typed in once: how many came for what, and how many of them helped."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.activities import recurrence
from registry.visits import queries as visits
from tests.builders import a_planned_activity
from tests.web.conftest import TEAM, Neighbourhood

MONDAY, FRIDAY, LONG_AGO = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 13)


def page(day: date = FRIDAY) -> str:
    """Return the address of a day at De Linde."""
    return f"/team/dag/{day}?centrum=de-linde"


def fields(
    client: FlaskClient, day: date = FRIDAY, what: str = "Mensen van papier"
) -> dict[str, str]:
    """Return the number fields of a day's list, by what they are for."""
    text = client.get(page(day)).text
    return dict(re.findall(rf'aria-label="{what} bij ([^"]+)"[^>]*name="([^"]+)"', text))


def type_in(
    client: FlaskClient,
    day: date = FRIDAY,
    *,
    helpers: Mapping[str, object] | None = None,
    **numbers: object,
) -> TestResponse:
    """Send a day's list as a browser does: numbers by title, the other fields empty."""
    named, helping = fields(client, day), fields(client, day, "Waarvan helpers")
    data = {named[title]: number for title, number in numbers.items()}
    data |= {helping[title]: number for title, number in (helpers or {}).items()}
    nothing = dict.fromkeys([*named.values(), *helping.values()], "")
    sent = {"event": uuid.uuid4(), **nothing, **data}
    return client.post(f"/team/dag/{day}/papier?centrum=de-linde", data=sent)


def counted(here: Neighbourhood, day: date = FRIDAY) -> list[int]:
    """Return the parties that count on a day at De Linde."""
    found = visits.standing(centre_id=here.linde, first_day=day, last_day=day)
    return sorted(one.party for one in found)


@pytest.mark.parametrize("who", TEAM)
def test_a_paper_list_is_typed_in_once_and_can_be_taken_back(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    response = type_in(client, **{"Open inloop": "34", "Zonder activiteit": 2})
    shown = client.get(response.location).text
    assert "36 mensen van papier erbij." in shown
    assert counted(neighbourhood) == [2, 34]
    assert "Later erbij gezet: het stond op papier" in shown
    (batch,) = re.findall(r'name="net" value="([^"]+)"', shown)
    back = client.post(f"/team/dag/{FRIDAY}/ongedaan?centrum=de-linde", data={"net": batch})
    assert counted(neighbourhood) == []
    shown = client.get(back.location).text
    assert "Ongedaan gemaakt." in shown
    assert "Later teruggenomen" in shown


def test_the_same_list_sent_twice_says_that_it_was_counted(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    name, event = fields(client)["Open inloop"], uuid.uuid4()
    for said in ("5 mensen van papier erbij.", "Deze lijst was al geteld."):
        response = client.post(f"/team/dag/{FRIDAY}/papier", data={"event": event, name: 5})
        assert said in client.get(response.location).text
    assert counted(neighbourhood) == [5]


@pytest.mark.parametrize("typed", ["veel", "-1", "1000", "3,5"])
def test_a_wrong_number_is_said_beside_it_and_the_others_stay(
    neighbourhood: Neighbourhood, typed: str
) -> None:
    client = neighbourhood.browser("host")
    response = type_in(client, **{"Open inloop": typed, "Hulp bij brieven": "17"})
    assert response.status_code == 422
    assert "Schrijf een getal van 0 tot 999." in response.text
    assert 'value="17"' in response.text
    assert f'value="{typed}"' in response.text
    assert counted(neighbourhood) == []


def test_helpers_of_a_paper_list_are_counted_as_helpers(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    numbers: dict[str, object] = {"Open inloop": 12, "Zonder activiteit": 2}
    response = type_in(client, helpers={"Open inloop": 3, "Zonder activiteit": 2}, **numbers)
    assert "14 mensen van papier erbij." in client.get(response.location).text
    found = visits.standing(centre_id=neighbourhood.linde, first_day=FRIDAY, last_day=FRIDAY)
    roles = sorted((one.role, one.party, one.occurrence_id is None) for one in found)
    assert roles == [("meedoen", 9, False), ("meehelpen", 2, True), ("meehelpen", 3, False)]


@pytest.mark.parametrize("people", ["2", "", "x"])
def test_more_helpers_than_people_are_refused_and_nothing_typed_is_lost(
    neighbourhood: Neighbourhood, people: str
) -> None:
    client = neighbourhood.browser("host")
    response = type_in(client, helpers={"Open inloop": 3}, **{"Open inloop": people})
    assert response.status_code == 422
    wrong = "Schrijf een getal van 0" if people == "x" else "Meer helpers dan mensen."
    assert wrong in response.text
    assert 'value="3"' in response.text
    assert counted(neighbourhood) == []


def test_an_empty_list_asks_for_a_number(neighbourhood: Neighbourhood) -> None:
    response = type_in(neighbourhood.browser("host"))
    assert response.status_code == 422
    assert "Schrijf minstens bij één regel een getal." in response.text


def test_a_host_types_in_the_last_week_and_a_coordinator_any_day(
    neighbourhood: Neighbourhood,
) -> None:
    host, coordinator = neighbourhood.browser("host"), neighbourhood.browser("coordinator")
    assert fields(host, LONG_AGO) == {}
    assert "Een coördinator kan er nog mensen bij zetten." in host.get(page(LONG_AGO)).text
    refused = host.post(f"/team/dag/{LONG_AGO}/papier", data={"event": uuid.uuid4(), "n_others": 3})
    assert refused.status_code == 403
    type_in(coordinator, LONG_AGO, **{"Open inloop": 3})
    assert counted(neighbourhood, LONG_AGO) == [3]


def test_what_has_not_begun_today_cannot_be_typed_in(neighbourhood: Neighbourhood) -> None:
    a_planned_activity(
        neighbourhood.linde,
        title="Avondclub",
        starts=time(19),
        ends=time(21),
        type_key="A10",
        recurrence=recurrence.weekly([0]),
    )
    assert "Avondclub" not in fields(neighbourhood.browser("host"), MONDAY)
