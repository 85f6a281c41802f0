"""A day on record: which day, check-ins set right with a reason, and who may."""

from __future__ import annotations

import uuid
from datetime import time

import pytest

from registry.activities.services import close_days
from registry.visits import queries as visits
from registry.visits.services.later import Came, Setting, add_later
from tests.builders import MONDAY_TEN, a_check_in, some_passes
from tests.web.conftest import TEAM, Neighbourhood
from tests.web.test_paper_list import FRIDAY, LONG_AGO, MONDAY, counted, page

READERS = [role for role in TEAM if role != "host"]


@pytest.mark.parametrize("day", ["2026-11-24", "2024-12-31", "gisteren", "2026-02-30"])
def test_a_day_that_is_not_there_yet_or_never_was_is_not_found(
    neighbourhood: Neighbourhood, day: str
) -> None:
    assert neighbourhood.browser("coordinator").get(f"/team/dag/{day}").status_code == 404


@pytest.mark.parametrize("who", READERS)
def test_a_check_in_is_changed_with_a_reason_and_the_first_stays(
    neighbourhood: Neighbourhood, who: str
) -> None:
    key = a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.inloop)
    client = neighbourhood.browser(who)
    assert f"/team/dag/{MONDAY}/{key}" in client.get(page(MONDAY)).text
    sent = {
        "occurrence": neighbourhood.surgery,
        "people": 3,
        "role": "meehelpen",
        "reason": "activity",
    }
    address = f"/team/dag/{MONDAY}/{key}/wijzigen?centrum=de-linde"
    shown = client.get(client.post(address, data=sent).location).text
    assert "Gewijzigd. Wat er eerst stond, blijft bewaard." in shown
    assert "Later gewijzigd: het was een andere activiteit" in shown
    (entry,) = visits.record(centre_id=neighbourhood.linde, day=MONDAY)
    assert (entry.party, entry.role) == (3, "meehelpen")
    assert entry.occurrence_id == neighbourhood.surgery


def test_a_sensitive_activity_is_named_by_its_o(neighbourhood: Neighbourhood) -> None:
    a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.surgery)
    shown = neighbourhood.browser("coordinator").get(page(MONDAY)).text
    record = shown.partition('id="record-head"')[2]
    assert "<b>Ondersteunen</b>" in record
    assert "Hulp bij brieven" not in record


def test_a_check_in_of_a_day_that_was_closed_later_keeps_what_it_was_for(
    neighbourhood: Neighbourhood,
) -> None:
    here, client = neighbourhood.linde, neighbourhood.browser("coordinator")
    key = a_check_in(here, MONDAY, occurrence_id=neighbourhood.inloop)
    close_days(
        centre_id=here,
        first_day=MONDAY,
        last_day=MONDAY,
        reason="Lekkage",
        today=MONDAY,
        at=MONDAY_TEN,
        by=None,
    )
    shown = client.get(f"/team/dag/{MONDAY}/{key}").text
    assert f'<option selected value="{neighbourhood.inloop}">Open inloop</option>' in shown
    sent = {
        "occurrence": neighbourhood.inloop,
        "people": 3,
        "role": "meedoen",
        "reason": "number",
    }
    assert client.post(f"/team/dag/{MONDAY}/{key}/wijzigen", data=sent).status_code == 303
    (entry,) = visits.record(centre_id=here, day=MONDAY)
    assert (entry.party, entry.occurrence_id) == (3, neighbourhood.inloop)


def test_nothing_of_another_centre_is_changed_by_what_a_form_names(
    neighbourhood: Neighbourhood,
) -> None:
    there, batch = neighbourhood.anker, uuid.uuid4()
    setting = Setting(centre_id=there, at=MONDAY_TEN, by=uuid.uuid4(), reason="paper")
    came = [Came(people=4, moment=MONDAY_TEN)]
    add_later(setting=setting, came=came, event_id=batch)
    key = a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.inloop)
    client = neighbourhood.browser("coordinator")
    taken = client.post(f"/team/dag/{MONDAY}/ongedaan", data={"net": batch.hex})
    assert "Dit kan niet meer" in client.get(taken.location).text
    sent = {
        "occurrence": neighbourhood.elsewhere,
        "people": 1,
        "role": "meedoen",
        "reason": "activity",
    }
    assert client.post(f"/team/dag/{MONDAY}/{key}/wijzigen", data=sent).status_code == 422
    (entry,) = visits.record(centre_id=neighbourhood.linde, day=MONDAY)
    assert entry.occurrence_id == neighbourhood.inloop
    found = visits.standing(centre_id=there, first_day=MONDAY, last_day=MONDAY)
    assert [one.party for one in found] == [4]


@pytest.mark.parametrize(("people", "said"), [("0", 422), ("100", 422), ("", 422), ("2", 303)])
def test_a_change_needs_a_number_that_can_be(
    neighbourhood: Neighbourhood, people: str, said: int
) -> None:
    key = a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.inloop)
    sent = {
        "occurrence": neighbourhood.inloop,
        "people": people,
        "role": "meedoen",
        "reason": "number",
    }
    client = neighbourhood.browser("coordinator")
    response = client.post(f"/team/dag/{MONDAY}/{key}/wijzigen", data=sent)
    assert response.status_code == said


def test_a_check_in_is_taken_back_with_a_reason_at_any_time(neighbourhood: Neighbourhood) -> None:
    key = a_check_in(neighbourhood.linde, LONG_AGO)
    client = neighbourhood.browser("coordinator")
    address = f"/team/dag/{LONG_AGO}/{key}/terugnemen"
    assert client.post(address, data={"reason": "zomaar"}).status_code == 400
    assert counted(neighbourhood, LONG_AGO) == [1]
    shown = client.get(client.post(address, data={"reason": "double"}).location).text
    assert "Later teruggenomen: het was dubbel geteld" in shown
    assert counted(neighbourhood, LONG_AGO) == []
    log = client.get("/team/instellingen/logboek").text
    assert "Het was dubbel geteld" in log.partition("Bezoek teruggenomen")[2]


def test_a_host_changes_nothing_and_sees_no_button(neighbourhood: Neighbourhood) -> None:
    key = a_check_in(neighbourhood.linde, MONDAY)
    client = neighbourhood.browser("host")
    assert f"/team/dag/{MONDAY}/{key}" not in client.get(page(MONDAY)).text
    for deed in ("wijzigen", "terugnemen"):
        assert client.post(f"/team/dag/{MONDAY}/{key}/{deed}").status_code == 403


def test_the_page_says_how_each_came_and_never_which_pass(neighbourhood: Neighbourhood) -> None:
    (card,) = some_passes(neighbourhood.linde, 1)
    a_check_in(neighbourhood.linde, MONDAY, pass_hash=card)
    a_check_in(neighbourhood.linde, MONDAY, channel="poster")
    shown = neighbourhood.browser("host").get(page(MONDAY)).text
    assert "met pas" in shown
    assert "met een telefoon" in shown
    assert card.hex() not in shown


def test_a_long_day_is_shown_in_pages_and_by_activity(neighbourhood: Neighbourhood) -> None:
    for minute in range(55):
        a_check_in(neighbourhood.linde, FRIDAY, time(9, minute))
    a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.inloop)
    a_check_in(neighbourhood.linde, MONDAY, occurrence_id=neighbourhood.surgery)
    client = neighbourhood.browser("coordinator")
    first = client.get(page()).text
    assert first.count('id="check-in-') == 50
    assert "<b>1–50</b> van 55" in first
    assert client.get(f"{page()}&pagina=2").text.count('id="check-in-') == 5
    assert client.get(f"{page()}&pagina=x").status_code == 200
    of_one = client.get(f"{page(MONDAY)}&bij={neighbourhood.inloop}").text
    assert of_one.count('id="check-in-') == 1


def test_vandaag_leads_to_the_day_and_any_day_can_be_asked_for(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    assert f'href="/team/dag/{MONDAY}"' in client.get("/team/vandaag").text
    assert client.get("/team/dag").location == f"/team/dag/{MONDAY_TEN.date()}"
    assert client.get("/team/dag?dag=2026-11-20").location == "/team/dag/2026-11-20"
    assert client.get("/team/vandaag/turflijst.pdf?dag=2026-11-20").mimetype == "application/pdf"
