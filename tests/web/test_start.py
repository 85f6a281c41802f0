"""Aan de slag: each step as it is seen to be done, a first centre made, and who is led."""

from __future__ import annotations

from datetime import time

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from registry.activities import services as activities
from registry.care.beginning import Beginning, beginning
from registry.centres import queries as centres
from registry.centres import services as places
from registry.posters import services as posters
from registry.staff import queries, services
from tests.builders import MONDAY_TEN, a_check_in, a_daily_activity, a_tablet
from tests.web.conftest import Browser, Neighbourhood

NONE = Beginning(
    hours=False, activity=False, host=False, tablet=False, poster=False, check_in=False
)
MAKE = "/team/nieuw-centrum"


@pytest.fixture
def admin(book: Flask) -> FlaskClient:
    """Return the browser of an admin of an installation without a centre."""
    with time_machine.travel(MONDAY_TEN, tick=False):
        token = services.make_link(
            email="b@c.nl", name="B", role="admin", centre_id=None, at=MONDAY_TEN
        )
        client = Browser(book, book.response_class)
        guest = queries.invited(token=token, at=MONDAY_TEN)
        assert guest is not None
        with client.session_transaction() as session:
            session["sign_in"] = services.open_door(account_id=guest.account_id, at=MONDAY_TEN)
    return client


def test_each_step_is_seen_in_what_is_there(book: Flask) -> None:
    here = places.add_centre(
        name="De Hoek",
        neighbourhood="Moerwijk",
        opened_on=MONDAY_TEN.date(),
        hours=(),
        at=MONDAY_TEN,
    )
    seen = [beginning(centre_id=here)]
    places.set_hours(
        centre_id=here,
        since=MONDAY_TEN.date(),
        week={day: ((time(9), time(17)),) for day in range(5)},
    )
    seen.append(beginning(centre_id=here))
    activity = a_daily_activity(here, "Open inloop", type_key="A1")
    seen.append(beginning(centre_id=here))
    link = services.make_link(email="s@c.nl", name="S", role="host", centre_id=here, at=MONDAY_TEN)
    guest = queries.invited(token=link, at=MONDAY_TEN)
    assert guest is not None
    seen.append(beginning(centre_id=here))
    a_tablet(here)
    seen.append(beginning(centre_id=here))
    posters.note_print(centre_id=here, occurrence_id=activity, at=MONDAY_TEN, by=guest.account_id)
    seen.append(beginning(centre_id=here))
    a_check_in(here, MONDAY_TEN.date())
    seen.append(beginning(centre_id=here))
    names = list(Beginning.__dataclass_fields__)
    assert seen[0] == NONE
    assert [[getattr(one, name) for name in names] for one in seen] == [
        [True] * done + [False] * (len(names) - done) for done in range(len(names) + 1)
    ]


def test_what_is_undone_is_to_do_again(neighbourhood: Neighbourhood) -> None:
    here = neighbourhood.anker
    assert beginning(centre_id=here).activity
    activities.archive(
        centre_id=here,
        activity_id=neighbourhood.activity_of(here),
        at=MONDAY_TEN,
        by=None,
    )
    assert not beginning(centre_id=here).activity


@time_machine.travel(MONDAY_TEN, tick=False)
def test_the_first_admin_makes_a_centre_and_goes_on(admin: FlaskClient) -> None:
    assert admin.get("/team/vandaag").location == MAKE
    page = admin.get(MAKE).text
    assert "Uw eerste centrum" in page
    assert 'value="Den Haag Zuidwest"' in page
    made = admin.post(MAKE, data={"name": "De Hoek", "neighbourhood": "Moerwijk"})
    (centre,) = centres.all_centres()
    assert (centre.name, centre.neighbourhood, centre.slug) == ("De Hoek", "Moerwijk", "de-hoek")
    assert made.location == "/team/aan-de-slag?centrum=de-hoek"
    steps = admin.get(made.location).text
    assert "0 van 5 stappen gedaan." in steps  # without a public address there is no poster
    assert "INLOOP_PUBLIC_URL" in steps
    assert 'aria-current="step"' in steps


@time_machine.travel(MONDAY_TEN, tick=False)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Hoe heet het centrum?"),
        ({"name": "x" * 61}, "Neem hoogstens 60 letters."),
        ({"neighbourhood": ""}, "In welke buurt staat het?"),
        ({"name": "de hoek!"}, "Er is al een centrum met deze naam."),
    ],
)
def test_what_is_wrong_with_a_centre_is_said(
    admin: FlaskClient, typed: dict[str, str], words: str
) -> None:
    admin.post(MAKE, data={"name": "De Hoek", "neighbourhood": "Moerwijk"})
    response = admin.post(MAKE, data={"name": "Anders", "neighbourhood": "Moerwijk", **typed})
    assert response.status_code == 422
    assert words in response.text
    assert len(centres.all_centres()) == 1


def test_vandaag_leads_a_coordinator_until_somebody_came(neighbourhood: Neighbourhood) -> None:
    coordinator, host = neighbourhood.browser("coordinator"), neighbourhood.browser("host")
    today = "/team/vandaag"
    assert "Aan de slag: 3 van 5 stappen gedaan." in coordinator.get(today).text
    assert "Nu: de tablet" in coordinator.get(today).text
    assert "Aan de slag" not in host.get(today).text
    a_check_in(neighbourhood.linde, MONDAY_TEN.date())
    assert "Aan de slag" not in coordinator.get(today).text


def test_who_may_not_invite_is_not_sent_to_do_so(neighbourhood: Neighbourhood) -> None:
    page = neighbourhood.browser("area").get("/team/aan-de-slag?centrum=het-anker").text
    assert "Een coördinator of beheerder nodigt collega’s uit." in page
    assert "Nodig iemand uit" not in page


def test_colleagues_are_offered_where_one_cares_for_them(neighbourhood: Neighbourhood) -> None:
    admin = queries.first_with(role="admin", centre_id=neighbourhood.linde)
    area = queries.first_with(role="area", centre_id=neighbourhood.linde)
    assert admin is not None
    assert area is not None
    roles = [
        queries.GrantView("area", None),
        queries.GrantView("coordinator", neighbourhood.anker),
    ]
    services.change_roles(account_id=area.account_id, wanted=roles, at=MONDAY_TEN, by=admin)
    client = neighbourhood.browser("area")
    told = {
        slug: "Meer collega’s" in client.get(f"/team/aan-de-slag?centrum={slug}").text
        for slug in ("de-linde", "het-anker")
    }
    assert told == {"de-linde": False, "het-anker": True}
