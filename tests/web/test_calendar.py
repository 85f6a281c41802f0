"""The calendar that phones follow: read back with another parser than the one that wrote it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from flask.testing import FlaskClient

from registry.activities import services
from registry.activities.services import Move
from registry.centres import services as centres
from tests.builders import ILL, MONDAY_TEN, a_daily_activity, a_planned_activity
from tests.web.conftest import Neighbourhood

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ADDRESS = "/agenda/de-linde.ics"
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def phone(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser()


def read(phone: FlaskClient) -> Any:
    response = phone.get(ADDRESS)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    return vobject.readOne(response.data.decode())


def events(phone: FlaskClient) -> dict[str, Any]:
    """Return the events by their UID, each of which there has to be once."""
    found = read(phone).vevent_list
    by_uid = {event.uid.value: event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def this_mornings(here: Neighbourhood, phone: FlaskClient) -> Any:
    return events(phone)[f"{here.inloop}@inloop"]


def change(here: Neighbourhood, deed: Any, **more: Any) -> None:
    deed(centre_id=here.linde, occurrence_id=here.inloop, at=MONDAY_TEN, by=None, **more)


def test_each_bijeenkomst_is_an_event_at_its_local_time(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    event = this_mornings(neighbourhood, phone)
    assert event.summary.value == "Open inloop"
    assert event.dtstart.value == datetime(2026, 11, 23, 9, 30, tzinfo=AMSTERDAM)
    assert event.dtend.value == datetime(2026, 11, 23, 12, tzinfo=AMSTERDAM)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Amsterdam"]
    assert event.location.value == "Zaal 1, De Linde, Moerwijk"
    assert (event.status.value, event.sequence.value) == ("CONFIRMED", "0")
    assert event.transp.value == "TRANSPARENT"


def test_the_time_zone_goes_along_with_both_its_times(phone: FlaskClient) -> None:
    text = phone.get(ADDRESS).data.decode()
    zone = text.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    assert "TZID:Europe/Amsterdam" in zone
    assert "TZOFFSETTO:+0100" in zone
    assert "TZOFFSETTO:+0200" in zone


def test_both_sides_of_a_change_of_the_clock_keep_their_local_time(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    services.plan_until(centre_id=neighbourhood.linde, last_day=date(2027, 4, 30))
    with time_machine.travel(datetime(2027, 3, 20, 9, tzinfo=AMSTERDAM), tick=False):
        starts = [
            event.dtstart.value
            for event in events(phone).values()
            if event.summary.value == "Open inloop"
        ]
    assert {start.astimezone(AMSTERDAM).time() for start in starts} == {time(9, 30)}
    assert {start.utcoffset() for start in starts} == {timedelta(hours=1), timedelta(hours=2)}


def test_what_is_called_off_says_so_in_status_and_words(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    change(neighbourhood, services.cancel_occurrence, why=ILL)
    event = this_mornings(neighbourhood, phone)
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")
    assert event.summary.value == "Gaat niet door: Open inloop"
    assert "De begeleider is ziek." in event.description.value
    assert event.last_modified.value == MONDAY_TEN
    change(neighbourhood, services.restore_occurrence)
    event = this_mornings(neighbourhood, phone)
    assert (event.status.value, event.sequence.value) == ("CONFIRMED", "2")
    assert event.summary.value == "Open inloop"


def test_what_moves_keeps_its_uid_and_says_where_it_was(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    to = Move(day=TUESDAY, starts=time(14), ends=time(15), place="Keuken")
    change(neighbourhood, services.move_occurrence, to=to, why=ILL)
    event = this_mornings(neighbourhood, phone)
    assert event.dtstart.value == datetime(2026, 11, 24, 14, tzinfo=AMSTERDAM)
    assert event.location.value == "Keuken, De Linde, Moerwijk"
    assert event.sequence.value == "1"
    assert "Eerst: maandag 23 november, 09.30 uur, Zaal 1." in event.description.value


def test_something_sensitive_is_there_by_its_name_as_on_the_programme(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    assert events(phone)[f"{neighbourhood.surgery}@inloop"].summary.value == "Hulp bij brieven"


def test_a_closed_day_is_an_event_of_the_whole_day(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    centres.close_on(centre_id=neighbourhood.linde, day=TUESDAY, reason="Schoonmaak")
    closed = [one for one in events(phone).values() if "Gesloten" in one.summary.value]
    assert [(one.dtstart.value, one.dtend.value) for one in closed] == [
        (TUESDAY, TUESDAY + timedelta(days=1))
    ]
    assert closed[0].summary.value == "Gesloten: Schoonmaak"
    assert not [
        one
        for one in events(phone).values()
        if isinstance(one.dtstart.value, datetime) and one.dtstart.value.date() == TUESDAY
    ]


AWKWARD = ["Thee; koffie, koek", "Lezen\\schrijven", "Türkçe kahve ☕ مقهى", "x" * 32]


@pytest.mark.parametrize("title", AWKWARD)
def test_awkward_words_come_through_whole(
    neighbourhood: Neighbourhood, phone: FlaskClient, title: str
) -> None:
    a_daily_activity(neighbourhood.linde, title, description="Eén; twee, drie " * 5)
    body = phone.get(ADDRESS).data
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    told = [one for one in events(phone).values() if one.summary.value == title]
    assert told
    assert "Eén; twee, drie" in told[0].description.value


def test_nothing_of_another_centre_and_nothing_far_away(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    a_planned_activity(neighbourhood.anker, title="Naailes")
    found = events(phone)
    assert f"{neighbourhood.elsewhere}@inloop" not in found
    days = [one.dtstart.value.date() for one in found.values()]
    assert min(days) >= date(2026, 10, 23)
    assert max(days) <= date(2027, 1, 22)
    assert phone.get("/agenda/het-nergens.ics").status_code == 404


def test_what_is_unchanged_is_not_sent_again(
    neighbourhood: Neighbourhood, phone: FlaskClient
) -> None:
    tag = phone.get(ADDRESS).headers["ETag"]
    with time_machine.travel(MONDAY_TEN + timedelta(hours=3), tick=False):
        again = phone.get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=900"
    change(neighbourhood, services.cancel_occurrence, why=ILL)
    fresh = phone.get(ADDRESS, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != tag
