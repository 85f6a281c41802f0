"""The page of what is put apart: what it tells, what a host decides, and taking that back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from registry.quarantine import queries
from registry.visits import queries as visits
from registry.web import listing
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood

ADDRESS = "/team/quarantaine"
TODAY = MONDAY_TEN.date()


@pytest.fixture
def host(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("host")


def people(here: Neighbourhood) -> int:
    found = visits.standing(centre_id=here.linde, first_day=TODAY, last_day=TODAY)
    return sum(one.party for one in found)


def test_nothing_apart_says_what_would_come_here(host: FlaskClient) -> None:
    text = host.get(ADDRESS).text
    assert "Er staat niets apart" in text
    assert "apart gezet" not in host.get("/team/vandaag").text


def test_vandaag_leads_to_what_waits(neighbourhood: Neighbourhood, host: FlaskClient) -> None:
    for _ in range(2):
        neighbourhood.apart_at(neighbourhood.linde)
    text = host.get("/team/vandaag").text
    assert re.search(r'href="/team/quarantaine">.*2 apart gezet</a>', text)


def test_an_item_says_what_when_and_why(neighbourhood: Neighbourhood, host: FlaskClient) -> None:
    neighbourhood.apart_at(neighbourhood.linde, occurrence=str(neighbourhood.inloop))
    text = host.get(ADDRESS).text
    for shown in ("Aanmelding van 1 persoon", "Open inloop", "Maandag 23 november, 10.00"):
        assert shown in text
    assert "Deze pas kennen we niet" in text


@pytest.mark.parametrize("pass_hash", ["ab" * 32])
def test_a_sensitive_activity_shows_its_o_and_no_item_shows_a_pass(
    neighbourhood: Neighbourhood, host: FlaskClient, pass_hash: str
) -> None:
    neighbourhood.apart_at(
        neighbourhood.linde, occurrence=str(neighbourhood.surgery), **{"pass": pass_hash}
    )
    text = host.get(ADDRESS).text
    assert "Hulp bij brieven" not in text
    assert "Ondersteunen" in text
    assert pass_hash not in text


def test_accepted_it_counts_and_can_be_taken_back(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    event = neighbourhood.apart_at(neighbourhood.linde)
    for _ in range(2):
        response = host.post(f"{ADDRESS}/{event}/meetellen", data={"reason": "pass"})
        assert response.status_code == 303
    assert people(neighbourhood) == 1
    page = host.get(f"{ADDRESS}?gezegd=telt&over={event.hex}.{(event.bytes * 2).hex()}").text
    assert "Telt mee: De pas was nieuw of net vervangen" in page
    assert page.count(f"{ADDRESS}/{event}/terug") == 2
    host.post(f"{ADDRESS}/{event}/terug")
    assert people(neighbourhood) == 0
    assert f'id="apart-{event.hex}"' in host.get(ADDRESS).text


def test_set_aside_it_counts_nowhere(neighbourhood: Neighbourhood, host: FlaskClient) -> None:
    event = neighbourhood.apart_at(neighbourhood.linde)
    assert host.post(f"{ADDRESS}/{event}/weg").status_code == 303
    assert people(neighbourhood) == 0
    assert queries.count_waiting(centre_id=neighbourhood.linde) == 0
    assert "Telt niet mee" in host.get(ADDRESS).text


def test_without_a_reason_nothing_is_accepted(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    event = neighbourhood.apart_at(neighbourhood.linde)
    for reason in ({}, {"reason": "omdat het kan"}):
        assert host.post(f"{ADDRESS}/{event}/meetellen", data=reason).status_code == 422
    assert people(neighbourhood) == 0


def test_a_time_that_nobody_knows_is_asked_and_what_was_typed_stays(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    event = neighbourhood.apart_at(neighbourhood.linde, "future", happened_at=None)
    address = f"{ADDRESS}/{event}/meetellen"
    early = {"reason": "clock", "day": "2026-11-23", "wall": "9.15"}
    refused = host.post(address, data={**early, "wall": "kwart"})
    assert refused.status_code == 422
    assert "Schrijf een tijd" in refused.text
    assert 'value="kwart"' in refused.text
    tomorrow = str((MONDAY_TEN + timedelta(days=1)).date())
    assert host.post(address, data={**early, "day": tomorrow}).status_code == 422
    assert people(neighbourhood) == 0
    assert host.post(address, data=early).status_code == 303
    assert people(neighbourhood) == 1


def test_what_nothing_can_be_made_of_can_only_be_set_aside(
    neighbourhood: Neighbourhood, host: FlaskClient
) -> None:
    event = neighbourhood.apart_at(neighbourhood.linde, "unknown_check_in", kind="detail")
    assert f"{ADDRESS}/{event}/meetellen" not in host.get(ADDRESS).text
    response = host.post(f"{ADDRESS}/{event}/meetellen", data={"reason": "seen"})
    assert "gezegd=kan-niet" in response.location


@pytest.mark.parametrize("days", [-3650, 1], ids=["before the centre opened", "not yet"])
def test_what_was_at_a_time_that_cannot_be_is_told_kindly(
    neighbourhood: Neighbourhood, host: FlaskClient, days: int
) -> None:
    event = neighbourhood.apart_at(
        neighbourhood.linde, happened_at=MONDAY_TEN + timedelta(days=days)
    )
    response = host.post(f"{ADDRESS}/{event}/meetellen", data={"reason": "pass"})
    assert response.status_code == 303
    assert "Hier is niets van te maken." in host.get(response.location).text
    assert people(neighbourhood) == 0


def test_a_late_regret_is_told_kindly(neighbourhood: Neighbourhood, host: FlaskClient) -> None:
    assert "langer dan 10 minuten" in host.get(f"{ADDRESS}?gezegd=te-laat").text
    assert host.get(f"{ADDRESS}?gezegd=telt&over=onzin.{'x' * 500}").status_code == 200


def test_all_that_was_decided_can_be_found(
    neighbourhood: Neighbourhood, host: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "A_PAGE_OF_TALL", 2)
    made = {neighbourhood.apart_at(neighbourhood.linde) for _ in range(5)}
    for event_id in made:
        host.post(f"{ADDRESS}/{event_id}/weg")
    neighbourhood.apart_at(neighbourhood.linde)
    where, found = f"{ADDRESS}?waarom=unknown_pass", []
    for _ in range(3):
        text = host.get(where).text.partition(">Beslist</h2>")[2]
        found.append(re.findall(rf"{ADDRESS}/([0-9a-f-]+)/terug", text))
        (where,) = re.findall(r'rel="next" href="([^"]+)"', text) or [""]
        where = where.replace("&amp;", "&")
        assert not where or "waarom=unknown_pass" in where
    assert [len(page) for page in found] == [2, 2, 1]
    assert {one for page in found for one in page} == {str(one) for one in made}
