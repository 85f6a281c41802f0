"""The doors, and those that open by one click in a made-up neighbourhood only."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from registry.centres import services as centres
from tests.builders import MONDAY_TEN
from tests.web.conftest import TEAM, Neighbourhood

Change = Callable[[Neighbourhood], None]


def make_demo(neighbourhood: Neighbourhood) -> None:
    """Meet all three conditions."""
    centres.mark_as_demo(last_day=MONDAY_TEN.date(), seed=1)
    neighbourhood.app.config.update(DEMO=True, BOUND_TO="127.0.0.1")


def click(client: FlaskClient, role: str = "host", **more: object) -> int:
    """Press a demo door and return the status."""
    return client.post(f"/team/demo/{role}", **more).status_code


def test_the_doors_lead_to_tablet_team_and_theory(neighbourhood: Neighbourhood) -> None:
    text = neighbourhood.browser().get("/").text
    for address in ("/kiosk/", "/team/", "/theorie"):
        assert f'href="{address}"' in text
    assert "/team/demo/" not in text
    assert "verzonnen" not in text


@pytest.mark.parametrize("role", TEAM)
def test_in_the_demo_one_click_signs_in_as_each_role(
    neighbourhood: Neighbourhood, role: str
) -> None:
    make_demo(neighbourhood)
    client = neighbourhood.browser()
    assert f'action="/team/demo/{role}"' in client.get("/").text
    assert click(client, role) == 303
    assert client.get("/team/").location.startswith("/team/vandaag")


def test_in_the_demo_one_click_makes_this_browser_a_tablet(neighbourhood: Neighbourhood) -> None:
    make_demo(neighbourhood)
    client = neighbourhood.browser()
    text = client.get("/").text
    code = text.partition('name="code" value="')[2][:8]
    assert client.post("/kiosk/koppelen", data={"code": code}).location == "/kiosk/"
    assert client.get("/kiosk/").status_code == 200


def test_the_code_behind_the_tablets_door_is_renewed_while_the_page_is_open(
    neighbourhood: Neighbourhood,
) -> None:
    make_demo(neighbourhood)
    client = neighbourhood.browser()
    piece = client.get("/", headers={"HX-Request": "true"}).text
    assert piece.strip().startswith("<form")
    assert piece != client.get("/", headers={"HX-Request": "true"}).text


def no_mark(neighbourhood: Neighbourhood) -> None:
    neighbourhood.app.config.update(DEMO=True, BOUND_TO="127.0.0.1")


def not_asked_for(neighbourhood: Neighbourhood) -> None:
    make_demo(neighbourhood)
    neighbourhood.app.config["DEMO"] = False


def open_to_others(neighbourhood: Neighbourhood) -> None:
    make_demo(neighbourhood)
    neighbourhood.app.config["BOUND_TO"] = "0.0.0.0"  # noqa: S104  # what must be refused


def not_said_where(neighbourhood: Neighbourhood) -> None:
    make_demo(neighbourhood)
    del neighbourhood.app.config["BOUND_TO"]


@pytest.mark.parametrize("change", [no_mark, not_asked_for, open_to_others, not_said_where])
def test_each_condition_that_fails_keeps_the_demo_doors_shut(
    neighbourhood: Neighbourhood, change: Change
) -> None:
    change(neighbourhood)
    client = neighbourhood.browser()
    assert click(client) == 404
    assert "/team/demo/" not in client.get("/").text
    assert "/team/inloggen" in client.get("/team/").location


@pytest.mark.parametrize(
    "more",
    [
        {"environ_base": {"REMOTE_ADDR": "192.168.1.20"}},
        {"headers": {"Host": "inloop.voorbeeld"}},
        {"headers": {"X-Forwarded-For": "192.168.1.20"}},
        {"headers": {"Forwarded": "for=192.168.1.20"}},
    ],
)
def test_a_visitor_from_another_machine_opens_nothing(
    neighbourhood: Neighbourhood, more: dict[str, object]
) -> None:
    make_demo(neighbourhood)
    client = neighbourhood.browser()
    assert "/team/demo/" in client.get("/").text
    assert "/team/demo/" not in client.get("/", **more).text  # type: ignore[arg-type]
    assert click(client, **more) in (400, 404)
    assert "/team/inloggen" in client.get("/team/").location


def test_a_role_that_does_not_exist_has_no_door(neighbourhood: Neighbourhood) -> None:
    make_demo(neighbourhood)
    assert click(neighbourhood.browser(), "burgemeester") == 404
