"""Care for accounts: roles that one may give, an admin that stays, an end at once."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from registry.audit import AuditEntry
from registry.database import reading
from registry.staff import queries, services
from registry.staff.queries import GrantView, Person
from tests.builders import MONDAY_TEN, a_centre
from tests.staff.conftest import PASSWORD, who

ADMIN = GrantView("admin", None)


def someone(email: str, role: str = "host", centre_id: uuid.UUID | None = None) -> Person:
    """Make an account with a password and return the person."""
    link = services.make_link(
        email=email, name=email[:3], role=role, centre_id=centre_id, at=MONDAY_TEN
    )
    token = services.use_link(token=link, password=PASSWORD, at=MONDAY_TEN)
    person = who(token=token, at=MONDAY_TEN)
    assert person is not None
    return person


def grants(account_id: uuid.UUID) -> set[GrantView]:
    account = queries.account(account_id=account_id, at=MONDAY_TEN)
    assert account is not None
    return set(account.grants)


def test_a_coordinator_gives_and_takes_the_host_role_of_the_own_centre_only(book: Flask) -> None:
    here, there = a_centre("De Linde"), a_centre("Het Anker")
    by = someone("coo@b.nl", "coordinator", here)
    host = someone("hos@b.nl", "host", here)
    services.change_roles(account_id=host.account_id, wanted=[], at=MONDAY_TEN, by=by)
    assert grants(host.account_id) == set()
    for wanted in (
        GrantView("host", there),
        GrantView("coordinator", here),
        GrantView("area", None),
        ADMIN,
    ):
        with pytest.raises(services.NotYours):
            services.change_roles(account_id=host.account_id, wanted=[wanted], at=MONDAY_TEN, by=by)
        with pytest.raises(services.NotYours):
            services.invite(
                email="hos@b.nl",
                name="H",
                role=wanted.role,
                centre_id=wanted.centre_id,
                at=MONDAY_TEN,
                by=by,
            )
    assert grants(host.account_id) == set()
    services.change_roles(
        account_id=host.account_id, wanted=[GrantView("host", here)], at=MONDAY_TEN, by=by
    )
    assert grants(host.account_id) == {GrantView("host", here)}


@pytest.mark.parametrize("deed", ["new_link", "reset_app", "deactivate", "reactivate"])
def test_a_coordinator_has_no_say_over_who_has_a_role_elsewhere(book: Flask, deed: str) -> None:
    here, there = a_centre("De Linde"), a_centre("Het Anker")
    by, host = someone("coo@b.nl", "coordinator", here), someone("hos@b.nl", "host", here)
    act = getattr(services, deed)
    act(account_id=host.account_id, at=MONDAY_TEN, by=by)
    services.make_link(email="hos@b.nl", name="H", role="host", centre_id=there, at=MONDAY_TEN)
    with pytest.raises(services.NotYours):
        act(account_id=host.account_id, at=MONDAY_TEN, by=by)


def test_nobody_takes_the_last_admin_away(book: Flask) -> None:
    first, second = someone("een@b.nl", "admin"), someone("two@b.nl", "admin")
    services.deactivate(account_id=second.account_id, at=MONDAY_TEN, by=first)
    for deed in (
        lambda: services.change_roles(
            account_id=first.account_id, wanted=[], at=MONDAY_TEN, by=first
        ),
        lambda: services.deactivate(account_id=first.account_id, at=MONDAY_TEN, by=second),
    ):
        with pytest.raises(services.LastAdmin):
            deed()
    assert grants(first.account_id) == {ADMIN}
    services.reactivate(account_id=second.account_id, at=MONDAY_TEN, by=first)
    services.change_roles(account_id=first.account_id, wanted=[], at=MONDAY_TEN, by=second)
    assert grants(first.account_id) == set()


def test_an_end_to_an_account_ends_its_sign_ins_and_links(book: Flask) -> None:
    by, gone = someone("een@b.nl", "admin"), someone("two@b.nl", "admin")
    token = services.open_door(account_id=gone.account_id, at=MONDAY_TEN)
    link = services.new_link(account_id=gone.account_id, at=MONDAY_TEN, by=by)
    services.deactivate(account_id=gone.account_id, at=MONDAY_TEN, by=by)
    services.reactivate(account_id=gone.account_id, at=MONDAY_TEN, by=by)
    assert who(token=token, at=MONDAY_TEN) is None
    assert queries.invited(token=link, at=MONDAY_TEN) is None
    assert services.sign_in(email="two@b.nl", password=PASSWORD, at=MONDAY_TEN)


def test_each_centre_reads_of_its_own_roles_only(book: Flask) -> None:
    here, there = a_centre("De Linde"), a_centre("Het Anker")
    admin, host = someone("een@b.nl", "admin"), someone("hos@b.nl", "host", here)
    services.change_roles(
        account_id=host.account_id,
        wanted=[GrantView("coordinator", here), GrantView("host", there)],
        at=MONDAY_TEN,
        by=admin,
    )
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.centre_id, AuditEntry.before, AuditEntry.after).where(
                AuditEntry.action == "account.roles"
            )
        ).all()
    told = {row.centre_id: (row.before, row.after) for row in rows}
    assert told == {
        here: ({"role": "host"}, {"role": "coordinator"}),
        there: ({"role": None}, {"role": "host"}),
    }
