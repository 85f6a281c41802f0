"""The page on which a coordinator chooses what a month asks."""

from __future__ import annotations

import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from registry.answers import queries, services
from registry.answers.services import Answer
from registry.audit import AuditEntry
from registry.database import reading
from registry.theory.load import load
from tests.builders import MONDAY_TEN, a_check_in
from tests.web.conftest import Neighbourhood

ADDRESS = "/team/instellingen/vragen"
ROTATING = load().rotating()
SIX = ["SC-I2", "SC-I4", "LV-I4", "SV-I4", "MP-I3", "VO-I5"]


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def asked(here: Neighbourhood, month: str) -> dict[str, str]:
    return queries.set_of_month(centre_id=here.linde, month=month, rotating=ROTATING)


def answered(
    here: Neighbourhood, month: str, question: str, count: int, variant: str = "niveau"
) -> None:
    for _ in range(count):
        given = Answer(uuid.uuid4(), question, variant, "plus")
        services.count_answer(centre_id=here.linde, month=month, answer=given, allowed=("plus",))


def question(text: str, key: str) -> str:
    """Return one question of the page as words and tags."""
    found = re.search(rf'id="way_{key}".*?</p>', text, re.DOTALL)
    assert found, key
    return found[0]


def ticked(text: str) -> list[str]:
    return re.findall(r'name="asked" value="([\w-]+)" checked', text)


def test_this_month_starts_with_the_questions_whose_turn_it_is(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    text = coordinator.get(ADDRESS).text
    assert ticked(text) == list(asked(neighbourhood, "2026-11"))
    assert len(re.findall('name="asked"', text)) == 18
    assert "Deze maand loopt al." in text
    assert "met de laatste maand waarin dezelfde vraag op dezelfde manier is gesteld" in text


def test_six_others_can_be_chosen_each_in_its_own_way(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    response = coordinator.post(
        ADDRESS, data={"deed": "kies", "asked": SIX, "way_SC-I2": "verandering"}
    )
    assert response.status_code == 303
    assert asked(neighbourhood, "2026-11") == dict.fromkeys(SIX, "niveau") | {
        "SC-I2": "verandering"
    }
    shown = coordinator.get(response.location).text
    assert "Bewaard: de vragen van november 2026." in shown
    assert ticked(shown) == SIX
    (way,) = re.findall(r'<input checked[^>]*name="way_SC-I2"[^>]*>', shown)
    assert 'value="verandering"' in way


def test_the_next_month_is_chosen_apart(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    turn = asked(neighbourhood, "2026-11")
    coordinator.post(f"{ADDRESS}?maand=2026-12", data={"deed": "kies", "asked": SIX})
    assert list(asked(neighbourhood, "2026-12")) == SIX
    assert asked(neighbourhood, "2026-11") == turn
    assert "Deze maand loopt al." not in coordinator.get(f"{ADDRESS}?maand=2026-12").text


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "ooit"])
def test_other_months_are_not_there(coordinator: FlaskClient, month: str) -> None:
    assert coordinator.get(f"{ADDRESS}?maand={month}").status_code == 404
    data = {"deed": "kies", "asked": SIX}
    assert coordinator.post(f"{ADDRESS}?maand={month}", data=data).status_code == 404


@pytest.mark.parametrize("chosen", [SIX[:5], [*SIX, "SC-I1"], []])
def test_another_number_than_six_is_refused_and_what_was_ticked_stays(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, chosen: list[str]
) -> None:
    before = asked(neighbourhood, "2026-11")
    response = coordinator.post(ADDRESS, data={"deed": "kies", "asked": chosen})
    assert response.status_code == 422
    assert f"Kies precies 6 vragen. U koos er {len(chosen)}." in response.text
    assert '<a href="#asked">' in response.text
    assert sorted(ticked(response.text)) == sorted(chosen)
    assert asked(neighbourhood, "2026-11") == before


def test_what_was_answered_one_way_this_month_is_not_asked_the_other(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    answered(neighbourhood, "2026-11", "SC-I2", 1)
    response = coordinator.post(
        ADDRESS, data={"deed": "kies", "asked": SIX, "way_SC-I2": "verandering"}
    )
    assert response.status_code == 422
    beside = response.text.split('id="way_SC-I2"')[1].split('class="question')[0]
    assert "Dit is deze maand al anders gevraagd." in beside
    assert '<a href="#way_SC-I2">' in response.text
    assert "SC-I4" not in asked(neighbourhood, "2026-11")


def test_each_question_shows_its_answers_and_when_it_was_last_asked(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    answered(neighbourhood, "2026-11", "SC-I2", 12)
    answered(neighbourhood, "2026-11", "LV-I1", 3)
    answered(neighbourhood, "2026-08", "SC-I2", 31)
    answered(neighbourhood, "2026-05", "SC-I2", 40)
    answered(neighbourhood, "2026-06", "SC-I2", 11, "verandering")
    text = coordinator.get(ADDRESS).text
    first = " ".join(re.sub("<[^>]+>", " ", question(text, "SC-I2")).split())
    assert "12 antwoorden deze maand, hoe het nu is" in first
    assert "augustus 2026, hoe het nu is: 31 antwoorden" in first
    assert "juni 2026, wat er veranderde: 11 antwoorden" in first
    assert "mei 2026" not in first
    assert "minder dan 10 antwoorden" in question(text, "LV-I1")
    assert "nog niet gevraagd in het laatste jaar" in question(text, "VO-I5")


def test_the_turn_can_be_taken_up_again(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    turn = asked(neighbourhood, "2026-11")
    assert 'value="beurt"' not in coordinator.get(ADDRESS).text
    coordinator.post(ADDRESS, data={"deed": "kies", "asked": SIX})
    assert 'value="beurt"' in coordinator.get(ADDRESS).text
    coordinator.post(ADDRESS, data={"deed": "beurt"})
    assert asked(neighbourhood, "2026-11") == turn


def test_asking_as_a_whole_can_be_turned_off_and_on(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    assert coordinator.post(ADDRESS, data={"deed": "uit"}).status_code == 303
    assert asked(neighbourhood, "2026-11") == {}
    assert "De vragen staan uit." in coordinator.get(ADDRESS).text
    coordinator.post(ADDRESS, data={"deed": "aan"})
    assert len(asked(neighbourhood, "2026-11")) == 6


def test_looking_changes_and_records_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.get(f"{ADDRESS}?deed=uit")
    with reading() as connection:
        rows = select(func.count()).where(AuditEntry.action.like("questions.%"))
        assert connection.execute(rows).scalar_one() == 0
    assert len(asked(neighbourhood, "2026-11")) == 6


def test_the_page_of_the_month_leads_to_it(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    a_check_in(neighbourhood.linde, MONDAY_TEN.date())
    assert f'href="{ADDRESS}"' in coordinator.get("/team/maand/2026-11").text
