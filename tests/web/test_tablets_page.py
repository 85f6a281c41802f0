"""The page of tablets: a code for a new one, a name, another centre, the end."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from registry.audit import AuditEntry
from registry.centres import queries, services
from registry.database import reading
from tests.builders import MONDAY_TEN
from tests.web.conftest import Neighbourhood

ADDRESS = "/team/instellingen/tablets"


def deeds() -> list[str]:
    with reading() as connection:
        rows = connection.execute(select(AuditEntry.action).order_by(AuditEntry.id)).scalars()
        return [action for action in rows if action.startswith("tablet.")]


def test_a_new_tablet_gets_a_code_that_works_and_an_address_to_type(
    neighbourhood: Neighbourhood,
) -> None:
    response = neighbourhood.browser("coordinator").post(ADDRESS, data={"name": "Grote zaal"})
    found = re.search(r'class="big-code">(\w{4}) (\w{4})<', response.text)
    assert found is not None
    assert "http://localhost/kiosk/koppelen" in response.text
    assert 'role="img" aria-label="QR-code' in response.text
    services.enrol(code=found[1] + found[2], at=MONDAY_TEN)
    (tablet,) = queries.tablets_to_care_for(neighbourhood.linde)
    assert tablet.name == "Grote zaal"
    assert sorted(deeds()) == ["tablet.code", "tablet.enrol"]


def test_what_was_typed_stays_beside_what_is_wrong(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.browser("coordinator")
    response = client.post(ADDRESS, data={"name": "Z" * 41})
    assert response.status_code == 422
    assert "Neem hoogstens 40 letters." in response.text
    assert "Z" * 41 in response.text
    assert "big-code" not in response.text


def test_each_tablet_says_how_it_is_doing(neighbourhood: Neighbourhood) -> None:
    tablet = neighbourhood.tablet_of(neighbourhood.linde)
    said = services.TabletReport(
        waiting=12,
        oldest_ms=180_000,
        offset_ms=-7_200_000,
        battery=0.41,
        camera="denied",
        build="x",
        storage="refused",
        offline=False,
    )
    services.report_tablet(
        centre_id=neighbourhood.linde, tablet_id=tablet, report=said, at=MONDAY_TEN
    )
    text = neighbourhood.browser("coordinator").get(ADDRESS).text
    for shown in ("Werkt", "12", "3 minuten", "120 minuten mis", "ouder", "41%", "niet toegestaan"):
        assert shown in text
    assert "<b>niet zeker: de browser mag wissen</b>" in text
    assert "<b>start niet</b>" in text
    assert "bewaart goed" not in text


def test_what_a_tablet_never_said_is_unknown(neighbourhood: Neighbourhood) -> None:
    neighbourhood.tablet_of(neighbourhood.linde)
    text = neighbourhood.browser("coordinator").get(ADDRESS).text
    for row in ("Opslag", "Zonder internet"):
        assert f"<dt>{row}</dt><dd>onbekend</dd>" in text


def test_a_tablet_is_renamed_and_a_bad_name_changes_nothing(neighbourhood: Neighbourhood) -> None:
    tablet = neighbourhood.tablet_of(neighbourhood.linde)
    client = neighbourhood.browser("coordinator")
    assert client.post(f"{ADDRESS}/{tablet}", data={"name": "  "}).status_code == 422
    assert client.post(f"{ADDRESS}/{tablet}", data={"name": "Hal"}).status_code == 303
    assert [one.name for one in queries.tablets(neighbourhood.linde)] == ["Hal"]


def test_a_tablet_moves_only_between_the_persons_own_centres(neighbourhood: Neighbourhood) -> None:
    tablet = neighbourhood.tablet_of(neighbourhood.linde)
    to = {"to": str(neighbourhood.anker)}
    address = f"{ADDRESS}/{tablet}/verhuizen?centrum=de-linde"
    assert neighbourhood.browser("coordinator").post(address, data=to).status_code == 422
    (still,) = queries.tablets_to_care_for(neighbourhood.linde)
    assert still.moves_to is None
    admin = neighbourhood.browser("admin")
    assert admin.post(address, data=to).status_code == 303
    (moving,) = queries.tablets_to_care_for(neighbourhood.linde)
    assert moving.moves_to == neighbourhood.anker
    assert "Verhuist naar Het Anker" in admin.get(f"{ADDRESS}?centrum=de-linde").text
    assert admin.post(address, data={"to": str(neighbourhood.linde)}).status_code == 303
    (stays,) = queries.tablets_to_care_for(neighbourhood.linde)
    assert stays.moves_to is None


def test_a_revoked_tablet_stays_listed_below(neighbourhood: Neighbourhood) -> None:
    tablet = neighbourhood.tablet_of(neighbourhood.linde)
    client = neighbourhood.browser("coordinator")
    assert client.post(f"{ADDRESS}/{tablet}/intrekken").status_code == 303
    text = client.get(ADDRESS).text
    assert "Niet meer in gebruik" in text
    assert "ingetrokken, 23 november 2026" in text
    assert client.get(f"{ADDRESS}/{tablet}").status_code == 404
    assert "tablet.revoke" in deeds()


def test_an_old_token_that_was_tried_is_told(neighbourhood: Neighbourhood) -> None:
    code = services.issue_enrolment_code(
        centre_id=neighbourhood.linde, tablet_name="Hal", at=MONDAY_TEN - timedelta(days=31)
    )
    old = services.enrol(code=code, at=MONDAY_TEN - timedelta(days=31))
    new = services.renew_token(token=old, at=MONDAY_TEN)
    assert new is not None
    services.admit_tablet(token=new, at=MONDAY_TEN - timedelta(hours=1))
    assert services.admit_tablet(token=old, at=MONDAY_TEN) is None
    assert "oude sleutel" in neighbourhood.browser("coordinator").get(ADDRESS).text
