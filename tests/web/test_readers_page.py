"""Cijfers voor anderen: keys are given, shown once and revoked, each by who may."""

from __future__ import annotations

import re
from html import unescape

import pytest

from registry.readers import queries as readers
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/api"


def key_on(page: str) -> str:
    found = re.search(r'value="(inloop_[^"]+)"', page)
    assert found
    return found[1]


def status_with(here: Neighbourhood, key: str, path: str = "centres") -> int:
    client = here.app.test_client()
    headers = {"Authorization": f"Bearer {key}"}
    return client.get(f"/api/v1/{path}", headers=headers).status_code


def test_a_key_is_shown_once_and_works_until_it_is_revoked(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    assert "Geef dan een sleutel" in browser.get(PAGE).text
    answer = browser.post(PAGE, data={"name": "Gemeente  Den Haag", "scope": "hier"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "De sleutel voor Gemeente Den Haag" in unescape(answer.text)
    key = key_on(answer.text)
    page = unescape(browser.get(PAGE).text)
    assert "1 sleutel in gebruik" in page
    assert "Nog niet gebruikt" in page
    assert key not in page
    assert status_with(neighbourhood, key) == 200
    assert "Gebruikt op 23 november 2026" in unescape(browser.get(PAGE).text)
    found = readers.reader_of(key=key)
    assert found is not None
    assert found.centre_id == neighbourhood.linde
    gone = browser.post(f"{PAGE}/{found.id}/intrekken")
    assert (gone.status_code, gone.location) == (303, PAGE)
    assert "Ingetrokken: Gemeente Den Haag" in " ".join(browser.get(PAGE).text.split())
    assert status_with(neighbourhood, key) == 401
    assert browser.post(f"{PAGE}/{found.id}/intrekken").status_code == 404


def test_what_was_done_is_on_the_record(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    key = key_on(browser.post(PAGE, data={"name": "Gemeente", "scope": "hier"}).text)
    found = readers.reader_of(key=key)
    assert found is not None
    browser.post(f"{PAGE}/{found.id}/intrekken")
    log = browser.get("/team/instellingen/logboek").text
    assert "Sleutel voor de cijfers gegeven" in log
    assert "Sleutel voor de cijfers ingetrokken" in log
    assert "Gemeente" in log
    assert key not in log


def test_a_coordinator_gives_keys_of_the_own_centre_only(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("coordinator")
    assert "Alle centra" not in browser.get(PAGE).text
    assert browser.post(PAGE, data={"name": "Gemeente", "scope": "alle"}).status_code == 422
    assert readers.readers(centre_id=neighbourhood.linde, everywhere=True) == ()


@pytest.mark.parametrize("role", ["area", "admin"])
def test_who_is_everywhere_gives_and_revokes_keys_of_every_centre(
    neighbourhood: Neighbourhood, role: str
) -> None:
    neighbourhood.issued_at(neighbourhood.anker)
    browser = neighbourhood.browser(role)
    key = key_on(browser.post(PAGE, data={"name": "Gemeente", "scope": "alle"}).text)
    found = readers.reader_of(key=key)
    assert found is not None
    assert found.centre_id is None
    assert status_with(neighbourhood, key, "sheets/het-anker/2026-10") == 200
    other = neighbourhood.browser("coordinator")
    assert "Gemeente" not in other.get(PAGE).text
    assert other.post(f"{PAGE}/{found.id}/intrekken").status_code == 404
    browser.post(f"{PAGE}/{found.id}/intrekken?centrum=het-anker")
    assert status_with(neighbourhood, key) == 401


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_reader_has_a_name(neighbourhood: Neighbourhood, name: str) -> None:
    browser = neighbourhood.browser("coordinator")
    assert browser.post(PAGE, data={"name": name, "scope": "hier"}).status_code == 422


def test_a_host_gives_no_keys(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.browser("host")
    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, data={"name": "Gemeente", "scope": "hier"}).status_code == 403
