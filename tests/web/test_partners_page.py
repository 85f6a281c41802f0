"""Partners: added, renamed, put away and taken up again by who runs the centre."""

import uuid

import pytest
from flask.testing import FlaskClient

from registry.support import queries, services
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood

PAGE = "/team/partners"


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def a_partner(centre_id: uuid.UUID, name: str = "Taalpunt") -> uuid.UUID:
    return services.add_partner(centre_id=centre_id, name=name, at=MONDAY_TEN, by=None)


def names(here: Neighbourhood) -> list[str]:
    return [one.name for one in queries.partners(centre_id=here.linde)]


def test_an_empty_list_says_what_belongs_in_it(coordinator: FlaskClient) -> None:
    assert "Schrijf organisaties op, geen mensen." in coordinator.get(PAGE).text


def test_a_partner_is_added_and_offered_with_a_help_request(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    answer = coordinator.post(PAGE, data={"name": "  Wijkteam   Moerwijk "})
    assert "Wijkteam Moerwijk staat erbij." in coordinator.get(answer.location).text
    assert names(neighbourhood) == ["Wijkteam Moerwijk"]
    assert (
        "Wijkteam Moerwijk</option>" in neighbourhood.browser("host").get("/team/hulpvragen").text
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Schrijf een naam."), ("x" * 81, "hoogstens 80 tekens"), ("taalPUNT", "is er al")],
)
def test_a_name_that_cannot_be_is_said_beside_it(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, name: str, said: str
) -> None:
    partner = a_partner(neighbourhood.linde)
    other = a_partner(neighbourhood.linde, "Wijkteam")
    for address in (PAGE, f"{PAGE}/{other}"):
        answer = coordinator.post(address, data={"name": name})
        assert answer.status_code == 422
        assert said in answer.text
        assert f'value="{name}"' in answer.text
    assert names(neighbourhood) == ["Taalpunt", "Wijkteam"]
    assert coordinator.post(f"{PAGE}/{partner}", data={"name": "taalPUNT"}).status_code == 303


def test_a_partner_is_put_away_and_set_back(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    partner = a_partner(neighbourhood.linde)
    away = coordinator.post(f"{PAGE}/{partner}/weg")
    assert "Taalpunt staat niet meer in de keuze." in coordinator.get(away.location).text
    assert names(neighbourhood) == []
    coordinator.post(f"{PAGE}/{partner}/terug")
    assert names(neighbourhood) == ["Taalpunt"]
