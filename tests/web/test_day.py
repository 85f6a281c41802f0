"""A day on record: a paper list typed in, check-ins set right with a reason, and who may."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.activities import recurrence
from registry.activities.services import close_days
from registry.visits import queries as visits
from registry.visits.services.later import Came, Setting, add_later
from tests.builders import MONDAY_TEN, a_check_in, a_planned_activity, some_passes
from tests.web.conftest import TEAM, Neighbourhood

MONDAY, FRIDAY, LONG_AGO = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 13)
READERS = [role for role in TEAM if role != "host"]


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


@pytest.mark.parametrize("day", ["2026-11-24", "2024-12-31", "gisteren", "2026-02-30"])
def test_a_day_that_is_not_there_yet_or_never_was_is_not_found(
    neighbourhood: Neighbourhood, day: str
) -> None:
    assert neighbourhood.browser("coordinator").get(f"/team/dag/{day}").status_code == 404


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
