"""The page of one bijeenkomst: called off, moved and put back, by whom and with which words."""

from __future__ import annotations

import uuid
from datetime import time, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry import clock
from registry.activities import queries
from registry.activities.queries import ProgrammeItem
from registry.activities.reasons import REASONS
from registry.centres import services as centres
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood

MONDAY = MONDAY_TEN.date()


def page_of(key: uuid.UUID) -> str:
    return f"/team/programma/{key}"


def stands(here: Neighbourhood, key: uuid.UUID | None = None) -> ProgrammeItem:
    found = queries.occurrence(
        centre_id=here.linde, occurrence_id=key or here.inloop, at=MONDAY_TEN
    )
    assert found is not None
    return found


def cancel(here: Neighbourhood, client: FlaskClient, **typed: str) -> TestResponse:
    sent = {"af-reason": "ziek", "af-words": "", **typed}
    return client.post(f"{page_of(here.inloop)}/gaat-niet-door", data=sent)


def move(here: Neighbourhood, client: FlaskClient, **typed: str) -> TestResponse:
    """Move this morning's open inloop, to two o'clock unless told otherwise."""
    values = {
        "day": "2026-11-23",
        "starts": "14.00",
        "ends": "16.00",
        "place": "Zaal 1",
        "reason": "ruimte",
        "words": "",
        **typed,
    }
    sent = {f"elders-{name}": value for name, value in values.items()}
    return client.post(f"{page_of(here.inloop)}/verplaats", data=sent)


@pytest.mark.parametrize("who", TEAM)
def test_three_touches_call_it_off_and_one_puts_it_back(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    today = client.get("/team/vandaag?centrum=de-linde").text
    assert page_of(neighbourhood.inloop) in today
    said = client.get(cancel(neighbourhood, client).location).text
    assert stands(neighbourhood).cancelled
    assert "Open inloop van maandag 23 november gaat niet door." in said
    assert REASONS["ziek"] in said
    assert "gaat niet door" in client.get("/team/vandaag?centrum=de-linde").text
    client.post(f"{page_of(neighbourhood.inloop)}/herstel")
    assert not stands(neighbourhood).cancelled


def test_it_moves_with_a_reason(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    said = client.get(move(neighbourhood, client, place="Keuken").location).text
    item = stands(neighbourhood)
    assert (clock.to_local(item.starts_at).time(), item.place) == (time(14), "Keuken")
    assert "Eerst: maandag 23 november, 09.30 uur, Zaal 1." in said
    assert "De ruimte is niet vrij." in said
    assert "verplaatst" in client.get("/team/vandaag").text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"reason": ""}, "elders-reason", "Kies waarom."),
        ({"reason": "anders"}, "elders-words", "Schrijf waarom."),
        ({"reason": "anders", "words": "x" * 61}, "elders-words", "Hoogstens 60 letters."),
        ({"day": ""}, "elders-day", "Kies een dag."),
        ({"day": "2026-11-28"}, "elders-day", "Op die dag is het centrum dicht."),
        ({"day": "2026-11-20"}, "elders-day", "Die tijd is al voorbij."),
        ({"starts": "straks"}, "elders-starts", "Schrijf een tijd, zoals 9.30."),
        ({"ends": "13.00"}, "elders-ends", "De eindtijd is voor de begintijd."),
        ({"place": ""}, "elders-place", "Schrijf waar het is."),
        ({"starts": "9.30", "ends": "12.00"}, "elders-starts", "Dit is dezelfde tijd en plaats."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    neighbourhood: Neighbourhood, typed: dict[str, str], field: str, words: str
) -> None:
    response = move(neighbourhood, neighbourhood.browser("host"), **typed)
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert words in response.text
    kept = {"day": "2026-11-23", "starts": "14.00", "ends": "16.00", "place": "Zaal 1", **typed}
    assert all(f'value="{value}"' in response.text for value in kept.values())
    assert not stands(neighbourhood).moved


def test_calling_off_without_a_reason_asks_for_one(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    response = cancel(neighbourhood, client, **{"af-reason": "", "af-words": "zomaar"})
    assert response.status_code == 422
    assert 'href="#af-reason"' in response.text
    assert 'value="zomaar"' in response.text
    assert not stands(neighbourhood).cancelled


def test_own_words_are_shown(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    cancel(neighbourhood, client, **{"af-reason": "anders", "af-words": "De kachel is stuk."})
    assert "De kachel is stuk." in client.get(page_of(neighbourhood.inloop)).text


def test_a_host_changes_today_only_and_a_coordinator_any_day(
    neighbourhood: Neighbourhood,
) -> None:
    day = MONDAY + timedelta(days=1)
    on_then = queries.programme(centre_id=neighbourhood.linde, day=day, at=MONDAY_TEN)
    tomorrow = on_then[0].occurrence_id
    sent = {"af-reason": "weer"}
    host = neighbourhood.browser("host")
    assert "wijzigt de coördinator" in host.get(page_of(tomorrow)).text
    assert host.post(f"{page_of(tomorrow)}/gaat-niet-door", data=sent).status_code == 403
    assert not stands(neighbourhood, tomorrow).cancelled
    coordinator = neighbourhood.browser("coordinator")
    assert coordinator.post(f"{page_of(tomorrow)}/gaat-niet-door", data=sent).status_code == 303
    assert stands(neighbourhood, tomorrow).cancelled


def test_on_a_closed_day_there_is_nothing_to_change(neighbourhood: Neighbourhood) -> None:
    centres.close_on(centre_id=neighbourhood.linde, day=MONDAY, reason="Schoonmaak")
    page = neighbourhood.browser("coordinator").get(page_of(neighbourhood.inloop)).text
    assert "Het centrum is dan dicht." in page
    assert "Schoonmaak" in page
    assert "/gaat-niet-door" not in page


def test_what_is_over_can_still_be_said_not_to_have_been(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    yesterday = queries.programme(
        centre_id=neighbourhood.linde, day=MONDAY - timedelta(days=3), at=MONDAY_TEN
    )[0].occurrence_id
    page = client.get(page_of(yesterday)).text
    assert "Dit is voorbij." in page
    assert "/gaat-niet-door" in page
    assert "/verplaats" not in page


def test_the_page_of_an_activity_lists_the_next_ones(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    activity = stands(neighbourhood).activity_id
    cancel(neighbourhood, client)
    page = client.get(f"/team/activiteiten/{activity}").text
    assert page_of(neighbourhood.inloop) in page
    assert "gaat niet door" in page
    assert page.count('href="/team/programma/') == 8
