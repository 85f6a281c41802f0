"""Inviting someone: a role at a centre or everywhere, and a link that works once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from registry.staff import queries, services
from tests.builders import MONDAY_TEN, a_centre
from tests.staff.conftest import PASSWORD, who


@pytest.mark.parametrize("role", ["host", "coordinator"])
def test_a_role_of_one_centre_holds_there_only(
    book: Flask, invite: Callable[..., str], role: str
) -> None:
    here, there = a_centre("De Linde"), a_centre("Het Anker")
    session = services.use_link(token=invite(role, here), password=PASSWORD, at=MONDAY_TEN)
    person = who(token=session, at=MONDAY_TEN)
    assert person is not None
    assert person.roles_at(here) == {role}
    assert person.roles_at(there) == frozenset()


@pytest.mark.parametrize("role", ["area", "admin"])
def test_area_and_admin_hold_everywhere(book: Flask, invite: Callable[..., str], role: str) -> None:
    session = services.use_link(token=invite(role), password=PASSWORD, at=MONDAY_TEN)
    person = who(token=session, at=MONDAY_TEN)
    assert person is not None
    assert person.roles_at(a_centre()) == {role}


@pytest.mark.parametrize("role", ["host", "coordinator"])
def test_a_role_of_one_centre_needs_a_centre(
    book: Flask, invite: Callable[..., str], role: str
) -> None:
    with pytest.raises(services.RoleDoesNotFit):
        invite(role, None)


def test_a_role_everywhere_takes_no_centre(book: Flask, invite: Callable[..., str]) -> None:
    centre = a_centre()
    with pytest.raises(services.RoleDoesNotFit):
        invite("area", centre)


def test_a_second_role_joins_the_first(book: Flask, invite: Callable[..., str]) -> None:
    here, there = a_centre("De Linde"), a_centre("Het Anker")
    invite("host", here)
    session = services.use_link(
        token=invite("coordinator", there), password=PASSWORD, at=MONDAY_TEN
    )
    person = who(token=session, at=MONDAY_TEN)
    assert person is not None
    assert (person.roles_at(here), person.roles_at(there)) == ({"host"}, {"coordinator"})


def test_the_same_role_is_given_once(book: Flask, invite: Callable[..., str]) -> None:
    invite()
    session = services.use_link(token=invite(), password=PASSWORD, at=MONDAY_TEN)
    person = who(token=session, at=MONDAY_TEN)
    assert person is not None
    assert len(person.grants) == 1


def test_an_address_in_capitals_is_the_same_account(
    book: Flask, invite: Callable[..., str]
) -> None:
    first = queries.invited(token=invite(email="Fatma@Linde.Voorbeeld "), at=MONDAY_TEN)
    second = queries.invited(token=invite(), at=MONDAY_TEN)
    assert first is not None
    assert first == second


def test_a_link_is_for_whom_it_was_made_during_three_days(
    book: Flask, invite: Callable[..., str]
) -> None:
    token = invite()
    almost = MONDAY_TEN + timedelta(days=3) - timedelta(seconds=1)
    guest = queries.invited(token=token, at=almost)
    assert guest is not None
    assert (guest.name, guest.email) == ("Fatma", "fatma@linde.voorbeeld")
    assert queries.invited(token=token, at=MONDAY_TEN + timedelta(days=3)) is None


def test_an_unknown_link_is_for_nobody(book: Flask, invite: Callable[..., str]) -> None:
    invite()
    assert queries.invited(token="x" * 43, at=MONDAY_TEN) is None
