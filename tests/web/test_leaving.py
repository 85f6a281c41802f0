"""Klaar: the question on leaving that a host hands to a visitor at the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from registry.answers import queries, services
from registry.theory.load import load
from tests.builders import MONDAY_TEN, say_in_own_words
from tests.web.conftest import TEAM, Neighbourhood

ADDRESS = "/team/vandaag/klaar"
THEORY = load()


def form_of(client: FlaskClient) -> dict[str, str]:
    """Return what the page's form sends, but for the answer."""
    page = client.get(ADDRESS)
    assert page.status_code == 200
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.text))


def tap(client: FlaskClient, form: dict[str, str], value: str, *, seconds: float = 3) -> str:
    """Answer some seconds after the question came, and return the page that follows."""
    with time_machine.travel(MONDAY_TEN + timedelta(seconds=seconds), tick=False):
        response = client.post(ADDRESS, data={**form, "value": value})
        assert response.status_code == 303, response.status_code
        return client.get(response.location).text


def tallied(here: Neighbourhood) -> list[tuple[str, str, bool, int]]:
    found = queries.tallies(centre_id=here.linde, month="2026-11")
    return [(one.variant, one.value, one.suspect, one.count) for one in found]


@pytest.mark.parametrize("who", TEAM)
def test_any_role_can_hand_over_one_question_on_leaving(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    assert form_of(client)["question"] in THEORY.leaving()
    text = client.get(ADDRESS).text
    assert len(re.findall('name="value"', text)) in (4, 5)
    assert "<script" not in text
    assert 'href="/team/vandaag' in text


def test_an_answer_is_one_more_on_a_tally_and_thanks(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert "Dank u wel!" in tap(client, form_of(client), "midden")
    assert tallied(neighbourhood) == [("niveau", "midden", False, 1)]
    assert "midden" not in client.get("/team/vandaag").text


def test_skipping_counts_as_skip(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    tap(client, form_of(client), "skip")
    assert tallied(neighbourhood) == [("niveau", "skip", False, 1)]


def test_a_question_that_is_only_looked_at_is_no_skip_and_no_language(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    for query in ("", "?taal=ar", "?taal=en", "?taal=en&dank=1"):
        assert client.get(f"{ADDRESS}{query}").status_code == 200
    form = {**form_of(client), "value": ""}
    assert client.post(f"{ADDRESS}?taal=ar", data=form).status_code == 400
    client.get("/team/vandaag")
    assert tallied(neighbourhood) == []
    assert queries.languages(centre_id=neighbourhood.linde, month="2026-11") == {}


def test_two_taps_on_one_question_count_once(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    form = form_of(client)
    tap(client, form, "plus")
    tap(client, form, "min")
    assert tallied(neighbourhood) == [("niveau", "plus", False, 1)]


def test_a_tap_faster_than_reading_is_suspect(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    tap(client, form_of(client), "plus", seconds=0.6)
    tap(client, form_of(client), "plus", seconds=0.8)
    assert sorted(one[2] for one in tallied(neighbourhood)) == [False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "SC-I1"},
        {"question": "stemming"},
        {"value": "5"},
        {"event": "mij"},
        {"shown": "nu"},
        {"value": ""},
    ],
)
def test_what_is_no_answer_on_leaving_is_refused(
    neighbourhood: Neighbourhood, wrong: dict[str, str]
) -> None:
    client = neighbourhood.browser("host")
    form = {**form_of(client), "value": "plus", **wrong}
    assert client.post(ADDRESS, data=form).status_code == 400
    assert tallied(neighbourhood) == []


def test_only_languages_of_the_centre_can_be_had(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    assert client.get(f"{ADDRESS}?taal=xx").status_code == 404
    assert 'lang="nl"' in client.get(f"{ADDRESS}?taal=nl").text


def test_it_speaks_in_the_centres_own_words(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    for dutch, words in {"Overslaan": "Let it be", "Dank u wel!": "Cheers!"}.items():
        say_in_own_words(neighbourhood.linde, dutch, words)
    assert "Let it be" in client.get(f"{ADDRESS}?taal=en").text
    assert "<h1>Cheers!</h1>" in client.get(f"{ADDRESS}?taal=en&dank=1").text
    assert "Let it be" not in client.get(f"{ADDRESS}?taal=ar").text


def test_where_nothing_is_asked_the_host_is_told(neighbourhood: Neighbourhood) -> None:
    services.ask(centre_id=neighbourhood.linde, asks=False, at=MONDAY_TEN, by=None)
    client = neighbourhood.browser("host")
    response = client.get(ADDRESS)
    assert response.status_code == 303
    assert "De vragen staan uit." in client.get(response.location).text


def test_today_leads_to_it(neighbourhood: Neighbourhood) -> None:
    assert f'href="{ADDRESS}"' in neighbourhood.browser("host").get("/team/vandaag").text
