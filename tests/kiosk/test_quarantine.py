"""What is kept of an event that can't be stored, and what is never kept."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from registry.answers.models import RefusedTally
from registry.database import reading
from registry.visits.models import CheckIn, Quarantined
from tests.builders import MONDAY_TEN
from tests.kiosk.conftest import Door

LONG_AGO = MONDAY_TEN - timedelta(days=32)


def kept() -> list[dict[str, Any]]:
    with reading() as connection:
        return [json.loads(body) for body in connection.execute(select(Quarantined.body)).scalars()]


def test_a_pass_is_kept_as_its_hash(door: Door) -> None:
    text = door.a_pass()
    door.send(door.tap(None, at=LONG_AGO, **{"pass": text}))
    (content,) = kept()
    assert len(bytes.fromhex(content["pass"])) == 32
    assert text not in json.dumps(content)


@pytest.mark.parametrize("days", [-32, 1])
def test_a_sensitive_activity_is_kept_without_the_pass(door: Door, days: int) -> None:
    moment = MONDAY_TEN + timedelta(days=days)
    door.send(door.tap(door.surgery, at=moment, **{"pass": door.a_pass()}))
    (content,) = kept()
    assert (content["occurrence"], content["pass"]) == (str(door.surgery), None)


def test_a_revoked_tablet_ties_no_pass_to_a_sensitive_activity(door: Door) -> None:
    door.revoke()
    scan = door.tap(None, **{"pass": door.a_pass()})
    door.send(scan, door.event("detail", of=scan["id"], occurrence=str(door.surgery)))
    assert [content["pass"] for content in kept()] == [None, None]


def test_a_late_detail_to_a_sensitive_activity_empties_the_stored_scan(door: Door) -> None:
    scan = door.tap(None, **{"pass": door.a_pass()})
    detail = door.event("detail", of=scan["id"], at=LONG_AGO, occurrence=str(door.surgery))
    assert door.send(scan, detail)[1] == ("quarantined", "too_old")
    with reading() as connection:
        assert connection.execute(select(CheckIn.pass_id)).scalars().all() == [None]


def test_nothing_typed_freely_is_kept(door: Door) -> None:
    odd = {
        **door.tap(door.inloop),
        "name": "Fatima",
        "role": "mevrouw Jansen",
        "at": "gisteren",
        "party": 10**30,
        "of": "Bakkerstraat 3",
        "value": "plus",
    }
    door.send(odd)
    (content,) = kept()
    assert {name for name, value in content.items() if value is not None} == {
        *("id", "kind", "age_ms", "seq", "occurrence")
    }


def test_an_answer_under_another_kind_leaves_neither_question_nor_value(door: Door) -> None:
    door.send({**door.answer(question="VO-I2", value="min"), "kind": "Answer"})
    text = json.dumps(kept())
    assert "VO-I2" not in text
    assert "min" not in text


def test_a_refused_answer_counts_once_and_says_why(door: Door) -> None:
    bad = door.answer(value="maybe", extra=1)
    assert door.send(bad, bad) == [("quarantined", "malformed"), ("duplicate", None)]
    door.client = door.new_tablet("Grote zaal")
    door.revoke()
    assert door.send(door.answer()) == [("quarantined", "revoked_tablet")]
    with reading() as connection:
        rows = connection.execute(select(RefusedTally.code, RefusedTally.count)).all()
    assert sorted(tuple(row) for row in rows) == [("malformed", 1), ("revoked_tablet", 1)]
