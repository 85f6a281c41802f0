"""Collega's: who sees whom, inviting, roles per centre, a new link, and an end to an account."""

from __future__ import annotations

import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.staff import queries, services
from registry.staff.queries import AccountView, GrantView
from tests.builders import MONDAY_TEN
from tests.web.conftest import PASSWORD, Neighbourhood

LIST = "/team/instellingen/collegas"


def account(here: Neighbourhood, email: str) -> AccountView:
    """Return an account by its address."""
    admin = queries.first_with(role="admin", centre_id=here.linde)
    assert admin is not None
    known = queries.accounts(at=MONDAY_TEN, of=admin, centre_id=here.linde)
    (found,) = [one for one in known if one.email == email]
    return found


def invite(client: FlaskClient, email: str, role: str = "host", name: str = "Rachid") -> str:
    """Fill in the form; return the page that follows."""
    response = client.post(LIST, data={"name": name, "email": email, "role": role})
    assert response.status_code in (200, 303), response.text
    return response.text if response.status_code == 200 else client.get(LIST).text


def link_on(page: str) -> str | None:
    found = re.search(r'value="http://localhost(/team/welkom/[\w-]+)"', page)
    return found[1] if found else None


def roles_of(here: Neighbourhood, email: str) -> set[tuple[str, uuid.UUID | None]]:
    return {(grant.role, grant.centre_id) for grant in account(here, email).grants}


def trail(action: str) -> list[tuple[object, object, uuid.UUID | None]]:
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.before, AuditEntry.after, AuditEntry.centre_id)
            .where(AuditEntry.action == action)
            .order_by(AuditEntry.id)
        )
        return [(row.before, row.after, row.centre_id) for row in rows]


def test_an_invited_host_gets_in_by_the_link_which_is_shown_once(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    link = link_on(invite(client, "rachid@linde.voorbeeld"))
    assert link is not None
    assert link not in client.get(LIST).text
    guest = neighbourhood.browser()
    assert guest.post(link, data={"password": PASSWORD}).location == "/team/vandaag"
    assert roles_of(neighbourhood, "rachid@linde.voorbeeld") == {("host", neighbourhood.linde)}


def test_a_coordinator_invites_no_more_than_hosts(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    for role in ("coordinator", "area", "admin"):
        data = {"name": "X", "email": "x@linde.voorbeeld", "role": role}
        assert client.post(LIST, data=data).status_code == 422
    with pytest.raises(AssertionError):
        invite(client, "x@linde.voorbeeld", "admin")


@pytest.mark.parametrize("chose", [True, False])
def test_inviting_somebody_elses_account_gives_no_link_to_it(
    neighbourhood: Neighbourhood, chose: bool
) -> None:
    """Whoever reads a link of an admin's account becomes an admin."""
    if chose:
        neighbourhood.with_password("admin")
    page = invite(neighbourhood.browser("coordinator"), "admin@linde.voorbeeld")
    assert link_on(page) is None
    assert ("host", neighbourhood.linde) in roles_of(neighbourhood, "admin@linde.voorbeeld")
    assert account(neighbourhood, "admin@linde.voorbeeld").name == "Admin"


@pytest.mark.parametrize("deed", ["link", "uit", "aan", "app-los"])
def test_a_coordinator_has_no_say_over_who_is_more_than_a_host_here(
    neighbourhood: Neighbourhood, deed: str
) -> None:
    client = neighbourhood.browser("coordinator")
    invite(client, "admin@linde.voorbeeld")
    admin = account(neighbourhood, "admin@linde.voorbeeld")
    page = client.get(f"{LIST}/{admin.id}").text
    assert "Deze collega werkt ook ergens anders." in page
    assert client.post(f"{LIST}/{admin.id}/{deed}").status_code == 403
    assert account(neighbourhood, "admin@linde.voorbeeld").state == admin.state


def test_a_coordinator_changes_the_host_role_here_and_nothing_else(
    neighbourhood: Neighbourhood,
) -> None:
    client = neighbourhood.browser("coordinator")
    invite(client, "admin@linde.voorbeeld")
    admin = account(neighbourhood, "admin@linde.voorbeeld")
    greedy = {
        f"at_{neighbourhood.linde}": "coordinator",
        f"at_{neighbourhood.anker}": "host",
        "everywhere_area": "1",
    }
    response = client.post(f"{LIST}/{admin.id}/rollen", data=greedy)
    assert response.location == LIST
    assert roles_of(neighbourhood, "admin@linde.voorbeeld") == {("admin", None)}


def test_an_admin_gives_roles_at_more_than_one_centre(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("admin")
    host = account(neighbourhood, "host@linde.voorbeeld")
    data = {
        f"at_{neighbourhood.linde}": "host",
        f"at_{neighbourhood.anker}": "coordinator",
        "everywhere_area": "1",
    }
    client.post(f"{LIST}/{host.id}/rollen", data=data)
    assert roles_of(neighbourhood, "host@linde.voorbeeld") == {
        ("host", neighbourhood.linde),
        ("coordinator", neighbourhood.anker),
        ("area", None),
    }
    changes = trail("account.roles")
    assert (
        {"role": None},
        {"role": "coordinator"},
        neighbourhood.anker,
    ) in changes
    assert neighbourhood.linde not in [centre for _, _, centre in changes]


def test_with_roles_at_two_centres_one_switches_between_them(
    neighbourhood: Neighbourhood,
) -> None:
    admin = queries.first_with(role="admin", centre_id=neighbourhood.linde)
    assert admin is not None
    services.change_roles(
        account_id=account(neighbourhood, "host@linde.voorbeeld").id,
        wanted=[
            GrantView("host", neighbourhood.linde),
            GrantView("coordinator", neighbourhood.anker),
        ],
        at=MONDAY_TEN,
        by=admin,
    )
    client = neighbourhood.browser("host")
    assert client.get("/team/instellingen/tablets?centrum=de-linde").status_code == 403
    there = client.get("/team/instellingen/tablets?centrum=het-anker")
    assert there.status_code == 200
    assert 'href="/team/vandaag?centrum=de-linde"' in client.get("/team/vandaag").text


def test_the_last_admin_stays(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("admin")
    admin = account(neighbourhood, "admin@linde.voorbeeld")
    response = client.post(f"{LIST}/{admin.id}/rollen", data={})
    assert response.status_code == 422
    assert "Dit is de enige beheerder." in response.text
    response = client.post(f"{LIST}/{admin.id}/uit")
    assert "Uw eigen account zet u niet zelf uit." in response.text
    assert roles_of(neighbourhood, "admin@linde.voorbeeld") == {("admin", None)}


def test_an_end_to_an_account_is_at_once_and_can_be_taken_back(
    neighbourhood: Neighbourhood,
) -> None:
    email = neighbourhood.with_password("host")
    desk, client = neighbourhood.browser("host"), neighbourhood.browser("coordinator")
    host = account(neighbourhood, email)
    client.post(f"{LIST}/{host.id}/uit")
    assert "/team/inloggen" in desk.get("/team/vandaag").location
    data = {"email": email, "password": PASSWORD}
    assert desk.post("/team/inloggen", data=data).status_code == 422
    assert client.post(f"{LIST}/{host.id}/link").status_code == 404
    client.post(f"{LIST}/{host.id}/aan")
    assert desk.post("/team/inloggen", data=data).status_code == 303
    assert [centre for _, _, centre in trail("account.off")] == [neighbourhood.linde]


def test_who_forgot_the_password_gets_a_new_link(neighbourhood: Neighbourhood) -> None:
    email = neighbourhood.with_password("host")
    client = neighbourhood.browser("coordinator")
    host = account(neighbourhood, email)
    link = link_on(client.post(f"{LIST}/{host.id}/link").text)
    assert link is not None
    again = neighbourhood.browser()
    assert again.post(link, data={"password": "zes groene bankjes"}).location == "/team/vandaag"


def test_who_lost_the_phone_couples_an_app_anew(neighbourhood: Neighbourhood) -> None:
    email, _ = neighbourhood.with_app("coordinator")
    colleague = account(neighbourhood, email)
    neighbourhood.browser("admin").post(f"{LIST}/{colleague.id}/app-los")
    data = {"email": email, "password": PASSWORD}
    door = neighbourhood.browser().post("/team/inloggen", data=data).location
    assert door.startswith("/team/inloggen/app")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "", "email": "a@b.nl", "role": "host"}, "Hoe heet deze collega?"),
        ({"name": "An", "email": "geen adres", "role": "host"}, "Dit is geen e-mailadres."),
        ({"name": "An", "email": "", "role": "host"}, "Vul het e-mailadres in."),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    neighbourhood: Neighbourhood, data: dict[str, str], words: str
) -> None:
    response = neighbourhood.browser("coordinator").post(LIST, data=data)
    assert response.status_code == 422
    assert words in response.text
    assert f'value="{data["email"]}"' in response.text


def names(page: str) -> list[str]:
    return re.findall(r"<b>([^<]+)</b></a><small>", page)


def test_the_list_is_sorted_filtered_and_paged_by_address(neighbourhood: Neighbourhood) -> None:
    for number in range(55):
        services.make_link(
            email=f"host{number:02}@anker.voorbeeld",
            name=f"Gast {number:02}",
            role="host",
            centre_id=neighbourhood.anker,
            at=MONDAY_TEN,
        )
    client = neighbourhood.browser("admin")
    first = client.get(LIST).text
    assert len(names(first)) == 50
    assert "<b>1–50</b> van 59" in first
    assert len(names(client.get(f"{LIST}?pagina=2").text)) == 9
    assert names(client.get(f"{LIST}?zoek=gast+07").text) == ["Gast 07"]
    assert names(client.get(f"{LIST}?waar=de-linde").text) == ["Coordinator", "Host"]
    assert names(client.get(f"{LIST}?rol=admin").text) == ["Admin"]
    assert names(client.get(f"{LIST}?sorteer=rol").text)[:3] == ["Admin", "Area", "Coordinator"]
    assert names(client.get(f"{LIST}?stand=off").text) == []
    assert "Niets gevonden met dit filter." in client.get(f"{LIST}?stand=off").text
    assert names(client.get(f"{LIST}?pagina=999").text) != []


def test_a_coordinator_sees_the_hosts_of_the_own_centre(neighbourhood: Neighbourhood) -> None:
    neighbourhood.account_at(neighbourhood.anker)
    client = neighbourhood.browser("coordinator")
    assert names(client.get(LIST).text) == ["Host"]
