"""A tablet moves to another centre: when it may, and what both centres see of it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from registry.centres import queries, services
from registry.centres.queries import TabletInCare
from tests.builders import MONDAY_TEN, a_centre, a_tablet

HOST = uuid4()
LATER = MONDAY_TEN + timedelta(hours=1)


@dataclass(frozen=True)
class Move:
    """A tablet that is to go from De Linde to Het Anker."""

    linde: UUID
    anker: UUID
    tablet: UUID
    token: str

    def order(self, to: UUID | None = None) -> None:
        """Let it move."""
        services.move_tablet(
            centre_id=self.linde,
            tablet_id=self.tablet,
            to=to or self.anker,
            at=MONDAY_TEN,
            by=HOST,
        )

    def offered(self) -> str:
        """Return the token of the next centre that the tablet gets."""
        token = services.renew_token(token=self.token, at=MONDAY_TEN)
        assert token is not None
        return token


@pytest.fixture
def move(book: Flask) -> Move:
    linde, anker = a_centre("De Linde"), a_centre("Het Anker")
    token = a_tablet(linde)
    found = services.identify_tablet(token=token)
    assert found is not None
    return Move(linde, anker, found.tablet_id, token)


def only(centre: UUID) -> TabletInCare:
    (found,) = queries.tablets_to_care_for(centre)
    return found


def test_until_it_reports_it_stays_where_it_is(move: Move) -> None:
    move.order()
    assert only(move.linde).moves_to == move.anker
    assert queries.tablets_to_care_for(move.anker) == ()


def test_the_first_use_of_the_new_token_ends_the_old_place(move: Move) -> None:
    move.order()
    new = move.offered()
    assert only(move.anker).to_come
    assert queries.tablets(move.anker) == ()
    found = services.admit_tablet(token=new, at=LATER)
    assert found is not None
    assert (found.centre_id, found.came_from, found.here_since) == (move.anker, move.linde, LATER)
    assert [one.name for one in queries.tablets(move.anker)] == ["Ingang"]
    assert (only(move.linde).revoked_at, only(move.linde).went_to) == (LATER, move.anker)
    old = services.admit_tablet(token=move.token, at=LATER)
    assert old is not None
    assert old.revoked


def test_a_lost_answer_leaves_the_old_token_good(move: Move) -> None:
    move.order()
    new = move.offered()
    old = services.admit_tablet(token=move.token, at=LATER)
    assert old is not None
    assert not old.revoked
    assert move.offered() == new


def test_a_move_can_be_taken_back_until_the_tablet_may_have_heard_of_it(move: Move) -> None:
    move.order()
    services.cancel_move(centre_id=move.linde, tablet_id=move.tablet, at=MONDAY_TEN, by=HOST)
    assert only(move.linde).moves_to is None
    move.order()
    move.offered()
    with pytest.raises(services.AlreadyOnItsWay):
        services.cancel_move(centre_id=move.linde, tablet_id=move.tablet, at=MONDAY_TEN, by=HOST)


def test_a_tablet_that_comes_back_is_known_anew(move: Move) -> None:
    move.order()
    there = move.offered()
    services.admit_tablet(token=there, at=MONDAY_TEN)
    services.move_tablet(
        centre_id=move.anker, tablet_id=move.tablet, to=move.linde, at=LATER, by=HOST
    )
    back = services.renew_token(token=there, at=LATER)
    assert back is not None
    found = services.admit_tablet(token=back, at=LATER)
    assert found is not None
    assert (found.centre_id, found.revoked) == (move.linde, False)
    assert services.identify_tablet(token=move.token) is None


def test_a_renewal_on_its_way_locks_nobody_out_of_a_move(move: Move) -> None:
    at = MONDAY_TEN + timedelta(days=40)
    renewed = services.renew_token(token=move.token, at=at)
    move.order()
    moved = services.renew_token(token=move.token, at=at)
    assert renewed is not None
    assert moved is not None
    first = services.admit_tablet(token=renewed, at=at)
    assert first is not None
    again = services.renew_token(token=renewed, at=at)
    assert again is not None
    arrived = services.admit_tablet(token=again, at=at)
    assert arrived is not None
    assert arrived.centre_id == move.anker


def test_who_is_revoked_on_the_way_arrives_revoked(move: Move) -> None:
    move.order()
    new = move.offered()
    services.revoke_tablet(centre_id=move.linde, tablet_id=move.tablet, at=MONDAY_TEN)
    found = services.admit_tablet(token=new, at=LATER)
    assert found is not None
    assert found.revoked


def test_a_tablet_of_another_centre_or_a_revoked_one_is_not_there(move: Move) -> None:
    deeds = (
        lambda centre: services.move_tablet(
            centre_id=centre, tablet_id=move.tablet, to=move.linde, at=LATER, by=HOST
        ),
        lambda centre: services.rename_tablet(
            centre_id=centre, tablet_id=move.tablet, name="Hal", at=LATER, by=HOST
        ),
    )
    for deed in deeds:
        with pytest.raises(services.NoSuchTablet):
            deed(move.anker)
    services.revoke_tablet(centre_id=move.linde, tablet_id=move.tablet, at=LATER)
    for deed in deeds:
        with pytest.raises(services.NoSuchTablet):
            deed(move.linde)


def test_a_tablet_gets_another_name(move: Move) -> None:
    services.rename_tablet(
        centre_id=move.linde, tablet_id=move.tablet, name="  Grote  zaal ", at=LATER, by=HOST
    )
    assert only(move.linde).name == "Grote zaal"
    with pytest.raises(services.NameRefused):
        services.rename_tablet(
            centre_id=move.linde, tablet_id=move.tablet, name="", at=LATER, by=HOST
        )
