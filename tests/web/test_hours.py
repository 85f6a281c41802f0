"""Openingstijden: typed as people write them, from today or later, wrong ones said at their day."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask.testing import FlaskClient

from registry.centres import queries as centres
from tests.builders import a_daily_activity
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/openingstijden"
TODAY, LATER = date(2026, 11, 23), date(2027, 1, 4)
MORNING, AFTERNOON = (time(9), time(12, 30)), (time(13, 30), time(17))


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def sent(since: date = TODAY, **days: str) -> dict[str, str]:
    usual = {f"day_{day}": "9-17" if day < 5 else "" for day in range(7)}
    return {**usual, "since": since.isoformat(), **days}


@pytest.mark.parametrize(
    "typed",
    [
        "9.00-12.30 en 13.30-17.00",
        "9-12:30, 13.30 tot 17 uur",
        "13.30 – 17.00 ; 9 - 12.30",
        "9 uur tot 12u30 en 13u30 tot 17u00",
    ],
)
def test_times_are_read_as_people_write_them(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, typed: str
) -> None:
    response = coordinator.post(PAGE, data=sent(day_2=typed))
    assert "gelden vanaf maandag 23 november" in coordinator.get(response.location).text
    week = centres.hours_of(neighbourhood.linde).week_on(TODAY)
    assert week[2] == (MORNING, AFTERNOON)
    assert set(week) == {0, 1, 2, 3, 4}
    assert 'value="09.00-12.30 en 13.30-17.00"' in coordinator.get(PAGE).text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"day_1": "de hele dag"}, "day_1", "Schrijf tijden, zoals 9.00-12.30 en 13.30-17.00."),
        ({"day_1": "9-25"}, "day_1", "Schrijf tijden"),
        ({"day_1": "9-12-15"}, "day_1", "Schrijf tijden"),
        ({"day_1": "17-9"}, "day_1", "De eindtijd is voor de begintijd."),
        ({"day_1": "9-13, 12-17"}, "day_1", "Deze tijden vallen over elkaar."),
        ({"day_6": "8-9,9-10,10-11,11-12,12-13"}, "day_6", "hoogstens vier keer"),
        (
            {f"day_{day}": "dicht" for day in range(7)},
            "day_0",
            "minstens één dag tijden in.",
        ),
        ({"since": "2026-11-22"}, "since", "Die dag is al voorbij."),
        ({"since": "2030-01-01"}, "since", "Kies een dag binnen een jaar."),
        ({"since": ""}, "since", "Kies een dag."),
    ],
)
def test_what_is_wrong_is_said_at_its_day_and_nothing_typed_is_lost(
    neighbourhood: Neighbourhood,
    coordinator: FlaskClient,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    response = coordinator.post(PAGE, data={**sent(day_3="10-16"), **typed})
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert words in response.text
    assert f'value="{typed.get("day_3", "10-16")}"' in response.text
    assert len(centres.hours_of(neighbourhood.linde).weeks) == 1


def test_later_hours_are_listed_and_taken_back(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(PAGE, data=sent(LATER, day_5="10-14"))
    page = coordinator.get(PAGE).text
    assert "Vanaf maandag 4 januari" in page
    assert "<dt>Maandag t/m vrijdag</dt><dd>09.00-17.00</dd>" in page
    assert "<dt>Zaterdag</dt><dd>10.00-14.00</dd><dt>Zondag</dt><dd>dicht</dd>" in page
    response = coordinator.post(f"{PAGE}/terug", data={"since": LATER.isoformat()})
    assert "gaan niet door" in coordinator.get(response.location).text
    assert len(centres.hours_of(neighbourhood.linde).weeks) == 1
    again = coordinator.post(f"{PAGE}/terug", data={"since": LATER.isoformat()})
    assert "gaan niet door" not in coordinator.get(again.location).text
    assert coordinator.post(f"{PAGE}/terug", data={"since": "morgen"}).status_code == 400


def test_what_is_held_outside_the_hours_is_named(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    assert "Buiten deze tijden</h2>" not in coordinator.get(PAGE).text
    a_daily_activity(neighbourhood.linde, "Koor", starts=time(16), ends=time(18))
    page = coordinator.get(PAGE).text
    assert "Buiten deze tijden</h2>" in page
    assert page.count(">Koor</a>") == 5


def test_the_log_says_it_in_dutch(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    coordinator.post(PAGE, data=sent(day_4="9-12.30 en 19-21"))
    log = coordinator.get("/team/instellingen/logboek").text
    assert "Openingstijden veranderd" in log
    assert "Vrijdag: <del>09.00-17.00</del> werd <ins>09.00-12.30 en 19.00-21.00</ins>" in log


def test_every_wrong_day_is_said_at_once(coordinator: FlaskClient) -> None:
    page = coordinator.post(PAGE, data=sent(day_1="de hele dag", day_2="17-9")).text
    assert "Er zijn 2 dingen niet goed" in page
    assert 'id="day_1-error"' in page
    assert 'id="day_2-error"' in page
