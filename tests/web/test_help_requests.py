"""Hulpvragen: recorded in a few touches, found by the number on a slip, taken up in time."""

import re
import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from registry.support import queries, services
from registry.support.queries import HelpView
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood

PAGE = "/team/hulpvragen"
TODAY = MONDAY_TEN.date()


def send(client: FlaskClient, **fields: object) -> TestResponse:
    """Fill in the form of a new request and press "Bewaar"."""
    data = {
        "key": uuid.uuid4(),
        "topic": "geld",
        "outcome": "open",
        "channel": "inloop",
        "partner": "",
        "aftercare": "14",
    }
    return client.post(PAGE, data={**data, **fields})


def only(here: Neighbourhood) -> HelpView:
    (found,) = queries.requests(centre_id=here.linde)
    return found


def a_partner(centre_id: uuid.UUID, name: str = "Taalpunt") -> uuid.UUID:
    return services.add_partner(centre_id=centre_id, name=name, at=MONDAY_TEN, by=None)


@pytest.mark.parametrize("who", TEAM)
def test_a_request_gets_a_number_that_stands_large_on_the_page(
    neighbourhood: Neighbourhood, who: str
) -> None:
    client = neighbourhood.browser(who)
    page = client.get(send(client).location).text
    assert "Bewaard onder nummer <b>1</b>." in page
    assert f'href="{PAGE}/1/briefje.pdf' in page
    found = only(neighbourhood)
    assert (found.topic, found.outcome, found.opened_on) == ("geld", "open", TODAY)
    assert found.aftercare_due_on is None


def test_the_form_is_ready_for_three_touches_and_says_the_next_number(
    neighbourhood: Neighbourhood,
) -> None:
    neighbourhood.help_at(neighbourhood.linde)
    page = neighbourhood.browser("host").get(PAGE).text
    assert "<strong>2</strong>" in page
    assert re.findall(r"<input checked[^>]*value=\"(\w+)\"", page) == ["14", "inloop"]
    assert not re.search(r"<textarea|type=\"text\"(?![^>]*nummer)", page)


def test_the_same_form_twice_is_one_request(neighbourhood: Neighbourhood) -> None:
    client, key = neighbourhood.browser("host"), uuid.uuid4()
    assert send(client, key=key).location == send(client, key=key).location
    only(neighbourhood)


def test_who_is_referred_has_a_partner_and_a_day_of_aftercare(
    neighbourhood: Neighbourhood,
) -> None:
    partner = a_partner(neighbourhood.linde)
    client = neighbourhood.browser("host")
    send(client, outcome="warm_overgedragen", partner=partner)
    found = only(neighbourhood)
    assert (found.partner, found.aftercare_due_on) == ("Taalpunt", TODAY + timedelta(days=14))
    page = client.get(PAGE).text
    assert "Taalpunt" in page
    assert "nazorg 7 dec" in page


def test_a_partner_or_a_day_of_aftercare_stands_with_no_other_outcome(
    neighbourhood: Neighbourhood,
) -> None:
    partner = a_partner(neighbourhood.linde)
    send(neighbourhood.browser("host"), outcome="geholpen", partner=partner)
    assert (only(neighbourhood).partner, only(neighbourhood).aftercare_due_on) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("topic", "", "Kies waar het over gaat."),
        ("outcome", "", "Kies hoe het nu is."),
        ("channel", "", "Kies hoe de vraag kwam."),
        ("topic", "liefde", "topic-error"),
        ("aftercare", "300", "aftercare-error"),
    ],
)
def test_what_was_not_chosen_is_said_beside_it_and_the_rest_stays(
    neighbourhood: Neighbourhood, field: str, value: str, said: str
) -> None:
    answer = send(neighbourhood.browser("host"), **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    kept = "open" if field == "topic" else "geld"
    assert re.search(rf'<input checked[^>]*value="{kept}"', answer.text)
    assert queries.requests(centre_id=neighbourhood.linde) == ()


def test_a_partner_of_another_centre_cannot_be_chosen(neighbourhood: Neighbourhood) -> None:
    foreign = a_partner(neighbourhood.anker)
    answer = send(neighbourhood.browser("host"), outcome="verwezen", partner=foreign)
    assert answer.status_code == 422
    assert queries.requests(centre_id=neighbourhood.linde) == ()


def test_the_number_on_a_slip_leads_to_its_request(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    number = neighbourhood.help_at(neighbourhood.linde)
    assert client.get(f"{PAGE}?nummer= {number} ").location == f"{PAGE}/{number}"
    for unknown in ("77", "x", "9" * 30, "١"):
        page = client.get(f"{PAGE}?nummer={unknown}")
        assert page.status_code == 200
        assert "Dit nummer kennen we hier niet." in page.text


def test_the_list_says_what_is_up_now_this_week_and_later(neighbourhood: Neighbourhood) -> None:
    def due(day: date) -> int:
        return neighbourhood.help_at(neighbourhood.linde, outcome="verwezen", aftercare_due_on=day)

    with time_machine.travel(MONDAY_TEN + timedelta(days=8)):
        client = neighbourhood.browser("host")
        assert "Er staat niets open." in client.get(PAGE).text
        neighbourhood.help_at(neighbourhood.linde, outcome="open")
        for away in (7, 8, 9, 11, 20):
            due(TODAY + timedelta(days=away))
        page = client.get(PAGE).text
    said = re.findall(r"<h3>(.*?)</h3>|<span class=\"waits\">(.*?)</span>", page)
    assert ["".join(one) for one in said] == [
        "Nu aan de beurt",
        "8 dagen open",
        "nazorg sinds 30 nov",
        "nazorg vandaag",
        "Deze week",
        "nazorg morgen",
        "nazorg vrijdag",
        "Later",
        "nazorg 13 dec",
    ]


def test_everything_is_listed_by_topic_and_page(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    for topic in ("post", *["geld"] * 51):
        neighbourhood.help_at(neighbourhood.linde, topic=topic)

    def numbers(address: str) -> list[int]:
        rows = re.findall(r"<strong>(\d+)</strong></a></th>", client.get(address).text)
        return [int(number) for number in rows]

    assert numbers(f"{PAGE}?toon=alles") == list(range(52, 2, -1))
    assert numbers(f"{PAGE}?toon=alles&pagina=2") == [2, 1]
    assert numbers(f"{PAGE}?toon=alles&onderwerp=post") == [1]
    assert numbers(f"{PAGE}?toon=alles&onderwerp=geld&pagina=2") == [2]
    assert numbers(f"{PAGE}?toon=alles&sorteer=-nummer")[0] == 1
    assert numbers(f"{PAGE}?toon=alles&sorteer=onderwerp")[0] == 1
    assert numbers(f"{PAGE}?toon=alles&maand=2026-11&stand=open") == []
    assert "Niets gevonden met dit filter." in client.get(f"{PAGE}?toon=alles&onderwerp=zorg").text


def test_the_next_conversation_is_written_under_the_same_number(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("host")
    send(client, outcome="open")
    partner = a_partner(neighbourhood.linde)
    page = client.get(f"{PAGE}/1").text
    assert re.search(r'checked[^>]*value="open"', page)
    data = {"key": uuid.uuid4(), "topic": "geld", "channel": "spreekuur", "outcome": "verwezen"}
    answer = client.post(f"{PAGE}/1", data={**data, "partner": partner, "aftercare": "7"})
    assert "Hulpvraag 1 is bijgewerkt." in client.get(answer.location).text
    found = only(neighbourhood)
    assert (found.outcome, found.partner, found.channel) == ("verwezen", "Taalpunt", "spreekuur")
    assert found.aftercare_due_on == TODAY + timedelta(days=7)
    kept = client.get(f"{PAGE}/1").text
    assert "blijft 30 nov" in kept
    client.post(f"{PAGE}/1", data={**data, "partner": partner, "aftercare": "blijft"})
    assert only(neighbourhood).aftercare_due_on == TODAY + timedelta(days=7)
    assert client.post(f"{PAGE}/1", data={**data, "outcome": ""}).status_code == 422


def test_a_partner_put_away_stays_with_a_request_that_has_it(
    neighbourhood: Neighbourhood,
) -> None:
    partner = a_partner(neighbourhood.linde)
    neighbourhood.help_at(neighbourhood.linde, outcome="verwezen", partner_id=partner)
    services.archive_partner(
        centre_id=neighbourhood.linde, partner_id=partner, on=TODAY, at=MONDAY_TEN, by=None
    )
    client = neighbourhood.browser("host")
    assert "Taalpunt" not in client.get(PAGE).text.partition("<h2")[0]
    assert f'<option selected value="{partner}">Taalpunt' in client.get(f"{PAGE}/1").text


def test_aftercare_is_one_touch_and_can_be_taken_back(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    neighbourhood.help_at(neighbourhood.linde, outcome="verwezen", aftercare_due_on=TODAY)
    page = client.get(client.post(f"{PAGE}/1/nazorg").location).text
    assert "Nazorg bij 1 is gedaan." in page
    assert only(neighbourhood).aftercare_given_on == TODAY
    client.post(f"{PAGE}/1/ongedaan", data={"deed": "nazorg"})
    assert (only(neighbourhood).aftercare_given_on, only(neighbourhood).aftercare_due_on) == (
        None,
        TODAY,
    )


def test_a_mistake_is_taken_back_within_ten_minutes(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("host")
    said = send(client).location
    with time_machine.travel(MONDAY_TEN + timedelta(minutes=11)):
        later = neighbourhood.browser("host")
        assert "Bewaard onder nummer" not in later.get(said).text
        refused = later.post(f"{PAGE}/1/ongedaan", data={"deed": "vraag"})
        assert "Dit kan niet meer" in later.get(refused.location).text
    client.post(f"{PAGE}/1/ongedaan", data={"deed": "vraag"})
    assert queries.requests(centre_id=neighbourhood.linde) == ()
    assert client.get(f"{PAGE}/1").status_code == 404


def test_the_slips_are_two_pages_of_a6_with_the_number_and_not_the_topic(
    neighbourhood: Neighbourhood,
) -> None:
    due = TODAY + timedelta(days=14)
    neighbourhood.help_at(
        neighbourhood.linde, topic="geld", outcome="verwezen", aftercare_due_on=due
    )
    answer = neighbourhood.browser("host").get(f"{PAGE}/1/briefje.pdf")
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    sizes = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in pages}
    assert (len(pages), sizes) == (2, {(105, 148)})
    for page, whose in zip(pages, ("Voor u", "Voor het centrum"), strict=True):
        text = " ".join(page.extract_text().split())
        assert re.match(f"{whose} 1 ?De Linde 23 november 2026", text)
        assert "maandag 7 december" in text
        assert "geld" not in text.lower()
