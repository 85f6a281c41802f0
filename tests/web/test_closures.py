"""Dicht en vakantie: days closed and opened, feast days proposed, what stops in holidays."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from registry.activities import queries
from registry.centres import queries as centres
from tests.builders import MONDAY_TEN, an_activity
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/dicht"
FROM, UNTIL = date(2026, 11, 23), date(2027, 12, 31)


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def closed(here: Neighbourhood) -> dict[date, str]:
    return centres.closures(here.linde, FROM, UNTIL)


def test_a_period_is_closed_and_a_day_of_it_opened_again(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    sent = {"first": "2026-12-21", "last": "2027-01-01", "reason": "Kerstsluiting"}
    response = coordinator.post(PAGE, data=sent)
    assert "10 dagen dicht: Kerstsluiting." in coordinator.get(response.location).text
    assert len(closed(neighbourhood)) == 10
    coordinator.post(f"{PAGE}/open", data={"day": "2026-12-28"})
    assert date(2026, 12, 28) not in closed(neighbourhood)
    monday = queries.programme(centre_id=neighbourhood.linde, day=date(2026, 12, 28), at=MONDAY_TEN)
    assert [item.title for item in monday] == ["Open inloop", "Hulp bij brieven"]


def test_feast_days_are_proposed_until_they_are_closed(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    page = coordinator.get(PAGE).text
    assert "Koningsdag" in page
    assert 'value="2027-04-27"' in page
    assert "Tweede kerstdag" not in page  # a Saturday in 2026: nobody would be there
    coordinator.post(PAGE, data={"first": "2027-04-27", "reason": "Koningsdag"})
    assert closed(neighbourhood) == {date(2027, 4, 27): "Koningsdag"}
    assert coordinator.get(PAGE).text.count("Koningsdag") == 1 + 1  # told, and listed as closed


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"first": ""}, "first", "Kies een dag."),
        ({"reason": ""}, "reason", "Schrijf waarom."),
        ({"reason": "x" * 81}, "reason", "Hoogstens 80 letters."),
        ({"first": "2026-11-20"}, "first", "Die dag is al voorbij."),
        ({"last": "2026-12-01"}, "last", "De laatste dag is voor de eerste dag."),
        ({"last": "2027-10-01"}, "last", "Zo lang kan een centrum niet dicht zijn."),
        ({"first": "2026-12-19", "last": "2026-12-20"}, "first", "Het centrum is dan al dicht."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    neighbourhood: Neighbourhood,
    coordinator: FlaskClient,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    sent = {"first": "2026-12-21", "last": "", "reason": "Kerst", **typed}
    response = coordinator.post(PAGE, data=sent)
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert words in response.text
    assert f'value="{sent["reason"]}"' in response.text
    assert closed(neighbourhood) == {}


def test_opening_what_is_no_day_is_refused(coordinator: FlaskClient) -> None:
    assert coordinator.post(f"{PAGE}/open", data={"day": "morgen"}).status_code == 400


def test_school_holidays_name_their_source_and_what_stops_then(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    assert "Alles gaat door in de vakantie." in coordinator.get(PAGE).text
    key = an_activity(neighbourhood.linde, title="Huiswerkhulp", in_holidays=False)
    page = coordinator.get(PAGE).text
    assert "Kerstvakantie" in page
    assert "Bron: Rijksoverheid, regio Midden." in page
    assert f'href="/team/activiteiten/{key}">Huiswerkhulp</a>' in page
