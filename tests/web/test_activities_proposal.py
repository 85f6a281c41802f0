"""What a type proposes for a new activity, and when that has been confirmed."""

import pytest
from flask.testing import FlaskClient

from registry.web.pictograms import PICTOGRAMS
from tests.web.conftest import Neighbourhood
from tests.web.sewing import NEW, filled_in, nothing_new, sewing

HTMX = {"HX-Request": "true"}


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def checked(text: str, name: str) -> list[str]:
    """Return the values that are chosen for a field."""
    inputs = [part.partition(">")[0] for part in text.split("<input")]
    own = [part for part in inputs if f'name="{name}"' in part and "checked" in part]
    return [part.partition('value="')[2].partition('"')[0] for part in own]


def test_a_type_proposes_its_o_goals_mark_and_pictogram(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    typed = filled_in(type_key="A2", voorstel="alles")
    response = coordinator.post(NEW, data=typed)
    assert response.status_code == 200
    assert checked(response.text, "main_o") == ["ondersteunen"]
    assert checked(response.text, "goal_VO") == ["draagt_bij"]
    assert checked(response.text, "sensitive") == ["ja"]
    assert checked(response.text, "pictogram") == ["chat-circle-dots"]
    assert 'value="Naailes"' in response.text
    assert "volgt uit A2" in response.text
    assert nothing_new(neighbourhood)


def test_children_make_it_start_as_sensitive_and_leave_the_goals_alone(
    coordinator: FlaskClient,
) -> None:
    typed = filled_in(for_children="y", goal_LV="vooral", voorstel="gevoelig")
    text = coordinator.post(NEW, data=typed).text
    assert checked(text, "sensitive") == ["ja"]
    assert checked(text, "goal_LV") == ["vooral"]


def test_htmx_gets_the_form_and_not_the_page(coordinator: FlaskClient) -> None:
    response = coordinator.post(NEW, data=filled_in(voorstel="alles"), headers=HTMX)
    assert response.text.lstrip().startswith("<form")
    refused = coordinator.post(NEW, data=filled_in(title=""), headers=HTMX)
    assert (refused.status_code, "<html" in refused.text) == (422, False)


def test_a_new_form_can_start_with_a_type(coordinator: FlaskClient) -> None:
    text = coordinator.get(f"{NEW}?soort=A1").text
    assert checked(text, "main_o") == ["ontmoeten"]
    assert coordinator.get(f"{NEW}?soort=A99").status_code == 200


def test_every_pictogram_that_a_type_proposes_can_be_chosen(neighbourhood: Neighbourhood) -> None:
    theory = neighbourhood.app.extensions["inloop_theory"]
    assert {kind.pictogram for kind in theory.activity_types} - set(PICTOGRAMS) == set()


@pytest.mark.parametrize(
    ("more", "confirmed"),
    [({}, False), ({"links_confirmed": "y"}, True), ({"goal_SC": "draagt_bij"}, True)],
)
def test_a_proposal_stays_one_until_it_is_confirmed_or_changed(
    neighbourhood: Neighbourhood,
    coordinator: FlaskClient,
    more: dict[str, str],
    confirmed: bool,
) -> None:
    coordinator.post(NEW, data=filled_in(**more))
    assert sewing(neighbourhood).links_confirmed is confirmed


def test_the_mark_can_differ_with_a_reason(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in(sensitive="ja", sensitive_reason="Kleine groep"))
    view = sewing(neighbourhood)
    assert (view.sensitive, view.sensitive_reason) == (True, "Kleine groep")


def test_a_type_proposes_subgoals_that_are_kept_and_stay_in_sight(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    text = coordinator.get(f"{NEW}?soort=A10").text
    assert checked(text, "subgoals") == ["SV-D1", "SV-D3", "SV-D4"]
    coordinator.post(NEW, data=filled_in(subgoals=["SV-D2", "SV-D1"]))
    view = sewing(neighbourhood)
    assert (view.subgoals, view.links_confirmed) == (("SV-D1", "SV-D2"), True)
    page = coordinator.get(f"/team/activiteiten/{view.id}").text
    assert checked(page, "subgoals") == ["SV-D1", "SV-D2"]
    assert "Het soort stelt voor" in page
    assert page.count("weggelaten") == 2


def test_a_subgoal_is_left_out_with_its_goal_and_one_that_is_not_known_is_refused(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    refused = coordinator.post(NEW, data=filled_in(subgoals=["SV-D9"]))
    assert refused.status_code == 422
    coordinator.post(NEW, data=filled_in(subgoals=["SV-D1", "LV-D1"]))
    assert sewing(neighbourhood).subgoals == ("SV-D1",)


def test_a_change_of_goals_and_subgoals_is_in_the_logbook(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    coordinator.post(NEW, data=filled_in())
    where = f"/team/activiteiten/{sewing(neighbourhood).id}"
    assert coordinator.post(where, data=filled_in(subgoals=["SV-D2"])).status_code == 303
    text = coordinator.get("/team/instellingen/logboek").text
    assert "Subdoelen" in text
    assert "SV-D1, SV-D3, SV-D4" in text
