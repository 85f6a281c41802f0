"""What was decided about an event that retention let go of can still be looked at."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from registry.care import retention
from registry.quarantine import queries
from registry.quarantine import services as quarantine
from registry.quarantine.services import Deed
from registry.theory.load import load
from registry.visits import services as door
from registry.visits.services import Misfit, Source
from tests.builders import MONDAY_TEN, a_centre

pytestmark = pytest.mark.usefixtures("book")


def test_the_lists_go_on_without_it() -> None:
    centre_id = a_centre()
    for key in (uuid.uuid4(), uuid.uuid4()):
        misfit = Misfit(key, "future", b"x" * 32, {"kind": "check_in", "pass": None})
        door.quarantine(source=Source(centre_id, "tablet"), misfit=misfit, at=MONDAY_TEN)
    deed = Deed(
        centre_id=centre_id,
        event_id=key,
        body_hash=b"x" * 32,
        reason="",
        at=MONDAY_TEN,
        by=uuid.uuid4(),
    )
    quarantine.set_aside(deed=deed)
    assert queries.count_decided(centre_id=centre_id) == 1
    retention.let_go(theory=load(), at=MONDAY_TEN + timedelta(days=33))
    assert queries.count_waiting(centre_id=centre_id) == 0
    assert queries.decided(centre_id=centre_id, limit=10) == ()
    assert queries.count_decided(centre_id=centre_id) == 0
