"""Changing and stopping an activity: the past stays, and only who may does it."""

import uuid
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.activities import queries, recurrence, services
from tests.builders import MONDAY_TEN, an_activity
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, nothing_new


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"recurrence": recurrence.weekly([0, 2], 2), "capacity": 8, "other_os": ("ontmoeten",)},
        {"recurrence": recurrence.monthly(2, 3), "last_day": date(2027, 1, 1)},
        {"titles": {"en": "Cycling", "ar": "دراجات"}, "led_by": "residents"},
        {"for_children": True, "sensitive": True, "description": "Voor alle leeftijden"},
        {"sensitive": True, "sensitive_reason": "Kleine groep"},
    ],
)
def test_saving_an_activity_as_its_form_shows_it_changes_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, more: dict[str, Any]
) -> None:
    activity_id = an_activity(neighbourhood.linde, links_confirmed=True, **more)
    before = queries.activity(centre_id=neighbourhood.linde, activity_id=activity_id)
    address = f"/team/activiteiten/{activity_id}"
    assert coordinator.post(address, data=as_sent(coordinator.get(address).text)).status_code == 303
    assert queries.activity(centre_id=neighbourhood.linde, activity_id=activity_id) == before


def as_sent(page: str) -> dict[str, list[str]]:
    """Return what a browser sends when one presses "Bewaar" on a page."""
    form = page.partition('id="activity-form"')[2].partition("</form>")[0]
    sent: dict[str, list[str]] = {}
    for part in form.split("<input")[1:]:
        tag = part.partition(">")[0]
        picked = 'type="radio"' in tag or 'type="checkbox"' in tag
        if not picked or "checked" in tag:
            value = tag.partition('value="')[2].partition('"')[0]
            sent.setdefault(tag.partition('name="')[2].partition('"')[0], []).append(value)
    for part in form.split("<select")[1:]:
        name = part.partition('name="')[2].partition('"')[0]
        chosen = part.partition("</select>")[0].partition("<option selected")[2]
        sent[name] = [chosen.partition('value="')[2].partition('"')[0]]
    return sent


def test_a_change_keeps_the_past(neighbourhood: Neighbourhood, coordinator: FlaskClient) -> None:
    activity_id = neighbourhood.activity_of(neighbourhood.linde)
    past = date(2026, 11, 20)
    before = queries.programme(centre_id=neighbourhood.linde, day=past, at=MONDAY_TEN)
    typed = filled_in(type_key="A2", sensitive="ja", first_day="2026-01-01", weekdays=["1"])
    address = f"/team/activiteiten/{activity_id}"
    assert coordinator.post(address, data=typed).status_code == 303
    after = queries.programme(centre_id=neighbourhood.linde, day=past, at=MONDAY_TEN)
    assert [item.starts_at for item in after] == [item.starts_at for item in before]


def stop(client: FlaskClient, activity_id: uuid.UUID) -> TestResponse:
    return client.post(f"/team/activiteiten/{activity_id}/stop")


def test_stopping_takes_it_off_the_programme_and_says_so(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    activity_id = an_activity(neighbourhood.linde, title="Koor")
    response = stop(coordinator, activity_id)
    assert "Koor is gestopt" in coordinator.get(response.location).text
    assert nothing_new(neighbourhood)


def test_what_is_stopped_cannot_be_changed_or_stopped_again(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    activity_id = an_activity(neighbourhood.linde)
    services.archive(centre_id=neighbourhood.linde, activity_id=activity_id, at=MONDAY_TEN, by=None)
    assert coordinator.get(f"/team/activiteiten/{activity_id}").status_code == 404
    assert stop(coordinator, activity_id).status_code == 404


def test_a_host_changes_nothing(neighbourhood: Neighbourhood) -> None:
    host = neighbourhood.browser("host")
    activity_id = neighbourhood.activity_of(neighbourhood.linde)
    assert host.post(NEW, data=filled_in()).status_code == 403
    assert stop(host, activity_id).status_code == 403
    assert nothing_new(neighbourhood)
