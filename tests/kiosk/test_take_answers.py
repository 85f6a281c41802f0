"""Answers and languages: one more on a tally."""

from __future__ import annotations

from uuid import uuid4

import pytest

from registry.answers import queries
from tests.kiosk.conftest import Door

STORED = ("stored", None)
REFUSED = ("quarantined", "malformed")


def tallies(door: Door) -> dict[tuple[str, str, str, bool], int]:
    rows = queries.tallies(centre_id=door.centre, month="2026-11")
    return {(row.question, row.variant, row.value, row.suspect): row.count for row in rows}


def test_answers_add_up(door: Door) -> None:
    mood = door.answer(question="stemming", value="4")
    assert door.send(door.answer(), door.answer(), mood) == [STORED] * 3
    assert tallies(door) == {
        ("SC-I1", "niveau", "plus", False): 2,
        ("stemming", "niveau", "4", False): 1,
    }


def test_the_same_answer_counts_once(door: Door) -> None:
    answer = door.answer()
    assert door.send(answer, answer) == [STORED, ("duplicate", None)]
    assert door.send({**answer, "value": "min"}) == [("duplicate", None)]
    assert sum(tallies(door).values()) == 1


def test_suspect_and_skipped_answers_are_counted_apart(door: Door) -> None:
    door.send(door.answer(suspect=True), door.answer(value="skip"))
    assert tallies(door) == {
        ("SC-I1", "niveau", "plus", True): 1,
        ("SC-I1", "niveau", "skip", False): 1,
    }


def test_a_felt_change_is_counted_apart(door: Door) -> None:
    assert door.send(door.answer(variant="verandering")) == [STORED]
    assert tallies(door) == {("SC-I1", "verandering", "plus", False): 1}


@pytest.mark.parametrize(
    "fault",
    [
        {"question": "XX-I9"},
        {"value": "5"},
        {"value": "maybe"},
        {"question": "MP-I2", "value": "midden"},
        {"question": "stemming", "value": "6"},
        {"question": "stemming", "value": "4", "variant": "verandering"},
        {"variant": "other"},
        {"at": "2026-11-23T10:00:00+01:00"},
        {"suspect": "yes"},
        {"question": "x" * 5000},
    ],
)
def test_a_bad_answer_is_counted_as_refused_and_its_body_dropped(
    door: Door, fault: dict[str, object]
) -> None:
    assert door.send(door.answer(**fault)) == [REFUSED]
    assert tallies(door) == {}


def test_languages_add_up_and_unknown_ones_are_refused(door: Door) -> None:
    turkish = {"id": str(uuid4()), "kind": "language", "language": "xx"}
    arabic = [{"id": str(uuid4()), "kind": "language", "language": "ar"} for _ in range(2)]
    assert door.send(turkish, *arabic, arabic[0]) == [
        REFUSED,
        STORED,
        STORED,
        ("duplicate", None),
    ]
    assert queries.languages(centre_id=door.centre, month="2026-11") == {"ar": 2}
