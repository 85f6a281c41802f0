"""A tablet's token changes now and then, and never locks out a tablet that was away."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask

from registry.centres import queries, services
from registry.centres.services import TabletIdentity
from registry.centres.services.tokens import RENEWED_AFTER, UNDER_WAY
from tests.builders import MONDAY_TEN, a_centre, a_tablet

DUE = MONDAY_TEN + RENEWED_AFTER
LATER = DUE + UNDER_WAY + timedelta(seconds=1)
SECOND = timedelta(seconds=1)


def renewed(token: str, at: datetime = DUE) -> str:
    new = services.renew_token(token=token, at=at)
    assert new is not None
    return new


def admitted(token: str, at: datetime = DUE) -> TabletIdentity:
    found = services.admit_tablet(token=token, at=at)
    assert found is not None
    return found


@pytest.fixture
def centre(book: Flask) -> UUID:
    return a_centre()


@pytest.fixture
def token(centre: UUID) -> str:
    return a_tablet(centre)


def test_a_token_is_due_after_thirty_days(token: str) -> None:
    assert services.renew_token(token=token, at=DUE - SECOND) is None
    assert renewed(token) != token


def test_a_lost_answer_or_a_second_tab_gets_the_same_new_token(token: str) -> None:
    assert renewed(token) == renewed(token, DUE + timedelta(days=21))


def test_both_tokens_are_good_until_the_new_one_is_used(token: str) -> None:
    new = renewed(token)
    assert admitted(token, DUE + timedelta(days=21)).tablet_id == admitted(new, LATER).tablet_id


def test_a_request_on_its_way_with_the_old_token_still_arrives(token: str) -> None:
    new = renewed(token)
    admitted(new)
    assert admitted(token, DUE + UNDER_WAY).tablet_id == admitted(new).tablet_id


def test_an_old_token_is_refused_once_the_new_one_was_used_and_the_team_is_told(
    centre: UUID, token: str
) -> None:
    new = renewed(token)
    admitted(new)
    assert services.admit_tablet(token=token, at=LATER) is None
    assert admitted(new, LATER)
    (shown,) = queries.tablets_to_care_for(centre)
    assert shown.refused_at == LATER


def test_an_old_token_gets_no_new_one(token: str) -> None:
    new = renewed(token)
    admitted(new)
    assert services.renew_token(token=token, at=DUE + RENEWED_AFTER) is None
    assert renewed(new, DUE + RENEWED_AFTER) not in {token, new}


def test_a_new_token_is_used_for_thirty_days(token: str) -> None:
    new = renewed(token)
    admitted(new)
    assert services.renew_token(token=new, at=DUE + RENEWED_AFTER - SECOND) is None


def test_who_has_only_the_database_cannot_make_the_new_token(token: str) -> None:
    """It is made of the old secret, of which the database holds a hash only."""
    new = renewed(token)
    other = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert services.renew_token(token=other, at=DUE) is None
    assert renewed(token) == new


def test_a_revoked_tablet_gets_no_new_token_and_neither_makes_it_trusted(
    centre: UUID, token: str
) -> None:
    new = renewed(token)
    tablet = admitted(token)
    services.revoke_tablet(centre_id=centre, tablet_id=tablet.tablet_id, at=DUE)
    assert admitted(token).revoked
    assert admitted(new).revoked
    assert services.renew_token(token=token, at=DUE) is None
