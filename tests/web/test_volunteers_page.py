"""Vrijwilligers: hours and trainings by group, steps a month, the ladder in guarded numbers."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.support import queries
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood

PAGE = "/team/vrijwilligers"
TODAY = MONDAY_TEN.date()


def hours(client: FlaskClient, **fields: object) -> TestResponse:
    data = {"key": uuid.uuid4(), "day": TODAY, "kind": "keuken", "people": 4, "minutes": "2,5"}
    return client.post(f"{PAGE}/uren", data={**data, **fields})


def row(page: str) -> list[str]:
    """Return the cells of the list's first row, without its button."""
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page.partition("data-rows")[2], re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells[:4]]


@pytest.mark.parametrize("who", TEAM)
def test_hours_of_a_group_are_written_down(neighbourhood: Neighbourhood, who: str) -> None:
    client = neighbourhood.browser(who)
    page = client.get(hours(client).location).text
    assert "De uren zijn bewaard." in page
    assert row(page) == ["23 november 2026", "Koken en schenken", "4", "10"]
    (effort,) = queries.efforts(centre_id=neighbourhood.linde)
    assert (effort.kind, effort.people, effort.minutes) == ("keuken", 4, 150)


def test_a_training_is_written_down_without_hours(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    data = {"key": uuid.uuid4(), "day": TODAY, "kind": "leiderschap", "people": 6}
    page = client.get(client.post(f"{PAGE}/training", data=data).location).text
    assert row(page) == ["23 november 2026", "Leiderschap training", "6", "–"]
    assert queries.efforts(centre_id=neighbourhood.linde)[0].minutes is None
    assert client.post(f"{PAGE}/geld", data=data).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "", "Kies een groep."),
        ("people", "0", "Schrijf een getal van 1 tot 99."),
        ("minutes", "veel", "Schrijf een aantal uren"),
        ("minutes", "13", "Schrijf een aantal uren"),
        ("minutes", "0,0", "Schrijf een aantal uren"),
        ("day", TODAY + timedelta(days=1), "Kies een dag van de afgelopen maand."),
        ("day", "", "Vul de dag in."),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_the_rest_stays(
    neighbourhood: Neighbourhood, field: str, value: object, said: str
) -> None:
    answer = hours(neighbourhood.browser("host"), **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    if field != "people":
        assert re.search(r'id="uren-people"[^>]*value="4"', answer.text)
    assert queries.efforts(centre_id=neighbourhood.linde) == ()


@pytest.mark.parametrize(
    ("written", "minutes"), [("2", 120), ("1.25 uur", 75), ("0,5", 30), ("12", 720)]
)
def test_hours_are_read_as_people_write_them(
    neighbourhood: Neighbourhood, written: str, minutes: int
) -> None:
    hours(neighbourhood.browser("host"), minutes=written)
    assert queries.efforts(centre_id=neighbourhood.linde)[0].minutes == minutes


def test_an_entry_of_today_can_be_taken_away(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    effort = neighbourhood.effort_of(neighbourhood.linde)
    assert f"{PAGE}/{effort}/weg" in client.get(PAGE).text
    client.post(f"{PAGE}/{effort}/weg")
    assert queries.efforts(centre_id=neighbourhood.linde) == ()
    assert client.post(f"{PAGE}/{effort}/weg").status_code == 404


def test_an_entry_of_an_earlier_day_is_taken_away_by_a_coordinator_with_a_reason(
    neighbourhood: Neighbourhood,
) -> None:
    effort = neighbourhood.effort_of(neighbourhood.linde)
    with time_machine.travel(MONDAY_TEN + timedelta(days=1), tick=False):
        host, coordinator = (neighbourhood.browser(who) for who in ("host", "coordinator"))
        assert f"{PAGE}/{effort}/weg" not in host.get(PAGE).text
        assert f"{PAGE}/{effort}/weg" in coordinator.get(PAGE).text
        for client, reason in ((host, "number"), (coordinator, ""), (coordinator, "zomaar")):
            gone = client.post(f"{PAGE}/{effort}/weg", data={"reason": reason})
            assert "Later weghalen kan een coördinator" in client.get(gone.location).text
        assert len(queries.efforts(centre_id=neighbourhood.linde)) == 1
        coordinator.post(f"{PAGE}/{effort}/weg", data={"reason": "number"})
        assert queries.efforts(centre_id=neighbourhood.linde) == ()
        log = coordinator.get("/team/instellingen/logboek?soort=effort").text
    assert "Het getal klopte niet" in log


def test_entries_have_pages(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    for _ in range(21):
        neighbourhood.effort_of(neighbourhood.linde)
    assert client.get(PAGE).text.count("4,5</td>") == 20
    assert client.get(f"{PAGE}?pagina=2").text.count("4,5</td>") == 1
    assert client.get(f"{PAGE}?soort=training").text.count("4,5</td>") == 0
    assert client.get(f"{PAGE}?maand=2026-11&sorteer=-mensen").text.count("4,5</td>") == 20


def test_the_steps_of_this_month_are_set(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    data = {"vrijwilligerswerk": 2, "werk": 1, "cursus": 0}
    assert (
        "De stappen van november 2026"
        in client.get(client.post(f"{PAGE}/stappen", data=data).location).text
    )
    assert queries.steps(centre_id=neighbourhood.linde, month="2026-11") == data
    refused = client.post(f"{PAGE}/stappen", data={**data, "werk": "-1"})
    assert refused.status_code == 422
    assert "Schrijf een getal van 0 tot 999." in refused.text
    assert 'value="-1"' in refused.text
    assert queries.steps(centre_id=neighbourhood.linde, month="2026-11") == data


def test_the_ladder_shows_no_number_where_too_few_come_with_a_pass(
    neighbourhood: Neighbourhood,
) -> None:
    page = neighbourhood.browser("host").get(PAGE).text
    assert "De ladder in oktober 2026" in page
    assert (
        re.findall(r'<li class="withheld">.*?<b>(.*?)</b>', page, re.DOTALL)
        == ["te weinig bezoeken met een pas"] * 4
    )


def test_the_steps_of_the_month_before_can_still_be_set_and_no_older_ones(
    neighbourhood: Neighbourhood,
) -> None:
    host = neighbourhood.browser("host")
    assert "Nog iets in oktober 2026?" in host.get(PAGE).text
    data = {"vrijwilligerswerk": 2, "werk": 1, "cursus": 0}
    for month, changed in (("2026-10", "2026-10"), ("2026-09", "2026-11")):
        host.post(f"{PAGE}/stappen?stappen={month}", data=data)
        assert queries.steps(centre_id=neighbourhood.linde, month=changed) == data
    assert queries.steps(centre_id=neighbourhood.linde, month="2026-09") == dict.fromkeys(data, 0)
