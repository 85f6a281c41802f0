"""An activity copied for another year, stopped and brought back; what its form keeps in sight."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from registry.activities import queries, recurrence
from registry.support import services as support
from registry.web.activity_plan import copied_data
from tests.builders import MONDAY_TEN, a_plan, an_activity
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, sewing

TODAY = date(2026, 11, 23)


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


@pytest.mark.parametrize(
    ("first", "last", "copied"),
    [
        (date(2025, 9, 2), date(2026, 6, 30), (date(2027, 8, 31), date(2028, 6, 27))),
        (date(2026, 11, 24), date(2027, 2, 2), (date(2026, 11, 24), date(2027, 2, 2))),
        (date(2026, 1, 6), None, (TODAY, None)),
    ],
)
def test_a_copy_is_a_year_later_on_the_same_weekday(
    first: date, last: date | None, copied: tuple[date, date | None]
) -> None:
    data = copied_data(a_plan(first_day=first, last_day=last), TODAY)
    assert (data["first_day"], data["last_day"]) == copied
    assert data["title"] == "Fietsles"


def test_a_copy_of_a_single_day_asks_for_no_last_one() -> None:
    day = date(2025, 12, 10)
    plan = a_plan(recurrence=recurrence.once(), first_day=day, last_day=day)
    data = copied_data(plan, TODAY)
    assert (data["first_day"], data["last_day"]) == (date(2026, 12, 9), None)


def test_the_form_of_a_copy_has_everything_and_saves_a_new_one(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    key = an_activity(
        neighbourhood.linde, target_group="ouderen", partner="Bibliotheek", goals={"MP": "vooral"}
    )
    page = coordinator.get(f"{NEW}?kopie={key}").text
    for value in ("Fietsles", "ouderen", "Bibliotheek", "Zaal 1", "2026-11-23"):
        assert f'value="{value}"' in page
    assert re.search(r'checked id="goal_MP-\d" name="goal_MP" type="radio" value="vooral"', page)
    assert coordinator.post(f"{NEW}?kopie={key}", data=filled_in()).status_code == 303
    assert sewing(neighbourhood).id != key


def test_only_what_is_this_centre_s_is_copied(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    foreign = neighbourhood.activity_of(neighbourhood.anker)
    for asked in (str(foreign), "geen", "x" * 2000):
        assert coordinator.get(f"{NEW}?kopie={asked}").status_code == 404


def test_what_was_stopped_is_listed_and_comes_back(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    page = "/team/activiteiten/gestopt"
    assert "Er is nog niets gestopt" in coordinator.get(page).text
    key = an_activity(neighbourhood.linde)
    coordinator.post(f"/team/activiteiten/{key}/stop")
    listed = coordinator.get(page).text
    assert "<td>23 november 2026</td>" in listed
    assert f"kopie={key}" in listed
    back = coordinator.post(f"/team/activiteiten/{key}/terug")
    assert back.location == f"/team/activiteiten/{key}"
    assert "staat weer op het programma" in coordinator.get(back.location).text
    assert "Er is nog niets gestopt" in coordinator.get(page).text


def test_the_proposal_of_the_type_stays_beside_what_was_changed(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    proposed = an_activity(
        neighbourhood.linde,
        title="Zo voorgesteld",
        goals={"SV": "vooral"},
        subgoals=theory.activity_type("A10").subgoals,
    )
    changed = an_activity(neighbourhood.linde, title="Gewijzigd", goals={"VO": "vooral"})
    page = coordinator.get(f"/team/activiteiten/{changed}").text
    beside = page.partition('class="proposed"')[2].partition("</div>")[0]
    assert "Het soort stelt voor" in beside
    assert "gewijzigd" in beside
    assert 'class="proposed"' not in coordinator.get(f"/team/activiteiten/{proposed}").text


def test_whom_with_and_holidays_are_kept(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    typed = {"target_group": "ouderen", "partner": "Bibliotheek", "in_holidays": "y"}
    assert coordinator.post(NEW, data=filled_in(**typed)).status_code == 303
    made = sewing(neighbourhood)
    assert (made.target_group, made.partner, made.in_holidays) == ("ouderen", "Bibliotheek", True)
    address = f"/team/activiteiten/{made.id}"
    assert coordinator.post(address, data=filled_in(target_group="", partner="")).status_code == 303
    made = sewing(neighbourhood)
    assert (made.target_group, made.partner, made.in_holidays) == ("", "", False)


def test_the_centre_s_partners_are_suggested(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    an_activity(neighbourhood.linde, partner="Bibliotheek")
    support.add_partner(centre_id=neighbourhood.linde, name="Taalhuis", at=MONDAY_TEN, by=None)
    page = coordinator.get(NEW).text
    suggested = page.partition('<datalist id="partners">')[2].partition("</datalist>")[0]
    assert re.findall(r'value="([^"]*)"', suggested) == ["Bibliotheek", "Taalhuis"]


@pytest.mark.parametrize(("field", "most"), [("target_group", 40), ("partner", 80)])
def test_too_many_letters_are_said_at_the_field(
    neighbourhood: Neighbourhood, coordinator: FlaskClient, field: str, most: int
) -> None:
    response = coordinator.post(NEW, data=filled_in(**{field: "x" * (most + 1)}))
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f"Hoogstens {most} letters." in response.text
    known = queries.activities(centre_id=neighbourhood.linde)
    assert "Naailes" not in {view.title for view in known}


def test_bringing_back_what_is_on_offer_changes_nothing(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    key = an_activity(neighbourhood.linde)
    before = queries.activity(centre_id=neighbourhood.linde, activity_id=key)
    assert coordinator.post(f"/team/activiteiten/{key}/terug").status_code == 303
    assert queries.activity(centre_id=neighbourhood.linde, activity_id=key) == before
