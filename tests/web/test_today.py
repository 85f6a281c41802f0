"""Vandaag: what it shows, and what its live part costs while nothing changes."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.centres import services as centres
from registry.centres.services import TabletReport
from registry.database import new_id
from registry.reporting import services as reporting
from registry.visits import services as visits
from registry.visits.services import CheckInEvent, Source
from tests.builders import MONDAY_TEN, a_tablet
from tests.web.conftest import Neighbourhood

LIVE = "/team/vandaag/stand"


def come_in(here: Neighbourhood, *, minutes_ago: float = 0, **more: object) -> None:
    """Let someone tap at the tablet of De Linde."""
    event = {"occurrence_id": here.inloop, **more}
    at = MONDAY_TEN - timedelta(minutes=minutes_ago)
    visits.check_in(
        source=Source(here.linde, "tablet"),
        event=CheckInEvent(id=new_id(), at=at, body=b"\1" * 32, **event),  # type: ignore[arg-type]
    )


def poll(client: FlaskClient, tag: str | None = None) -> TestResponse:
    """Ask for the live part as HTMX does."""
    headers = {"HX-Request": "true"}
    if tag is not None:
        headers["If-None-Match"] = f'W/"{tag}"'
    return client.get(LIVE, headers=headers)


def tag_in(response: TestResponse) -> str:
    """Return the tag with which the live part asks again."""
    tag = response.text.partition(r'"If-None-Match": "W/\"')[2].partition("\\")[0]
    assert tag
    return tag


def test_the_count_runs_and_sessions_show(neighbourhood: Neighbourhood) -> None:
    come_in(neighbourhood, party=3)
    text = neighbourhood.browser("host").get("/team/vandaag").text
    assert '<strong id="visits">3</strong>' in text
    assert "0 met pas, 3 zonder pas." in text
    assert "Open inloop" in text
    assert "maandag 23 november, 10.00" in text


def test_a_day_that_no_tablet_planned_has_its_programme(neighbourhood: Neighbourhood) -> None:
    far = MONDAY_TEN + timedelta(days=365)
    with time_machine.travel(far, tick=False):
        text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "1 erbij, Open inloop" in text


def test_a_sensitive_activity_shows_in_the_last_arrivals_as_its_o(
    neighbourhood: Neighbourhood,
) -> None:
    come_in(neighbourhood, occurrence_id=neighbourhood.surgery)
    text = neighbourhood.browser("host").get("/team/vandaag").text
    latest = text.partition("Laatst binnen")[2]
    assert "Ondersteunen" in latest
    assert "Hulp bij brieven" not in latest


def test_only_arrivals_of_the_last_ten_minutes_can_be_taken_back(
    neighbourhood: Neighbourhood,
) -> None:
    come_in(neighbourhood, minutes_ago=4)
    come_in(neighbourhood, minutes_ago=16)
    text = neighbourhood.browser("host").get("/team/vandaag").text
    assert text.count('<li class="ontmoeten" id="arrival-') == 2
    assert text.count('id="back-row-') == 1
    assert "Ongedaan maken kan tot 10 minuten daarna." in text


def test_an_empty_day_says_so(neighbourhood: Neighbourhood) -> None:
    with time_machine.travel(MONDAY_TEN + timedelta(hours=8), tick=False):
        text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "Er is nu niets bezig." in text
    assert "Vandaag is nog niemand binnen." in text


def test_a_closed_day_says_so(neighbourhood: Neighbourhood) -> None:
    with time_machine.travel(MONDAY_TEN + timedelta(days=-1), tick=False):
        text = neighbourhood.browser("host").get("/team/vandaag").text
    assert "Vandaag is het centrum dicht." in text


def test_the_live_part_is_a_part_for_htmx_and_a_page_for_others(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    assert poll(client).text.strip().startswith('<div id="live"')
    assert client.get(LIVE).text.startswith("<!doctype html>")


def test_an_unchanged_day_is_not_sent_again(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    first = client.get("/team/vandaag")
    again = poll(client, tag_in(first))
    assert (again.status_code, again.data) == (304, b"")


def test_an_unchanged_day_costs_no_figures(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = neighbourhood.browser("host")
    tag = tag_in(client.get("/team/vandaag"))
    monkeypatch.setattr(reporting, "today", None)
    assert poll(client, tag).status_code == 304
    come_in(neighbourhood)
    assert poll(client, tag).status_code == 500


def test_a_new_arrival_is_sent_at_the_next_question(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    tag = tag_in(client.get("/team/vandaag"))
    come_in(neighbourhood)
    again = poll(client, tag)
    assert again.status_code == 200
    assert '<strong id="visits">1</strong>' in again.text
    assert tag_in(again) != tag


def test_a_new_minute_is_sent_too(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    tag = tag_in(client.get("/team/vandaag"))
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=1), tick=False):
        assert "10.01" in poll(client, tag).text


def test_a_tablet_that_reports_again_changes_nothing_on_the_screen(
    neighbourhood: Neighbourhood,
) -> None:
    tablet = centres.identify_tablet(token=a_tablet(neighbourhood.linde))
    assert tablet is not None
    client = neighbourhood.browser("host")

    def report(seconds: int, battery: float) -> None:
        centres.report_tablet(
            centre_id=neighbourhood.linde,
            tablet_id=tablet.tablet_id,
            report=TabletReport(battery=battery),
            at=MONDAY_TEN + timedelta(seconds=seconds),
        )

    report(-30, 0.8)
    tag = tag_in(client.get("/team/vandaag"))
    report(-15, 0.8)
    assert poll(client, tag).status_code == 304
    report(-5, 0.5)
    assert "Accu 50%" in poll(client, tag).text


def test_whose_sign_in_ended_is_led_to_the_door_by_the_next_question(
    neighbourhood: Neighbourhood,
) -> None:
    response = poll(neighbourhood.browser())
    assert response.status_code == 204
    assert response.headers["HX-Redirect"].startswith("/team/inloggen")


def test_nothing_of_the_day_is_kept_by_a_browser(neighbourhood: Neighbourhood) -> None:
    response = neighbourhood.browser("host").get("/team/vandaag")
    assert response.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in response.headers["Vary"]


def test_taking_back_a_tap_without_an_activity_has_a_name(neighbourhood: Neighbourhood) -> None:
    with time_machine.travel(MONDAY_TEN - timedelta(hours=2), tick=False):
        come_in(neighbourhood, minutes_ago=121, occurrence_id=None)
        text = neighbourhood.browser("host").get("/team/vandaag").text
    assert 'aria-label="Ongedaan maken: Zonder activiteit, 07.59"' in text


def test_with_many_tablets_the_rest_is_counted_and_silent_ones_come_first(
    neighbourhood: Neighbourhood,
) -> None:
    for name in ("Achterdeur", "Ingang", "Keuken", "Zaal"):
        token = a_tablet(neighbourhood.linde, name)
        tablet = centres.identify_tablet(token=token)
        assert tablet
        if name != "Zaal":
            centres.report_tablet(
                centre_id=neighbourhood.linde,
                tablet_id=tablet.tablet_id,
                report=TabletReport(),
                at=MONDAY_TEN,
            )
    page = neighbourhood.browser("host").get("/team/vandaag").get_data(as_text=True)
    assert page.index("Zaal") < page.index("Achterdeur")
    assert "Ingang" not in page
    assert "En nog 2 tablets." in page
